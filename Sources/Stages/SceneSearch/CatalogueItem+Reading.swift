public import Evidence
import Foundation

extension CatalogueItem {
    /// Why an item of a catalogue is passed over.
    public struct Flaw: Error, Hashable, Sendable, CustomStringConvertible {
        /// What is wrong with it, in words that can stand behind "items that".
        public var description: String
    }

    /// Longest id and other name that is read, in bytes.
    static let nameLimit = 256
    /// Most files of one item.
    static let assetLimit = 500

    /// Reads a STAC Item.
    ///
    /// What an item tells and cannot be so, such as a cloud cover of 130 %, is left out, and a remark says it.
    ///
    /// - Parameters:
    ///   - item: The item.
    ///   - address: Where it was received from; references are taken from there, or from its own `self` link.
    /// - Throws: ``Flaw`` for what is no item, or has no id, time or place.
    public init(_ item: JSONText, from address: String) throws(Flaw) {
        guard item["type"]?.asText == "Feature", let properties = item["properties"] else {
            throw Flaw(description: "are no STAC Items")
        }
        guard let id = item["id"]?.asText ?? item["id"]?.asNumber.map({ "\($0)" }), !id.isEmpty,
            id.utf8.count <= Self.nameLimit, !id.unicodeScalars.contains(where: Self.isUnprintable)
        else { throw Flaw(description: "have no id that can be used") }
        guard let time = Self.time(properties) else { throw Flaw(description: "tell no time") }
        guard let (area, isBox) = CatalogueGeometry.area(of: item) else { throw Flaw(description: "tell no place") }
        self.init(id: id, collection: Self.name(item["collection"]), time: time, area: area, source: item)
        if isBox { remarks.append("only the box around it is told, not its outline") }
        let links = item["links"]?.asList ?? []
        let own = links.first { $0["rel"]?.asText == "self" }?["href"]?.asText
            .flatMap { CatalogueAddress.resolve($0, in: address) }
        // A `self` link of another server would lead relative references there.
        let base = own.flatMap { CatalogueAddress.origin(of: $0) == CatalogueAddress.origin(of: address) ? $0 : nil }
        collectionAddress = links.first { $0["rel"]?.asText == "collection" }?["href"]?.asText
            .flatMap { CatalogueAddress.resolve($0, in: base ?? address) }
        // Some servers name the collection in the link alone.
        if collection == nil, let link = collectionAddress,
            let last = CatalogueAddress.shown(link).split(separator: "/").last
        {
            collection = Self.name(.text(String(last).removingPercentEncoding ?? String(last)))
        }
        readProperties(properties)
        readAssets(item["assets"], base: base ?? address)
    }

    /// `datetime`, or the span from `start_datetime` to `end_datetime` where that is null.
    private static func time(_ properties: JSONText) -> AcquisitionTime? {
        func instant(_ name: String) -> Date? {
            guard let text = properties[name]?.asText, text.utf8.count <= 64,
                let time = AcquisitionTime(iso8601: text), time.isInstant
            else { return nil }
            return time.start
        }
        if let moment = instant("datetime") { return AcquisitionTime(instant: moment) }
        guard let start = instant("start_datetime"), let end = instant("end_datetime"), start <= end else { return nil }
        return AcquisitionTime(start: start, end: end)
    }

    /// A name that fits on a line.
    static func name(_ value: JSONText?) -> String? {
        guard let text = value?.asText, !text.isEmpty, text.utf8.count <= nameLimit,
            !text.unicodeScalars.contains(where: isUnprintable)
        else { return nil }
        return text
    }

    /// Whether a character would steer a terminal, or change the order in which text is shown.
    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }

    private mutating func readProperties(_ properties: JSONText) {
        platform = Self.name(properties["platform"])
        constellation = Self.name(properties["constellation"])
        instruments = (properties["instruments"]?.asList ?? []).prefix(20).compactMap { Self.name($0) }
        processingLevel = Self.name(properties["processing:level"])
        cloudCover = number(properties, "eo:cloud_cover", 0...100, "a cloud cover of", "%")
        offNadir = number(properties, "view:off_nadir", 0...90, "an off-nadir angle of", "°")
        incidence = number(properties, "view:incidence_angle", 0...90, "an incidence angle of", "°")
        viewAzimuth = number(properties, "view:azimuth", 0...360, "an azimuth of", "°")
        sunElevation = number(properties, "view:sun_elevation", -90...90, "a sun elevation of", "°")
        sunAzimuth = number(properties, "view:sun_azimuth", 0...360, "a sun azimuth of", "°")
        groundSamplingDistance = number(properties, "gsd", 0.001...100_000, "a ground sampling distance of", " m")
        let names = properties.asObject?.keys.sorted() ?? []
        isRadar = names.contains { $0.hasPrefix("sar:") }
        tellsOffsetApart = names.contains { $0.hasSuffix("boa_offset_applied") }
        license = Self.name(properties["license"])
        providers = Self.providers(properties["providers"])
    }

    /// Who is named as having made or licensed something.
    static func providers(_ value: JSONText?) -> [String] {
        var found: [String] = []
        for provider in value?.asList?.prefix(50) ?? [] {
            let roles = provider["roles"]?.texts ?? []
            guard let name = name(provider["name"]), !found.contains(name),
                roles.isEmpty || roles.contains(where: { ["licensor", "producer"].contains($0) })
            else { continue }
            found.append(name)
        }
        return found
    }

    /// A number in its bounds; one beyond them is left out, and a remark says so.
    private mutating func number(
        _ properties: JSONText, _ name: String, _ bounds: ClosedRange<Double>, _ what: String, _ unit: String
    ) -> Double? {
        guard let value = properties[name] else { return nil }
        guard let number = value.asNumber, bounds.contains(number) else {
            remarks.append("\(what) \(value.asNumber.map { "\($0)\(unit)" } ?? "no number") was left out")
            return nil
        }
        return number
    }

    // MARK: - Files

    private mutating func readAssets(_ value: JSONText?, base: String) {
        let members = value?.asObject ?? [:]
        if members.count > Self.assetLimit { remarks.append("only \(Self.assetLimit) of its files were read") }
        for key in members.keys.sorted().prefix(Self.assetLimit) {
            guard let asset = members[key], Self.name(.text(key)) != nil else { continue }
            let hrefs =
                [asset["href"]]
                + (asset["alternate"]?.asObject ?? [:]).sorted { $0.key < $1.key }
                .map { $0.value["href"] }
            let addresses = hrefs.compactMap { $0?.asText.flatMap { CatalogueAddress.resolve($0, in: base) } }
            guard let first = addresses.first else { continue }
            var read = CatalogueAsset(
                key: key, address: addresses.first { $0.hasPrefix("https://") || $0.hasPrefix("http://") } ?? first,
                mediaType: Self.name(asset["type"]), roles: Array((asset["roles"]?.texts ?? []).prefix(20)))
            if let size = asset["file:size"]?.asNumber, size >= 0, size < 1e15 { read.size = Int(size) }
            if let text = asset["file:checksum"]?.asText, text.utf8.count <= 256 { read.checksum = text.lowercased() }
            read.bands = Self.bands(asset)
            let bands = ["bands", "eo:bands", "raster:bands"].flatMap { (asset[$0]?.asList ?? []).prefix(100) }
            let distances =
                [asset["gsd"]?.asNumber]
                + bands.map {
                    ($0["gsd"] ?? $0["raster:spatial_resolution"] ?? $0["spatial_resolution"])?.asNumber
                }
            read.groundSamplingDistance = distances.compactMap { $0 }.filter { $0 > 0.001 && $0 < 100_000 }.min()
            if read.isRaster, read.roles.isEmpty || read.roles.contains("data"),
                let finest = read.groundSamplingDistance
            {
                groundSamplingDistance = min(groundSamplingDistance ?? finest, finest)
            }
            assets.append(read)
        }
    }

    /// Bands as STAC 1.1 tells them (`bands`), or 1.0 (`eo:bands` and `raster:bands` side by side).
    private static func bands(_ asset: JSONText) -> [CatalogueBand] {
        let common = asset["bands"]?.asList ?? []
        let eo = asset["eo:bands"]?.asList ?? []
        let raster = asset["raster:bands"]?.asList ?? []
        let count = min(100, common.isEmpty ? max(eo.count, raster.count) : common.count)
        return (0..<count).map { index in
            let sources = [common, eo, raster].compactMap { index < $0.count ? $0[index] : nil } + [asset]
            func number(_ names: String..., within bounds: ClosedRange<Double>) -> Double? {
                for source in sources {
                    for name in names {
                        if let value = source[name]?.asNumber, bounds.contains(value) { return value }
                    }
                }
                return nil
            }
            var band = CatalogueBand(
                name: sources.dropLast().lazy.compactMap { self.name($0["name"]) }.first,
                commonName: sources.lazy.compactMap { self.name($0["eo:common_name"] ?? $0["common_name"]) }.first)
            band.centreWavelength = number("eo:center_wavelength", "center_wavelength", within: 0.1...100)
            band.fullWidth = number("eo:full_width_half_max", "full_width_half_max", within: 1e-6...100)
            band.scale = number("raster:scale", "scale", within: 1e-12...1e12)
            band.offset = number("raster:offset", "offset", within: -1e12...1e12)
            return band
        }
    }
}
