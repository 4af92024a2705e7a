/// Numbers that come out of a network, row-major in the order of their shape.
public struct NetworkOutput: Sendable {
    /// Extent of each axis, batch first.
    public var shape: [Int]
    /// The numbers.
    public var values: [Float]

    /// Takes numbers of a shape.
    public init(shape: [Int], values: [Float]) {
        self.shape = shape
        self.values = values
    }
}

/// A network that is ready to be asked for tiles of one shape. The adapter that knows how to run
/// networks implements it.
public protocol DetectionNetwork: Sendable {
    /// How many tiles it works on at once without any of them waiting.
    var width: Int { get }

    /// Runs the network on one tile.
    ///
    /// - Parameter input: `[1][band][row][column]` of the shape it was made ready for.
    /// - Returns: All outputs in the network's order. They do not depend on what else runs.
    /// - Throws: What the runtime says where the network cannot be run.
    func outputs(for input: [Float]) async throws -> [NetworkOutput]
}

/// Makes networks ready. The adapter that knows how to run networks implements it.
public protocol DetectionNetworkLoading: Sendable {
    /// Name and version of what runs networks: another one may give other digits.
    var runtime: String { get }
    /// What the network says of itself: shapes of inputs and outputs, −1 where any extent will do.
    func interface(of network: NetworkFile) async throws -> NetworkInterface
    /// Compiles a network for tiles of a shape `[1, bands, rows, columns]`.
    func ready(_ network: NetworkFile, inputShape: [Int]) async throws -> any DetectionNetwork
}

/// The file that holds a network.
public struct NetworkFile: Hashable, Sendable {
    /// Where it lies.
    public var path: String
    /// Hash of its bytes in hexadecimal digits.
    public var sha256: String
    /// What its author wrote into it, by key.
    public var metadata: [String: String]

    /// Makes a record of a network's file.
    public init(path: String, sha256: String, metadata: [String: String] = [:]) {
        self.path = path
        self.sha256 = sha256
        self.metadata = metadata
    }
}

/// Shapes of what goes into a network and of what comes out.
public struct NetworkInterface: Hashable, Sendable {
    /// Shape of each input, −1 for an axis of any extent.
    public var inputs: [[Int]]
    /// Shape of each output, −1 for an axis of any extent.
    public var outputs: [[Int]]

    /// Makes a record of shapes.
    public init(inputs: [[Int]], outputs: [[Int]]) {
        self.inputs = inputs
        self.outputs = outputs
    }
}
