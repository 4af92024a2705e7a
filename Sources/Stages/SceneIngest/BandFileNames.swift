/// What names of files mean when a folder is read as a scene, for those who give files their names.
public enum BandFileNames {
    /// Whether a name without its ending is that of a band: "B02", "red".
    ///
    /// - Parameter name: The name.
    /// - Returns: Whether it is.
    public static func isBand(_ name: String) -> Bool { NameClues.isBand(name) }

    /// Whether files in one folder are taken for the bands of one scene: each names another band, and what else their names say is
    /// the same.
    ///
    /// - Parameter names: Names of files with their endings.
    /// - Returns: Whether they are; false for none.
    public static func areBandsOfOneScene(_ names: [String]) -> Bool {
        let bands = names.compactMap { NameClues.band(inFile: $0) }
        return !names.isEmpty && bands.count == names.count && Set(bands.map(\.rest)).count == 1
            && Set(bands.map { $0.band.lowercased() }).count == bands.count
    }

    /// Whether a file is passed over beside others, as a mask or preview.
    ///
    /// - Parameter name: Its name with the ending.
    /// - Returns: Whether it is.
    public static func isPassedOver(_ name: String) -> Bool { NameClues.isAuxiliary(name) }
}
