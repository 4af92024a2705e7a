internal import COpenVINO

/// An input or output of a network.
public struct Port: Sendable, Hashable, CustomStringConvertible {
    /// The tensor's name in the network; `nil` when it has none.
    public let name: String?

    /// The type of the tensor's elements.
    public let elementType: ElementType

    /// The tensor's shape, with the extents that may vary.
    public let shape: PartialShape

    /// Name, type and shape on one line, such as `image: f32 [1,3,?,?]`.
    public var description: String { "\(name ?? "(no name)"): \(elementType) \(shape)" }
}

extension Port {
    /// Copies what a port says of itself.
    private init(copying port: OpaquePointer) throws(OpenVINOError) {
        var name: UnsafeMutablePointer<CChar>?
        self.name = ov_port_get_any_name(port, &name) == OK ? taken(name) : nil

        var type = DYNAMIC
        try call("ov_port_get_element_type") { ov_port_get_element_type(port, &type) }
        elementType = ElementType(type)

        var shape = ov_partial_shape_t()
        try call("ov_port_get_partial_shape") { ov_port_get_partial_shape(port, &shape) }
        defer { ov_partial_shape_free(&shape) }
        self.shape = PartialShape(copying: shape)
    }

    /// Lists ports by the C function that counts them and the one that hands out one of them (+1).
    static func list(
        _ counting: String, _ count: (UnsafeMutablePointer<Int>) -> ov_status_e,
        _ getting: String, _ get: (Int, UnsafeMutablePointer<OpaquePointer?>) -> ov_status_e
    ) throws(OpenVINOError) -> [Port] {
        var size = 0
        try call(counting) { count(&size) }
        var ports: [Port] = []
        for index in 0..<size {
            var port: OpaquePointer?
            try call(getting) { get(index, &port) }
            guard let port else { continue }
            defer { ov_output_const_port_free(port) }
            ports.append(try Port(copying: port))
        }
        return ports
    }
}

extension [Port] {
    /// The place of the port with this name.
    ///
    /// - Parameter name: The tensor's name in the network.
    /// - Returns: Its place, counted from 0.
    /// - Throws: ``OpenVINOError/Code/noSuchPort`` with the names that there are.
    public func index(named name: String) throws(OpenVINOError) -> Int {
        if let index = firstIndex(where: { $0.name == name }) { return index }
        let names = map { $0.name ?? "(no name)" }.joined(separator: ", ")
        throw OpenVINOError(
            .noSuchPort, function: "ov_port_get_any_name", message: "there are: \(names)",
            advice: "The network has no tensor named '\(name)'; give one of its own names")
    }
}
