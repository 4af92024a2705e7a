import Foundation

/// The form of something that stands on the ground, seen from above: one height for each place, no overhangs.
///
/// Its own frame: u along the long side, v across to the left of it, both in metres from the middle; heights in metres above
/// the ground.
protocol SolidShape: Sendable {
    /// Extent along u.
    var length: Float { get }
    /// Extent along v.
    var width: Float { get }
    /// Greatest height.
    var top: Float { get }
    /// Height at a place; 0 where there is nothing of it.
    func height(_ u: Float, _ v: Float) -> Float
    /// What the surface is made of at a place where the height is above 0.
    func finish(_ u: Float, _ v: Float, height: Float) -> Finish
    /// Whether it lies on the ground like paint, without a height of its own: what it does not cover shows through, and it
    /// hides nothing and casts no shadow.
    var isFlat: Bool { get }
    /// Draws it into a patch; shapes need not write it themselves.
    func raise(in patch: inout Patch, as solid: PlacedSolid, order: Int)
    /// Casts its shadow in a patch; shapes need not write it themselves.
    func castShadow(in patch: inout Patch, as solid: PlacedSolid, order: Int, along ray: Patch.SunRay)
}

// Requirements with one body for all, so that each shape gets a compiled copy of its own.
extension SolidShape {
    var isFlat: Bool { false }

    func raise(in patch: inout Patch, as solid: PlacedSolid, order: Int) {
        patch.raise(self, as: solid, order: order)
    }

    func castShadow(in patch: inout Patch, as solid: PlacedSolid, order: Int, along ray: Patch.SunRay) {
        patch.castShadow(self, as: solid, order: order, along: ray)
    }
}

/// How a surface reflects.
struct Finish: Sendable {
    /// Reflectances.
    var colour: Spectrum
    /// Share of light that is mirrored rather than scattered: 0 for stone, 0.3 for a clean painted tank.
    var gloss: Float = 0.02
    /// Share of what lies below that it hides; less than 1 for what is flat only.
    var cover: Float = 1
}

/// A shape at its place.
struct PlacedSolid: Sendable {
    let shape: any SolidShape
    /// Metres east of the drawing's origin.
    let x: Float
    /// Metres north of it.
    let y: Float
    /// Direction of u, as its cosine (east) and sine (north).
    let cosine: Float
    let sine: Float
    /// Height of the ground or deck on which it stands.
    let base: Float
    /// Whether there is air below it, through which the sun shines: a beam, a wire, a roof on posts.
    let isRaised: Bool
    /// How much of the snow it keeps that lies elsewhere, 0…1: less on what is warm, steep or was moved since.
    var snowKept: Float = 1

    init(_ shape: any SolidShape, x: Double, y: Double, heading: Double, base: Float = 0, isRaised: Bool = false) {
        self.isRaised = isRaised
        self.shape = shape
        self.x = Float(x)
        self.y = Float(y)
        cosine = Float(cos(heading))
        sine = Float(sin(heading))
        self.base = base
    }

    /// A place of the drawing in the frame of the shape.
    @inline(__always)
    func local(_ east: Float, _ north: Float) -> (u: Float, v: Float) {
        let dx = east - x
        let dy = north - y
        return (dx * cosine + dy * sine, dy * cosine - dx * sine)
    }

    /// A direction of the drawing in the frame of the shape.
    @inline(__always)
    func localDirection(_ east: Float, _ north: Float) -> (u: Float, v: Float) {
        (east * cosine + north * sine, north * cosine - east * sine)
    }
}
