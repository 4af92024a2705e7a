internal import COpenVINO

/// One extent of a tensor: a number, or a range within which it may vary from run to run.
public struct Dimension: Sendable, Hashable, ExpressibleByIntegerLiteral {
    /// The smallest extent allowed.
    public let minimum: Int

    /// The largest extent allowed; `nil` when there is no limit.
    public let maximum: Int?

    /// An extent of any size.
    public static let dynamic = Dimension(minimum: 0, maximum: nil)

    /// A fixed extent.
    ///
    /// - Parameter extent: The number of elements, 0 or more.
    public init(_ extent: Int) {
        precondition(extent >= 0, "A tensor's extent cannot be negative.")
        self.init(minimum: extent, maximum: extent)
    }

    /// A fixed extent, written as a number.
    public init(integerLiteral extent: Int) { self.init(extent) }

    /// An extent that may vary within a range.
    ///
    /// - Parameter range: The extents allowed, both ends included.
    public init(_ range: ClosedRange<Int>) {
        precondition(range.lowerBound >= 0, "A tensor's extent cannot be negative.")
        self.init(minimum: range.lowerBound, maximum: range.upperBound)
    }

    private init(minimum: Int, maximum: Int?) {
        self.minimum = minimum
        self.maximum = maximum
    }

    /// The extent if it is fixed, else `nil`.
    public var fixed: Int? { minimum == maximum ? minimum : nil }

    /// Tells whether a tensor may have this extent.
    public func allows(_ extent: Int) -> Bool { extent >= minimum && extent <= maximum ?? .max }
}

extension Dimension: CustomStringConvertible {
    /// The extent, `?`, or a range such as `1..8` or `2..`.
    public var description: String {
        if let fixed { return "\(fixed)" }
        if self == .dynamic { return "?" }
        return "\(minimum)..\(maximum.map(String.init) ?? "")"
    }
}

extension Dimension {
    init(_ dimension: ov_dimension_t) {
        // An upper limit of -1, or of the largest number, is none.
        let unlimited = dimension.max < 0 || dimension.max == .max
        self.init(minimum: max(0, Int(dimension.min)), maximum: unlimited ? nil : Int(dimension.max))
    }

    var value: ov_dimension_t { ov_dimension_t(min: Int64(minimum), max: Int64(maximum ?? -1)) }
}

/// The shape of a port: its extents from the outermost to the innermost, some of which may vary.
public struct PartialShape: Sendable, Hashable, ExpressibleByArrayLiteral {
    /// The extents, outermost first (for images usually batch, band, row, column); `nil` when not
    /// even their number is known.
    public let dimensions: [Dimension]?

    /// A shape of known rank.
    public init(_ dimensions: [Dimension]) { self.dimensions = dimensions }

    /// A shape with all extents fixed.
    public init(_ extents: [Int]) { self.init(extents.map { Dimension($0) }) }

    /// A shape of known rank, written as a list of its extents.
    public init(arrayLiteral elements: Dimension...) { self.init(elements) }

    /// The extents if all are fixed, else `nil`.
    public var fixed: [Int]? {
        guard let dimensions else { return nil }
        let extents = dimensions.compactMap(\.fixed)
        return extents.count == dimensions.count ? extents : nil
    }

    /// Tells whether a tensor of this shape fits.
    public func allows(_ shape: [Int]) -> Bool {
        guard let dimensions else { return true }
        return dimensions.count == shape.count && zip(dimensions, shape).allSatisfy { $0.allows($1) }
    }
}

extension PartialShape: CustomStringConvertible {
    /// The extents in brackets, such as `[1,3,?,?]`; `[...]` when not even their number is known.
    public var description: String {
        guard let dimensions else { return "[...]" }
        return "[\(dimensions.map(\.description).joined(separator: ","))]"
    }
}

extension PartialShape {
    /// Copies a shape that stays the library's.
    init(copying shape: ov_partial_shape_t) {
        if ov_rank_is_dynamic(shape.rank) {
            dimensions = nil
        } else {
            dimensions = UnsafeBufferPointer(start: shape.dims, count: Int(shape.rank.max)).map { Dimension($0) }
        }
    }

    /// Passes the shape as a C value that is good only within `body`.
    func withValue(_ body: (ov_partial_shape_t) -> ov_status_e) -> ov_status_e {
        var values = (dimensions ?? []).map(\.value)
        let rank = dimensions.map { Dimension($0.count) } ?? .dynamic
        return values.withUnsafeMutableBufferPointer { buffer in
            body(ov_partial_shape_t(rank: rank.value, dims: buffer.baseAddress))
        }
    }
}

/// Passes a tensor's shape as a C value that is good only within `body`.
func withShape(_ shape: [Int], _ body: (ov_shape_t) -> ov_status_e) -> ov_status_e {
    var extents = shape.map(Int64.init)
    return extents.withUnsafeMutableBufferPointer { buffer in
        body(ov_shape_t(rank: Int64(buffer.count), dims: buffer.baseAddress))
    }
}

/// The shape of a tensor as Swift numbers.
func shape(of tensor: OpaquePointer) throws(OpenVINOError) -> [Int] {
    var shape = ov_shape_t()
    try call("ov_tensor_get_shape") { ov_tensor_get_shape(tensor, &shape) }
    defer { ov_shape_free(&shape) }
    return UnsafeBufferPointer(start: shape.dims, count: Int(shape.rank)).map(Int.init)
}
