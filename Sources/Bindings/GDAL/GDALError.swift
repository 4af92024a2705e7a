/// A call of GDAL's C API that failed.
///
/// ``description`` is a sentence for a person at a terminal; tests and callers match ``code``.
public struct GDALError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it was.
    public let code: Code

    /// The C function that failed, such as `GDALRasterIO`.
    public let function: String

    /// What GDAL said (`CPLGetLastErrorMsg`, read at once), or our own words where GDAL said nothing.
    public let message: String

    /// Everything else GDAL reported during the same call, oldest first.
    public let details: [Diagnostic]

    init(_ code: Code, function: String, message: String, details: [Diagnostic] = []) {
        self.code = code
        self.function = function
        self.message = message
        self.details = details
    }

    /// `function: message`, and what failed first if GDAL reported several failures.
    public var description: String {
        let first = details.first { $0.severity == .failure && !$0.message.isEmpty }
        guard let first, !message.contains(first.message) else { return "\(function): \(message)" }
        return "\(function): \(message) (first: \(first.message))"
    }
}

extension GDALError {
    /// The kind of a ``GDALError``. Kinds can be added later, therefore there is no exhaustive `switch`.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String {
            case other, openFailed, inputOutput, outOfMemory, invalidArgument, notSupported, noWriteAccess
            case interrupted, network, elevationRequired, notGeoreferenced, notFound
        }

        private let kind: Kind

        private init(_ kind: Kind) {
            self.kind = kind
        }

        /// GDAL failed in a way it does not classify (`CPLE_AppDefined` and the like).
        public static let other = Code(.other)
        /// The file is missing, is not of a known format, or is broken at its head.
        public static let openFailed = Code(.openFailed)
        /// Reading or writing failed: truncated file, full disk, broken block.
        public static let inputOutput = Code(.inputOutput)
        /// Memory could not be had.
        public static let outOfMemory = Code(.outOfMemory)
        /// An argument is outside of what the call accepts, such as a window outside of the raster.
        public static let invalidArgument = Code(.invalidArgument)
        /// The driver cannot do this.
        public static let notSupported = Code(.notSupported)
        /// The dataset was opened for reading only, or the folder cannot be written.
        public static let noWriteAccess = Code(.noWriteAccess)
        /// A progress closure asked to stop.
        public static let interrupted = Code(.interrupted)
        /// A server did not answer, or answered with an error.
        public static let network = Code(.network)
        /// The image has only RPCs, and neither a height nor a DEM was given.
        public static let elevationRequired = Code(.elevationRequired)
        /// Something that needs a position on the ground was asked of an image without one.
        public static let notGeoreferenced = Code(.notGeoreferenced)
        /// The layer, field or band that was asked for does not exist.
        public static let notFound = Code(.notFound)

        /// The name of the code, such as `inputOutput`.
        public var description: String { kind.rawValue }

        /// Classifies one of GDAL's `CPLE_…` numbers.
        init(number: Int32) {
            switch number {
            case 2: self = .outOfMemory
            case 3: self = .inputOutput
            case 4: self = .openFailed
            case 5, 10: self = .invalidArgument
            case 6: self = .notSupported
            case 8: self = .noWriteAccess
            case 9: self = .interrupted
            case 11...17: self = .network
            default: self = .other
            }
        }
    }
}
