import CGDAL

extension Feature {
    /// Copies a feature (+0).
    init(copying handle: OGRFeatureH) throws(GDALError) {
        let id = OGR_F_GetFID(handle)
        self.id = id < 0 ? nil : id
        geometry = nil
        fields = [:]
        if let shape = OGR_F_GetGeometryRef(handle) { geometry = try Geometry(copying: shape) }
        for index in 0..<max(0, OGR_F_GetFieldCount(handle)) where OGR_F_IsFieldSet(handle, index) != 0 {
            guard let definition = OGR_F_GetFieldDefnRef(handle, index) else { continue }
            fields[String(cString: OGR_Fld_GetNameRef(definition))] = fieldValue(
                of: handle, at: index, type: OGR_Fld_GetType(definition))
        }
    }
}

private func fieldValue(of feature: OGRFeatureH, at index: Int32, type: OGRFieldType) -> FieldValue {
    guard OGR_F_IsFieldNull(feature, index) == 0 else { return .null }
    var count: Int32 = 0
    switch type {
    case OFTInteger, OFTInteger64:
        return .integer(OGR_F_GetFieldAsInteger64(feature, index))
    case OFTReal:
        return .real(OGR_F_GetFieldAsDouble(feature, index))
    case OFTIntegerList:
        let list = OGR_F_GetFieldAsIntegerList(feature, index, &count)
        return .integers(UnsafeBufferPointer(start: list, count: Int(count)).map { Int64($0) })
    case OFTInteger64List:
        let list = OGR_F_GetFieldAsInteger64List(feature, index, &count)
        return .integers(Array(UnsafeBufferPointer(start: list, count: Int(count))))
    case OFTRealList:
        let list = OGR_F_GetFieldAsDoubleList(feature, index, &count)
        return .reals(Array(UnsafeBufferPointer(start: list, count: Int(count))))
    case OFTStringList:
        return .texts(strings(OGR_F_GetFieldAsStringList(feature, index)))
    case OFTBinary:
        let bytes = OGR_F_GetFieldAsBinary(feature, index, &count)
        return .binary(Array(UnsafeBufferPointer(start: bytes, count: Int(count))))
    case OFTDate, OFTTime, OFTDateTime:
        return .time(timeText(of: feature, at: index, type: type))
    default:
        return .text(String(cString: OGR_F_GetFieldAsString(feature, index)))
    }
}

/// The date and time of a field in the form of ISO 8601.
private func timeText(of feature: OGRFeatureH, at index: Int32, type: OGRFieldType) -> String {
    var (year, month, day, hour, minute, zone) = (Int32(0), Int32(0), Int32(0), Int32(0), Int32(0), Int32(0))
    var second: Float = 0
    OGR_F_GetFieldAsDateTimeEx(feature, index, &year, &month, &day, &hour, &minute, &second, &zone)
    let date = "\(padded(year, to: 4))-\(padded(month))-\(padded(day))"
    if type == OFTDate { return date }
    // OGR keeps thousandths of seconds in a Float.
    let milliseconds = Int32((second * 1000).rounded())
    var time = "\(padded(hour)):\(padded(minute)):\(padded(milliseconds / 1000))"
    if milliseconds % 1000 != 0 { time += ".\(padded(milliseconds % 1000, to: 3))" }
    time += offset(ofZone: zone)
    return type == OFTTime ? time : "\(date)T\(time)"
}

/// OGR's flag: 0 unknown, 1 local, 100 UTC, each step of 1 a quarter of an hour.
private func offset(ofZone zone: Int32) -> String {
    guard zone > 1 else { return "" }
    guard zone != 100 else { return "Z" }
    let minutes = abs(zone - 100) * 15
    return "\(zone < 100 ? "-" : "+")\(padded(minutes / 60)):\(padded(minutes % 60))"
}

private func padded(_ number: Int32, to width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
