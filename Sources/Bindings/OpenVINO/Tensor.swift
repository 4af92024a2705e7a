internal import COpenVINO
internal import Glibc

/// Numbers in row-major order, in memory that OpenVINO uses as it is, without copying.
///
/// A tensor has one owner. Bound to an ``InferenceRequest`` it belongs to the request until another
/// takes its place, so nobody can write into it while the network reads.
///
/// Thread rule: OpenVINO leaves the memory to us. Writing needs exclusive access, which the compiler
/// proves, hence `Sendable`.
public struct Tensor<Element: TensorElement>: ~Copyable, Sendable {
    let storage: TensorStorage<Element>

    /// The extents, outermost first.
    public var shape: [Int] { storage.shape }

    /// The number of elements.
    public var count: Int { storage.count }

    /// A tensor filled with zeros.
    ///
    /// - Parameter shape: The extents, outermost first, each 0 or more.
    /// - Throws: ``OpenVINOError/Code/invalidArgument`` for a negative extent or a product that overflows.
    public init(zerosOfShape shape: [Int]) throws(OpenVINOError) {
        storage = try TensorStorage(shape: shape)
    }

    /// A tensor with a copy of these elements.
    ///
    /// - Parameters:
    ///   - elements: The elements in row-major order.
    ///   - shape: The extents, outermost first.
    /// - Throws: ``OpenVINOError/Code/shapeMismatch`` when the shape asks for another number of elements.
    public init(_ elements: [Element], shape: [Int]) throws(OpenVINOError) {
        let storage = try TensorStorage<Element>(shape: shape)
        guard storage.count == elements.count else {
            throw OpenVINOError(
                .shapeMismatch, function: "ov_tensor_create_from_host_ptr",
                message: "\(elements.count) elements for the shape \(shape)",
                advice: "The shape \(shape) holds \(storage.count) elements; give as many")
        }
        _ = storage.memory.update(fromContentsOf: elements)
        self.storage = storage
    }

    /// Takes back what was bound to a request (+1).
    init(storage: TensorStorage<Element>) { self.storage = storage }

    /// Reads the elements.
    ///
    /// - Parameter body: Gets the elements in row-major order; they are good only within it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    public borrowing func withSpan<Result: ~Copyable, Failure: Error>(
        _ body: (Span<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(Span(_unsafeElements: UnsafeBufferPointer(storage.memory)))
    }

    /// Writes the elements.
    ///
    /// - Parameter body: Gets the elements in row-major order; they are good only within it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    public mutating func withMutableSpan<Result: ~Copyable, Failure: Error>(
        _ body: (inout MutableSpan<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // In a constant of its own: Swift 6.3 crashes while optimising the field's use in the span.
        let memory = storage.memory
        var span = MutableSpan(_unsafeElements: memory)
        return try body(&span)
    }
}

/// Owns a tensor's memory and OpenVINO's view of it.
///
/// Written only through a `Tensor` or a request, each of which has one owner.
final class TensorStorage<Element: TensorElement>: @unchecked Sendable {
    /// Aligned to a cache line and to the widest vector registers.
    let memory: UnsafeMutableBufferPointer<Element>
    let shape: [Int]
    let view: OpaquePointer

    var count: Int { memory.count }

    init(shape: [Int]) throws(OpenVINOError) {
        guard let bytes = byteCount(of: shape, elementSize: MemoryLayout<Element>.stride) else {
            throw OpenVINOError(
                .invalidArgument, function: "ov_tensor_create_from_host_ptr", message: "the shape is \(shape)",
                advice: "A tensor cannot have the shape \(shape); give extents of 0 or more that fit into memory")
        }
        let raw = UnsafeMutableRawPointer.allocate(byteCount: max(bytes, 64), alignment: 64)
        memset(raw, 0, max(bytes, 64))
        let count = bytes / MemoryLayout<Element>.stride
        let start = raw.bindMemory(to: Element.self, capacity: count)

        var view: OpaquePointer?
        let status = withShape(shape) { ov_tensor_create_from_host_ptr(Element.elementType.code, $0, raw, &view) }
        guard status == OK, let view else {
            raw.deallocate()
            throw error(
                status, "ov_tensor_create_from_host_ptr", otherwise: .invalidArgument,
                advice: "A tensor of shape \(shape) cannot be made")
        }
        memory = UnsafeMutableBufferPointer(start: start, count: count)
        self.shape = shape
        self.view = view
    }

    deinit {
        ov_tensor_free(view)
        memory.deallocate()
    }
}

/// The bytes that a tensor needs; `nil` for a negative extent or when they cannot be counted.
private func byteCount(of shape: [Int], elementSize: Int) -> Int? {
    var bytes = elementSize
    for extent in shape {
        let (product, overflow) = bytes.multipliedReportingOverflow(by: extent)
        if extent < 0 || overflow { return nil }
        bytes = product
    }
    return bytes
}
