import Foundation
import Rasters

/// The places of a window while it is drawn.
struct Patch {
    private let drawing: SceneDrawing
    /// Pixels with their margin.
    private let pixelWidth: Int
    private let pixelHeight: Int
    /// Places along the axes.
    private let width: Int
    private let height: Int
    /// Metres between places.
    private let step: Float
    /// Column and row of the first place, counted over the whole drawing.
    private let firstColumn: Int
    private let firstRow: Int

    private var colour: [Spectrum]
    /// Height of what is seen.
    private var elevation: [Float]
    /// Normal of what is seen: east and north part; the upward part follows.
    private var normal: [SIMD2<Float>]
    private var gloss: [Float]
    /// How much of the snow that lies elsewhere it keeps, 0…1.
    private var hold: [Float]
    /// Share of the sun that reaches it.
    private var sun: [Float]
    /// Which solid is seen, by its order; −1 for the ground.
    private var owner: [Int32]
    /// Places in which each solid that was met would be seen alone.
    private var extents: [(solid: Int, places: [Int32])] = []
    private let grain: Noise
    /// The depth at which ground that keeps all its snow begins to show.
    private let fullLimit: Float

    init(drawing: SceneDrawing, window: RasterWindow, margin: Int) {
        self.drawing = drawing
        pixelWidth = window.width + 2 * margin
        pixelHeight = window.height + 2 * margin
        width = pixelWidth * drawing.samples
        height = pixelHeight * drawing.samples
        step = drawing.pixel / Float(drawing.samples)
        firstColumn = (window.column - margin) * drawing.samples
        firstRow = (window.row - margin) * drawing.samples
        let count = width * height
        colour = Array(repeating: .zero, count: count)
        elevation = Array(repeating: 0, count: count)
        normal = Array(repeating: .zero, count: count)
        gloss = Array(repeating: 0, count: count)
        hold = Array(repeating: 1, count: count)
        sun = Array(repeating: 1, count: count)
        owner = Array(repeating: -1, count: count)
        grain = Noise(seed: drawing.seed)
        let share = Float(min(0.9999, max(0.0001, drawing.snow?.share ?? 0)))
        fullLimit = 0.313 / 1.702 * log(share / (1 - share))
    }

    /// East of a column of places.
    @inline(__always)
    private func east(_ column: Int) -> Float { drawing.corner.x + (Float(firstColumn + column) + 0.5) * step }

    /// North of a row of places.
    @inline(__always)
    private func north(_ row: Int) -> Float { drawing.corner.y - (Float(firstRow + row) + 0.5) * step }

    /// Columns and rows of places inside some bounds; nil where there are none.
    private func cells(
        west: Float, south: Float, east: Float, north: Float
    ) -> (columns: Range<Int>, rows: Range<Int>)? {
        let left = max(0, Int(((west - self.east(0)) / step).rounded(.down)))
        let right = min(width, Int(((east - self.east(0)) / step).rounded(.up)) + 1)
        let upper = max(0, Int(((self.north(0) - north) / step).rounded(.down)))
        let lower = min(height, Int(((self.north(0) - south) / step).rounded(.up)) + 1)
        return left < right && upper < lower ? (left..<right, upper..<lower) : nil
    }

    // MARK: - Ground

    mutating func layGround() {
        lay(drawing.cover, tone: 1, columns: 0..<width, rows: 0..<height, area: nil)
        for area in drawing.areas {
            guard
                let (columns, rows) = cells(
                    west: area.bounds.west, south: area.bounds.south, east: area.bounds.east, north: area.bounds.north)
            else { continue }
            lay(area.cover, tone: area.tone, columns: columns, rows: rows, area: area)
        }
    }

    private mutating func lay(
        _ cover: GroundCover, tone: Float, columns: Range<Int>, rows: Range<Int>, area: GroundArea?
    ) {
        let spectrum = cover.spectrum * tone
        let other = cover == .water ? spectrum : spectrum.mixed(with: GroundCover.soil.spectrum, 0.35)
        let contrast = cover.contrast
        let shine: Float = cover == .water ? 0.3 : 0
        let snowKept: Float = cover == .water ? 0 : 1
        // One colour a pixel: grain that is finer would not show. Edges of areas are finer.
        let samples = drawing.samples
        let middle = Float(samples - 1) / 2 * step
        for pixelRow in rows.lowerBound / samples..<(rows.upperBound + samples - 1) / samples {
            let lines = pixelRow * samples..<(pixelRow + 1) * samples
            // What of each line of places lies inside.
            let inside = lines.map { row in area.map { spans(of: $0, row: row) } ?? [columns] }
            guard let first = inside.lazy.compactMap({ $0.first?.lowerBound }).min(),
                let last = inside.lazy.compactMap({ $0.last?.upperBound }).max()
            else { continue }
            for pixelColumn in first / samples..<(last + samples - 1) / samples {
                let x = east(pixelColumn * samples) + middle
                let y = north(pixelRow * samples) - middle
                let broad = grain.smooth(x * 0.07, y * 0.07) * 0.6 + grain.smooth(x * 0.31, y * 0.31) * 0.4
                let level = 1 + contrast.broad * broad + contrast.fine * grain.smooth(x * 2.3, y * 2.3)
                let mixture = spectrum.mixed(with: other, max(0, broad)) * level
                let places = pixelColumn * samples..<(pixelColumn + 1) * samples
                for (row, spans) in zip(lines, inside) {
                    for span in spans {
                        for column in places.clamped(to: span) {
                            let index = row * width + column
                            colour[index] = mixture
                            gloss[index] = shine
                            hold[index] = snowKept
                        }
                    }
                }
            }
        }
    }

    /// Columns of a row whose middles lie inside an area, by the edges that the row crosses (Shimrat, 1962).
    private func spans(of area: GroundArea, row: Int) -> [Range<Int>] {
        let y = north(row)
        var crossings: [Float] = []
        for ring in area.rings {
            var previous = ring[ring.count - 1]
            for corner in ring {
                if (corner.y > y) != (previous.y > y) {
                    crossings.append((previous.x - corner.x) * (y - corner.y) / (previous.y - corner.y) + corner.x)
                }
                previous = corner
            }
        }
        crossings.sort()
        let first = east(0)
        return stride(from: 0, to: crossings.count - 1, by: 2).compactMap { index in
            // The first column whose middle lies beyond an edge.
            let left = max(0, min(Float(width), ((crossings[index] - first) / step).rounded(.up)))
            let right = max(0, min(Float(width), ((crossings[index + 1] - first) / step).rounded(.up)))
            return left < right ? Int(left)..<Int(right) : nil
        }
    }

    mutating func layTracks() {
        for track in drawing.tracks {
            let reach = track.bed.ballastHalfWidth + 0.4
            for index in 0..<(track.points.count - 1) {
                lay(track, segment: index, reach: reach)
            }
        }
    }

    private mutating func lay(_ track: DrawnTrack, segment: Int, reach: Float) {
        let start = track.points[segment]
        let end = track.points[segment + 1]
        let length = track.stations[segment + 1] - track.stations[segment]
        guard length > 0,
            let (columns, rows) = cells(
                west: min(start.x, end.x) - reach, south: min(start.y, end.y) - reach,
                east: max(start.x, end.x) + reach, north: max(start.y, end.y) + reach)
        else { return }
        let along = (end - start) / length
        let samples = drawing.samples
        let middle = Float(samples - 1) / 2 * step
        // From the middle of a pixel to its corners.
        let room = Float(samples) * step * 0.71
        for pixelRow in rows.lowerBound / samples..<(rows.upperBound + samples - 1) / samples {
            for pixelColumn in columns.lowerBound / samples..<(columns.upperBound + samples - 1) / samples {
                let first = SIMD2(east(pixelColumn * samples), north(pixelRow * samples)) - start
                let centre = first + SIMD2(middle, -middle)
                let centreForward = centre.x * along.x + centre.y * along.y
                let centreLeft = centre.y * along.x - centre.x * along.y
                guard abs(centreLeft) < reach + room, centreForward > -room, centreForward < length + room else {
                    continue
                }
                let pixelGrain = track.grain(
                    along: track.stations[segment] + centreForward, across: centreLeft, noise: grain)
                for row in 0..<samples {
                    for column in 0..<samples {
                        let offset = first + SIMD2(Float(column) * step, -Float(row) * step)
                        let forward = offset.x * along.x + offset.y * along.y
                        let left = offset.y * along.x - offset.x * along.y
                        guard abs(left) < reach, forward >= 0, forward < length else { continue }
                        let surface = track.surface(
                            along: track.stations[segment] + forward, across: left, grain: pixelGrain)
                        guard surface.cover > 0 else { continue }
                        let index = (pixelRow * samples + row) * width + pixelColumn * samples + column
                        colour[index] = colour[index].mixed(with: surface.colour, surface.cover)
                        gloss[index] = 0
                        hold[index] = surface.snowKept
                    }
                }
            }
        }
    }

    // MARK: - What stands on the ground

    /// Finds for each place the highest surface along the line of sight.
    mutating func raise() {
        for (order, solid) in drawing.solids.enumerated() { solid.shape.raise(in: &self, as: solid, order: order) }
    }

    /// The part of one solid in it; generic, so that the loops over places are compiled for each shape by itself.
    @inline(__always)
    mutating func raise(_ shape: some SolidShape, as solid: PlacedSolid, order: Int) {
        if shape.isFlat { return paint(shape, as: solid) }
        let lean = drawing.view.lean
        let reach = solid.reach
        let top = shape.top + solid.base
        let shift = lean * top
        guard
            let (columns, rows) = cells(
                west: solid.x - reach.east + min(0, shift.x), south: solid.y - reach.north + min(0, shift.y),
                east: solid.x + reach.east + max(0, shift.x), north: solid.y + reach.north + max(0, shift.y))
        else { return }
        var places: [Int32] = []
        // The line of sight is followed from the top to the ground, or to where what is raised ends: below it there is air.
        let bottom = solid.isRaised ? solid.base : 0
        let fall = lean * (top - bottom)
        let drop = (fall.x * fall.x + fall.y * fall.y).squareRoot()
        let tries = max(1, Int((drop / (step * 0.7)).rounded(.up)))
        for row in rows {
            for column in columns {
                let index = row * width + column
                let x = east(column)
                let y = north(row)
                // From the top down along the line of sight until it is below the surface.
                for attempt in 0...tries {
                    let level = drop == 0 ? bottom : top - (top - bottom) * Float(attempt) / Float(tries)
                    let place = solid.local(x - lean.x * level, y - lean.y * level)
                    let own = shape.height(place.u, place.v)
                    guard own > 0, own + solid.base >= level else {
                        if drop == 0 { break }
                        continue
                    }
                    let isWall = drop > 0 && own + solid.base > level + 1.5 * (top - bottom) / Float(tries)
                    let seen = isWall ? level : own + solid.base
                    places.append(Int32(truncatingIfNeeded: index))
                    if seen > elevation[index] {
                        owner[index] = Int32(truncatingIfNeeded: order)
                        set(index, shape, solid, place, own: own, seen: seen, isWall: isWall)
                    }
                    break
                }
            }
        }
        if !places.isEmpty { extents.append((order, places)) }
    }

    /// Lays something flat on the ground where nothing stands: its colour over that of the ground, whose form and snow stay.
    @inline(__always)
    private mutating func paint(_ shape: some SolidShape, as solid: PlacedSolid) {
        let reach = solid.reach
        guard
            let (columns, rows) = cells(
                west: solid.x - reach.east, south: solid.y - reach.north, east: solid.x + reach.east,
                north: solid.y + reach.north)
        else { return }
        for row in rows {
            for column in columns where owner[row * width + column] < 0 {
                let place = solid.local(east(column), north(row))
                guard abs(place.u) <= shape.length / 2, abs(place.v) <= shape.width / 2 else { continue }
                let finish = shape.finish(place.u, place.v, height: 0)
                guard finish.cover > 0 else { continue }
                let index = row * width + column
                colour[index] = colour[index].mixed(with: finish.colour, finish.cover)
                gloss[index] *= 1 - finish.cover
            }
        }
    }

    /// What is seen of each solid within the window, without its margin.
    func sights(margin: Int) -> [Int: Sight] {
        let edge = margin * drawing.samples
        var sights: [Int: Sight] = [:]
        for (order, places) in extents {
            var sight = Sight()
            for place in places {
                let (row, column) = Int(place).quotientAndRemainder(dividingBy: width)
                guard row >= edge, row < height - edge, column >= edge, column < width - edge else { continue }
                sight.extent += 1
                let seen = Int(owner[Int(place)])
                if seen == order { sight.seen += 1 } else { sight.hiders[seen, default: 0] += 1 }
            }
            if sight.extent > 0 { sights[order] = sight }
        }
        return sights
    }

    @inline(__always)
    private mutating func set(
        _ index: Int, _ shape: some SolidShape, _ solid: PlacedSolid, _ place: (u: Float, v: Float), own: Float,
        seen: Float, isWall: Bool
    ) {
        let finish = shape.finish(place.u, place.v, height: own)
        // A place on a wall lies up to a step behind its edge, which must be found.
        let near: Float = isWall ? 0.2 : 0.06
        let along =
            (shape.height(place.u + near, place.v) - shape.height(place.u - near, place.v)) / (2 * near)
        let across =
            (shape.height(place.u, place.v + near) - shape.height(place.u, place.v - near)) / (2 * near)
        let level: Float = isWall ? 0 : 1
        let steepness = 1 / max(1e-3, (level + along * along + across * across).squareRoot())
        let u = -along * steepness
        let v = -across * steepness
        colour[index] = finish.colour
        gloss[index] = finish.gloss
        hold[index] = solid.snowKept
        elevation[index] = seen
        normal[index] = SIMD2(u * solid.cosine - v * solid.sine, u * solid.sine + v * solid.cosine)
    }

    // MARK: - Light

    /// Takes the sun from places behind something.
    mutating func castShadows() {
        let direction = drawing.light.direction
        let flat = (direction.x * direction.x + direction.y * direction.y).squareRoot()
        guard flat > 1e-4 else { return }
        let highest = drawing.solids.map { $0.shape.top + $0.base }.max() ?? 0
        let ray = SunRay(
            way: SIMD2(direction.x / flat, direction.y / flat), slope: direction.z / flat,
            leanRoom: highest * max(abs(drawing.view.lean.x), abs(drawing.view.lean.y)))
        for solid in drawing.solids { solid.shape.castShadow(in: &self, as: solid, along: ray) }
    }

    /// The way to the sun.
    struct SunRay {
        /// Unit vector east and north.
        let way: SIMD2<Float>
        /// Metres up for one metre along.
        let slope: Float
        /// Metres by which leaning may carry a place.
        let leanRoom: Float
    }

    /// The shadow of one solid; generic for the same reason as ``raise(_:as:order:)``.
    @inline(__always)
    mutating func castShadow(_ shape: some SolidShape, as solid: PlacedSolid, along ray: SunRay) {
        guard !shape.isFlat else { return }
        let lean = drawing.view.lean
        let reach = solid.reach
        let top = shape.top + solid.base
        let far = ray.way * (-top / ray.slope)
        guard
            let (columns, rows) = cells(
                west: solid.x - reach.east + min(0, far.x) - ray.leanRoom,
                south: solid.y - reach.north + min(0, far.y) - ray.leanRoom,
                east: solid.x + reach.east + max(0, far.x) + ray.leanRoom,
                north: solid.y + reach.north + max(0, far.y) + ray.leanRoom)
        else { return }
        let way = solid.localDirection(ray.way.x, ray.way.y)
        let halfLength = shape.length / 2
        let halfWidth = shape.width / 2
        for row in rows {
            for column in columns {
                let index = row * width + column
                let level = elevation[index]
                guard sun[index] > 0, level < top else { continue }
                let place = solid.local(east(column) - lean.x * level, north(row) - lean.y * level)
                // Where the way to the sun enters and leaves the bounds of the shape.
                var enter: Float = 0.12
                var leave = (top - level) / ray.slope
                clip(&enter, &leave, position: place.u, step: way.u, half: halfLength)
                clip(&enter, &leave, position: place.v, step: way.v, half: halfWidth)
                guard enter < leave else { continue }
                var distance = enter
                while distance < leave {
                    let height = level + distance * ray.slope + 0.04
                    let own = shape.height(place.u + way.u * distance, place.v + way.v * distance)
                    if own > 0, own + solid.base > height, !solid.isRaised || height > solid.base {
                        sun[index] = 0
                        break
                    }
                    distance += 0.16
                }
            }
        }
    }

    /// Keeps of a stretch of a line what lies between two walls.
    @inline(__always)
    private func clip(_ enter: inout Float, _ leave: inout Float, position: Float, step: Float, half: Float) {
        if abs(step) < 1e-6 {
            if abs(position) > half { leave = -1 }
            return
        }
        let a = (-half - position) / step
        let b = (half - position) / step
        enter = max(enter, min(a, b))
        leave = min(leave, max(a, b))
    }

    /// Light of each pixel, row by row with its margin.
    func lit() -> [Spectrum] {
        let direction = drawing.light.direction
        let sky = drawing.light.skyShare
        let direct = (Spectrum(repeating: 1) - sky) / direction.z
        let path = drawing.light.pathReflectance
        let through = drawing.light.transmission
        // Halfway between sun and sensor, for what is mirrored.
        let lean = drawing.view.lean
        let toSensor = SIMD3(-lean.x, -lean.y, 1) / (lean.x * lean.x + lean.y * lean.y + 1).squareRoot()
        var half = direction + toSensor
        half /= (half.x * half.x + half.y * half.y + half.z * half.z).squareRoot()
        let samples = drawing.samples
        let share = 1 / Float(samples * samples)
        var pixels = [Spectrum](repeating: .zero, count: pixelWidth * pixelHeight)
        // Snow changes from pixel to pixel; what it lies on, from place to place.
        let layers = drawing.snow.map { snow in
            (0..<pixelWidth * pixelHeight).map { pixel in
                snowLayer(snow, column: pixel % pixelWidth * samples, row: pixel / pixelWidth * samples)
            }
        }
        for row in 0..<height {
            for column in 0..<width {
                let index = row * width + column
                let flat = normal[index]
                if drawing.snow == nil, flat == .zero, gloss[index] == 0 {
                    let open = sun[index] > 0 ? Spectrum(repeating: 1) : sky
                    pixels[row / samples * pixelWidth + column / samples] += colour[index] * open * share
                    continue
                }
                let up = max(0, 1 - flat.x * flat.x - flat.y * flat.y).squareRoot()
                let facing = max(0, flat.x * direction.x + flat.y * direction.y + up * direction.z) * sun[index]
                var own = colour[index]
                if let snow = drawing.snow, let layers {
                    own = snowed(own, snow, layers[row / samples * pixelWidth + column / samples], hold[index], up: up)
                }
                var light = own * (direct * facing + sky * (0.5 + 0.5 * up))
                if gloss[index] > 0, sun[index] > 0 {
                    let mirrored = max(0, flat.x * half.x + flat.y * half.y + up * half.z)
                    let squared = mirrored * mirrored
                    let power = squared * squared
                    let peak = power * power * power * power * power
                    light += Spectrum(repeating: gloss[index] * peak * 0.9)
                }
                pixels[row / samples * pixelWidth + column / samples] += light * share
            }
        }
        for index in pixels.indices { pixels[index] = pixels[index] * through + path }
        return pixels
    }

    /// Depth of the snow around a place as a number of about the normal distribution with a deviation of 0.313, and how
    /// bright it is.
    private func snowLayer(_ snow: SnowCover, column: Int, row: Int) -> (depth: Float, tone: Float) {
        let x = east(column) / Float(snow.patch)
        let y = north(row) / Float(snow.patch)
        // Octaves turned against each other, or the lattice of the noise would show.
        let depth =
            0.62 * grain.smooth(0.8 * x + 0.6 * y + 100, 0.8 * y - 0.6 * x)
            + 0.34 * grain.smooth(2.1 * (0.28 * x + 0.96 * y), 2.1 * (0.96 * x - 0.28 * y) + 50)
            + 0.18 * grain.smooth(5.3 * (0.6 * x - 0.8 * y) + 9, 5.3 * (0.8 * x + 0.6 * y))
        let tone =
            0.93 + 0.07 * grain.smooth(x * 0.7 - 31, y * 0.7)
            + 0.03 * grain.smooth(east(column) * 1.9, north(row) * 1.9)
        return (depth, tone)
    }

    private func snowed(
        _ colour: Spectrum, _ snow: SnowCover, _ layer: (depth: Float, tone: Float), _ kept: Float, up: Float
    ) -> Spectrum {
        guard kept > 0 else { return colour }
        // The quantile of the share, by a logistic curve, is the depth at which the ground begins to show.
        let share = min(0.9999, max(0.0001, Float(snow.share) * kept))
        let limit = kept == 1 ? fullLimit : 0.313 / 1.702 * log(share / (1 - share))
        let weight = min(1, max(0, (limit - layer.depth) * 3 + 0.5)) * min(1, max(0, (up - 0.45) * 3))
        return colour.mixed(with: Palette.snow * layer.tone, weight)
    }
}
