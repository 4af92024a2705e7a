/// Keeps the class that a network told of a detection to which an analyst gave another.
enum M0003KeepFoundClass {
    static let name = "M0003_KeepFoundClass"

    static let statements = ["ALTER TABLE detection ADD COLUMN found_as TEXT"]
}
