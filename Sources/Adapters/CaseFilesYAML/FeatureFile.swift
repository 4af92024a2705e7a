/// What all readers of JSON begin with: the bytes, the text, the tree, and for GeoJSON the list of features with its
/// coordinate system. Mistakes go to the log; nothing is given where there is one.
enum FeatureFile {
    /// Reads a file of features as a whole.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - file: Its name as messages show it.
    ///   - limit: Largest size in bytes.
    /// - Returns: The document, its features, and the log for further mistakes.
    /// - Throws: ``CaseFilesError`` with the mistakes so far, where there are no features to go on with.
    static func open(
        _ path: String, as file: String, limit: Int
    ) throws(CaseFilesError) -> (root: JSONNode, features: [JSONNode], log: MistakeLog) {
        var log: MistakeLog
        switch SourceText.read(path, as: file, limit: limit) {
        case .failure(let mistake): throw CaseFilesError(mistakes: [mistake])
        case .success(let source): log = MistakeLog(source: source)
        }
        guard let root = document(&log), let features = features(of: root, &log) else {
            throw CaseFilesError(mistakes: log.sorted)
        }
        return (root, features, log)
    }

    /// Reads the text as JSON in which no key is given twice; a key that is leaves the tree usable, to find more mistakes.
    static func document(_ log: inout MistakeLog) -> JSONNode? {
        if let invalid = log.source.firstInvalidByte {
            log.error(at: invalid, "the text is not UTF-8", "save the file as UTF-8")
            return nil
        }
        var reader = JSONReader(log.source)
        let root: JSONNode
        do {
            root = try reader.document()
        } catch {
            log.error(at: error.offset, error.problem, error.expected)
            return nil
        }
        for (key, first, second) in reader.duplicates {
            log.error(
                at: second,
                "the key \(quoted(key)) is given twice, first in line \(log.source.position(of: first).line)",
                "expected it once")
        }
        return root
    }

    /// The features of a FeatureCollection.
    static func features(of root: JSONNode, _ log: inout MistakeLog) -> [JSONNode]? {
        guard root.members != nil else {
            log.error(at: root.offset, "the file holds \(root.noun)", "expected a GeoJSON FeatureCollection")
            return nil
        }
        guard let type = root["type"] else {
            log.error(at: root.offset, "the file has no 'type'", "expected \"type\": \"FeatureCollection\"")
            return nil
        }
        guard type.string == "FeatureCollection" else {
            log.error(
                at: type.offset, "the file is of type \(type.noun)",
                "expected 'FeatureCollection' with the features in a list")
            return nil
        }
        guard let list = root["features"] else {
            log.error(at: root.offset, "the collection has no 'features'", "expected \"features\": […]")
            return nil
        }
        guard let features = list.array else {
            log.error(at: list.offset, "'features' is \(list.noun)", "expected a list")
            return nil
        }
        return features
    }

    /// Whether positions on the ground are in longitude and latitude, by the member that GeoJSON had before RFC 7946,
    /// which QGIS and ogr2ogr still write; false, with a mistake logged, where they are in anything else.
    static func isGeographic(_ root: JSONNode, _ log: inout MistakeLog) -> Bool {
        guard let node = root["crs"], !node.isNull else { return true }
        let name = node["properties"]?["name"]?.string
        let plainName = (name ?? "").uppercased().filter { $0.isLetter || $0.isNumber }
        let accepted = ["CRS84", "OGC13CRS84", "OGCCRS84", "EPSG4326", "WGS84", "EPSG04326", "EPSG94326"]
        let geographic = accepted.contains {
            plainName == $0 || plainName.hasSuffix("CRS" + $0) || plainName.hasSuffix("DEF" + $0)
        }
        guard !geographic else { return true }
        let file = log.source.file
        log.error(
            at: node["properties"]?["name"]?.offset ?? node.offset,
            name.map { "the positions are in \($0)" } ?? "the coordinate system is given in a way that cannot be read",
            "expected longitude and latitude in WGS 84; run: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES "
                + "wgs84.geojson \(file)")
        return false
    }
}

extension JSONNode {
    /// A member that tells the size of a pixel in metres; nil where it is not there, or, with a mistake logged, where it
    /// cannot be one.
    func metres(_ key: String, log: inout MistakeLog) -> Double? {
        guard let node = self[key], !node.isNull else { return nil }
        if let number = node.number, Self.pixelSizes.contains(number) { return number }
        var found = node.noun
        if let number = node.number { found = plain(number) }
        log.error(
            at: node.offset, "\(quoted(key)) is \(found)", "expected the metres of a pixel, from 0.001 to 100000")
        return nil
    }

    /// Metres that a pixel may measure.
    static let pixelSizes = 0.001...100_000
}
