public import Foundation
public import Geodesy

/// What covers the ground of a drawn site, and what is built on it.
public struct GroundScript: Hashable, Sendable {
    /// Covers that a script can name.
    public enum Cover: String, CaseIterable, Codable, Sendable {
        case soil, gravel, asphalt, concrete, water, cinder
        /// Green in the growing season, dry outside of it.
        case vegetation
    }

    /// A part of the ground with one cover.
    public struct Area: Hashable, Sendable {
        /// What covers it.
        public var cover: Cover
        /// Its outline.
        public var part: GroundPart
        /// When it is so.
        public var stay: Stay

        /// Makes an area.
        public init(cover: Cover, part: GroundPart, stay: Stay = Stay()) {
            self.cover = cover
            self.part = part
            self.stay = stay
        }
    }

    /// A road or path along a line.
    public struct Road: Hashable, Sendable {
        /// What covers it.
        public var cover: Cover
        /// Its middle.
        public var line: [GeoPoint]
        /// Metres across.
        public var width: Double

        /// Makes a road.
        public init(cover: Cover, line: [GeoPoint], width: Double) {
            self.cover = cover
            self.line = line
            self.width = width
        }
    }

    /// Forms of roof that are drawn.
    public enum Roof: String, CaseIterable, Codable, Sendable { case flat, gable, sawtooth }

    /// What covers the ground where nothing else is told.
    public var cover = Cover.vegetation
    /// Parts with other covers; later ones lie on earlier ones.
    public var areas: [Area] = []
    /// Roads, on all areas.
    public var roads: [Road] = []
    /// When vegetation is green; nil for what is usual at the site's latitude.
    public var growingSeason: Season?

    /// A part of each year.
    public struct Season: Hashable, Sendable {
        /// First day: month × 100 + day.
        public var first: Int
        /// First day after it: month × 100 + day.
        public var end: Int

        /// Makes a season.
        public init(first: Int, end: Int) {
            self.first = first
            self.end = end
        }

        /// What is usual in temperate places of a latitude: 25 April to 10 October, in the south half a year later.
        public static func usual(latitude: Double) -> Season {
            latitude < 0 ? Season(first: 1025, end: 410) : Season(first: 425, end: 1010)
        }

        /// Whether an instant lies in it, by its day in UTC; a season may go over the turn of the year.
        public func contains(_ time: Date) -> Bool {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = .gmt
            let day = calendar.component(.month, from: time) * 100 + calendar.component(.day, from: time)
            return first <= end ? day >= first && day < end : day >= first || day < end
        }
    }

    /// Makes a ground of vegetation.
    public init() {}
}

/// The course of a tank's level.
public struct TankCourse: Hashable, Sendable {
    /// Fill of a tank of which no script tells one: six tenths.
    public static let usualFill = 0.6
    /// Metres from the ground to the rim of a tank of which neither site nor script tells it, as in the series of
    /// standing tanks of 2 000 m³ and more.
    public static let usualHeight = 11.9

    /// Id of the tank in the site.
    public var tank: String
    /// How it is closed; nil where the site tells.
    public var roof: TankRoof?
    /// Fill 0…1 at instants in order; between them it changes evenly, before and after it stays.
    public var levels: [Level]

    /// A fill at an instant.
    public struct Level: Hashable, Sendable {
        /// The instant.
        public var time: Date
        /// Height of what is stored as a share of the shell's, 0…1.
        public var fill: Double

        /// Makes a level.
        public init(time: Date, fill: Double) {
            self.time = time
            self.fill = fill
        }
    }

    /// Makes a course.
    public init(tank: String, roof: TankRoof? = nil, levels: [Level] = []) {
        self.tank = tank
        self.roof = roof
        self.levels = levels
    }

    /// The fill at an instant.
    public func fill(at time: Date) -> Double {
        guard let first = levels.first, let last = levels.last else { return Self.usualFill }
        if time <= first.time { return first.fill }
        for (before, after) in zip(levels, levels.dropFirst()) where time < after.time {
            let share = time.timeIntervalSince(before.time) / after.time.timeIntervalSince(before.time)
            return before.fill + (after.fill - before.fill) * share
        }
        return last.fill
    }
}

/// Something that is built, put down or heaped up, for good or for a time.
public struct WorksItem: Hashable, Sendable {
    /// Kinds that are drawn.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        case building, shed, block, container, heap, mast, column, sphere, tree
        case pipeRack = "pipe-rack"
        case gasHolder = "gas-holder"
        /// A roof on posts, as over a place where cars are loaded.
        case openRoof = "open-roof"

        /// What a script can tell of the form of a thing.
        public enum Measure: String, CaseIterable, Sendable { case heading, length, width, height, roof }

        /// What changes the look of a thing of this kind: what is round has no heading, and `width` is its diameter.
        public var measures: Set<Measure> {
            switch self {
            case .building, .shed, .openRoof: [.heading, .length, .width, .height, .roof]
            case .block, .container, .pipeRack: [.heading, .length, .width, .height]
            case .heap: [.heading, .length, .width]
            case .mast, .column, .gasHolder, .tree: [.width, .height]
            case .sphere: [.width]
            }
        }

        /// Metres along, across and up where a script does not tell.
        public var usualSize: (length: Double, width: Double, height: Double) {
            switch self {
            case .building: (24, 14, 8)
            case .shed: (30, 12, 6)
            case .block: (6, 4, 3)
            case .container: (6.06, 2.44, 2.59)
            case .heap: (12, 10, 3)
            case .mast: (0.5, 0.5, 30)
            case .pipeRack: (60, 6, 5)
            case .gasHolder: (20, 20, 18)
            case .column: (3, 3, 25)
            case .sphere: (14, 14, 16)
            case .tree: (5, 5, 8)
            case .openRoof: (40, 8, 6.5)
            }
        }
    }

    /// Line of the script, for messages.
    public var line: Int
    /// A name for it; nil where the script gives none.
    public var name: String?
    /// What it is.
    public var kind: Kind
    /// Its middle.
    public var place: GeoPoint
    /// Direction of its length, degrees clockwise from north.
    public var heading: Double
    /// Metres along.
    public var length: Double
    /// Metres across.
    public var width: Double
    /// Metres up.
    public var height: Double
    /// Form of the roof of a building; by lot where nil.
    public var roof: GroundScript.Roof?
    /// When it stands there.
    public var stay: Stay

    /// Makes an item; sizes that are not given are those usual for its kind.
    public init(
        line: Int = 0, name: String? = nil, kind: Kind, place: GeoPoint, heading: Double = 0, length: Double? = nil,
        width: Double? = nil, height: Double? = nil, roof: GroundScript.Roof? = nil, stay: Stay = Stay()
    ) {
        self.line = line
        self.name = name
        self.kind = kind
        self.place = place
        self.heading = heading
        self.length = length ?? kind.usualSize.length
        self.width = width ?? kind.usualSize.width
        self.height = height ?? kind.usualSize.height
        self.roof = roof
        self.stay = stay
    }
}
