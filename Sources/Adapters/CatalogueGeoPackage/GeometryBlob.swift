import Foundation
import Geodesy

/// An axis-parallel box around a geometry, in degrees.
struct Envelope: Equatable {
    var minX: Double
    var maxX: Double
    var minY: Double
    var maxY: Double

    /// The box around some points; nil where there are none.
    init?(_ points: [GeoPoint]) {
        guard let first = points.first else { return nil }
        minX = first.longitude
        maxX = first.longitude
        minY = first.latitude
        maxY = first.latitude
        for point in points.dropFirst() {
            minX = min(minX, point.longitude)
            maxX = max(maxX, point.longitude)
            minY = min(minY, point.latitude)
            maxY = max(maxY, point.latitude)
        }
    }

    init(minX: Double, maxX: Double, minY: Double, maxY: Double) {
        self.minX = minX
        self.maxX = maxX
        self.minY = minY
        self.maxY = maxY
    }

    /// The box around both.
    func union(_ other: Envelope) -> Envelope {
        Envelope(
            minX: min(minX, other.minX), maxX: max(maxX, other.maxX), minY: min(minY, other.minY),
            maxY: max(maxY, other.maxY))
    }
}

/// Areas on the ground as GeoPackage geometry blobs, little-endian, in EPSG:4326.
///
/// Source: OGC 12-128r17, clause 2.1.3 (blob format); OGC 06-103r4, clause 8 (well-known binary).
struct GeometryBlob {
    /// The polygons; each holds its rings, the outer one first, closed by repeating the first corner.
    var polygons: [[[GeoPoint]]]
    /// Whether it is written as a MultiPolygon; else ``polygons`` has one element.
    var isMulti: Bool

    /// One ring without holes.
    init(ring corners: [GeoPoint]) {
        polygons = [[Self.closed(corners)]]
        isMulti = false
    }

    /// An area with any number of parts; parts without corners are left out.
    init(_ area: MultiPolygon<GeoPoint>) {
        polygons = area.parts.filter { !$0.outer.corners.isEmpty }.map { part in
            part.rings.filter { !$0.corners.isEmpty }.map { Self.closed($0.corners) }
        }
        isMulti = true
    }

    /// The box around it; nil for an empty one.
    var envelope: Envelope? { Envelope(polygons.flatMap { $0.first ?? [] }) }

    /// Whether all coordinates are numbers.
    var isFinite: Bool {
        polygons.allSatisfy { $0.allSatisfy { $0.allSatisfy { $0.longitude.isFinite && $0.latitude.isFinite } } }
    }

    private static func closed(_ corners: [GeoPoint]) -> [GeoPoint] { corners + corners.prefix(1) }
}

extension GeometryBlob {
    /// The bytes, with the envelope in the header where there is one.
    var data: Data {
        var writer = ByteWriter()
        let envelope = envelope
        writer.bytes += [0x47, 0x50, 0, envelope == nil ? 0b1_0001 : 0b0_0011]
        writer.put(UInt32(4326))
        if let envelope {
            for value in [envelope.minX, envelope.maxX, envelope.minY, envelope.maxY] { writer.put(value) }
        }
        if isMulti {
            writer.bytes.append(1)
            writer.put(UInt32(6))
            writer.put(UInt32(polygons.count))
        }
        for polygon in polygons {
            writer.bytes.append(1)
            writer.put(UInt32(3))
            writer.put(UInt32(polygon.count))
            for ring in polygon {
                writer.put(UInt32(ring.count))
                for point in ring {
                    writer.put(point.longitude)
                    writer.put(point.latitude)
                }
            }
        }
        return Data(writer.bytes)
    }

    /// Reads polygons and multipolygons in two dimensions, of either byte order; nil for anything else.
    init?(_ data: Data) {
        guard let header = Header(data) else { return nil }
        var reader = ByteReader(bytes: header.bytes, position: header.length)
        guard let type = reader.geometryType() else { return nil }
        var count: UInt32 = 1
        switch type {
        case 3: isMulti = false
        case 6:
            isMulti = true
            guard let parts = reader.integer() else { return nil }
            count = parts
        default: return nil
        }
        polygons = []
        for _ in 0..<count {
            if isMulti { guard reader.geometryType() == 3 else { return nil } }
            guard let ringCount = reader.integer() else { return nil }
            var rings: [[GeoPoint]] = []
            for _ in 0..<ringCount {
                guard let pointCount = reader.integer() else { return nil }
                var ring: [GeoPoint] = []
                for _ in 0..<pointCount {
                    guard let x = reader.double(), let y = reader.double() else { return nil }
                    ring.append(GeoPoint(longitude: x, latitude: y))
                }
                rings.append(ring)
            }
            polygons.append(rings)
        }
    }

    /// What stands before the well-known binary.
    struct Header {
        var bytes: [UInt8]
        var length: Int
        var isEmpty: Bool
        /// As the header says; nil where it does not say.
        var envelope: Envelope?

        init?(_ data: Data) {
            bytes = Array(data)
            guard bytes.count >= 8, bytes[0] == 0x47, bytes[1] == 0x50 else { return nil }
            let flags = bytes[3]
            isEmpty = flags & 0b1_0000 != 0
            let doubles = [0, 4, 6, 6, 8]
            let contents = Int((flags >> 1) & 0b111)
            guard contents < doubles.count else { return nil }
            length = 8 + 8 * doubles[contents]
            guard bytes.count >= length else { return nil }
            var reader = ByteReader(bytes: bytes, position: 8, isLittleEndian: flags & 1 == 1)
            if contents > 0, let minX = reader.double(), let maxX = reader.double(), let minY = reader.double(),
                let maxY = reader.double()
            {
                envelope = Envelope(minX: minX, maxX: maxX, minY: minY, maxY: maxY)
            }
        }
    }
}

/// Appends numbers, little end first.
private struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func put(_ value: UInt32) {
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
    }

    mutating func put(_ value: Double) {
        let pattern = value.bitPattern
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: pattern >> UInt64(shift)))
        }
    }
}

/// Takes numbers from bytes, in order; nil once they are used up.
private struct ByteReader {
    var bytes: [UInt8]
    var position: Int
    var isLittleEndian = true

    mutating func geometryType() -> UInt32? {
        guard position < bytes.count else { return nil }
        isLittleEndian = bytes[position] == 1
        position += 1
        return integer()
    }

    mutating func integer() -> UInt32? { pattern(4).map { UInt32($0) } }

    mutating func double() -> Double? { pattern(8).map { Double(bitPattern: $0) } }

    private mutating func pattern(_ count: Int) -> UInt64? {
        guard position + count <= bytes.count else { return nil }
        var value: UInt64 = 0
        for index in 0..<count {
            let byte = bytes[isLittleEndian ? position + count - 1 - index : position + index]
            value = value << 8 | UInt64(byte)
        }
        position += count
        return value
    }
}
