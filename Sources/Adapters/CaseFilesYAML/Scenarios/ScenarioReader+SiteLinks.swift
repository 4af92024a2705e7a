import Inquiry
import Scenarios
import Sites
import Yams

extension ScenarioReader {
    /// The capacity that the site states of a link, for a way of the flow that states none of its own.
    ///
    /// A capacity for a year is divided by the 365 days of the calendar, as it is the average over the year that a site tells.
    ///
    /// - Parameters:
    ///   - name: The site's link, by id; nil for none.
    ///   - id: The way of the flow.
    ///   - fields: What is stated of that way.
    ///   - product: What flows.
    /// - Returns: Nil where the site states none, or one that cannot be read as a number with a unit, which is warned of.
    mutating func takenOver(
        _ name: String?, by id: String, _ fields: YAMLFields, _ product: String?
    ) -> ScenarioInput? {
        guard let link = siteLinks?.first(where: { $0.id == name }), let text = link.capacity else { return nil }
        let place = "flow.links.\(id).capacity"
        let mark = fields["site_link"]?.mark
        func refuse(_ why: String) -> ScenarioInput? {
            log.warning(
                at: mark, "the capacity of the site's link '\(link.id)', \(quoted(text)), is not taken over: \(why)",
                "write it as a number with a unit, such as \"1.5 Mt/a\", or state 'capacity' here")
            return nil
        }
        // Both are shown wherever the input is.
        let isPlain = [text, link.source ?? ""].allSatisfy { shown in
            shown.count <= 200 && !shown.unicodeScalars.contains(where: \.isObeyed)
        }
        guard isPlain else { return refuse("it or its source is no plain text of at most 200 characters") }
        let trimmed = text.drop(while: \.isWhitespace)
        let digits = trimmed.prefix { $0.isASCII && ($0.isNumber || ".+-".contains($0)) }
        let unit = trimmed.dropFirst(digits.count).filter { !$0.isWhitespace }
        guard let value = Double(digits), value.isFinite, !unit.isEmpty else {
            return refuse("it is no number with a unit")
        }
        do throws(SourceFlaw) {
            guard let one = Quantity(1, unit: try units.symbol(of: unit)) else { return nil }
            let converted = try units.convert(one, to: "t/d", product: product, days: .calendar)
            guard let factor = converted.quantity.value, Self.amounts.contains(value * factor) else {
                return refuse("it is no capacity that a link can have")
            }
            places[place] = mark
            attempted.insert(place)
            if let product { products[place] = product }
            var basis = InputBasis(note: "taken over from the site's link '\(link.id)', which states \"\(text)\"")
            if let source = link.source {
                if sources?.contains(source) == true { basis.sources = [source] } else { basis.elicitedFrom = source }
            }
            return ScenarioInput(
                id: place, text: "capacity of '\(id)'", number: UncertainNumber(value * factor), unit: "t/d",
                stated: text, conversion: converted.by, basis: basis, bounds: Self.amounts)
        } catch {
            return refuse(error.problem)
        }
    }
}
