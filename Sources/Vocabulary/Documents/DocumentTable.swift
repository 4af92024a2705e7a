/// A table with a caption and a row of heads.
public struct DocumentTable: Hashable, Sendable {
    /// What it shows.
    public var caption: String
    /// What each column holds.
    public var columns: [Column]
    /// The rows; each has as many cells as there are columns.
    public var rows: [Row]
    /// What the whole table rests on: numbers of the document's citations.
    public var citations: [Int]

    /// Makes a table.
    ///
    /// - Parameters:
    ///   - caption: What it shows.
    ///   - columns: What each column holds.
    ///   - rows: The rows.
    ///   - citations: What the whole table rests on.
    public init(caption: String, columns: [Column], rows: [Row], citations: [Int] = []) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.citations = citations
    }

    /// A column.
    public struct Column: Hashable, Sendable {
        /// Its head.
        public var title: String
        /// Whether it holds numbers, which stand to the right.
        public var isNumeric: Bool

        /// Makes a column.
        ///
        /// - Parameters:
        ///   - title: Its head.
        ///   - isNumeric: Whether it holds numbers.
        public init(_ title: String, isNumeric: Bool = false) {
            self.title = title
            self.isNumeric = isNumeric
        }
    }

    /// A row.
    public struct Row: Hashable, Sendable {
        /// Its cells.
        public var cells: [Cell]
        /// The record that has its place in this row, so that references to it lead here; nil for none.
        public var place: RecordReference?

        /// Makes a row.
        ///
        /// - Parameters:
        ///   - cells: Its cells.
        ///   - place: The record that has its place here.
        public init(_ cells: [Cell], place: RecordReference? = nil) {
            self.cells = cells
            self.place = place
        }
    }

    /// A cell.
    public struct Cell: Hashable, Sendable {
        /// Its text.
        public var text: String
        /// What it rests on: numbers of the document's citations.
        public var citations: [Int]

        /// Makes a cell.
        ///
        /// - Parameters:
        ///   - text: Its text.
        ///   - citations: What it rests on.
        public init(_ text: String, citations: [Int] = []) {
            self.text = text
            self.citations = citations
        }
    }
}

/// A figure, by name.
public struct DocumentFigure: Hashable, Sendable {
    /// What is to be drawn.
    public var name: Name
    /// What it shows.
    public var caption: String
    /// What it rests on: numbers of the document's citations.
    public var citations: [Int]

    /// Names a figure.
    ///
    /// - Parameters:
    ///   - name: What is to be drawn.
    ///   - caption: What it shows.
    ///   - citations: What it rests on.
    public init(_ name: Name, caption: String, citations: [Int] = []) {
        self.name = name
        self.caption = caption
        self.citations = citations
    }

    /// What can be drawn.
    public enum Name: Hashable, Sendable {
        /// All places of the site and the links between them.
        case areaMap
        /// The zones of one place, by number from 0.
        case siteMap(Int)
        /// All looks through time, by zone.
        case looks
        /// One scene with what was found in it, by scene id.
        case scene(String)
        /// One zone as some looks saw it, by zone id and scene ids.
        case zone(String, scenes: [String])
        /// What stood on a track, on the unrolled track, by consist id.
        case train(String)
        /// A pair of looks at one thing, by the id of a change of the ground.
        case pair(String)
        /// When something arrived, with the weather, by finding id.
        case arrival(String)
        /// How likely each hypothesis was through time.
        case course
        /// Indicators by hypotheses.
        case matrix
        /// Phases of the work, by scenario id.
        case schedule(String)
        /// Who can bring how much, by scenario id.
        case flow(String)
        /// Deliveries beside their caps.
        case caps

        /// A name for files: letters, digits and hyphens.
        public var slug: String {
            switch self {
            case .areaMap: "area-map"
            case .siteMap(let number): "site-map-\(number + 1)"
            case .looks: "looks"
            case .scene(let id): "scene-" + Self.clean(id)
            case .zone(let id, let scenes): ([id] + scenes).reduce("zone") { $0 + "-" + Self.clean($1) }
            case .train(let id): "train-" + Self.clean(id)
            case .pair(let id): "pair-" + Self.clean(id)
            case .arrival(let id): "arrival-" + Self.clean(id)
            case .course: "course"
            case .matrix: "matrix"
            case .schedule(let id): "schedule-" + Self.clean(id)
            case .flow(let id): "flow-" + Self.clean(id)
            case .caps: "caps"
            }
        }

        private static func clean(_ id: String) -> String {
            String(
                id.unicodeScalars.prefix(80).map { scalar -> Character in
                    switch scalar {
                    case "a"..."z", "A"..."Z", "0"..."9": Character(scalar)
                    default: "-"
                    }
                })
        }
    }
}
