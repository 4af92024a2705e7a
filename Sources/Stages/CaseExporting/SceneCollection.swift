import Disclosure
public import Evidence
import Foundation
import Geodesy
import Sites

/// Scenes and what was detected in them as a STAC catalogue that needs nothing outside of its folder.
///
/// Source: https://github.com/radiantearth/stac-spec (v1.1.0: catalog-spec, collection-spec, item-spec; best practices, self-contained
/// catalogues), file extension 2.1.0 for hashes.
public enum SceneCollection {
    /// The files of the catalogue.
    ///
    /// - Parameters:
    ///   - content: What is exported.
    ///   - item: The STAC Item of a scene, without links.
    /// - Returns: Names, from the catalogue's folder, and bytes, in a fixed order; `catalog.json` first.
    public static func files(of content: ExportContent, item: (Scene) -> JSONText) -> [(name: String, bytes: [UInt8])] {
        var files: [(name: String, text: JSONText)] = []
        let detections = content.layers.first { $0.name == "detections" }
        var items: [(name: String, bytes: [UInt8])] = []
        var links: [JSONText] = []
        var boxes: [[Double]] = []
        for scene in content.scenes {
            guard case .object(var fields) = item(scene) else { continue }
            let found = Array(features(of: scene, in: content, detections).serialised.utf8)
            var assets: [String: JSONText] = [:]
            if case .object(let own)? = fields["assets"] { assets = own }
            assets["detections"] = .object([
                "href": .text("./detections.geojson"), "type": .text("application/geo+json"),
                "title": .text("Objects that were found, with what found them"),
                "roles": .list([.text("derived")]), "file:checksum": .text("1220" + Digest.sha256(found)),
                "file:size": .integer(found.count),
            ])
            fields["assets"] = .object(assets)
            fields["collection"] = .text(collectionID(content))
            fields["links"] = .list([
                link("root", "../../catalog.json"), link("parent", "../collection.json"),
                link("collection", "../collection.json"),
            ])
            if case .list(let box)? = fields["bbox"] {
                boxes.append(box.compactMap { if case .number(let number) = $0 { number } else { nil } })
            }
            items.append(("scenes/\(scene.id)/item.json", Array(JSONText.object(fields).serialised.utf8)))
            items.append(("scenes/\(scene.id)/detections.geojson", found))
            links.append(link("item", "./\(scene.id)/item.json", type: "application/geo+json"))
        }
        let remarks = content.redaction.sentences
        let about = ([content.case.question] + remarks).filter { !$0.isEmpty }.joined(separator: " ")
        let description = about.isEmpty ? content.case.title : about
        files.append(
            (
                "catalog.json",
                .object([
                    "type": .text("Catalog"), "stac_version": .text("1.1.0"), "id": .text(content.case.id),
                    "title": .text(content.case.title), "description": .text(description),
                    "links": .list([link("root", "./catalog.json"), link("child", "./scenes/collection.json")]),
                ])
            ))
        files.append(
            ("scenes/collection.json", collection(of: content, description, boxes: boxes, items: links)))
        return files.map { ($0.name, Array($0.text.serialised.utf8)) } + items
    }

    private static func collectionID(_ content: ExportContent) -> String { content.case.id + "-scenes" }

    private static func link(_ relation: String, _ target: String, type: String = "application/json") -> JSONText {
        .object(["rel": .text(relation), "href": .text(target), "type": .text(type)])
    }

    private static func collection(
        of content: ExportContent, _ description: String, boxes: [[Double]], items: [JSONText]
    ) -> JSONText {
        let whole = boxes.filter { $0.count == 4 && $0[0] <= $0[2] }
        let box: [Double] =
            whole.isEmpty || whole.count < boxes.count
            ? [-180.0, -90, 180, 90]
            : [
                whole.map { $0[0] }.min() ?? -180, whole.map { $0[1] }.min() ?? -90,
                whole.map { $0[2] }.max() ?? 180, whole.map { $0[3] }.max() ?? 90,
            ]
        let times = content.scenes.compactMap(\.time)
        func text(_ date: Date?) -> JSONText { date.map { .text(AcquisitionTime.text($0)) } ?? .null }
        return .object([
            "type": .text("Collection"), "stac_version": .text("1.1.0"), "stac_extensions": .list([]),
            "id": .text(collectionID(content)), "title": .text("Scenes of \(content.case.title)"),
            "description": .text(description), "license": .text("other"),
            "extent": .object([
                "spatial": .object(["bbox": .list([.list(box.map { .number($0) })])]),
                "temporal": .object([
                    "interval": .list([.list([text(times.map(\.start).min()), text(times.map(\.end).max())])])
                ]),
            ]),
            "links": .list([link("root", "../catalog.json"), link("parent", "../catalog.json")] + items),
        ])
    }

    /// A scene's detections as GeoJSON (RFC 7946).
    private static func features(of scene: Scene, in content: ExportContent, _ layer: ExportLayer?) -> JSONText {
        var features: [JSONText] = []
        for (row, made) in zip(layer?.rows ?? [], content.detections) where made.record.scene == scene.id {
            var properties: [String: JSONText] = ["run": made.run.map { .text($0) } ?? .null]
            for (field, value) in zip(layer?.fields ?? [], row.values) where !field.name.hasPrefix("scene") {
                switch value {
                case .missing: properties[field.name] = .null
                case .text(let value), .time(let value): properties[field.name] = .text(value)
                case .number(let value): properties[field.name] = .finite(value)
                case .integer(let value): properties[field.name] = .integer(value)
                }
            }
            var geometry = JSONText.null
            if let part = row.area.parts.first, part.outer.corners.allSatisfy(\.isDrawn) {
                var corners = part.outer.corners
                if part.outer.signedArea < 0 { corners.reverse() }
                corners += corners.prefix(1)
                geometry = .object([
                    "type": .text("Polygon"),
                    "coordinates": .list([
                        .list(corners.map { .list([.finite($0.longitude), .finite($0.latitude)]) })
                    ]),
                ])
            }
            features.append(
                .object([
                    "type": .text("Feature"), "id": .text(made.record.id), "geometry": geometry,
                    "properties": .object(properties),
                ]))
        }
        return .object(["type": .text("FeatureCollection"), "features": .list(features)])
    }
}
