import CGDAL

extension SpatialReference {
    /// WKT 2:2019 on one line (`OSRExportToWktEx`); nil for a CRS that cannot be written so.
    public var wkt: String? { wkt(options: ["FORMAT=WKT2_2019", "MULTILINE=NO"]) }

    /// WKT 1 as GDAL writes it, for programs that read no newer one (`OSRExportToWktEx`).
    public var wkt1: String? { wkt(options: ["FORMAT=WKT1_GDAL", "MULTILINE=NO"]) }

    private func wkt(options: [String]) -> String? {
        exported { text in withStringList(options) { OSRExportToWktEx(handle, &text, constant($0)) } }
    }

    /// PROJJSON, as in STAC's `proj:projjson` (`OSRExportToPROJJSON`).
    public var projJSON: String? {
        exported { text in withStringList(["MULTILINE=NO"]) { OSRExportToPROJJSON(handle, &text, constant($0)) } }
    }

    private func exported(_ export: (inout UnsafeMutablePointer<CChar>?) -> OGRErr) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let (error, _) = collectingDiagnostics { export(&text) }
        let string = takeString(text)
        return error == OGRERR_NONE ? string.flatMap { $0.isEmpty ? nil : $0 } : nil
    }

    /// The name, such as `WGS 84 / UTM zone 52N` (`OSRGetName`).
    public var name: String? { nonEmptyString(OSRGetName(handle)) }

    /// The EPSG code of the whole CRS; nil if it has none.
    ///
    /// First the code written in it, then the one GDAL recognises (`OSRAutoIdentifyEPSG`), then the
    /// only entry of the registry that is the same but perhaps for its name (`OSRFindMatches`, confidence
    /// 70 or more). The last is slow the first time, some 10 ms.
    public var epsgCode: Int? {
        collectingDiagnostics { () -> Int? in
            if let code = authorityCode(of: handle) { return code }
            guard let copy = OSRClone(handle) else { return nil }
            defer { OSRRelease(copy) }
            if OSRAutoIdentifyEPSG(copy) == OGRERR_NONE, let code = authorityCode(of: copy) { return code }
            return matchingCode
        }.result
    }

    private var matchingCode: Int? {
        var count: Int32 = 0
        var confidences: UnsafeMutablePointer<Int32>?
        let matches = OSRFindMatches(handle, nil, &count, &confidences)
        defer {
            OSRFreeSRSArray(matches)
            VSIFree(confidences)
        }
        guard let matches, let confidences else { return nil }
        // Best first. GDAL gives 70 and more only where everything that moves coordinates is the same.
        guard count > 0, confidences[0] >= 70, count == 1 || confidences[1] < confidences[0] else { return nil }
        return matches[0].flatMap { authorityCode(of: $0) }
    }

    /// Whether coordinates are longitude and latitude (`OSRIsGeographic`).
    public var isGeographic: Bool { OSRIsGeographic(handle) != 0 }

    /// Whether coordinates are lengths in a map projection (`OSRIsProjected`).
    public var isProjected: Bool { OSRIsProjected(handle) != 0 }

    /// Whether coordinates are lengths in a system of their own, without a place on the Earth (`OSRIsLocal`).
    public var isLocal: Bool { OSRIsLocal(handle) != 0 }

    /// Metres per unit of a projected or local CRS (`OSRGetLinearUnits`); nil for a geographic one.
    ///
    /// This is the unit of the map, not the length on the ground.
    public var metresPerUnit: Double? {
        isGeographic ? nil : OSRGetLinearUnits(handle, nil)
    }

    /// Whether both describe the same CRS, whatever its axis order (`OSRIsSame`).
    public func isSame(as other: SpatialReference) -> Bool {
        collectingDiagnostics { OSRIsSame(handle, other.handle) != 0 }.result
    }
}

private func authorityCode(of handle: OGRSpatialReferenceH) -> Int? {
    guard let authority = OSRGetAuthorityName(handle, nil), String(cString: authority) == "EPSG",
        let code = OSRGetAuthorityCode(handle, nil)
    else { return nil }
    return Int(String(cString: code))
}
