import Evidence
import Findings
import Foundation

/// Findings as careful sentences: what was seen, on which looks that rests, and what it does not exclude.
struct ActivitySentences: Sendable {
    typealias Say = ActivityWording

    /// Names of the zones, by id.
    let zones: [String: String]
    /// Probability of detection that was taken where nobody measured.
    let unmeasuredDetection: Double
    /// Days, numbers and spans.
    let say: ActivityWording

    func place(_ zone: String, _ quantity: String) -> String {
        let what = quantity.prefix(1).uppercased() + quantity.dropFirst()
        return "\(what), \(zones[zone] ?? zone)"
    }

    // MARK: First, not any more, never

    func sentence(_ found: FirstSince) -> String {
        let clear = found.between.count == 1 ? "one clear look" : "\(found.between.count) clear looks"
        var parts: [String] = []
        switch found.kind {
        case .firstSince:
            guard let seen = found.seen else { return "" }
            let first = seen.count?.low == 0 ? "perhaps first" : "first"
            if let previous = found.previous {
                parts.append(
                    "\(first) observed on \(say.day(seen.time)) since \(say.day(previous.time)), with none in \(clear) between"
                )
            } else {
                parts.append(
                    "\(first) observed on \(say.day(seen.time)), with none in \(clear) before, from "
                        + "\(say.day(found.between[0].time)) on")
            }
        case .notSince:
            let last = found.between[found.between.count - 1]
            parts.append(
                "last observed on \(found.previous.map { say.day($0.time) } ?? "an earlier day"), with none in \(clear) since, "
                    + "up to \(say.day(last.time))")
        case .never:
            let (first, last) = (found.between[0], found.between[found.between.count - 1])
            parts.append(
                found.between.count == 1
                    ? "none in one clear look, on \(say.day(first.time))"
                    : "none in any of \(clear), from \(say.day(first.time)) to \(say.day(last.time))")
        }
        if found.gaps != nil { parts[0] += " (\(say.gaps(found.gaps)))" }
        var sentence = "\(place(found.zone, found.quantity)): \(parts[0])"
        if let doubtful = found.previous, found.isPreviousInDoubt {
            sentence += "; what was counted on \(say.day(doubtful.time)) may be none"
        }
        if let seen = found.seen, found.kind == .firstSince, seen.count?.low == 0 {
            sentence += "; what was counted on \(say.day(seen.time)) may be none"
        }
        sentence += ". " + excluded(found)
        if found.blind > 0 {
            sentence +=
                " \(found.blind == 1 ? "One more look" : "\(found.blind) more looks") in that time could not tell."
        }
        return sentence
    }

    private func excluded(_ found: FirstSince) -> String {
        guard let level = found.exclusions.first?.level else { return "" }
        let told = found.exclusions.filter { $0.ratePerMonth != nil }
        let confidence = "\(Int((level * 100).rounded())) % confidence"
        let shares = told.compactMap(\.presence)
        var sentence = ""
        if let least = shares.min(), let most = shares.max(), least <= 0.9 {
            let (low, high) = (Int((least * 100).rounded()), Int((most * 100).rounded()))
            let rates = told.map { "\(Say.number($0.ratePerMonth ?? 0)) of \(Say.days($0.dwell))" }
            sentence =
                "This excludes with \(confidence) only that one is there more than \(low == high ? "\(low)" : "\(low) to \(high)") % "
                + "of the time: rates above so many visits a month: \(WordList.joined(rates))"
        } else {
            sentence = "So few looks exclude hardly any rate of visits with \(confidence)"
        }
        if found.between.contains(where: { $0.detection == nil }) {
            sentence +=
                ", taking \(Say.number(unmeasuredDetection)) for a probability of detection that nobody measured"
        }
        return sentence + "."
    }

    // MARK: Presence

    func sentence(_ found: Presence) -> String {
        let (first, last) = (found.seen[0], found.seen[found.seen.count - 1])
        var sentence =
            "\(place(found.zone, found.quantity)): observed in each of \(found.seen.count) clear looks from "
            + "\(say.day(first.time)) to \(say.day(last.time)) (\(say.gaps(found.gaps)))"
        if found.inDoubt > 0 {
            sentence += "; in \(found.inDoubt) of them what was counted may be none"
        }
        if found.blind > 0 {
            sentence += "; \(found.blind == 1 ? "one look" : "\(found.blind) looks") between could not tell"
        }
        sentence += ". Between looks nothing was seen, neither presence nor absence"
        if let same = found.sameObject {
            sentence +=
                found.objects.count > 1 && same < 0.5
                ? "; \(found.objects.count) objects were followed, and with probability \(Say.probability(1 - same)) none of them "
                    + "stayed throughout"
                : "; with probability \(Say.probability(same)) one object stayed throughout"
        } else {
            sentence += ", and it may have been another object each time"
        }
        sentence += ". "
        switch (found.emptyBefore, found.emptyAfter) {
        case (let before?, let after?):
            sentence += "It began after \(say.day(before.time)) and had ended by \(say.day(after.time))."
        case (let before?, nil): sentence += "It began after \(say.day(before.time)); no clear look shows its end."
        case (nil, let after?):
            sentence += "No clear look shows its beginning; it had ended by \(say.day(after.time))."
        case (nil, nil): sentence += "No clear look shows its beginning or its end."
        }
        return sentence
    }

    // MARK: Visits

    private static func between(_ shortest: Double, _ longest: Double) -> String {
        shortest <= 0 ? "\(Say.days(longest)) at most" : "between \(Say.days(shortest)) and \(Say.days(longest))"
    }

    /// Visits with the same looks, be it of one object or of several that came and left together.
    func sentence(_ together: [Visit]) -> String {
        guard let visit = together.first, let first = visit.sightings.first, let last = visit.sightings.last else {
            return ""
        }
        let isOne = together.count == 1
        let name = visit.className.replacingOccurrences(of: "-", with: " ")
        let zone = visit.zone.map { ", \(zones[$0] ?? $0)" } ?? ""
        var sentence = isOne ? "One \(name)\(zone): " : "\(together.count) of class \(name) together\(zone): "
        if visit.sightings.count == 1 {
            sentence += "seen on \(say.day(first.time)) only"
        } else {
            sentence += "seen in \(visit.sightings.count) looks from \(say.day(first.time)) to \(say.day(last.time))"
        }
        sentence +=
            visit.arrivedAfter.map { "; \(isOne ? "it" : "they") arrived after \(say.day($0))" }
            ?? "; no look shows the place before"
        sentence +=
            visit.departedBefore.map { " and had left by \(say.day($0))" } ?? " and no look shows the place empty since"
        if let longest = visit.longestDwell {
            sentence +=
                ", so that \(isOne ? "it" : "they") stayed \(Self.between(visit.shortestDwell, longest))"
        }
        let same = together.compactMap(\.sameObject)
        if let least = same.min(), let most = same.max() {
            let (low, high) = (Say.probability(least), Say.probability(most))
            sentence +=
                ". With probability \(low == high ? low : "\(low) to \(high)") all sightings "
                + (isOne
                    ? "are of one object that did not leave between"
                    : "of each are of one object that did not leave between")
            if let gap = visit.longestGap { sentence += "; the longest time without a look was \(Say.days(gap))" }
        } else if !isOne, visit.sightings.count == 1 {
            sentence += ". They were seen in one look only"
        }
        let remarks = Set(together.flatMap(\.remarks)).subtracting(isOne ? [] : ["seen in one look only"]).sorted()
        return sentence + (remarks.isEmpty ? "." : "; \(remarks.joined(separator: "; ")).")
    }

    // MARK: Against the history

    func sentence(_ look: UnusualLook) -> String {
        let counted = look.look.count?.detected ?? 0
        var sentence =
            "\(place(look.zone, look.quantity)): \(counted) on \(say.day(look.look.time)) against \(Say.number(look.expected)) "
            + "expected from \(look.history) looks before; "
        sentence +=
            look.isUnusual
            ? "as far off or farther with probability \(Say.probability(look.corrected)), corrected for \(look.tests) series "
                + "that were tested"
            : "not unusual (\(Say.probability(look.corrected)), corrected for \(look.tests) series that were tested)"
        if let dispersion = look.dispersion, dispersion > 1.5 {
            sentence +=
                "; counts come in bunches (variance \(Say.number(dispersion)) times the mean), so that ranks decide"
        }
        sentence += "."
        if let season = look.season {
            sentence +=
                " In \(season.season) of other years \(Say.number(season.mean)) on the mean of \(season.looks) looks, now "
                + "\(Say.number(season.thisSeason)) of \(season.looksOfThisSeason); that the rate is higher now has probability "
                + "\(Say.probability(season.probabilityOfMore))."
        } else {
            sentence += " No look shows this season of another year."
        }
        return sentence
    }

    func sentence(_ change: RateChange) -> String {
        var sentence =
            "\(place(change.zone, change.quantity)): the count of a look that sees all went from "
            + "\(Say.number(change.rateBefore)) to \(Say.number(change.rateAfter)) on the mean, most probably between "
            + "\(say.day(change.before.time)) and \(say.day(change.after.time))"
        if change.earliest.look != change.latest.look {
            sentence +=
                ", with probability 0.9 between \(say.day(change.earliest.time)) and the look after "
                + "\(say.day(change.latest.time))"
        }
        return sentence
            + "; that there was a change at all has probability \(Say.probability(change.probability)), one half being taken before "
            + "\(change.looks) looks were counted."
    }
}
