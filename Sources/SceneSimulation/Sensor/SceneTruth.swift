import Foundation
public import Geodesy
import Rasters
import Sites

/// What stands in a drawn scene, and what can be seen of it.
public struct SceneTruth: Sendable {
    /// Name of the scene.
    public var scene: String
    /// Metres east and north, along the scene's grid, by which the place that its file tells lies off the true one.
    public var placementError: SIMD2<Double>
    /// Everything of which some pixel was measured.
    public var objects: [Object]

    /// Something in a scene.
    public struct Object: Sendable {
        /// A name that is the same in all scenes of a stack.
        public var id: String
        /// Its class; "structure" and "container" for what is no class of a network.
        public var className: String
        /// What it is more closely.
        public var kind: String
        /// Corners of its outline on the ground, counter-clockwise, at their true places.
        public var corners: [GeoPoint]
        /// Its outline in the scene's pixels, where it is seen from above.
        public var box: OrientedBox
        /// The same corners in the scene's pixels, in the same order: front left, rear left, rear right, front right.
        public var pixelCorners: [PixelPoint]
        /// Metres over all; of rolling stock over couplers.
        public var length: Double
        /// Metres across.
        public var width: Double
        /// Metres from the ground to its top.
        public var height: Double
        /// Direction of its front, degrees clockwise from north; nil for what has none.
        public var heading: Double?
        /// Share of its outline that lies on measured pixels.
        public var shareInScene: Double
        /// Share of what lies in the scene that nothing hides.
        public var visibleShare: Double
        /// Id of what hides most of it, or "cloud" or "plume".
        public var hiddenBy: String?
        /// Where it belongs to: "track", "berth" or "tank", and the id there.
        public var place: (kind: String, id: String)?
        /// The train it belongs to, and its number there.
        public var train: (id: String, order: Int)?
        /// Height of what a tank holds as a share of its shell's.
        public var fill: Double?
        /// "at-berth", "at-anchor" or "under-way".
        public var shipState: String?
        /// Degrees and knots of a ship under way.
        public var motion: (course: Double, speed: Double)?
        /// Share of its top that is white; nil without snow.
        public var snow: Double?
    }
}

extension ScriptedScene {
    /// What the sights of all tiles together tell.
    func truth(_ sights: [Sight]) -> SceneTruth {
        var names: [Int: String] = [:]
        for object in objects { names[object.solid] = object.id }
        let found = objects.compactMap { object -> SceneTruth.Object? in
            let sight = sights[object.solid]
            let level = object.height * object.outlineHeight
            let share = shareInScene(object.box, height: level)
            guard share > 0, let visible = sight.visibleShare else { return nil }
            let sky = skyShare(over: object.box, height: level)
            var hider = sight.hider.flatMap { names[$0] }
            if hider == nil || sky.share > 1 - visible { hider = sky.by ?? hider }
            let isRound = object.className.hasPrefix("tank-") && object.place?.kind == "tank"
            return SceneTruth.Object(
                id: object.id, className: object.className, kind: object.kind,
                corners: object.box.corners.map(grid.ground),
                box: OrientedBox(
                    centre: pixel(object.box.centre, height: level),
                    length: object.box.length / order.groundSamplingDistance,
                    width: object.box.width / order.groundSamplingDistance, angle: -object.box.heading),
                pixelCorners: object.box.corners.map { pixel($0, height: level) }, length: object.length,
                width: object.box.width, height: object.height,
                heading: isRound ? nil : grid.azimuth(ofHeading: object.box.heading), shareInScene: share,
                visibleShare: visible * (1 - sky.share), hiddenBy: hider, place: object.place, train: object.train,
                fill: object.fill, shipState: object.shipState, motion: object.motion,
                snow: snow > 0 ? object.snow : nil)
        }
        return SceneTruth(scene: name, placementError: placementError, objects: found)
    }

    /// Places spread evenly over a box of the frame.
    private func places(_ box: FrameBox) -> [SIMD2<Double>] {
        let steps = 9
        let along = SIMD2(cos(box.heading), sin(box.heading)) * box.length
        let across = SIMD2(-sin(box.heading), cos(box.heading)) * box.width
        return (0..<(steps * steps)).map { index in
            let u = (Double(index % steps) + 0.5) / Double(steps) - 0.5
            let v = (Double(index / steps) + 0.5) / Double(steps) - 0.5
            return box.centre + along * u + across * v
        }
    }

    private func shareInScene(_ box: FrameBox, height: Double) -> Double {
        let places = places(box)
        let inside = places.filter { place in
            let point = pixel(place, height: height)
            let row = Int(point.row.rounded(.down))
            return row >= 0 && row < size.height && point.column < Double(size.width)
                && point.column >= Double(firstColumn(inRow: row))
        }
        return Double(inside.count) / Double(places.count)
    }

    private func skyShare(over box: FrameBox, height: Double) -> (share: Double, by: String?) {
        guard !sky.isClear else { return (0, nil) }
        let lean = SIMD2(Double(drawing.view.lean.x), Double(drawing.view.lean.y)) * height
        let found = places(box).map { sky.hidden($0 + lean) }
        return (found.reduce(0) { $0 + $1.share } / Double(found.count), found.lazy.compactMap(\.by).first)
    }
}
