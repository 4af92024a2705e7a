/// What should be left out and was not.
struct LeakError: Error, CustomStringConvertible {
    let file: String
    let leak: String

    var description: String {
        "Nothing was written: \(file) would still hold \(leak), which the redaction leaves out. Please report this, and leave the "
            + "name out of the case's texts until it is mended."
    }
}
