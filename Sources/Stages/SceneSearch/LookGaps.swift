public import Foundation

/// How long a case was not looked at, and what scenes of a catalogue would change of that.
public struct LookGaps: Hashable, Sendable {
    /// A span in which there is no look.
    public struct Gap: Hashable, Sendable {
        /// The look before it, or the beginning of the span that was asked for.
        public var start: Date
        /// The look after it, or the end of the span.
        public var end: Date
        /// When the scenes were taken that would fill it, in order.
        public var filling: [Date]

        /// Days from one end to the other.
        public var days: Double { end.timeIntervalSince(start) / 86_400 }

        /// Days of the longest gap that would be left.
        public var daysLeft: Double {
            zip([start] + filling, filling + [end]).map { $1.timeIntervalSince($0) / 86_400 }.max() ?? days
        }
    }

    /// The gaps in order of time, none of no length.
    public var gaps: [Gap]

    /// Finds the gaps between looks.
    ///
    /// - Parameters:
    ///   - looks: When the case was looked at.
    ///   - found: When the scenes were taken that could be had besides.
    ///   - start: Beginning of the span; nil where it begins with the first look or scene.
    ///   - end: End of the span; nil where it ends with the last look or scene.
    public init(looks: [Date], found: [Date], start: Date?, end: Date?) {
        let all = looks + found
        guard let first = start ?? all.min(), let last = end ?? all.max(), first < last else {
            gaps = []
            return
        }
        let marks = [first] + looks.filter { $0 > first && $0 < last }.sorted() + [last]
        let scenes = found.filter { $0 >= first && $0 <= last }.sorted()
        var gaps: [Gap] = []
        var next = 0
        for (from, to) in zip(marks, marks.dropFirst()) where from < to {
            var filling: [Date] = []
            while next < scenes.count, scenes[next] <= to {
                if filling.last != scenes[next] { filling.append(scenes[next]) }
                next += 1
            }
            gaps.append(Gap(start: from, end: to, filling: filling))
        }
        self.gaps = gaps
    }

    /// Days of the longest gap; nil without any.
    public var longest: Double? { gaps.map(\.days).max() }

    /// Days of the longest gap that would be left with all that was found; nil without any gap.
    public var longestLeft: Double? { gaps.map(\.daysLeft).max() }
}
