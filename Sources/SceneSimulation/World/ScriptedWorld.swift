import Foundation
import Geodesy
public import Sites
import Statistics

/// A scripted site that scenes can be drawn of.
///
/// Scripts are checked where they are read; what depends on the seed is checked here.
public struct ScriptedWorld: Sendable {
    /// What happens.
    public let script: WorldScript
    /// What stands there.
    public let site: Site
    /// What is by lot hangs on it.
    public let seed: UInt64
    /// The frame in which it is drawn.
    public let grid: SiteGrid
    /// For each train metres from the beginning of its track to its first coupler.
    let stations: [Double]

    /// Why a script cannot be drawn.
    public struct Flaw: Error, Hashable, Sendable, CustomStringConvertible {
        /// Line of the script.
        public let line: Int
        /// What is wrong and what to do.
        public let description: String
    }

    /// Sets up the world of a script.
    ///
    /// - Parameters:
    ///   - script: What happens; its ids are those of the site.
    ///   - site: What stands there.
    ///   - seed: The same seed gives the same scenes.
    /// - Throws: ``Flaw`` where the seed finds no room for a train.
    public init(script: WorldScript, site: Site, seed: UInt64) throws(Flaw) {
        try Self.checkSnow(script)
        self.script = script
        self.site = site
        self.seed = seed
        let middle =
            (SceneOrder.Extent(around: site) ?? script.scenes.lazy.compactMap(\.extent).first)?.centre
            ?? GeoPoint(longitude: 0, latitude: 0)
        grid = SiteGrid(around: middle)
        stations = try Self.placeTrains(script, site: site, grid: grid, seed: seed)
    }

    /// The outline and the holes of a part of the ground, in the frame.
    func rings(of part: GroundPart) -> [[SIMD2<Float>]] {
        part.rings.map { ring in
            ring.map { place in
                let place = grid.frame(place)
                return SIMD2(Float(place.x), Float(place.y))
            }
        }
    }

    /// A stream of random numbers for a piece of the world, named by what it is for.
    func random(_ name: String) -> RandomStream { RandomStream.stream(seed: seed, name: streamName(name)) }

    /// Whether vegetation is green at an instant.
    func isGreen(at time: Date) -> Bool {
        (script.ground.growingSeason ?? .usual(latitude: grid.ground(.zero).latitude)).contains(time)
    }

    /// Refuses scenes of which the weather does not tell whether snow lies.
    private static func checkSnow(_ script: WorldScript) throws(Flaw) {
        guard let first = script.snow.hours.first?.time, let last = script.snow.hours.last?.time else { return }
        // An hour is named by its end; one more is of no matter.
        let known = first.addingTimeInterval(-3600)...last.addingTimeInterval(3600)
        for scene in script.scenes where scene.snow == nil && !known.contains(scene.time) {
            let end = scene.time < first ? "begins after" : "ends before"
            throw Flaw(
                line: scene.line,
                description:
                    "the weather \(end) the scene, so nobody tells whether snow lies; give its hours, or 'snow' for the "
                    + "scene ('snow: 0' where none lies)")
        }
    }

    /// Places trains of which the script does not tell where: by lot in what others leave free while they stand there.
    private static func placeTrains(
        _ script: WorldScript, site: Site, grid: SiteGrid, seed: UInt64
    ) throws(Flaw) -> [Double] {
        var stations = [Double?](repeating: nil, count: script.trains.count)
        func length(_ train: TrainVisit) -> Double {
            FrameLine((site.tracks.first { $0.id == train.track }?.line ?? []).map(grid.frame)).length
        }
        for (index, train) in script.trains.enumerated() {
            stations[index] = train.extent(trackLength: length(train))?.lowerBound
        }
        for (index, train) in script.trains.enumerated() where stations[index] == nil {
            let room = length(train)
            var taken: [ClosedRange<Double>] = []
            for (other, near) in script.trains.enumerated() where near.track == train.track {
                guard let start = stations[other], near.stay.overlaps(train.stay) else { continue }
                taken.append((start - 1)...(start + near.length + 1))
            }
            var free: [ClosedRange<Double>] = []
            var start = 0.0
            for range in taken.sorted(by: { $0.lowerBound < $1.lowerBound }) {
                if range.lowerBound - start >= train.length { free.append(start...(range.lowerBound - train.length)) }
                start = max(start, range.upperBound)
            }
            if room - start >= train.length { free.append(start...(room - train.length)) }
            let choice = free.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
            guard let first = free.first else {
                throw Flaw(
                    line: train.line,
                    description:
                        "the track '\(train.track)' has no gap of \(Int(train.length.rounded(.up))) m for the train "
                        + "where the others stand; give 'from_start' or 'from_end', or another track or time")
            }
            var random = RandomStream.stream(seed: seed, name: streamName("train \(index) place"))
            var rest = random.uniform() * choice
            var station = first.lowerBound
            for gap in free {
                station = gap.lowerBound + min(rest, gap.upperBound - gap.lowerBound)
                rest -= gap.upperBound - gap.lowerBound
                if rest <= 0 { break }
            }
            stations[index] = station
        }
        return stations.map { $0 ?? 0 }
    }
}
