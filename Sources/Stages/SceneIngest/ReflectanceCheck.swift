public import Evidence

/// Looks whether numbers that are called reflectance can be reflectance.
public enum ReflectanceCheck {
    /// Largest 98th percentile that land, cloud and snow leave plausible; specular water may exceed 1.
    static let brightest = 2.0
    /// Smallest 98th percentile of the brightest band: clear open water is darker than this only at wavelengths
    /// in which it is black.
    static let darkest = 0.002

    /// What is doubtful about a scene's reflectances; nil where nothing is, or where no band holds any.
    ///
    /// A wrong factor makes all objects invisible to a network without any error, so it must be said.
    ///
    /// - Parameter scene: The scene with its stretches, in stored numbers.
    /// - Returns: A sentence with the brightest band's 98th percentile and what to check.
    public static func doubt(of scene: Scene) -> String? {
        let bright = scene.bands.compactMap { band -> (name: String, value: Double)? in
            guard band.unit == .reflectance, let scale = band.scale, let stretch = band.stretch else { return nil }
            return (band.name, stretch.high * scale + (band.offset ?? 0))
        }.max { $0.value < $1.value }
        guard let bright, !(darkest...brightest).contains(bright.value) else { return nil }
        return "\(SceneDoubt.doubtful): the brightest fiftieth of band \(bright.name) begins at a reflectance of "
            + "\(rounded(bright.value)), where 0.02 to 1 is usual; check reflectance_scale and reflectance_offset."
    }

    /// Three digits that count.
    private static func rounded(_ value: Double) -> String {
        guard value != 0, value.isFinite else { return "\(value)" }
        var factor = 1.0
        while abs(value) * factor < 100, factor < 1e12 { factor *= 10 }
        return "\((value * factor).rounded() / factor)"
    }
}

/// Notes of a scene that an analyst should see before its results are used.
public enum SceneDoubt {
    /// What begins the note of a fact that can hardly be so.
    static let doubtful = "Doubtful"
    /// What begins the note of a fact that was given and not used.
    static let unused = "Not used"

    /// Whether a note of `Scene.notes` is such a one.
    public static func isOne(_ note: String) -> Bool {
        [doubtful, unused].contains { note.hasPrefix($0 + ":") }
    }
}
