import Geodesy

/// On which side of the line from `a` to `b` a point lies: 1 left, −1 right, 0 exactly on it.
///
/// The sign is that of the exact determinant of the given doubles: a rounding bound decides the
/// clear cases, the rest is summed without rounding.
///
/// Source: Shewchuk (1997), Discrete & Computational Geometry 18, 305–363: bound A of section 4.1,
/// TWO-PRODUCT (by fused multiply-add) and GROW-EXPANSION of section 2. We do not adapt in stages,
/// since close cases are rare here.
func side(_ a: GeoPoint, _ b: GeoPoint, _ c: GeoPoint) -> Int {
    let left = (a.longitude - c.longitude) * (b.latitude - c.latitude)
    let right = (a.latitude - c.latitude) * (b.longitude - c.longitude)
    let determinant = left - right
    let bound = 3.330_669_073_875_472e-16 * (abs(left) + abs(right))
    if determinant > bound { return 1 }
    if determinant < -bound { return -1 }

    // ax·by − ay·bx + bx·cy − by·cx + cx·ay − cy·ax, exactly.
    var terms: [Double] = []
    func add(_ x: Double, _ y: Double) {
        let product = x * y
        for value in [(-product).addingProduct(x, y), product] {
            var carry = value
            var next: [Double] = []
            for term in terms {
                let sum = carry + term
                let virtual = sum - carry
                let rounding = (carry - (sum - virtual)) + (term - virtual)
                if rounding != 0 { next.append(rounding) }
                carry = sum
            }
            next.append(carry)
            terms = next
        }
    }
    add(a.longitude, b.latitude)
    add(-a.latitude, b.longitude)
    add(b.longitude, c.latitude)
    add(-b.latitude, c.longitude)
    add(c.longitude, a.latitude)
    add(-c.latitude, a.longitude)
    guard let largest = terms.last(where: { $0 != 0 }) else { return 0 }
    return largest > 0 ? 1 : -1
}

/// How two straight edges meet.
enum EdgeContact {
    case none
    /// They share one point, which is a corner of at least one of them.
    case touch(GeoPoint)
    /// They cross at a point inside both.
    case cross(GeoPoint)
    /// They run over each other for a while, from this point on.
    case overlap(GeoPoint)

    init(_ a: GeoPoint, _ b: GeoPoint, _ c: GeoPoint, _ d: GeoPoint) {
        guard Self.boxesMeet(a, b, c, d) else {
            self = .none
            return
        }
        let sides = (side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b))
        if sides.0 == 0 && sides.1 == 0 {
            self = Self.alongOneLine(a, b, c, d)
        } else if sides.0 * sides.1 < 0 && sides.2 * sides.3 < 0 {
            self = .cross(Self.crossing(a, b, c, d))
        } else if sides.0 == 0 && Self.boxesMeet(a, b, c, c) {
            self = .touch(c)
        } else if sides.1 == 0 && Self.boxesMeet(a, b, d, d) {
            self = .touch(d)
        } else if sides.2 == 0 && Self.boxesMeet(c, d, a, a) {
            self = .touch(a)
        } else if sides.3 == 0 && Self.boxesMeet(c, d, b, b) {
            self = .touch(b)
        } else {
            self = .none
        }
    }

    private static func boxesMeet(_ a: GeoPoint, _ b: GeoPoint, _ c: GeoPoint, _ d: GeoPoint) -> Bool {
        min(a.longitude, b.longitude) <= max(c.longitude, d.longitude)
            && min(c.longitude, d.longitude) <= max(a.longitude, b.longitude)
            && min(a.latitude, b.latitude) <= max(c.latitude, d.latitude)
            && min(c.latitude, d.latitude) <= max(a.latitude, b.latitude)
    }

    private static func alongOneLine(_ a: GeoPoint, _ b: GeoPoint, _ c: GeoPoint, _ d: GeoPoint) -> EdgeContact {
        func before(_ p: GeoPoint, _ q: GeoPoint) -> Bool {
            (p.longitude, p.latitude) < (q.longitude, q.latitude)
        }
        let first = before(a, b) ? (a, b) : (b, a)
        let second = before(c, d) ? (c, d) : (d, c)
        let begin = before(first.0, second.0) ? second.0 : first.0
        let end = before(first.1, second.1) ? first.1 : second.1
        if begin == end { return .touch(begin) }
        return before(begin, end) ? .overlap(begin) : .none
    }

    private static func crossing(_ a: GeoPoint, _ b: GeoPoint, _ c: GeoPoint, _ d: GeoPoint) -> GeoPoint {
        let along = (b.longitude - a.longitude, b.latitude - a.latitude)
        let across = (d.longitude - c.longitude, d.latitude - c.latitude)
        let scale = along.0 * across.1 - along.1 * across.0
        let share =
            scale == 0 ? 0.5 : ((c.longitude - a.longitude) * across.1 - (c.latitude - a.latitude) * across.0) / scale
        return GeoPoint(longitude: a.longitude + share * along.0, latitude: a.latitude + share * along.1)
    }
}

/// Where a point lies with regard to a ring.
enum RingSide {
    case inside, outside, boundary

    /// By the even-odd rule with exact signs, so that the boundary is told from both sides.
    init(of point: GeoPoint, in ring: [GeoPoint]) {
        guard var previous = ring.last else {
            self = .outside
            return
        }
        var inside = false
        for corner in ring {
            if case .touch = EdgeContact(previous, corner, point, point) {
                self = .boundary
                return
            }
            if (corner.latitude > point.latitude) != (previous.latitude > point.latitude) {
                let turn = side(previous, corner, point)
                if (turn > 0) == (corner.latitude > previous.latitude) { inside.toggle() }
            }
            previous = corner
        }
        self = inside ? .inside : .outside
    }
}
