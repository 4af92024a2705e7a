import CGDAL

/// A container of arrays of any number of dimensions, such as a NetCDF file (`GDALGroupH` of a `GDALDatasetH`).
///
/// What a ``Dataset`` cannot show of it: coordinates of time, arrays of one cell, texts. Only the root group is read.
///
/// **Thread rule.** As ``Dataset``: one thread at a time.
public struct ArrayDataset: ~Copyable {
    private let storage: DatasetStorage

    /// Opens a container for reading (`GDALOpenEx` with `GDAL_OF_MULTIDIM_RASTER`).
    ///
    /// - Parameters:
    ///   - name: A path.
    ///   - options: Which drivers may try, and what they may look at.
    /// - Throws: ``GDALError`` for a file that is missing, of no format with arrays, or broken at its head.
    public init(opening name: String, options: OpenOptions = OpenOptions()) throws(GDALError) {
        storage = try openDataset(name, flags: GDAL_OF_MULTIDIM_RASTER | GDAL_OF_READONLY, options: options)
    }

    /// What GDAL warned of while it was opened and used.
    public var warnings: [Diagnostic] { storage.warnings }

    /// Names of the arrays, coordinates among them, in the order of the file (`GDALGroupGetMDArrayNames`).
    public var arrayNames: [String] {
        storage.ask { dataset in
            guard let group = GDALDatasetGetRootGroup(dataset) else { return [] }
            defer { GDALGroupRelease(group) }
            return takeStrings(GDALGroupGetMDArrayNames(group, nil))
        }
    }

    /// An attribute of the whole file, as text (`GDALGroupGetAttribute`); nil where there is none.
    public func attribute(_ name: String) -> String? {
        storage.ask { dataset in
            guard let group = GDALDatasetGetRootGroup(dataset) else { return nil }
            defer { GDALGroupRelease(group) }
            return takeText(GDALGroupGetAttribute(group, name))
        }
    }

    /// An attribute of an array, as text (`GDALMDArrayGetAttribute`); nil where there is none.
    ///
    /// - Parameters:
    ///   - name: The attribute.
    ///   - array: The array.
    /// - Returns: Its text; numbers as GDAL writes them.
    /// - Throws: ``GDALError/Code/notFound`` where there is no such array.
    public func attribute(_ name: String, of array: String) throws(GDALError) -> String? {
        try with(array) { handle in takeText(GDALMDArrayGetAttribute(handle, name)) }
    }

    /// What is known of an array (`GDALGroupOpenMDArray`).
    ///
    /// - Parameter name: Its name.
    /// - Returns: Dimensions, unit and packing.
    /// - Throws: ``GDALError/Code/notFound`` where there is no such array.
    public func array(_ name: String) throws(GDALError) -> ArrayProperties {
        try with(name) { handle in
            var count = 0
            var dimensions: [ArrayProperties.Dimension] = []
            if let handles = GDALMDArrayGetDimensions(handle, &count) {
                for index in 0..<count {
                    guard let dimension = handles[index] else { continue }
                    dimensions.append(
                        .init(
                            name: String(cString: GDALDimensionGetName(dimension)),
                            size: Int(clamping: GDALDimensionGetSize(dimension))))
                }
                GDALReleaseDimensions(handles, count)
            }
            var found: Int32 = 0
            let noData = GDALMDArrayGetNoDataValueAsDouble(handle, &found)
            let hasNoData = found != 0
            let scale = GDALMDArrayGetScale(handle, &found)
            let hasScale = found != 0
            let offset = GDALMDArrayGetOffset(handle, &found)
            let hasOffset = found != 0
            let type = GDALMDArrayGetDataType(handle)
            defer { GDALExtendedDataTypeRelease(type) }
            return ArrayProperties(
                name: name, dimensions: dimensions,
                isText: type.map { GDALExtendedDataTypeGetClass($0) == GEDTC_STRING } ?? false,
                unit: nonEmptyString(GDALMDArrayGetUnit(handle)), noData: hasNoData ? noData : nil,
                scale: hasScale ? scale : nil, offset: hasOffset ? offset : nil)
        }
    }

    /// Reads a block of an array as it is stored, without its packing (`GDALMDArrayRead`).
    ///
    /// - Parameters:
    ///   - name: The array.
    ///   - start: First index in each dimension.
    ///   - count: Length in each dimension.
    /// - Returns: The numbers, the last dimension fastest.
    /// - Throws: ``GDALError``: ``GDALError/Code/notFound`` where there is no such array, ``GDALError/Code/invalidArgument`` for a block
    ///   that does not lie in it or for an array of texts, else what GDAL says of a broken file.
    public func read(_ name: String, start: [Int], count: [Int]) throws(GDALError) -> [Double] {
        let total = try checked(name, start: start, count: count, isText: false)
        var values = [Double](repeating: .nan, count: total)
        guard total > 0 else { return values }
        let isRead = try with(name) { handle in
            guard let type = GDALExtendedDataTypeCreate(GDT_Float64) else { return false }
            defer { GDALExtendedDataTypeRelease(type) }
            let starts = start.map { GUInt64($0) }
            return values.withUnsafeMutableBytes { buffer in
                GDALMDArrayRead(
                    handle, starts, count, nil, nil, type, buffer.baseAddress, buffer.baseAddress, buffer.count) != 0
            }
        }
        guard isRead else {
            throw GDALError(.inputOutput, function: "GDALMDArrayRead", message: "the array \(name) could not be read")
        }
        return values
    }

    /// Reads a block of an array of texts (`GDALMDArrayRead`); see ``read(_:start:count:)``.
    public func readTexts(_ name: String, start: [Int], count: [Int]) throws(GDALError) -> [String] {
        let total = try checked(name, start: start, count: count, isText: true)
        var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: total)
        guard total > 0 else { return [] }
        let isRead = try with(name) { handle in
            guard let type = GDALExtendedDataTypeCreateString(0) else { return false }
            defer { GDALExtendedDataTypeRelease(type) }
            let starts = start.map { GUInt64($0) }
            return pointers.withUnsafeMutableBytes { buffer in
                GDALMDArrayRead(
                    handle, starts, count, nil, nil, type, buffer.baseAddress, buffer.baseAddress, buffer.count) != 0
            }
        }
        let texts = pointers.map { takeString($0) ?? "" }
        guard isRead else {
            throw GDALError(.inputOutput, function: "GDALMDArrayRead", message: "the array \(name) could not be read")
        }
        return texts
    }

    /// The number of elements of a block that lies in an array.
    private func checked(_ name: String, start: [Int], count: [Int], isText: Bool) throws(GDALError) -> Int {
        let properties = try array(name)
        let sizes = properties.dimensions.map(\.size)
        let fits =
            start.count == sizes.count && count.count == sizes.count && properties.isText == isText
            && sizes.indices.allSatisfy { start[$0] >= 0 && count[$0] >= 0 && start[$0] <= sizes[$0] - count[$0] }
        var total = 1
        for length in count where fits {
            let (product, overflows) = total.multipliedReportingOverflow(by: length)
            total = overflows ? .max : product
        }
        guard fits, total <= 1 << 28 else {
            throw GDALError(
                .invalidArgument, function: "GDALMDArrayRead",
                message: "a block of \(count) from \(start) cannot be read of the array \(name) of \(sizes)")
        }
        return total
    }

    /// Calls `body` with an array's handle, which must not leave it.
    private func with<Result>(_ name: String, _ body: (GDALMDArrayH) -> Result) throws(GDALError) -> Result {
        let result: Result? = try storage.attempt("GDALGroupOpenMDArray", failed: { $0 != nil && $1 }) { dataset in
            guard let group = GDALDatasetGetRootGroup(dataset) else { return nil }
            defer { GDALGroupRelease(group) }
            guard let array = GDALGroupOpenMDArray(group, name, nil) else { return nil }
            defer { GDALMDArrayRelease(array) }
            return body(array)
        }
        guard let value = result else {
            throw GDALError(.notFound, function: "GDALGroupOpenMDArray", message: "there is no array \(name)")
        }
        return value
    }
}

/// The text of an attribute (+1 from GDAL), which is released.
private func takeText(_ attribute: GDALAttributeH?) -> String? {
    guard let attribute else { return nil }
    defer { GDALAttributeRelease(attribute) }
    return GDALAttributeReadAsString(attribute).map { String(cString: $0) }
}

/// What is known of an array beside its numbers.
public struct ArrayProperties: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Its dimensions, the slowest first.
    public let dimensions: [Dimension]
    /// Whether it holds texts and not numbers.
    public let isText: Bool
    /// Unit of the values (`GDALMDArrayGetUnit`).
    public let unit: String?
    /// The stored number that stands for a missing one (`GDALMDArrayGetNoDataValueAsDouble`).
    public let noData: Double?
    /// Factor from stored number to value (`GDALMDArrayGetScale`).
    public let scale: Double?
    /// Summand from stored number to value (`GDALMDArrayGetOffset`).
    public let offset: Double?

    /// One dimension.
    public struct Dimension: Sendable, Hashable {
        /// Its name, which is also that of the array of its coordinates where there is one.
        public let name: String
        /// Its length.
        public let size: Int
    }
}
