import Rasters

/// What a cover of the ground looks like.
struct GroundLook: Sendable {
    let spectrum: Spectrum
    /// What shows through it in patches.
    let other: Spectrum
    let contrast: (broad: Float, fine: Float)
    let isWater: Bool

    init(_ cover: GroundCover, tone: Float = 1) {
        spectrum = cover.spectrum * tone
        isWater = cover == .water
        other = isWater ? spectrum : spectrum.mixed(with: GroundCover.soil.spectrum, 0.35)
        contrast = cover.contrast
    }

    var gloss: Float { isWater ? 0.3 : 0 }
    var snowKept: Float { isWater ? 0 : 1 }

    /// Its colour under noise of −1…1, which varies over metres and over decimetres.
    @inline(__always)
    func colour(broad: Float, fine: Float) -> Spectrum {
        spectrum.mixed(with: other, max(0, broad)) * (1 + contrast.broad * broad + contrast.fine * fine)
    }
}

extension Patch {
    mutating func layGround() {
        for area in index.areas(in: window) { cover(with: area) }
        colourGround()
    }

    /// Writes down where an area covers the ground: in whole pixels, or in single places on its edge.
    private mutating func cover(with order: Int) {
        let area = drawing.areas[order]
        let own = Int32(truncatingIfNeeded: order)
        let rows = rows(south: area.bounds.south, north: area.bounds.north)
        guard !rows.isEmpty else { return }
        let edges = AreaEdges(area, south: north(rows.upperBound), north: north(rows.lowerBound - 1))
        let full = samples * samples
        var counts = [Int](repeating: 0, count: window.width)
        for pixelRow in rows.lowerBound / samples..<(rows.upperBound + samples - 1) / samples {
            let inside = (pixelRow * samples..<(pixelRow + 1) * samples).map { spans(of: edges, row: $0) }
            guard let first = inside.lazy.compactMap({ $0.first?.lowerBound }).min(),
                let last = inside.lazy.compactMap({ $0.last?.upperBound }).max()
            else { continue }
            let pixels = first / samples..<(last + samples - 1) / samples
            for pixel in pixels { counts[pixel] = 0 }
            for span in inside.joined() {
                let (head, tail) = (span.lowerBound / samples, (span.upperBound - 1) / samples)
                if head == tail {
                    counts[head] += span.count
                    continue
                }
                counts[head] += (head + 1) * samples - span.lowerBound
                for pixel in head + 1..<tail { counts[pixel] += samples }
                counts[tail] += span.upperBound - tail * samples
            }
            for column in pixels where counts[column] > 0 {
                let pixel = pixelRow * window.width + column
                if counts[column] == full {
                    covers[pixel] = own
                    details[pixel] = -1
                    continue
                }
                let start = detail(pixel)
                for (line, spans) in inside.enumerated() {
                    for span in spans {
                        for place in (column * samples..<(column + 1) * samples).clamped(to: span) {
                            places[start + line * samples + place - column * samples].cover = own
                        }
                    }
                }
            }
        }
    }

    /// Columns of a row whose middles lie inside an area, by the edges that the row crosses (Shimrat, 1962).
    private func spans(of edges: AreaEdges, row: Int) -> [Range<Int>] {
        let crossings = edges.crossings(north(row))
        return stride(from: 0, to: crossings.count - 1, by: 2).compactMap { index in
            // The first column whose middle lies beyond an edge, counted from the drawing's corner, so that it is the same
            // place in every tile.
            func column(_ crossing: Float) -> Float {
                let whole = ((crossing - drawing.corner.x) / step - 0.5).rounded(.up)
                return max(0, min(Float(width), whole - Float(firstColumn)))
            }
            let (left, right) = (column(crossings[index]), column(crossings[index + 1]))
            return left < right ? Int(left)..<Int(right) : nil
        }
    }

    /// Gives the ground its colours: one for a pixel and cover, since grain that is finer would not show.
    private mutating func colourGround() {
        let middle = Float(samples - 1) / 2 * step
        let count = samples * samples
        for row in 0..<window.height {
            let y = north(row * samples) - middle
            for column in 0..<window.width {
                let x = east(column * samples) + middle
                let broad = grain.smooth(x * 0.07, y * 0.07) * 0.6 + grain.smooth(x * 0.31, y * 0.31) * 0.4
                let fine = grain.smooth(x * 2.3, y * 2.3)
                let pixel = row * window.width + column
                guard details[pixel] >= 0 else {
                    colours[pixel] = looks[Int(covers[pixel]) + 1].colour(broad: broad, fine: fine)
                    continue
                }
                let start = Int(details[pixel])
                for index in start..<start + count {
                    let look = looks[Int(places[index].cover) + 1]
                    places[index].colour = look.colour(broad: broad, fine: fine)
                    places[index].gloss = look.gloss
                    places[index].hold = look.snowKept
                    places[index].isWater = look.isWater
                }
            }
        }
    }

    // MARK: - Tracks

    mutating func layTracks() {
        for segment in index.segments(in: window) { lay(index.segments[segment]) }
    }

    private mutating func lay(_ segment: DrawingIndex.Segment) {
        let track = drawing.tracks[segment.track]
        let start = track.points[segment.corner]
        let station = track.stations[segment.corner]
        let length = track.stations[segment.corner + 1] - station
        let along = (track.points[segment.corner + 1] - start) / length
        let reach = track.bed.ballastHalfWidth + 0.4
        let middle = Float(samples - 1) / 2 * step
        // From the middle of a pixel to its corners.
        let room = Float(samples) * step * 0.71
        let rows = rows(south: segment.sweep.bounds.south, north: segment.sweep.bounds.north)
        for pixelRow in rows.lowerBound / samples..<(rows.upperBound + samples - 1) / samples {
            var columns = 0..<0
            for row in pixelRow * samples..<(pixelRow + 1) * samples {
                let found = self.columns(of: segment.sweep, row: row)
                guard !found.isEmpty else { continue }
                columns =
                    columns.isEmpty
                    ? found
                    : min(columns.lowerBound, found.lowerBound)..<max(columns.upperBound, found.upperBound)
            }
            guard !columns.isEmpty else { continue }
            for pixelColumn in columns.lowerBound / samples..<(columns.upperBound + samples - 1) / samples {
                let first = SIMD2(east(pixelColumn * samples), north(pixelRow * samples)) - start
                let centre = first + SIMD2(middle, -middle)
                let centreForward = centre.x * along.x + centre.y * along.y
                let centreLeft = centre.y * along.x - centre.x * along.y
                guard abs(centreLeft) < reach + room, centreForward > -room, centreForward < length + room else {
                    continue
                }
                let pixelGrain = track.grain(along: station + centreForward, across: centreLeft, noise: grain)
                for row in 0..<samples {
                    for column in 0..<samples {
                        let offset = first + SIMD2(Float(column) * step, -Float(row) * step)
                        let forward = offset.x * along.x + offset.y * along.y
                        let left = offset.y * along.x - offset.x * along.y
                        guard abs(left) < reach, forward >= 0, forward < length else { continue }
                        let surface = track.surface(along: station + forward, across: left, grain: pixelGrain)
                        guard surface.cover > 0 else { continue }
                        let index = detail(pixelRow * window.width + pixelColumn) + row * samples + column
                        places[index].colour = places[index].colour.mixed(with: surface.colour, surface.cover)
                        places[index].gloss = 0
                        places[index].hold = surface.snowKept
                        places[index].isWater = false
                    }
                }
            }
        }
    }
}

/// The edges of an area that a band from south to north may cross.
private struct AreaEdges {
    private var edges: [(a: SIMD2<Float>, b: SIMD2<Float>)] = []

    init(_ area: GroundArea, south: Float, north: Float) {
        for ring in area.rings {
            var previous = ring[ring.count - 1]
            for corner in ring {
                if max(corner.y, previous.y) >= south, min(corner.y, previous.y) <= north {
                    edges.append((corner, previous))
                }
                previous = corner
            }
        }
    }

    /// Easts at which a line from west to east crosses them, in order.
    func crossings(_ y: Float) -> [Float] {
        var found: [Float] = []
        for (a, b) in edges where (a.y > y) != (b.y > y) {
            found.append((b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x)
        }
        found.sort()
        return found
    }
}
