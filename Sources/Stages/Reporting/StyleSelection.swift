/// Those rules of the report's style sheets that a drawing needs when it stands by itself.
///
/// Only what draws is kept: colours, strokes and letters. Sizes and places belong to the page. Names of colours are written out, as
/// programs that read drawings often know no variables. Rules for states, for print and for single ids are left out.
enum StyleSelection {
    /// Properties that draw.
    private static let drawing: Set<String> = [
        "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
        "stroke-linecap", "stroke-linejoin", "font-size", "font-weight", "font-style", "letter-spacing", "text-anchor",
        "paint-order", "vector-effect", "image-rendering",
    ]

    /// The rules for a drawing, one a line.
    ///
    /// - Parameters:
    ///   - sheets: Style sheets of the program, in their order.
    ///   - markup: The drawing.
    /// - Returns: The rules that bear on a class that the drawing has.
    static func rules(of sheets: [StaticString], for markup: String) -> String {
        let classes = classes(in: markup)
        var variables: [(name: String, value: String)] = []
        var kept: [String] = []
        for (selectors, body) in sheets.flatMap({ rules($0.description) }) {
            let declarations = body.split(separator: ";").compactMap { part -> (name: String, value: String)? in
                let pair = part.split(separator: ":", maxSplits: 1).map { String($0.trimmingSpaces) }
                return pair.count == 2 ? (pair[0], pair[1]) : nil
            }
            if selectors == ":root" { variables += declarations.filter { $0.name.hasPrefix("--") } }
            let own = selectors.split(separator: ",").map { String($0.trimmingSpaces) }.filter { applies($0, classes) }
            let drawn = declarations.filter { drawing.contains($0.name) }.map { declaration in
                let value = variables.reduce(declaration.value) {
                    $0.replacing("var(\($1.name))", with: $1.value)
                }
                return "\(declaration.name): \(value)"
            }
            if !own.isEmpty, !drawn.isEmpty {
                kept.append("\(own.joined(separator: ", ")) { \(drawn.joined(separator: "; ")) }")
            }
        }
        return kept.joined(separator: "\n")
    }

    /// Rules of a sheet, those within other rules left out.
    private static func rules(_ sheet: String) -> [(selectors: String, body: String)] {
        var found: [(String, String)] = []
        var text = ""
        var selectors = ""
        var depth = 0
        for letter in sheet {
            switch letter {
            case "{":
                depth += 1
                if depth == 1 { selectors = String(text.trimmingSpaces) }
                text = ""
            case "}":
                if depth == 1, !selectors.hasPrefix("@") { found.append((selectors, text)) }
                depth = max(0, depth - 1)
                text = ""
            case "\n": text.append(" ")
            default: text.append(letter)
            }
        }
        return found
    }

    /// Whether a selector names classes, all of which the drawing has, and nothing that depends on the page.
    private static func applies(_ selector: String, _ classes: Set<String>) -> Bool {
        guard !selector.contains(where: { "#:>+~[*@".contains($0) }) else { return false }
        var names: [String] = []
        for part in selector.split(separator: " ") {
            let pieces = part.split(separator: ".", omittingEmptySubsequences: false)
            names += pieces.dropFirst().map(String.init)
            if let element = pieces.first, !element.isEmpty,
                !["svg", "g", "text", "line", "path", "circle", "rect", "polyline", "image"].contains(element)
            {
                return false
            }
        }
        return !names.isEmpty && names.allSatisfy(classes.contains)
    }

    private static func classes(in markup: String) -> Set<String> {
        var found: Set<String> = []
        for part in markup.split(separator: " class=\"").dropFirst() {
            found.formUnion(part.prefix { $0 != "\"" }.split(separator: " ").map(String.init))
        }
        return found
    }
}

extension StringProtocol {
    /// Without spaces at either end.
    fileprivate var trimmingSpaces: SubSequence {
        let start = drop { $0 == " " }
        return start.lastIndex { $0 != " " }.map { start[...$0] } ?? start
    }
}
