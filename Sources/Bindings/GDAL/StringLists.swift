import CGDAL

/// GDAL's `char **`: a list of strings that ends with a null pointer.
typealias StringList = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// The same list as the type of C functions that promise not to change it (`CSLConstList`).
func constant(_ list: StringList?) -> UnsafePointer<UnsafePointer<CChar>?>? {
    UnsafeRawPointer(list)?.assumingMemoryBound(to: UnsafePointer<CChar>?.self)
}

// Every conversion between Swift's and GDAL's lists of strings (`char **`) is in this file.

/// Calls `body` with a list of `KEY=VALUE` strings that lives as long as the call.
func withStringList<Result, Failure: Error>(
    _ strings: [String], _ body: (StringList?) throws(Failure) -> Result
) throws(Failure) -> Result {
    var list: StringList?
    for string in strings { list = CSLAddString(list, string) }
    defer { CSLDestroy(list) }
    return try body(list)
}

/// `options` in a fixed order, so that the same call is the same call.
func keyValueStrings(_ options: [String: String]) -> [String] {
    options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
}

/// Copies a list which GDAL keeps.
func strings(_ list: StringList?) -> [String] {
    guard let list else { return [] }
    var result: [String] = []
    var index = 0
    while let item = list[index] {
        result.append(String(cString: item))
        index += 1
    }
    return result
}

/// Copies a list and frees it (+1 from GDAL).
func takeStrings(_ list: StringList?) -> [String] {
    defer { CSLDestroy(list) }
    return strings(list)
}

/// Copies a string and frees it with `CPLFree` (+1 from GDAL).
func takeString(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    guard let text else { return nil }
    defer { VSIFree(text) }
    return String(cString: text)
}

/// Copies a string which GDAL keeps; an empty one says nothing and becomes nil.
func nonEmptyString(_ text: UnsafePointer<CChar>?) -> String? {
    guard let text else { return nil }
    let string = String(cString: text)
    return string.isEmpty ? nil : string
}

/// Splits `KEY=VALUE` strings; a string without `=` is left out.
func keyValues(_ strings: [String]) -> [String: String] {
    var result: [String: String] = [:]
    for string in strings {
        guard let separator = string.firstIndex(of: "=") else { continue }
        result[String(string[..<separator])] = String(string[string.index(after: separator)...])
    }
    return result
}
