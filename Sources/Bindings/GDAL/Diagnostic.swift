/// One message that GDAL reported beside its return value.
///
/// Nothing is ever printed: messages of a call that failed are in ``GDALError/details``, those of
/// a call that succeeded are collected where the call was made, such as ``Dataset/warnings``.
public struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
    /// How grave GDAL finds it.
    public enum Severity: Int, Sendable, Comparable {
        /// Worth knowing; the call did what was asked.
        case warning
        /// A part of the call failed.
        case failure

        /// Warnings come before failures.
        public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
    }

    /// How grave GDAL finds it.
    public let severity: Severity

    /// GDAL's `CPLE_…` number, 1 where it does not classify.
    public let number: Int

    /// GDAL's words, without a line break at the end.
    public let message: String

    /// `warning: message` or `failure: message`.
    public var description: String { "\(severity): \(message)" }
}
