/// The probability of cues for the snow that lies, for eight sets of parameters at once; see ``ArrivalCue`` for the formulas.
struct CuePlan {
    /// One kind of state among several, told with a reliability.
    private struct Told<State: Equatable> {
        var state: State
        var count: Int
        var reliability: Double?
        /// Number of states that a wrong reading is spread over.
        var states: Double

        /// The probability of what was told, where the state has a probability.
        @inline(__always) func told(_ truth: Lane, _ set: ParameterLane) -> Lane {
            let reliability = reliability.map { Lane(repeating: $0) } ?? set.reliability
            return power(reliability * truth + (1 - reliability) / states, count)
        }
    }

    /// Whether what lies on open ground matters.
    let needsGround: Bool
    /// Whether sunlight matters.
    let needsSun: Bool
    private let clearing: ClearingMode
    private var roofs: [Told<ArrivalCue.Roof>] = []
    private var grounds: [Told<ArrivalCue.Ground>] = []
    private var rails: [Told<ArrivalCue.Rails>] = []
    private var tracks: [Told<ArrivalCue.Tracks>] = []
    private var sides: [Told<ArrivalCue.Sides>] = []
    private let needsFull: Bool

    init(_ cues: [ArrivalCue], clearing: ClearingMode) {
        self.clearing = clearing
        for cue in cues {
            switch cue {
            case .roofs(let state, let count, let reliability):
                roofs.append(Told(state: state, count: count, reliability: reliability, states: 3))
            case .ground(let state, let reliability):
                grounds.append(Told(state: state, count: 1, reliability: reliability, states: 2))
            case .rails(let state, let reliability):
                rails.append(Told(state: state, count: 1, reliability: reliability, states: 2))
            case .tracks(let state, let reliability):
                tracks.append(Told(state: state, count: 1, reliability: reliability, states: 3))
            case .sides(let state, let reliability):
                sides.append(Told(state: state, count: 1, reliability: reliability, states: 3))
            }
        }
        needsFull = roofs.contains { $0.state != .bare }
        needsGround = !grounds.isEmpty || !tracks.isEmpty
        needsSun = !sides.isEmpty
    }

    /// The probability of all cues.
    ///
    /// - Parameters:
    ///   - roof: Water on a roof that was not cleared, with what it brought along; millimetres as all of these.
    ///   - fallen: Water of what fell since the arrival and still lies.
    ///   - sunny: As `roof`, on its sunny side.
    ///   - ground: Water that lay on open ground at the arrival and has not melted.
    ///   - set: The parameters.
    /// - Returns: 0…1 in each lane.
    @inline(__always) func probability(
        roof: Lane, fallen: Lane, sunny: Lane, ground: Lane, _ set: ParameterLane
    ) -> Lane {
        var result = Lane(repeating: 1)
        let bare = roofs.isEmpty && sides.isEmpty ? result : decay(roof * set.roof)
        if !roofs.isEmpty { result *= roofsProbability(bare, roof, set) }
        for cue in sides {
            let seen = decay(sunny * set.roof)
            let truth =
                switch cue.state {
                case .oneBare: (1 - set.clearing) * larger(Lane(repeating: 0), seen - bare)
                case .bothBare: set.clearing + (1 - set.clearing) * bare
                case .bothWhite: (1 - set.clearing) * (1 - seen)
                }
            result *= cue.told(truth, set)
        }
        if needsGround {
            let dark = decay(ground * set.ground)
            for cue in grounds { result *= cue.told(cue.state == .dark ? dark : 1 - dark, set) }
            for cue in tracks {
                let made = set.tracksMade * (1 - dark)
                let fresh = decay(fallen * set.fresh)
                let snowedIn = larger(Lane(repeating: 0), decay(fallen * set.buried) - fresh)
                let truth =
                    switch cue.state {
                    case .fresh: made * fresh
                    case .snowedIn: made * snowedIn
                    case .none: 1 - made * (fresh + snowedIn)
                    }
                result *= cue.told(truth, set)
            }
        }
        for cue in rails {
            let shining = set.otherTrain + (1 - set.otherTrain) * decay(fallen * set.rail)
            result *= cue.told(cue.state == .shining ? shining : 1 - shining, set)
        }
        return result
    }

    @inline(__always) private func roofsProbability(_ bare: Lane, _ roof: Lane, _ set: ParameterLane) -> Lane {
        let (zero, one) = (Lane(repeating: 0), Lane(repeating: 1))
        var full = zero
        if needsFull {
            let ratio = roof * set.full
            full = smaller(1 - decay(ratio * ratio), 1 - bare)
        }
        /// Where it was not cleared.
        func natural(_ state: ArrivalCue.Roof) -> Lane {
            switch state {
            case .bare: bare
            case .thin: larger(zero, 1 - bare - full)
            case .full: full
            }
        }
        switch clearing {
        case .each:
            var result = one
            for cue in roofs {
                let uncleared = (1 - set.clearing) * natural(cue.state)
                result *= cue.told(cue.state == .bare ? set.clearing + uncleared : uncleared, set)
            }
            return result
        case .together:
            var (cleared, uncleared) = (one, one)
            for cue in roofs {
                cleared *= cue.told(cue.state == .bare ? one : zero, set)
                uncleared *= cue.told(natural(cue.state), set)
            }
            return set.clearing * cleared + (1 - set.clearing) * uncleared
        }
    }
}
