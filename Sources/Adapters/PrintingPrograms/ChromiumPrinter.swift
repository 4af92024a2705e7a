public import Foundation

/// Prints HTML to PDF by Chromium, without a window and without a network.
///
/// The text of the PDF can be read and searched, headings are bookmarks, and the order of reading is marked (tagged PDF). Bytes
/// differ from run to run, as Chromium writes the time into them; the text does not.
public struct ChromiumPrinter: Sendable {
    /// The variable that names the program where it is none of those that are looked for.
    public static let variable = "REVISIT_CHROMIUM"

    private let program: OutsideProgram
    private let limit: Duration

    /// Finds the program: `REVISIT_CHROMIUM` by its path, else the first of chromium, chromium-browser, google-chrome and
    /// google-chrome-stable on `PATH`.
    ///
    /// - Parameters:
    ///   - environment: The variables.
    ///   - limit: How long printing may take.
    /// - Throws: ``PrintingError/noProgram(_:)`` where it is not there, with how to get it.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment, limit: Duration = .seconds(180)
    ) throws(PrintingError) {
        guard
            let program = OutsideProgram(
                ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"], variable: Self.variable,
                environment: environment)
        else {
            throw PrintingError.noProgram(
                "PDF needs Chromium, which is not here; get it with: apt-get install chromium, or name the program in "
                    + "\(Self.variable).")
        }
        self.program = program
        self.limit = limit
    }

    /// Prints a page.
    ///
    /// - Parameter html: An HTML document that needs nothing else.
    /// - Returns: The PDF.
    /// - Throws: ``PrintingError``; `CancellationError`.
    public func pdf(_ html: String) async throws -> Data {
        let folder = try PrivateFolder()
        let page = try folder.write(html, to: "page.html")
        let target = folder.url.appending(path: "page.pdf")
        try await program.run(
            Self.arguments(in: folder)
                + [
                    "--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf",
                    "--print-to-pdf=\(target.path)", page.absoluteString,
                ], in: folder, limit: limit)
        guard let data = folder.read(target), data.starts(with: Array("%PDF-".utf8)) else {
            throw PrintingError.failed(program: program.path, reason: "it wrote no PDF")
        }
        // The last line of a whole file (ISO 32000-1, 7.5.5).
        guard data.suffix(1024).range(of: Data("%%EOF".utf8)) != nil else {
            throw PrintingError.failed(program: program.path, reason: "the PDF that it wrote is cut off")
        }
        return data
    }

    /// Draws an SVG drawing as pixels.
    func png(_ drawing: String, width: Int, height: Int, zoom: Int) async throws -> Data {
        let folder = try PrivateFolder()
        let page = try folder.write(
            "<!DOCTYPE html><meta charset=\"utf-8\"><style>html,body{margin:0;background:#fff}svg{display:block}</style>"
                + drawing.replacing(/^<\?xml[^>]*\?>/, with: ""), to: "page.html")
        let target = folder.url.appending(path: "page.png")
        try await program.run(
            Self.arguments(in: folder)
                + [
                    "--hide-scrollbars", "--force-device-scale-factor=\(zoom)", "--window-size=\(width),\(height)",
                    "--screenshot=\(target.path)", page.absoluteString,
                ], in: folder, limit: limit)
        guard let data = folder.read(target) else {
            throw PrintingError.failed(program: program.path, reason: "it wrote no picture")
        }
        return data
    }

    /// What every run is told: no window, no network, no settings of the user, nothing remembered.
    private static func arguments(in folder: PrivateFolder) -> [String] {
        var arguments = [
            "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
            "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
            "--disable-domain-reliability", "--disable-sync", "--disable-breakpad", "--disable-dev-shm-usage",
            "--metrics-recording-only", "--password-store=basic", "--use-mock-keychain", "--font-render-hinting=none",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder.url.appending(path: "profile").path)",
        ]
        // Chromium's sandbox does not run for the administrator, as whom containers often work.
        if geteuid() == 0 { arguments.append("--no-sandbox") }
        return arguments
    }
}
