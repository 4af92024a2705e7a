import Foundation
public import Rasters

extension ScriptedScene {
    /// Rows that are drawn and handed over at once. Fixed, so that files do not depend on how tiles are cut.
    public static let stripHeight = 256

    /// Draws the scene strip by strip from above, each told to the caller before the next but one is begun; so memory is
    /// bounded by the width of a scene.
    ///
    /// - Parameters:
    ///   - tile: Side of the tiles that are worked on at once; makes no difference to what is drawn.
    ///   - jobs: Tiles worked on at once; makes no difference either.
    ///   - write: Takes a strip: its window and its stored numbers, [band][row][column].
    /// - Returns: What is seen of everything that stands in the scene.
    /// - Throws: What `write` throws, or `CancellationError`.
    public func draw(
        tile: Int = 128, jobs: Int,
        write: (RasterWindow, [UInt16]) throws -> Void
    ) async throws -> SceneTruth {
        var sights = [Sight](repeating: Sight(), count: drawing.solids.count)
        let rows = stride(from: 0, to: size.height, by: Self.stripHeight).map { $0 }
        func window(_ row: Int) -> RasterWindow {
            RasterWindow(column: 0, row: row, width: size.width, height: min(Self.stripHeight, size.height - row))
        }
        // The next strip is drawn while one is written.
        var drawn = await strip(window(rows[0]), tile: tile, jobs: jobs)
        for (index, row) in rows.enumerated() {
            try Task.checkCancellation()
            let current = drawn
            if index + 1 < rows.count {
                async let next = strip(window(rows[index + 1]), tile: tile, jobs: jobs)
                try write(window(row), current.pixels)
                drawn = await next
            } else {
                try write(window(row), current.pixels)
            }
            for (solid, sight) in current.sights { sights[solid].add(sight) }
        }
        return truth(sights)
    }

    /// Stored numbers of a strip and what is seen in it.
    private struct Strip: Sendable {
        var pixels: [UInt16]
        var sights: [Int: Sight]
    }

    @concurrent
    private func strip(_ window: RasterWindow, tile: Int, jobs: Int) async -> Strip {
        let bands = sensor.bands.count
        var strip = Strip(pixels: [UInt16](repeating: 0, count: window.size.count * bands), sights: [:])
        await TiledWork.eachTile(of: window, side: tile, jobs: jobs) {
            measured($0)
        } take: { part, measured in
            for (solid, sight) in measured.sights { strip.sights[solid, default: Sight()].add(sight) }
            strip.pixels.place(measured.pixels, of: part, in: window, bands: bands)
        }
        return strip
    }

    /// Draws a tile and measures its light.
    private func measured(_ part: RasterWindow) -> Strip {
        let (light, sights) = light(of: part)
        let bands = sensor.bands.count
        var pixels = [UInt16](repeating: 0, count: part.size.count * bands)
        for row in 0..<part.height {
            let first = min(part.width, max(0, firstColumn(inRow: part.row + row) - part.column))
            guard first < part.width else { continue }
            let begin = row * part.width + first
            let plane = part.size.count
            sensor.measure(
                light[(row * part.width + first)..<((row + 1) * part.width)], row: part.row + row,
                column: part.column + first
            ) { band, pixel, number in pixels[band * plane + begin + pixel] = number }
        }
        return Strip(pixels: pixels, sights: sights)
    }

    /// Reflectances of a tile as they reach the sensor, without noise, and what is seen of each solid.
    func light(of part: RasterWindow) -> (pixels: [Spectrum], sights: [Int: Sight]) {
        let pixel = drawing.pixel
        let west = drawing.corner.x + Float(part.column) * pixel
        let north = drawing.corner.y - Float(part.row) * pixel
        let clearings = snowOverlay.clearings(
            in: (
                west: west, south: north - Float(part.height) * pixel, east: west + Float(part.width) * pixel,
                north: north
            ))
        let portion = drawing.portion(
            part, index, wantsCleared: !clearings.isEmpty, wantsWater: snowOverlay.isIcy)
        var light = portion.pixels
        guard portion.cleared != nil || portion.water != nil || !sky.isClear else { return (light, portion.sights) }
        for row in 0..<part.height {
            // Counted from the scene's corner, so that the last digit does not depend on the tile.
            let y = drawing.corner.y - (Float(part.row + row) + 0.5) * pixel
            for column in 0..<part.width {
                let x = drawing.corner.x + (Float(part.column + column) + 0.5) * pixel
                let index = row * part.width + column
                var seen = light[index]
                if let cleared = portion.cleared, let clearing = clearings.last(where: { $0.area.meets(x, y) }) {
                    seen = cleared[index].mixed(with: seen, clearing.weight)
                }
                if let water = portion.water, water[index] > 0 {
                    seen = snowOverlay.frozen(seen, water: water[index], east: x, north: y)
                }
                light[index] = sky.isClear ? seen : sky.seen(seen, east: x, north: y)
            }
        }
        return (light, portion.sights)
    }
}
