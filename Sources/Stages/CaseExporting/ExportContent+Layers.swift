import Evidence
import Findings
import Foundation
import Geodesy
import Sites

extension ExportContent {
    /// The layers of the export, in a fixed order: facilities, zones, tracks, berths, links, looks, detections, changes of the
    /// ground, findings.
    public var layers: [ExportLayer] {
        [
            facilityLayer, zoneLayer, trackLayer, berthLayer, linkLayer, lookLayer, detectionLayer, changeLayer,
            findingLayer,
        ]
    }

    private var scenesByID: [String: Scene] { Dictionary(scenes.map { ($0.id, $0) }) { first, _ in first } }
    private var zonesByID: [String: Zone] { Dictionary(self.case.site.zones.map { ($0.id, $0) }) { first, _ in first } }
    private var looksByID: [String: Look] { Dictionary(looks.map { ($0.id, $0) }) { first, _ in first } }

    private typealias Value = ExportLayer.Value

    private static func row(
        _ title: String, area: MultiPolygon<GeoPoint> = .init([]), line: [GeoPoint] = [],
        time: AcquisitionTime? = nil, _ values: [Value]
    ) -> ExportLayer.Row {
        ExportLayer.Row(
            area: area, line: line, title: title, values: values,
            begins: time.map { AcquisitionTime.text($0.start) }, ends: time.map { AcquisitionTime.text($0.end) })
    }

    private static func times(_ time: AcquisitionTime?) -> [Value] {
        guard let time else { return [.missing, .missing, .missing] }
        return [
            .text(time.iso8601), .time(AcquisitionTime.text(time.start)), .time(AcquisitionTime.text(time.end)),
        ]
    }

    private static let timeFields: [(String, ExportLayer.Field.Kind)] = [
        ("time", .text), ("time_start", .time), ("time_end", .time),
    ]

    private var facilityLayer: ExportLayer {
        ExportLayer(
            "facilities", "Facilities", .area, [("id", .text), ("name", .text), ("kind", .text)],
            self.case.site.facilities.map {
                Self.row($0.name, area: $0.area, [.text($0.id), .text($0.name), .text($0.kind)])
            })
    }

    private var zoneLayer: ExportLayer {
        let looks = Dictionary(grouping: looks, by: \.zone)
        return ExportLayer(
            "zones", "Zones", .area,
            [
                ("id", .text), ("name", .text), ("role", .text), ("facility", .text), ("required_gsd_m", .number),
                ("looks", .integer), ("usable_looks", .integer),
            ],
            self.case.site.zones.map { zone in
                let own = looks[zone.id] ?? []
                return Self.row(
                    zone.name, area: zone.area,
                    [
                        .text(zone.id), .text(zone.name), .text(zone.role.rawValue), Value(zone.facility),
                        Value(zone.requiredGroundSamplingDistance), .integer(own.count),
                        .integer(own.count { $0.usability == .usable }),
                    ])
            })
    }

    private var trackLayer: ExportLayer {
        ExportLayer(
            "tracks", "Tracks", .line, [("id", .text), ("name", .text), ("zone", .text)],
            self.case.site.tracks.map {
                Self.row($0.name, line: $0.line, [.text($0.id), .text($0.name), Value($0.zone)])
            })
    }

    private var berthLayer: ExportLayer {
        ExportLayer(
            "berths", "Berths", .line, [("id", .text), ("name", .text), ("zone", .text)],
            self.case.site.berths.map {
                Self.row($0.name, line: $0.line, [.text($0.id), .text($0.name), Value($0.zone)])
            })
    }

    private var linkLayer: ExportLayer {
        ExportLayer(
            "links", "Links", .line,
            [
                ("id", .text), ("name", .text), ("kind", .text), ("from_id", .text), ("to_id", .text),
                ("capacity", .text),
            ],
            self.case.site.links.map {
                Self.row(
                    $0.name, line: $0.line,
                    [
                        .text($0.id), .text($0.name), .text($0.kind.rawValue), .text($0.from), .text($0.to),
                        Value($0.capacity),
                    ])
            })
    }

    private var lookLayer: ExportLayer {
        let (scenes, zones) = (scenesByID, zonesByID)
        return ExportLayer(
            "looks", "Looks", .area,
            [("id", .text), ("zone", .text), ("scene", .text), ("scene_title", .text)] + Self.timeFields + [
                ("usability", .text), ("visible_share", .number), ("cloud_share", .number), ("gsd_m", .number),
                ("reasons", .text),
            ],
            looks.map { look in
                let scene = scenes[look.scene]
                return Self.row(
                    "\(zones[look.zone]?.name ?? look.zone), \(scene?.time?.iso8601 ?? "time not known")",
                    area: zones[look.zone]?.area ?? .init([]), time: scene?.time,
                    [.text(look.id), .text(look.zone), .text(look.scene), Value(scene?.title)] + Self.times(scene?.time)
                        + [
                            .text(look.usability.rawValue), Value(look.visibleShare), Value(look.cloudShare),
                            Value(look.groundSamplingDistance), .text(look.reasons.joined(separator: " ")),
                        ])
            })
    }

    private var detectionLayer: ExportLayer {
        let scenes = scenesByID
        return ExportLayer(
            "detections", "Detections", .area,
            [
                ("id", .text), ("class", .text), ("score", .number), ("model", .text), ("model_sha256", .text),
                ("review", .text), ("found_as", .text), ("length_m", .number), ("width_m", .number),
                ("cut_off", .text), ("scene", .text), ("scene_title", .text),
            ] + Self.timeFields,
            detections.map(\.record).map { detection in
                let scene = scenes[detection.scene]
                let box = detection.groundBox
                let corners = box?.drawnCorners
                return Self.row(
                    "\(detection.className), \(scene?.time?.iso8601 ?? "time not known")",
                    area: MultiPolygon(corners.map { [Polygon(outer: Ring($0))] } ?? []), time: scene?.time,
                    [
                        .text(detection.id), .text(detection.className), Value(detection.score),
                        .text(detection.model.name), .text(detection.model.sha256), .text(detection.review.rawValue),
                        Value(detection.foundAs), Value(box?.length), Value(box?.width),
                        .text(detection.isCutOff ? "true" : "false"), .text(detection.scene), Value(scene?.title),
                    ] + Self.times(scene?.time))
            })
    }

    private var changeLayer: ExportLayer {
        let scenes = scenesByID
        return ExportLayer(
            "changes", "Changes of the ground", .area,
            [
                ("id", .text), ("kind", .text), ("zone", .text), ("area_m2", .number), ("least_area_m2", .number),
                ("greatest_area_m2", .number), ("probability", .number), ("before", .text), ("after", .text),
                ("reasons", .text),
            ] + Self.timeFields,
            comparisons.flatMap(\.changes).map { placed in
                let change = placed.change
                let time = scenes[change.after]?.time
                return Self.row(
                    "\(change.kind.rawValue), \(time?.iso8601 ?? "time not known")", area: placed.area, time: time,
                    [
                        .text(change.id), .text(change.kind.rawValue), Value(change.zone), Value(change.area),
                        Value(change.leastArea), Value(change.greatestArea), Value(placed.probability),
                        .text(change.before), .text(change.after), .text(change.reasons.joined(separator: " ")),
                    ] + Self.times(time))
            })
    }

    private var findingLayer: ExportLayer {
        let (zones, looks, scenes) = (zonesByID, looksByID, scenesByID)
        return ExportLayer(
            "findings", "Findings", .area,
            [("id", .text), ("kind", .text), ("zone", .text), ("sentence", .text), ("looks", .text)] + Self.timeFields,
            findings.map(\.record).map { finding in
                let seen = finding.looks.compactMap { looks[$0].flatMap { scenes[$0.scene]?.time } }
                let first = seen.map(\.start).min()
                let last = seen.map(\.end).max()
                let span = first.flatMap { first in last.map { AcquisitionTime(start: first, end: $0) } }
                let zone = finding.zone.flatMap { zones[$0] }
                return Self.row(
                    [finding.content.kind, zone?.name].compactMap(\.self).joined(separator: ", "),
                    area: zone?.area ?? .init([]), time: span,
                    [
                        .text(finding.id), .text(finding.content.kind), Value(finding.zone), .text(finding.sentence),
                        .text(finding.looks.joined(separator: " ")),
                    ] + Self.times(span))
            })
    }
}
