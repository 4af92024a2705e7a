/// What a look shows of something that tells when it came.
///
/// Cues are independent of each other given the arrival and the parameters. Each may have a reliability: the probability that what
/// was told is the true state; otherwise each state is told with the same probability. Nil takes the parameter
/// ``ArrivalParameter/reliability``. Depths are centimetres of snow; *D* is what lies in the look on something that came at the
/// arrival, with what it brought along.
public enum ArrivalCue: Hashable, Sendable {
    /// Snow on roofs of cars, vehicles or cargo that came together.
    ///
    /// P(bare) = c + (1 − c) exp(−D/D₀), P(full) = (1 − c) min(1 − exp(−(D/D₁)²), 1 − exp(−D/D₀)), P(thin) is the rest; c is the
    /// share that was cleared by hand, D₀ the depth that can be seen, D₁ that of a full cover. The minimum keeps the three coherent:
    /// it acts beyond D = D₁²/D₀ only, where hardly anything is bare. Assumes that whoever clears leaves nothing, and that no more
    /// than D fell after the clearing.
    case roofs(state: Roof, count: Int = 1, reliability: Double? = nil)
    /// Ground under the object, or its edge: white or dark.
    ///
    /// P(white) = 1 − exp(−G/D_g), where G is what lay on open ground at the arrival less what has melted since. Assumes that nothing
    /// falls or drifts under the object and that what lies there melts as open snow does.
    case ground(state: Ground, reliability: Double? = nil)
    /// Rails along which it came: shining, or under snow.
    ///
    /// P(shining) = p + (1 − p) exp(−R/D_r), where R is what has fallen on the rails since the arrival and still lies, and p the
    /// probability that another train has passed since the last fall. Assumes that a train leaves no snow on a rail.
    case rails(state: Rails, reliability: Double? = nil)
    /// Tracks through the snow on which it came.
    ///
    /// With G and R as above, v the share of arrivals that leave tracks which can be seen, A = v (1 − exp(−G/D_g)):
    /// P(fresh) = A exp(−R/D_f), P(snowed in) = A max(0, exp(−R/D_b) − exp(−R/D_f)), P(none) is the rest. Assumes that wind does
    /// not fill them where there is no snowfall.
    case tracks(state: Tracks, reliability: Double? = nil)
    /// Snow on the sunny and on the shaded side of one roof.
    ///
    /// With D′ as D but also melted by the sun's light: P(one side bare) = (1 − c)(exp(−D′/D₀) − exp(−D/D₀)), P(both bare) = c +
    /// (1 − c) exp(−D/D₀), P(both white) = (1 − c)(1 − exp(−D′/D₀)). Assumes that sunlight melts only on the side that faces it.
    case sides(state: Sides, reliability: Double? = nil)

    /// Snow on a roof.
    public enum Roof: String, Hashable, Codable, CaseIterable, Sendable {
        /// No snow can be seen.
        case bare
        /// Snow, through which the roof shows.
        case thin
        /// White all over.
        case full
    }

    /// Ground under the object.
    public enum Ground: String, Hashable, Codable, CaseIterable, Sendable {
        /// No snow under it: it came before the snow that lies around.
        case dark
        /// Snow under it: it came after.
        case white
    }

    /// Rails.
    public enum Rails: String, Hashable, Codable, CaseIterable, Sendable {
        /// Free of snow.
        case shining
        /// Under snow.
        case covered
    }

    /// Tracks through snow.
    public enum Tracks: String, Hashable, Codable, CaseIterable, Sendable {
        /// Sharp, through the latest snow.
        case fresh
        /// There, and snow has fallen into them.
        case snowedIn = "snowed_in"
        /// None can be seen, where they would be.
        case none
    }

    /// Two sides of a roof.
    public enum Sides: String, Hashable, Codable, CaseIterable, Sendable {
        /// The sunny side is bare, the shaded one white.
        case oneBare = "one_bare"
        /// Snow lies on neither.
        case bothBare = "both_bare"
        /// Snow lies on both.
        case bothWhite = "both_white"
    }

    /// What a file calls its kind.
    public var name: String {
        switch self {
        case .roofs: "roofs"
        case .ground: "ground"
        case .rails: "rails"
        case .tracks: "tracks"
        case .sides: "sides"
        }
    }

    /// The reliability that was stated for it.
    public var reliability: Double? {
        switch self {
        case .roofs(_, _, let value), .ground(_, let value), .rails(_, let value), .tracks(_, let value),
            .sides(_, let value):
            value
        }
    }

    /// What was seen, in words.
    public var title: String {
        switch self {
        case .roofs(let state, let count, _):
            let words =
                switch state {
                case .bare: "bare of snow"
                case .thin: "under thin snow"
                case .full: "white all over"
                }
            return count == 1 ? "a roof \(words)" : "\(count) roofs \(words)"
        case .ground(.dark, _): return "dark ground under it"
        case .ground(.white, _): return "snow under it"
        case .rails(.shining, _): return "shining rails"
        case .rails(.covered, _): return "rails under snow"
        case .tracks(.fresh, _): return "fresh tracks through the snow"
        case .tracks(.snowedIn, _): return "tracks that have been snowed in"
        case .tracks(.none, _): return "no tracks in the snow"
        case .sides(.oneBare, _): return "a roof that is bare on its sunny side only"
        case .sides(.bothBare, _): return "a roof that is bare on both sides"
        case .sides(.bothWhite, _): return "a roof that is white on both sides"
        }
    }
}

/// Whether objects that came together are cleared of snow one by one or all at once.
public enum ClearingMode: String, Hashable, Codable, CaseIterable, Sendable {
    /// Each roof was cleared with the probability c, whatever became of the others: many bare roofs are then no chance.
    case each
    /// All were cleared with the probability c, or none: many bare roofs tell hardly more of clearing than one.
    case together
}
