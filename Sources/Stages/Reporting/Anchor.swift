/// Names of places in the report, the same for the same record in every report.
enum Anchor {
    static func scene(_ id: String) -> String { "scene-" + encoded(id) }
    static func pixels(_ id: String) -> String { "pixels-" + encoded(id) }
    static func counts(_ number: Int) -> String { "counts-\(number)" }
    static func zone(_ id: String) -> String { "zone-" + encoded(id) }
    static func look(_ id: String) -> String { "look-" + encoded(id) }
    static func observation(_ id: String) -> String { "observation-" + encoded(id) }
    static func detection(_ id: String) -> String { "detection-" + encoded(id) }
    static func consist(_ id: String) -> String { "consist-" + encoded(id) }
    static func strip(_ id: String) -> String { "strip-" + encoded(id) }
    static func box(_ id: String) -> String { "box-" + encoded(id) }
    static func model(_ reference: String) -> String { "model-" + encoded(reference) }
    static func ground(_ scene: String) -> String { "ground-" + encoded(scene) }
    static func change(_ id: String) -> String { "change-" + encoded(id) }
    static func changePicture(_ id: String) -> String { "change-picture-" + encoded(id) }
    static func run(_ id: String) -> String { "run-" + encoded(id) }
    static func indicator(_ id: String) -> String { "indicator-" + encoded(id) }
    static func source(_ id: String) -> String { "source-" + encoded(id) }
    static func input(_ id: String) -> String { "input-" + encoded(id) }
    static func outcome(_ id: String, _ scenario: String?) -> String {
        "outcome-" + (scenario.map { encoded($0) + "-" } ?? "") + encoded(id)
    }

    /// An id as letters, digits, hyphens and points; every other byte becomes an underscore and two
    /// hexadecimal digits, so that different ids never share a place.
    static func encoded(_ id: String) -> String {
        let digits = Array("0123456789abcdef".unicodeScalars)
        var result = String.UnicodeScalarView()
        for byte in id.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                result.append(Unicode.Scalar(byte))
            default:
                result.append("_")
                result.append(digits[Int(byte >> 4)])
                result.append(digits[Int(byte & 15)])
            }
        }
        return String(result)
    }
}
