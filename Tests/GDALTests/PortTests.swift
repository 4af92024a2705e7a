import GDAL
import Testing

/// What rasterio found in one band file of a real port.
private struct Port: Decodable {
    var width: Int
    var height: Int
    var epsg: Int
    var geotransform: [Double]
    var sum: UInt64
    var squares: UInt64
    var weighted: UInt64
    var window: UInt64
    var corner: [Double]
}

/// What rasterio's `WarpedVRT` gives for a piece of Busan, band 8, in UTM.
private struct Warped: Decodable {
    var geotransform: [Double]
    var width: Int
    var height: Int
    var nearest: [Double]
    var bilinear: [Double]
    var cubic: [Double]
}

/// `ports.json` has both kinds under one roof.
private struct Ports: Decodable {
    var files: [String: Port] = [:]
    var warped: Warped

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        warped = try container.decode(Warped.self, forKey: Key(stringValue: "warped"))
        for key in container.allKeys where key.stringValue != "warped" {
            files[key.stringValue] = try container.decode(Port.self, forKey: key)
        }
    }
}

/// The sum, the sum of squares, and one that depends on the order. A loop over memory, as this is 29 million pixels.
private func sums(of pixels: [UInt16]) -> [UInt64] {
    var (sum, squares, weighted, weight) = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
    pixels.withUnsafeBufferPointer { buffer in
        var index = 0
        while index < buffer.count {
            let value = UInt64(truncatingIfNeeded: buffer[index])
            sum &+= value
            squares &+= value &* value
            weighted &+= value &* weight
            weight = weight == 250 ? 0 : weight &+ 1
            index &+= 1
        }
    }
    return [sum, squares, weighted]
}

@Suite("Real Sentinel-2 ports", .enabled(if: SharedData.isExpected, "\(SharedData.absence)"))
struct PortTests {
    private let ports: Ports

    init() throws {
        ports = try Fixtures.json("ports.json")
    }

    @Test func pixelsAndPlaces() throws {
        #expect(ports.files.count == 40)
        for (name, port) in ports.files {
            let dataset = try Dataset(opening: SharedData.path("ports/\(name)"))
            #expect(dataset.size == PixelSize(width: port.width, height: port.height))
            #expect(dataset.geoTransform?.coefficients == port.geotransform)
            let pixels: [UInt16] = try dataset.read()
            let sums = sums(of: pixels)
            #expect(sums == [port.sum, port.squares, port.weighted], "\(name)")
            let window = PixelWindow(column: 200, row: 100, width: 96, height: 64)
            let part: [Float] = try dataset.read(window)
            #expect(part.reduce(0) { $0 + UInt64($1) } == port.window, "\(name)")
        }
    }

    /// The files name EPSG:3857 beside a datum and an ellipsoid that do not exist, and a sphere.
    @Test func theReferenceIsTheRegistrysWebMercator() throws {
        let port = try #require(ports.files["busan_2022-05-14/B02.tif"])
        let dataset = try Dataset(opening: SharedData.path("ports/busan_2022-05-14/B02.tif"))
        let found = dataset.spatialReference
        let reference = try #require(found)
        #expect(reference.epsgCode == port.epsg)
        let webMercator = try SpatialReference(epsg: 3857)
        let corner = Coordinate(x: port.geotransform[0], y: port.geotransform[3])
        let wgs84 = try SpatialReference.wgs84()
        for source in [reference, webMercator] {
            let transformed = try CoordinateTransformation(from: source, to: wgs84).transform(corner)
            let place = try #require(transformed)
            #expect(abs(place.x - port.corner[0]) < 1e-9)
            #expect(abs(place.y - port.corner[1]) < 1e-9)
        }
        #expect(dataset.warnings.map(\.message).contains("PROJ: proj_create_from_database: datum not found"))
    }

    @Test func warpedToUTM() throws {
        let truth = ports.warped
        let transform = try #require(GeoTransform(coefficients: truth.geotransform))
        let grid = TargetGrid(
            size: PixelSize(width: truth.width, height: truth.height), transform: transform,
            reference: try SpatialReference(epsg: 32652))
        let source = try Dataset(opening: SharedData.path("ports/busan_2022-05-14/B08.tif"))
        let ways: [(Resampling, [Double])] = [
            (.nearest, truth.nearest), (.bilinear, truth.bilinear), (.cubic, truth.cubic),
        ]
        for (way, values) in ways {
            let view = try source.warped(to: grid, resampling: way)
            #expect(view.geoTransform == transform)
            let pixels: [Double] = try view.read(bands: [1])
            let differences = zip(pixels, values).map { abs($0 - $1) }
            #expect(differences.count == truth.width * truth.height)
            #expect(try #require(differences.max()) <= 1, "\(way)")
            // A window of the view is a window of the same pixels.
            let window = PixelWindow(column: 3, row: 2, width: 5, height: 4)
            let part: [Double] = try view.read(window, bands: [1])
            #expect(part == (0..<20).map { pixels[(2 + $0 / 5) * truth.width + 3 + $0 % 5] })
            #expect(try view.readMask(band: 1).allSatisfy { $0 == 255 })
        }
    }

    /// A coarser grid made of pieces, each a grid of its own, is the whole grid: the way of resampling
    /// does not depend on how the work is cut.
    @Test func piecesOfACoarserGridFitTogether() throws {
        let source = try Dataset(opening: SharedData.path("ports/busan_2022-05-14/B08.tif"))
        let size = PixelSize(width: 90, height: 80)
        let transform = GeoTransform(originX: 503_000, columnX: 33, rowX: 4, originY: 3_886_000, columnY: 4, rowY: -33)
        let reference = try SpatialReference(epsg: 32652)
        let grid = TargetGrid(size: size, transform: transform, reference: reference)
        for way in [Resampling.bilinear, .cubic] {
            let whole: [Int32] = try source.warped(to: grid, resampling: way, errorThreshold: 0).read(bands: [1])
            for (column, row) in [(0, 0), (13, 0), (0, 17), (41, 57)] {
                let corner = transform.coordinate(column: Double(column), row: Double(row))
                var place = transform
                (place.originX, place.originY) = (corner.x, corner.y)
                let part = TargetGrid(size: PixelSize(width: 20, height: 20), transform: place, reference: reference)
                let piece: [Int32] = try source.warped(to: part, resampling: way, errorThreshold: 0).read(bands: [1])
                let truth = (0..<400).map { whole[(row + $0 / 20) * size.width + column + $0 % 20] }
                let difference = zip(piece, truth).map { abs($0 - $1) }.max()
                #expect(try #require(difference) <= 1, "\(way) at \(column), \(row)")
            }
        }
    }

    @Test func bandsOfDifferentResolutionAreStacked() throws {
        let folder = SharedData.path("ports/busan_2022-05-14")
        let paths = ["B02", "B08", "B11"].map { "\(folder)/\($0).tif" }
        let stack = try Dataset.stacked(paths)
        let first = try Dataset(opening: paths[0])
        #expect(stack.bandCount == 3)
        #expect(stack.size == first.size)
        let window = PixelWindow(column: 100, row: 50, width: 40, height: 30)
        for (index, path) in paths.enumerated() {
            let single = try Dataset(opening: path)
            guard single.size == first.size else { continue }
            #expect(try stack.read(window, bands: [index + 1], as: UInt16.self) == single.read(window))
        }
    }
}
