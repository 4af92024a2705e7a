/// How a network is compiled.
///
/// The defaults give the same numbers on every processor of one kind: full 32-bit precision, where
/// OpenVINO by itself would use bfloat16 or float16 where the processor has it.
public struct CompilationOptions: Sendable, Hashable, CustomStringConvertible {
    /// The arithmetic inside the network.
    public enum Precision: String, Sendable, Hashable {
        /// 32-bit floating point, whatever the processor offers.
        case float32 = "f32"
        /// bfloat16 where the processor has it; faster, with scores that differ in the second digit.
        case bfloat16 = "bf16"
        /// float16 where the processor has it; faster, with scores that differ in the third digit.
        case float16 = "f16"
    }

    /// The device, `CPU` by default.
    public var device: String

    /// How many requests run side by side, each on its share of the threads; `nil` leaves it to OpenVINO,
    /// which then aims at the shortest time of a single request (one stream).
    public var streams: Int?

    /// The number of threads over all streams; `nil` uses every core.
    public var threads: Int?

    /// The arithmetic inside the network.
    public var precision: Precision

    /// A folder in which compiled networks are kept for the next start; `nil` keeps none.
    public var cacheFolder: String?

    /// The options by their OpenVINO names, in the order in which they are passed on.
    var properties: [(key: String, value: String)] {
        var properties: [(key: String, value: String)] = []
        properties.append((PropertyKey.inferencePrecision, precision.rawValue))
        if let streams { properties.append((PropertyKey.streams, "\(streams)")) }
        if let threads { properties.append((PropertyKey.threads, "\(threads)")) }
        if let cacheFolder { properties.append((PropertyKey.cacheFolder, cacheFolder)) }
        return properties
    }

    /// Options for compiling; what is not given stays at its default.
    ///
    /// - Parameters:
    ///   - device: The device.
    ///   - streams: How many requests run side by side, 1 or more.
    ///   - threads: The number of threads over all streams, 1 or more.
    ///   - precision: The arithmetic inside the network.
    ///   - cacheFolder: A folder in which compiled networks are kept.
    public init(
        device: String = "CPU", streams: Int? = nil, threads: Int? = nil, precision: Precision = .float32,
        cacheFolder: String? = nil
    ) {
        self.device = device
        self.streams = streams
        self.threads = threads
        self.precision = precision
        self.cacheFolder = cacheFolder
    }

    /// The properties as they are passed on, such as `INFERENCE_PRECISION_HINT=f32`.
    public var description: String { properties.map { "\($0.key)=\($0.value)" }.joined(separator: ", ") }
}
