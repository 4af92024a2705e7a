public import Geodesy

/// What a page about an evaluation shows, as plain values.
public struct EvaluationContent: Sendable {
    /// What was evaluated.
    public var title: String
    /// What it was evaluated on and how, name by name.
    public var facts: [(name: String, value: String)]
    /// What a reader should know before the numbers.
    public var notices: [String]
    /// Numbers.
    public var tables: [Table]
    /// Precision over recall.
    public var curves: [Curve]
    /// Share of right detections over their score.
    public var reliabilities: [ReliabilityPlot]
    /// Pictures of what went wrong.
    public var galleries: [Gallery]
    /// Whether something that is shown was drawn by a program.
    public var isSimulated: Bool
    /// Version of the program that writes the page.
    public var softwareVersion: String

    /// Makes the content of a page from its title; the rest is put in afterwards.
    public init(title: String, softwareVersion: String) {
        self.title = title
        self.softwareVersion = softwareVersion
        facts = []
        notices = []
        tables = []
        curves = []
        reliabilities = []
        galleries = []
        isSimulated = false
    }

    /// A table.
    public struct Table: Sendable {
        /// What it shows.
        public var title: String
        /// How to read it; empty for nothing to say.
        public var explanation: String
        /// Heads of the columns.
        public var heads: [String]
        /// Rows of texts, as many as there are heads; the first names the row.
        public var rows: [[String]]

        /// Makes a table.
        public init(title: String, explanation: String = "", heads: [String], rows: [[String]]) {
            self.title = title
            self.explanation = explanation
            self.heads = heads
            self.rows = rows
        }
    }

    /// Precision at the recalls 0, 0.01, …, 1.
    public struct Curve: Sendable {
        /// Of what.
        public var name: String
        /// 101 values.
        public var precision: [Double]
        /// Recall and precision at the threshold that was given.
        public var given: (recall: Double, precision: Double)?

        /// Makes a curve.
        public init(name: String, precision: [Double], given: (recall: Double, precision: Double)?) {
            self.name = name
            self.precision = precision
            self.given = given
        }
    }

    /// Detections by their score, and how many of them are right.
    public struct ReliabilityPlot: Sendable {
        /// Of what, and how far off scores are.
        public var name: String
        /// The bins.
        public var bins: [Bin]

        /// Makes a plot.
        public init(name: String, bins: [Bin]) {
            self.name = name
            self.bins = bins
        }

        /// Detections of like scores.
        public struct Bin: Sendable {
            /// Mean score.
            public var score: Double
            /// Share that is right.
            public var share: Double
            /// Interval of the share.
            public var low: Double
            /// Interval of the share.
            public var high: Double
            /// Detections.
            public var count: Int

            /// Makes a bin.
            public init(score: Double, share: Double, low: Double, high: Double, count: Int) {
                self.score = score
                self.share = share
                self.low = low
                self.high = high
                self.count = count
            }
        }
    }

    /// Pictures of one kind of mistake.
    public struct Gallery: Sendable {
        /// What they show.
        public var title: String
        /// How they were chosen.
        public var explanation: String
        /// The pictures.
        public var items: [Item]

        /// Makes a gallery.
        public init(title: String, explanation: String, items: [Item]) {
            self.title = title
            self.explanation = explanation
            self.items = items
        }
    }

    /// A part of an image with boxes drawn over it.
    public struct Item: Sendable {
        /// The pixels; nil where they are not to be shown.
        public var picture: EncodedPicture?
        /// From the image's grid to the picture's.
        public var toPicture: GridTransform
        /// Boxes of the image that touch the part.
        public var outlines: [Outline]
        /// What it is, in a few words.
        public var caption: String

        /// Makes an item.
        public init(picture: EncodedPicture?, toPicture: GridTransform, outlines: [Outline], caption: String) {
            self.picture = picture
            self.toPicture = toPicture
            self.outlines = outlines
            self.caption = caption
        }
    }

    /// A box over a picture.
    public struct Outline: Sendable {
        /// Whose box it is.
        public enum Kind: String, Sendable {
            /// An object that is known to be there.
            case truth
            /// An object that is passed over.
            case passed
            /// A detection.
            case found
            /// A detection below the threshold.
            case faint
        }

        /// The box on the image's grid.
        public var box: OrientedBox
        /// Whose it is.
        public var kind: Kind
        /// Whether the picture is about it.
        public var isSubject: Bool

        /// Makes an outline.
        public init(box: OrientedBox, kind: Kind, isSubject: Bool) {
            self.box = box
            self.kind = kind
            self.isSubject = isSubject
        }
    }
}
