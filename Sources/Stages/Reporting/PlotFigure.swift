import Foundation

/// A chart that plotly.js draws where the report is opened: Plotly figure JSON with a text that tells what it shows.
public struct PlotFigure: Hashable, Sendable {
    /// Figure JSON with the keys `data` and `layout`, on one line.
    public var json: String
    /// What it shows, for those who cannot see it.
    public var alternative: String

    /// Makes a chart.
    public init(json: String, alternative: String) {
        self.json = json
        self.alternative = alternative
    }

    /// Writes the place of a chart, and its data beside it.
    func draw(_ page: inout MarkupWriter, name: String) {
        page.element("div", ["class": "timeline", "id": name, "role": "img", "aria-label": alternative]) { _ in }
        page.element("noscript") {
            $0.element("p", ["class": "absent"], text: "The chart needs JavaScript; what it shows stands below.")
        }
        page.data(json, name: name + "-data")
    }

    /// Draws every chart of a document; plotly.js stands before it.
    static let script: StaticString = """

        (function () {
          "use strict";
          if (!window.Plotly) { return; }
          document.querySelectorAll(".timeline").forEach(function (place) {
            var figure = JSON.parse(document.getElementById(place.id + "-data").textContent);
            window.Plotly.newPlot(place, figure.data, figure.layout, { displayModeBar: false, responsive: true });
          });
        })();

        """
}

extension MarkupWriter {
    /// Writes JSON that a script of the document reads. No text in it can end the element.
    mutating func data(_ json: String, name: String) {
        raw("<script type=\"application/json\" id=\"\(Self.escaped(name))\">")
        raw(
            json.replacingOccurrences(of: "<", with: "\\u003c").replacingOccurrences(of: "&", with: "\\u0026"))
        raw("</script>\n")
    }

    /// Writes a script library that was installed with the program.
    mutating func library(_ text: String) {
        raw("<script>")
        raw(
            Self.withoutControls(text).replacingOccurrences(of: "</script", with: "<\\/script").replacingOccurrences(
                of: "<!--", with: "<\\!--"))
        raw("</script>\n")
    }

    /// A script with control characters written by their numbers: HTML allows none (13.2.3.5), and in a script they stand only in texts.
    static func withoutControls(_ script: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in script.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0C, 0x0D: result.append(scalar)
            case 0x00...0x1F, 0x7F...0x9F:
                let digits = String(scalar.value, radix: 16)
                result.append(contentsOf: ("\\x" + (digits.count < 2 ? "0" : "") + digits).unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
