import Foundation
public import Sites
import Geodesy
import Yams

/// Reads `world.yaml`: what stands and happens at a case's site, and the scenes that are to be drawn of it.
public enum WorldFile {
    /// Largest file that is read, in bytes.
    static let sizeLimit = 4 << 20

    /// Reads a script and checks it against the site.
    ///
    /// - Parameters:
    ///   - path: Path of the file; files that it names are looked for from its folder.
    ///   - name: Path that messages show; the path itself if left out.
    ///   - site: What the script's ids are looked up in.
    /// - Returns: The script, and what in it is probably not as it was meant.
    /// - Throws: ``CaseFilesError`` with every mistake of the file.
    public static func read(
        _ path: String, name: String? = nil, site: Site
    ) throws(CaseFilesError) -> (script: WorldScript, warnings: [Mistake]) {
        switch SourceText.read(path, as: name ?? path, limit: sizeLimit) {
        case .failure(let mistake): throw CaseFilesError(mistakes: [mistake])
        case .success(let source):
            let folder = URL(filePath: path).deletingLastPathComponent().path
            let (script, mistakes) = script(of: source, site: site, folder: folder)
            guard let script, !mistakes.contains(where: { $0.severity == .error }) else {
                throw CaseFilesError(mistakes: mistakes)
            }
            return (script, mistakes)
        }
    }

    /// Reads the text of a script; nil, after mistakes, where it is no set of keys.
    static func script(of source: SourceText, site: Site, folder: String) -> (WorldScript?, [Mistake]) {
        var reader = WorldReader(site: site, folder: folder, log: MistakeLog(source: source))
        let script = reader.read()
        return (script, reader.log.sorted)
    }
}

/// Reads one script.
struct WorldReader {
    static let keys = [
        "origin", "ground", "trains", "ships", "vehicles", "tanks", "works", "snow", "ice", "plumes", "sensor",
        "scenes",
    ]

    let site: Site
    let folder: String
    var log: MistakeLog
    /// What positions must lie near: the middle of the site, or the first position where the site names nothing.
    private var middle: GeoPoint?
    /// Where positions in metres are counted from; nil where they are in degrees.
    var origin: GeoPoint?
    /// Places of what the checks among visits speak of.
    var trainMarks: [Mark?] = []
    var shipMarks: [Mark?] = []

    init(site: Site, folder: String, log: MistakeLog) {
        self.site = site
        self.folder = folder
        self.log = log
        middle = SceneOrder.Extent(around: site)?.centre
    }

    mutating func read() -> WorldScript? {
        guard let node = log.composeYAML(),
            let fields = YAMLFields(node, known: Self.keys, of: "a world script", log: &log)
        else { return nil }
        var script = WorldScript()
        if let node = fields["origin"] {
            origin = point(node, "origin", inMetres: false)
        }
        readGround(fields["ground"], into: &script)
        for node in entries(fields, "trains") { readTrain(node, into: &script) }
        for node in entries(fields, "ships") { readShip(node, into: &script) }
        for node in entries(fields, "vehicles") { readVehicles(node, into: &script) }
        for node in entries(fields, "tanks") { readTank(node, into: &script) }
        for node in entries(fields, "works") { readWorks(node, into: &script) }
        readSnow(fields["snow"], into: &script)
        for node in entries(fields, "ice") { readIce(node, into: &script) }
        for node in entries(fields, "plumes") { readPlume(node, into: &script) }
        readScenes(fields, into: &script)
        checkTrains(script)
        checkShips(script)
        checkTanks(script)
        checkNames(script)
        return script
    }

    /// Finds names that two things would have in the truth.
    private mutating func checkNames(_ script: WorldScript) {
        var taken: [String: Int] = [:]
        for tank in site.tanks { taken[tank.id] = 0 }
        for (kind, visits) in [
            ("train", script.trains.map { ($0.name, $0.line) }), ("ship", script.ships.map { ($0.name, $0.line) }),
            ("vehicle", script.vehicles.map { (nil, $0.line) }),
        ] {
            for (index, visit) in visits.enumerated() { check(visit.0 ?? "\(kind)-\(index + 1)", visit.1, &taken) }
        }
        for (index, item) in script.works.enumerated() {
            check(item.name ?? "\(item.kind.rawValue)-\(index + 1)", item.line, &taken)
        }
        let scattered = script.vehicles.reduce(0) { sum, stand in
            if case .scattered(let count, _) = stand.place { sum + count } else { sum + 1 }
        }
        if scattered > Self.vehicleLimit {
            log.add(
                .error, nil, "the script has \(scattered) vehicles", "expected \(Self.vehicleLimit) at the most")
        }
    }

    /// More vehicles than a site has; each is held against all others.
    private static let vehicleLimit = 20_000

    private mutating func check(_ name: String, _ line: Int, _ taken: inout [String: Int]) {
        guard let other = taken.updateValue(line, forKey: name) else { return }
        log.add(
            .error, TextPosition(line: line, column: 1),
            "the name \(quoted(name)) is that of \(other == 0 ? "a tank" : "what line \(other) describes") already",
            "expected another 'name'")
    }

    // MARK: - Parts that occur in many places

    /// The entries of a list; none where it is not given, or after a mistake.
    mutating func entries(_ fields: YAMLFields, _ key: String) -> [Node] {
        guard let node = fields[key] else { return [] }
        guard case .sequence(let sequence) = node else {
            log.error(at: node.mark, "'\(key)' is \(node.noun)", "expected a list, each entry beginning with '- '")
            return []
        }
        return Array(sequence)
    }

    /// A pair of numbers: degrees of longitude and latitude, or metres east and north of the script's origin.
    mutating func point(_ node: Node, _ key: String, inMetres: Bool? = nil) -> GeoPoint? {
        let inMetres = inMetres ?? (origin != nil)
        let expected =
            inMetres ? "expected [metres east, metres north] of 'origin'" : "expected [longitude, latitude] in degrees"
        guard case .sequence(let pair) = node, pair.count == 2,
            let first = pair[0].scalar.flatMap({ Double($0.string) }),
            let second = pair[1].scalar.flatMap({ Double($0.string) }), first.isFinite, second.isFinite
        else {
            log.error(at: node.mark, "'\(key)' is \(node.noun)", expected)
            return nil
        }
        if inMetres {
            guard let origin, abs(first) <= 50_000, abs(second) <= 50_000 else {
                log.error(
                    at: node.mark, "'\(key)' is [\(plain(first)), \(plain(second))]", expected + " up to 50 km away")
                return nil
            }
            return near(Ellipsoid.wgs84.point(from: origin, east: first, north: second), node, key)
        }
        let place = GeoPoint(longitude: first, latitude: second)
        guard place.isOnEarth, abs(second) <= 80 else {
            log.error(
                at: node.mark, "'\(key)' is [\(plain(first)), \(plain(second))]",
                expected + " within 80° of the equator; positions in metres need an 'origin'")
            return nil
        }
        return near(place, node, key)
    }

    /// Kilometres from the site's middle within which all of a script lies; the grid of a drawing reaches no farther.
    private static let reach = 100.0

    /// A position, unless it lies far from the site, as with longitude and latitude exchanged.
    private mutating func near(_ place: GeoPoint, _ node: Node, _ key: String) -> GeoPoint? {
        guard let middle else {
            self.middle = place
            return place
        }
        let distance = Ellipsoid.wgs84.distance(middle, place) / 1000
        // Not finite on the far side of the Earth.
        guard distance <= Self.reach else {
            log.error(
                at: node.mark,
                "'\(key)' lies \(distance.isFinite ? "\(plain(distance.rounded())) km" : "far") from the site",
                "expected a place within \(plain(Self.reach)) km of it; are longitude and latitude exchanged?")
            return nil
        }
        return place
    }

    /// A position that must be there.
    mutating func requiredPoint(_ fields: YAMLFields, _ key: String, of what: String) -> GeoPoint? {
        guard let node = fields[key] else {
            log.error(
                at: fields.mark, "\(what) has no '\(key)'",
                "add '\(key): [\(origin == nil ? "lon, lat" : "east, north")]'")
            return nil
        }
        return point(node, key)
    }

    /// A line or ring of positions.
    mutating func points(_ node: Node, _ key: String, atLeast count: Int) -> [GeoPoint]? {
        guard case .sequence(let sequence) = node, sequence.count >= count else {
            log.error(at: node.mark, "'\(key)' is \(node.noun)", "expected a list of \(count) or more positions")
            return nil
        }
        var found: [GeoPoint] = []
        for item in sequence {
            guard let place = point(item, "a position of '\(key)'") else { return nil }
            found.append(place)
        }
        return found
    }

    /// Parts of the ground: a polygon of its own, or the area of a zone.
    mutating func parts(_ fields: YAMLFields, of what: String) -> [GroundPart] {
        if let node = fields["polygon"] {
            if fields["zone"] != nil {
                log.error(at: node.mark, "\(what) has both 'polygon' and 'zone'", "expected one of them")
            }
            return points(node, "polygon", atLeast: 3).map { [GroundPart(corners: $0)] } ?? []
        }
        if let id = fields.text("zone", log: &log) {
            guard let zone = site.zones.first(where: { $0.id == id }) else {
                unknown("zone", id, among: site.zones.map(\.id), at: fields["zone"]?.mark)
                return []
            }
            return zone.area.parts.map { GroundPart($0) }
        }
        log.error(at: fields.mark, "\(what) has no place", "add 'polygon: […]' or 'zone: …'")
        return []
    }

    /// Writes down that the site has nothing of an id.
    mutating func unknown(_ kind: String, _ id: String, among ids: [String], at mark: Mark?) {
        log.error(
            at: mark, "the site has no \(kind) \(quoted(id))",
            ids.isEmpty ? "the site has no \(kind) at all; draw one in its GeoJSON" : proposal(for: id, among: ids))
    }

    /// An instant with its offset from UTC; where days are allowed, their first instant in UTC.
    mutating func instant(_ fields: YAMLFields, _ key: String, allowsDay: Bool = false) -> Date? {
        fields.instant(key, allowsDay: allowsDay, log: &log)
    }

    /// The time something stands, by the names of its two ends.
    mutating func stay(
        _ fields: YAMLFields, _ start: String, _ end: String, allowsDay: Bool = false
    ) -> Stay {
        let stay = Stay(
            start: instant(fields, start, allowsDay: allowsDay), end: instant(fields, end, allowsDay: allowsDay))
        if let first = stay.start, let last = stay.end, last <= first {
            log.error(
                at: fields[end]?.mark, "'\(end)' is not after '\(start)'",
                "expected \(end == "departure" ? "a departure after the arrival" : "a later time"); are the two exchanged?"
            )
        }
        return stay
    }

    /// One of some words; nil where it is not given, or after a mistake.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ fields: YAMLFields, _ key: String, as type: Word.Type
    ) -> Word? where Word.RawValue == String {
        guard let text = fields.text(key, log: &log) else { return nil }
        let known = Word.allCases.map(\.rawValue)
        if let found = Word(rawValue: text) { return found }
        log.error(at: fields[key]?.mark, "'\(key)' is \(quoted(text))", proposal(for: text, among: known))
        return nil
    }

    /// The same, which must be there.
    mutating func requiredWord<Word: RawRepresentable & CaseIterable>(
        _ fields: YAMLFields, _ key: String, as type: Word.Type, of what: String
    ) -> Word? where Word.RawValue == String {
        if fields[key] == nil {
            log.error(
                at: fields.mark, "\(what) has no '\(key)'",
                "expected \(alternatives(Word.allCases.map(\.rawValue)))")
            return nil
        }
        return word(fields, key, as: type)
    }
}
