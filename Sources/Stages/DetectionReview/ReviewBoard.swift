public import Evidence
import Geodesy

/// Brings analysts' decisions to detections, again after every change of either.
///
/// Of several decisions about one detection the last one stands; `ReviewDecision.Kind.withdraw` takes back all before
/// it. A decision is first brought to the detection of the same id. Where there is none any more, since the network was
/// exchanged or found the object in a slightly other place, it goes to a detection of the same scene that no decision
/// has by its id, of the same class (or, after a retype, of the class that was given), whose box shares ``overlap`` or
/// more of the union with the one that was looked at: pairs with the largest overlap first, each detection at most
/// once. What finds no detection is kept and reported. A drawn object always stands; a detection of its class that
/// overlaps it as much is the same object and is not counted beside it.
public struct ReviewBoard: Sendable {
    /// Intersection over union from which on two boxes are one object.
    public static let overlap = 0.5

    /// The decisions that stand, in the order in which they were made.
    public let standing: [ReviewDecision]

    /// Works out which decisions stand.
    ///
    /// - Parameter decisions: All of a case, in the order of the file.
    public init(_ decisions: [ReviewDecision]) {
        var last: [String: Int] = [:]
        for (index, decision) in decisions.enumerated() {
            last[decision.detection] = decision.what == .withdraw ? nil : index
        }
        standing = last.values.sorted().map { decisions[$0] }
    }

    /// What a scene's detections become.
    public struct Outcome: Sendable {
        /// The detections, in the order in which they were given, with review state and class.
        public var detections: [Detection]
        /// Objects that were drawn.
        public var drawn: [Detection]
        /// Decisions that find no detection any more.
        public var unmatched: [ReviewDecision]
        /// Ids of detections that a decision reached by class and overlap, by the id that it was made about.
        public var matchedByPlace: [String: String]
    }

    /// The decisions that stand about a scene.
    public func decisions(about scene: String) -> [ReviewDecision] { standing.filter { $0.scene == scene } }

    /// Brings the decisions about a scene to its detections.
    ///
    /// - Parameters:
    ///   - detections: What networks found in the scene; review states and classes of an earlier review are undone first.
    ///   - scene: The scene.
    /// - Returns: The reviewed detections, the drawn ones and what found none.
    public func reviewed(_ detections: [Detection], of scene: String) -> Outcome {
        var outcome = Outcome(
            detections: detections.filter { $0.review != .drawn }.map(\.unreviewed), drawn: [], unmatched: [],
            matchedByPlace: [:])
        let index = Dictionary(outcome.detections.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var taken: Set<Int> = []
        var homeless: [ReviewDecision] = []
        let own = decisions(about: scene)
        for decision in own where decision.what != .draw {
            if let position = index[decision.detection] {
                taken.insert(position)
                outcome.detections[position].take(decision)
            } else {
                homeless.append(decision)
            }
        }
        var pairs: [(overlap: Double, decision: Int, detection: Int)] = []
        for (number, decision) in homeless.enumerated() {
            for (position, detection) in outcome.detections.enumerated() where !taken.contains(position) {
                guard [decision.className, decision.newClass].contains(detection.className) else { continue }
                let overlap = decision.pixelBox.intersectionOverUnion(detection.pixelBox)
                if overlap >= Self.overlap { pairs.append((overlap, number, position)) }
            }
        }
        pairs.sort { ($1.overlap, $0.decision, $0.detection) < ($0.overlap, $1.decision, $1.detection) }
        var placed: Set<Int> = []
        for pair in pairs where !placed.contains(pair.decision) && !taken.contains(pair.detection) {
            placed.insert(pair.decision)
            taken.insert(pair.detection)
            outcome.detections[pair.detection].take(homeless[pair.decision])
            outcome.matchedByPlace[homeless[pair.decision].detection] = outcome.detections[pair.detection].id
        }
        outcome.unmatched = homeless.enumerated().filter { !placed.contains($0.offset) }.map(\.element)
        for decision in own where decision.what == .draw {
            outcome.drawn.append(Detection(drawn: decision))
            for position in outcome.detections.indices {
                let detection = outcome.detections[position]
                guard detection.review.isCounted, detection.className == decision.className,
                    decision.pixelBox.intersectionOverUnion(detection.pixelBox) >= Self.overlap
                else { continue }
                outcome.detections[position].review = .superseded
            }
        }
        return outcome
    }
}

extension Detection {
    /// The detection as the network gave it.
    fileprivate var unreviewed: Detection {
        var detection = self
        detection.review = .unreviewed
        detection.className = foundAs ?? className
        detection.foundAs = nil
        return detection
    }

    /// Takes over what was decided.
    fileprivate mutating func take(_ decision: ReviewDecision) {
        switch decision.what {
        case .accept: review = .accepted
        case .reject: review = .rejected
        case .retype:
            let right = decision.newClass ?? className
            if right == className {
                review = .accepted
            } else {
                foundAs = className
                className = right
                review = .retyped
            }
        case .draw, .withdraw: break
        }
    }

    /// The object that a decision draws.
    fileprivate init(drawn decision: ReviewDecision) {
        self.init(
            id: decision.detection, scene: decision.scene, className: decision.className, score: 1,
            pixelBox: decision.pixelBox, groundBox: decision.groundBox, model: .analyst, review: .drawn)
    }
}
