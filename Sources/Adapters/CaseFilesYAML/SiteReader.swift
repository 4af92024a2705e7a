import Foundation
import Geodesy
import Sites

/// Reads `site.geojson` into a site, and finds every mistake in it.
struct SiteReader {
    /// Largest file that is read, in bytes: some hundred thousand corners.
    static let sizeLimit = 32 << 20

    /// What a feature of the file stands for.
    enum Kind: String, CaseIterable {
        case facility, zone, track, berth, tank, link, structure

        /// Names of the properties that have a meaning for it.
        var properties: [String] { ownProperties + ["geometry", "source"] }

        private var ownProperties: [String] {
            switch self {
            case .facility: ["kind", "id", "name", "type"]
            case .zone: ["kind", "id", "name", "role", "facility", "required_gsd_m"]
            case .track: ["kind", "id", "name", "zone", "gauge_mm"]
            case .berth: ["kind", "id", "name", "zone"]
            case .tank: ["kind", "id", "name", "zone", "diameter_m", "height_m", "roof"]
            case .link: ["kind", "id", "name", "type", "from", "to", "capacity"]
            case .structure: ["kind", "id", "name", "zone", "resembles"]
            }
        }

        /// GeoJSON types of geometry that fit it.
        var geometries: [String] {
            switch self {
            case .facility, .zone, .structure: ["Polygon", "MultiPolygon"]
            case .track, .berth, .link: ["LineString"]
            case .tank: ["Point"]
            }
        }

        /// Whether it may stand in the file without a geometry.
        var mayLackGeometry: Bool { self == .facility || self == .link }
    }

    static let allProperties = Set(Kind.allCases.flatMap(\.properties)).sorted()

    /// An id of the file, and what it names.
    struct Named {
        var kind: Kind
        var offset: Int
    }

    /// A reference by id, which is looked up when all features are read.
    struct Reference {
        var property: String
        var id: String
        var offset: Int
        var kinds: [Kind]
    }

    /// Where a feature lies, for checks among features.
    struct Placed {
        var kind: Kind
        var id: String
        var offset: Int
        var centre: GeoPoint
    }

    /// How the shape of a feature came about.
    enum Drawing: String, CaseIterable {
        /// From imagery, maps or measurements.
        case surveyed
        /// To scale, without knowing where it lies.
        case sketched
    }

    var log: MistakeLog
    var site: Site
    var named: [String: Named] = [:]
    var references: [Reference] = []
    var placed: [Placed] = []
    var zoneOffsets: [Int] = []
    /// First position that looks like metres, and how many features have such.
    var metres: (offset: Int, x: Double, y: Double, features: Int)?
    /// Whether positions are in longitude and latitude at all, as far as the file says.
    var isGeographic = true

    init(source: SourceText, name: String) {
        log = MistakeLog(source: source)
        site = Site(name: name)
    }

    /// Reads the whole file. The site is complete only where there are no errors.
    mutating func read() {
        guard let root = FeatureFile.document(&log), let features = FeatureFile.features(of: root, &log) else { return }
        isGeographic = FeatureFile.isGeographic(root, &log)
        for feature in features { readFeature(feature) }
        reportMetres()
        lookUpReferences()
        lookForDistantFeatures()
        lookForOverlaps()
        if features.isEmpty {
            log.warning(
                at: root["features"]?.offset ?? root.offset, "the site is empty, so nothing will be counted",
                "draw zones, for instance in QGIS, each with the properties kind, id and role")
        } else if site.zones.isEmpty, !log.hasErrors {
            log.warning(
                at: root["features"]?.offset ?? root.offset, "the site has no zone, so nothing will be counted",
                "expected features of kind 'zone'")
        }
    }

    private mutating func readFeature(_ node: JSONNode) {
        guard node.members != nil, node["type"]?.string == "Feature" else {
            let type = node["type"]
            log.error(
                at: type?.offset ?? node.offset, "this is \(type.map { "of type \($0.noun)" } ?? "no feature")",
                "expected \"type\": \"Feature\"")
            return
        }
        let properties = node["properties"]
        if let properties, !properties.isNull, properties.members == nil {
            log.error(at: properties.offset, "'properties' is \(properties.noun)", "expected an object")
            return
        }
        let feature = FeatureProperties(
            offset: properties.flatMap { $0.isNull ? nil : $0.offset } ?? node.offset,
            members: properties?.members ?? [])
        guard let kind = feature.kind(log: &log) else { return }
        let errorsBefore = log.mistakes.count
        feature.checkNames(kind: kind, log: &log)
        let id = readID(feature, node["id"], kind: kind)
        let geometry = readGeometry(node["geometry"], kind: kind, feature: node.offset)
        guard var id else { return }
        let name = feature.text("name", log: &log) ?? id
        build(kind, id, name, feature, geometry)
        if feature.word("geometry", Drawing.self, required: nil, log: &log) == .sketched { site.sketched.append(id) }
        if kind != .link, let source = feature.words("source") {
            site.origins.append(SiteOrigin(id: id, source: source))
        }
        if log.mistakes.dropFirst(errorsBefore).contains(where: { $0.severity == .error }) { id = "" }
        if !id.isEmpty, let middle = geometry?.middle {
            placed.append(Placed(kind: kind, id: id, offset: geometry?.offset ?? node.offset, centre: middle))
        }
    }

    private mutating func readID(_ feature: FeatureProperties, _ outer: JSONNode?, kind: Kind) -> String? {
        let node = feature["id"] ?? (outer?.isNull == true ? nil : outer)
        guard let node else {
            log.error(
                at: feature.offset, "this \(kind.rawValue) has no 'id'", "expected a short name, unique in the site")
            return nil
        }
        let id: String
        switch node.value {
        case .string(let text): id = text
        case .number(let number): id = plain(number)
        default:
            log.error(at: node.offset, "'id' is \(node.noun)", "expected a short text, unique in the site")
            return nil
        }
        let allowed = id.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_.".unicodeScalars.contains($0))
        }
        let begins = id.first.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
        guard allowed, begins, id.utf8.count <= 64 else {
            log.error(
                at: node.offset, "the id \(quoted(id)) cannot be used",
                "expected 1 to 64 letters a-z or A-Z, digits, '-', '_' or '.', beginning with a letter or digit")
            return nil
        }
        if let other = named[id] {
            log.error(
                at: node.offset,
                "the id '\(id)' is used twice, first for a \(other.kind.rawValue) in line "
                    + "\(log.source.position(of: other.offset).line)", "expected ids that are unique in the whole site")
            return nil
        }
        named[id] = Named(kind: kind, offset: node.offset)
        return id
    }

    /// Adds the noun to the site, as far as its properties and geometry can be read.
    private mutating func build(
        _ kind: Kind, _ id: String, _ name: String, _ feature: FeatureProperties, _ geometry: SiteGeometry?
    ) {
        let line = geometry?.line ?? []
        switch kind {
        case .facility:
            let type = feature.text("type", log: &log) ?? "facility"
            site.facilities.append(
                Facility(id: id, name: name, kind: type, area: geometry?.area ?? MultiPolygon([])))
        case .zone:
            let role = feature.word(
                "role", ZoneRole.self, required: "expected \(alternatives(ZoneRole.allCases.map(\.rawValue)))",
                log: &log)
            let facility = reference("facility", feature, to: [.facility])
            let gsd = feature.number("required_gsd_m", above: 0, upTo: 10_000, unit: "metres", log: &log)
            guard let role, let area = geometry?.area else { return }
            site.zones.append(
                Zone(
                    id: id, name: name, role: role, facility: facility, area: area, requiredGroundSamplingDistance: gsd)
            )
            zoneOffsets.append(geometry?.offset ?? feature.offset)
        case .track:
            let zone = reference("zone", feature, to: [.zone])
            let gauge = feature.number("gauge_mm", above: 0, upTo: 10_000, unit: "millimetres", log: &log)
            if let gauge, !(300...3_000).contains(gauge), let node = feature["gauge_mm"] {
                log.warning(
                    at: node.offset, "a gauge of \(plain(gauge)) mm",
                    "expected the distance between the rails in millimetres, such as 1435")
            }
            site.tracks.append(Track(id: id, name: name, zone: zone, gauge: gauge, line: line))
        case .berth:
            let zone = reference("zone", feature, to: [.zone])
            site.berths.append(Berth(id: id, name: name, zone: zone, line: line))
        case .tank:
            let zone = reference("zone", feature, to: [.zone])
            let diameter = feature.number(
                "diameter_m", above: 0, upTo: 500, unit: "metres", isRequired: true, log: &log)
            let height = feature.number("height_m", above: 0, upTo: 200, unit: "metres", log: &log)
            let roof = feature.word("roof", TankRoof.self, required: nil, log: &log)
            guard let diameter, let centre = line.first else { return }
            site.tanks.append(
                Tank(
                    id: id, name: name, zone: zone, centre: centre, diameter: diameter, height: height,
                    roof: roof ?? .unknown))
        case .structure:
            let zone = reference("zone", feature, to: [.zone])
            let resembles = feature.text("resembles", log: &log)
            guard let area = geometry?.area else { return }
            site.structures.append(Structure(id: id, name: name, zone: zone, resembles: resembles, area: area))
        case .link:
            let means = feature.word(
                "type", LinkKind.self, required: "expected \(alternatives(LinkKind.allCases.map(\.rawValue)))",
                log: &log)
            let from = reference("from", feature, to: [.facility, .zone], isRequired: true)
            let to = reference("to", feature, to: [.facility, .zone], isRequired: true)
            let capacity = feature.text(
                "capacity", numberHint: "expected a text with its unit, such as \"1.5 Mt/a\"", log: &log)
            let source = feature.words("source")
            if let from, from == to, let node = feature["to"] {
                log.error(at: node.offset, "the link leads from '\(from)' to itself", "expected two different ends")
            }
            guard let means, let from, let to else { return }
            site.links.append(
                Link(
                    id: id, name: name, kind: means, from: from, to: to, capacity: capacity, source: source,
                    line: line))
        }
    }

    private mutating func reference(
        _ property: String, _ feature: FeatureProperties, to kinds: [Kind], isRequired: Bool = false
    ) -> String? {
        guard let node = feature[property] else {
            if isRequired {
                log.error(
                    at: feature.offset, "this feature has no '\(property)'",
                    "expected the id of a \(alternatives(kinds.map(\.rawValue)))")
            }
            return nil
        }
        let id: String
        switch node.value {
        case .string(let text): id = text
        case .number(let number): id = plain(number)
        default:
            log.error(
                at: node.offset, "'\(property)' is \(node.noun)",
                "expected the id of a \(alternatives(kinds.map(\.rawValue)))")
            return nil
        }
        references.append(Reference(property: property, id: id, offset: node.offset, kinds: kinds))
        return id
    }
}
