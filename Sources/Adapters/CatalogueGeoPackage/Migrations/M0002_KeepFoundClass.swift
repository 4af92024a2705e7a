/// Keeps the class that a network told of a detection to which an analyst gave another.
enum M0002KeepFoundClass {
    static let name = "M0002_KeepFoundClass"

    static let statements = ["ALTER TABLE detection ADD COLUMN found_as TEXT"]
}
