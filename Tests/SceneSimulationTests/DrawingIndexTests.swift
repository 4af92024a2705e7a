import Foundation
import Geodesy
import Rasters
import Statistics
import Testing

@testable import SceneSimulation

/// What may be left out of a tile, against trying all places.
@Suite("What reaches where in a drawing")
struct DrawingIndexTests {
    private func vector(_ random: inout RandomStream, _ size: Double) -> SIMD2<Float> {
        SIMD2(Float(random.uniform(-size...size)), Float(random.uniform(-size...size)))
    }

    @Test("A sweep covers each place that its sides reach, and no band wider than the farthest of them")
    func sweeps() {
        var random = RandomStream(seed: 11)
        for trial in 0..<60 {
            let centre = vector(&random, 900)
            // Also without any leaning, along an axis, and as a line.
            var halves = (0..<4).map { _ in vector(&random, 20) }
            if trial % 4 == 1 { halves[2] = .zero }
            if trial % 4 == 2 { halves[0] = SIMD2(7, 0) }
            if trial % 4 == 3 { halves = [halves[0], .zero] }
            let sweep = Sweep(centre: centre, halves: halves)
            var missed = 0
            var places: [SIMD2<Float>] = []
            for _ in 0..<3000 {
                var place = centre
                for half in halves {
                    // Corners are as likely as all else.
                    let share = max(-1, min(1, random.uniform(-1.6...1.6)))
                    place += half * Float(share)
                }
                places.append(place)
                let span = sweep.span(south: place.y - 0.01, north: place.y + 0.01)
                if span.map({ $0.west > place.x + 0.01 || $0.east < place.x - 0.01 }) ?? true { missed += 1 }
            }
            #expect(missed == 0)
            let xs = places.map(\.x)
            let room = sweep.bounds.east - sweep.bounds.west
            let reached = (xs.max() ?? 0) - (xs.min() ?? 0)
            #expect(room >= reached - 0.01 && room < reached * 1.25 + 0.1, "\(room), \(reached)")
            #expect(sweep.span(south: sweep.bounds.north + 0.1, north: sweep.bounds.north + 1) == nil)
        }
    }

    @Test(
        "Where the sun is low and the view slants, small tiles show what one large tile does, far from the origin too")
    func tiles() async {
        var random = RandomStream(seed: 6)
        let corner = SIMD2<Float>(3107.3, -2893.1)
        var solids: [PlacedSolid] = []
        for _ in 0..<24 {
            let place = corner + SIMD2(Float(random.uniform(-9...54)), -Float(random.uniform(-9...54)))
            let heading = random.uniform(0...6)
            if random.uniform() < 0.3 {
                let rack = PipeRack(length: 12, width: 3, random: &random)
                solids.append(
                    PlacedSolid(rack, x: Double(place.x), y: Double(place.y), heading: heading, base: 4, isRaised: true)
                )
            } else {
                let block = Block(
                    length: Float(random.uniform(1...12)), width: Float(random.uniform(1...4)),
                    height: Float(random.uniform(1...14)), colour: Palette.pick(Palette.paints, &random))
                solids.append(PlacedSolid(block, x: Double(place.x), y: Double(place.y), heading: heading))
            }
        }
        let bed = DrawnTrack.Bed(random: &random)
        let track = DrawnTrack(
            points: [corner + SIMD2(-5, -3), corner + SIMD2(22, -20), corner + SIMD2(50, -24)], bed: bed)
        func area(_ cover: GroundCover, _ size: Float) -> GroundArea {
            let middle = corner + SIMD2(24, -22)
            let rings = [size, size / 3].map { reach in
                (0..<7).map { step in
                    let angle = Float(step) * 2 * .pi / 7 + 0.3
                    return middle + SIMD2(cos(angle), sin(angle)) * reach
                }
            }
            return GroundArea(rings: rings, cover: cover)
        }
        let scene = SceneDrawing(
            size: RasterSize(width: 150, height: 150), pixel: 0.3, corner: corner, cover: .grass,
            areas: [area(.water, 20), area(.concrete, 9)], tracks: [track], solids: solids,
            light: Light(sun: .init(azimuth: 127, elevation: 9)), view: View(incidence: 22, azimuth: 300),
            snow: SnowCover(share: 0.5), samples: 2, seed: 3)
        let whole = await scene.picture(tile: 150)
        for tile in [61, 40] {
            let other = await scene.picture(tile: tile)
            let isSame = other.reflectance.pixels == whole.reflectance.pixels
            #expect(isSame)
            #expect(other.sights == whole.sights)
        }
        // Something of nearly everything is seen, and much lies in the shade of it.
        #expect(whole.sights.count { $0.seen > 0 } > 15)
    }
}
