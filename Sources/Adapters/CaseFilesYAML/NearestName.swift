/// The known name that a wrong one was probably meant to be; nil where none is near.
///
/// Case, hyphens, underscores and spaces do not count; beyond that one edit for each three letters
/// is allowed, an exchange of neighbours being one.
///
/// Source: optimal string alignment, Boytsov (2011), ACM Journal of Experimental Algorithmics 16,
/// section 2.1 (restricted Damerau–Levenshtein distance).
func nearestName(to name: String, among known: [String]) -> String? {
    func plain(_ text: String) -> [Character] { text.lowercased().filter { !"-_ ".contains($0) }.map { $0 } }
    let wanted = plain(name)
    guard wanted.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in known where candidate.utf8.count <= 256 {
        let letters = plain(candidate)
        let distance = editDistance(wanted, letters)
        let allowed = max(1, min(wanted.count, letters.count) / 3)
        if distance <= allowed, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.name
}

/// "did you mean 'x'?" where a near name is known, else all known names.
func proposal(for name: String, among known: [String]) -> String {
    if let near = nearestName(to: name, among: known) { return "did you mean '\(near)'?" }
    return known.isEmpty ? "" : "expected \(alternatives(known.count > 20 ? known.prefix(20) + ["…"] : known))"
}

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
        var row = [i + 1]
        for j in 0..<b.count {
            var value = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { value = min(value, rows[i - 1][j - 1] + 1) }
            row.append(value)
        }
        rows.append(row)
    }
    return rows[a.count][b.count]
}
