import Foundation

/// Finds plotly.js, which set-up installs.
enum PlotLibrary {
    /// Its text: from `REVISIT_PLOTLY`, `share/revisit/plotly.min.js` beside the program's own folder, or `.tools/plotly.min.js` in a
    /// folder above the program, which is where a build finds it; nil where it is nowhere.
    static var text: String? {
        var places: [URL] = []
        if let named = ProcessInfo.processInfo.environment["REVISIT_PLOTLY"] { places.append(URL(filePath: named)) }
        let program = Bundle.main.executableURL?.resolvingSymlinksInPath() ?? URL(filePath: CommandLine.arguments[0])
        var folder = program.deletingLastPathComponent()
        places.append(folder.deletingLastPathComponent().appending(path: "share/revisit/plotly.min.js"))
        for _ in 0..<6 {
            places.append(folder.appending(path: ".tools/plotly.min.js"))
            folder.deleteLastPathComponent()
        }
        return places.lazy.compactMap { try? String(contentsOf: $0, encoding: .utf8) }.first
    }
}
