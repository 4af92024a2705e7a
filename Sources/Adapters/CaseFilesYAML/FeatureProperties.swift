/// The properties of one GeoJSON feature, with their places. Null counts as not given, since a table
/// of QGIS has every column for every row.
struct FeatureProperties {
    /// Where the properties begin.
    var offset: Int
    var members: [JSONMember]

    subscript(key: String) -> JSONNode? {
        members.first { $0.key == key && !$0.node.isNull }?.node
    }

    /// What the feature stands for; nil after a mistake.
    func kind(log: inout MistakeLog) -> SiteReader.Kind? {
        let known = SiteReader.Kind.allCases.map(\.rawValue)
        guard let node = self["kind"] else {
            let near = members.first { $0.key.lowercased() == "kind" && !$0.node.isNull }
            log.error(
                at: near?.offset ?? offset, "this feature has no property 'kind'",
                near == nil
                    ? "expected \(alternatives(known))" : "did you mean 'kind'? Names are written in small letters")
            return nil
        }
        guard let text = node.string, let kind = SiteReader.Kind(rawValue: text) else {
            log.error(
                at: node.offset, "the kind \(node.noun) is unknown",
                node.string.map { proposalAndAll($0, known) } ?? "expected \(alternatives(known))")
            return nil
        }
        return kind
    }

    /// Warns of properties that look like one with a meaning, or belong to another kind.
    ///
    /// Any other property is left to the analyst: notes, sources, columns of other programs.
    func checkNames(kind: SiteReader.Kind, log: inout MistakeLog) {
        for member in members where !member.node.isNull && !kind.properties.contains(member.key) {
            if SiteReader.allProperties.contains(member.key) {
                log.warning(
                    at: member.offset, "a \(kind.rawValue) has no property '\(member.key)'; it is not read",
                    "expected \(alternatives(kind.properties))")
            } else if let near = nearestName(to: member.key, among: kind.properties), self[near] == nil {
                log.warning(
                    at: member.offset, "the property \(quoted(member.key)) is not read", "did you mean '\(near)'?")
            }
        }
    }

    func text(_ key: String, numberHint: String = "expected a text", log: inout MistakeLog) -> String? {
        guard let node = self[key] else { return nil }
        guard let text = node.string else {
            log.error(at: node.offset, "'\(key)' is \(node.noun)", numberHint)
            return nil
        }
        let isBlank = text.allSatisfy(\.isWhitespace)
        if isBlank { log.error(at: node.offset, "'\(key)' is empty", "expected a text, or leave it out") }
        return isBlank ? nil : text
    }

    /// A text that may as well be missing, empty or something else: a remark for people.
    func words(_ key: String) -> String? {
        self[key]?.string.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }

    /// One of a closed set of words. With `required`, its absence is a mistake.
    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String, _ type: Word.Type, required: String?, log: inout MistakeLog
    ) -> Word? {
        let known = Word.allCases.map(\.rawValue)
        guard let node = self[key] else {
            if let required { log.error(at: offset, "this feature has no '\(key)'", required) }
            return nil
        }
        if let text = node.string, let word = Word(rawValue: text) { return word }
        log.error(
            at: node.offset, "the \(key) \(node.noun) is unknown",
            node.string.map { proposalAndAll($0, known) } ?? "expected \(alternatives(known))")
        return nil
    }

    func number(
        _ key: String, above lowest: Double, upTo highest: Double, unit: String, isRequired: Bool = false,
        log: inout MistakeLog
    ) -> Double? {
        let expected = "expected a number of \(unit) above \(plain(lowest)) and up to \(plain(highest))"
        guard let node = self[key] else {
            if isRequired { log.error(at: offset, "this feature has no '\(key)'", expected) }
            return nil
        }
        guard let number = node.number else {
            log.error(at: node.offset, "'\(key)' is \(node.noun)", expected)
            return nil
        }
        guard number > lowest, number <= highest else {
            log.error(at: node.offset, "'\(key)' is \(plain(number))", expected)
            return nil
        }
        return number
    }

    private func proposalAndAll(_ word: String, _ known: [String]) -> String {
        let all = "known are \(known.joined(separator: ", "))"
        return nearestName(to: word, among: known).map { "did you mean '\($0)'? \(all)" } ?? all
    }
}
