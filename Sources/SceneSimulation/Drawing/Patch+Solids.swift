import Rasters

extension Patch {
    /// Finds for each place the highest surface along the line of sight.
    mutating func raise() {
        for order in index.solids(in: window) {
            let solid = drawing.solids[order]
            solid.shape.raise(in: &self, as: solid, order: order)
        }
    }

    /// The part of one solid in it; generic, so that the loops over places are compiled for each shape by itself.
    @inline(__always)
    mutating func raise(_ shape: some SolidShape, as solid: PlacedSolid, order: Int) {
        let sweep = index.seen[order]
        if shape.isFlat { return paint(shape, as: solid, sweep) }
        let lean = drawing.view.lean
        let top = shape.top + solid.base
        var found: [Int32] = []
        // The line of sight is followed from the top to the ground, or to where what is raised ends: below it there is air.
        let bottom = solid.isRaised ? solid.base : 0
        let fall = lean * (top - bottom)
        let drop = (fall.x * fall.x + fall.y * fall.y).squareRoot()
        let tries = max(1, Int((drop / (step * 0.7)).rounded(.up)))
        let stair = (top - bottom) / Float(tries)
        let way = solid.localDirection(lean.x * stair, lean.y * stair)
        // A little more than the shape, so that none of it is missed by rounding.
        let halfLength = shape.length / 2 + 1e-3
        let halfWidth = shape.width / 2 + 1e-3
        for row in rows(south: sweep.bounds.south, north: sweep.bounds.north) {
            let y = north(row)
            let isInside = isInWindow(row: row)
            for column in columns(of: sweep, row: row) {
                let x = east(column)
                // The steps at which the line of sight enters and leaves the bounds of the shape.
                let start = solid.local(x - lean.x * top, y - lean.y * top)
                var enter: Float = 0
                var leave = drop == 0 ? 0 : Float(tries)
                clip(&enter, &leave, position: start.u, step: drop == 0 ? 0 : way.u, half: halfLength)
                clip(&enter, &leave, position: start.v, step: drop == 0 ? 0 : way.v, half: halfWidth)
                guard enter <= leave else { continue }
                // From the top down along the line of sight until it is below the surface.
                for attempt in Int(enter)...Int(leave) {
                    let level = drop == 0 ? bottom : top - (top - bottom) * Float(attempt) / Float(tries)
                    let spot = solid.local(x - lean.x * level, y - lean.y * level)
                    let own = shape.height(spot.u, spot.v)
                    guard own > 0, own + solid.base >= level else { continue }
                    let isWall = drop > 0 && own + solid.base > level + 1.5 * stair
                    let seen = isWall ? level : own + solid.base
                    let place = place(column, row)
                    if isInside, isInWindow(column: column) { found.append(Int32(truncatingIfNeeded: place)) }
                    if seen > places[place].elevation {
                        places[place].owner = Int32(truncatingIfNeeded: order)
                        set(place, shape, solid, spot, own: own, seen: seen, isWall: isWall)
                    }
                    break
                }
            }
        }
        if !found.isEmpty { extents.append((order, found)) }
    }

    private func isInWindow(row: Int) -> Bool { row >= margin * samples && row < height - margin * samples }
    @inline(__always)
    private func isInWindow(column: Int) -> Bool { column >= margin * samples && column < width - margin * samples }

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
        places[index].colour = finish.colour
        places[index].gloss = finish.gloss
        places[index].hold = solid.snowKept
        places[index].elevation = seen
        places[index].normal = SIMD2(u * solid.cosine - v * solid.sine, u * solid.sine + v * solid.cosine)
        places[index].isWater = false
    }

    /// Lays something flat on the ground where nothing stands: its colour over that of the ground, whose form and snow stay.
    @inline(__always)
    private mutating func paint(_ shape: some SolidShape, as solid: PlacedSolid, _ sweep: Sweep) {
        for row in rows(south: sweep.bounds.south, north: sweep.bounds.north) {
            for column in columns(of: sweep, row: row) {
                let spot = solid.local(east(column), north(row))
                guard abs(spot.u) <= shape.length / 2, abs(spot.v) <= shape.width / 2 else { continue }
                let finish = shape.finish(spot.u, spot.v, height: 0)
                guard finish.cover > 0 else { continue }
                let place = place(column, row)
                guard places[place].owner < 0 else { continue }
                places[place].colour = places[place].colour.mixed(with: finish.colour, finish.cover)
                places[place].gloss *= 1 - finish.cover
            }
        }
    }

    /// What is seen of each solid within the window, without its margin.
    func sights() -> [Int: Sight] {
        var sights: [Int: Sight] = [:]
        for (order, found) in extents {
            var sight = Sight()
            sight.extent = found.count
            for place in found {
                let seen = Int(places[Int(place)].owner)
                if seen == order { sight.seen += 1 } else { sight.hiders[seen, default: 0] += 1 }
            }
            sights[order] = sight
        }
        return sights
    }
}
