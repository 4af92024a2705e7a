import Foundation
import GDAL
import Testing

@Suite("Reading in another grid")
struct WarpingTests {
    /// Pixel centres of the rotated image, asked for in its own grid turned upright and back.
    @Test func aRotatedGridGivesThePixelsOfTheRotatedImage() throws {
        let source = try Dataset(opening: Fixtures.path("rotated.tif"))
        let place = source.geoTransform
        let transform = try #require(place)
        let grid = TargetGrid(size: source.size, transform: transform, reference: try SpatialReference(epsg: 32652))
        let view = try source.warped(to: grid, errorThreshold: 0)
        #expect(try view.read(bands: [1], as: UInt8.self) == source.read(as: UInt8.self))
    }

    @Test func southUpBecomesNorthUp() throws {
        let source = try Dataset(opening: Fixtures.path("south_up.tif"))
        let transform = GeoTransform(originX: 500_000, columnX: 10, rowX: 0, originY: 3_885_080, columnY: 0, rowY: -10)
        let grid = TargetGrid(size: source.size, transform: transform, reference: try SpatialReference(epsg: 32652))
        let view = try source.warped(to: grid)
        let pixels: [Float] = try source.read()
        let flipped = (0..<8).reversed().flatMap { pixels[($0 * 6)..<($0 * 6 + 6)] }
        #expect(try view.read(bands: [1], as: Float.self) == flipped)
    }

    /// Outside of the image, nodata where there is such a value and an alpha band where not.
    @Test func outsideIsMissing() throws {
        let reference = try SpatialReference(epsg: 32652)
        for (name, bands) in [("nodata.tif", 1), ("non_square.tif", 2)] {
            let source = try Dataset(opening: Fixtures.path(name))
            let place = source.geoTransform
            var transform = try #require(place)
            transform.originX -= 2 * transform.columnX
            let grid = TargetGrid(size: source.size, transform: transform, reference: reference)
            let view = try source.warped(to: grid)
            #expect(view.bandCount == bands)
            let mask = try view.readMask(band: 1)
            let original = try source.readMask(band: 1)
            for index in mask.indices {
                let (row, column) = (index / source.width, index % source.width)
                let truth = column < 2 ? 0 : original[row * source.width + column - 2]
                #expect(mask[index] == truth)
            }
        }
    }

    @Test func rationalPolynomialsNeedAHeight() throws {
        let source = try Dataset(opening: Fixtures.path("rpcs.tif"))
        let grid = TargetGrid(
            size: PixelSize(width: 1, height: 1),
            transform: GeoTransform(originX: 129, columnX: 0.001, rowX: 0, originY: 35, columnY: 0, rowY: -0.001),
            reference: try SpatialReference.wgs84())
        let error = gdalError { _ = try source.warped(to: grid) }
        #expect(error?.code == .elevationRequired)
        #expect(error?.message.contains("give a height") == true)
    }

    @Test func imagesWithoutPlaceAreRefused() throws {
        let source = try Dataset(opening: Fixtures.path("unplaced.tif"))
        let grid = TargetGrid(
            size: source.size,
            transform: .init(
                originX: 0, columnX: 1, rowX: 0, originY: 0, columnY: 0, rowY: -1),
            reference: try SpatialReference.wgs84())
        #expect(gdalError { _ = try source.warped(to: grid) }?.code == .notGeoreferenced)
    }

    /// Each pixel holds its own number, so the pixel met tells where the camera looked.
    /// The constant height is that of a raster of heights, too.
    @Test(arguments: [0, 100, 600])
    func rationalPolynomialsLookWhereRasterioLooks(height: Int) throws {
        let expected: Expected = try Fixtures.json("rpcs.tif.json")
        let places = try #require(expected.places)
        let pixels = try #require(expected.pixels_at_height?["\(height)"])
        let source = try Dataset(opening: Fixtures.path("rpcs.tif"))
        let reference = try SpatialReference.wgs84()
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "heights.tif").path
            let model = try Dataset.create(path, width: 10, height: 10, bands: 1, type: .float32)
            try model.setGeoTransform(
                GeoTransform(originX: 129, columnX: 0.01, rowX: 0, originY: 35.15, columnY: 0, rowY: -0.01))
            try model.setSpatialReference(reference)
            try model.write([Float](repeating: Float(height), count: 100))
            try model.close()
            for elevation in [Placement.Elevation.constant(Double(height)), .model(path: path, missing: nil)] {
                for (place, pixel) in zip(places, pixels) {
                    let step = 0.02 / 32
                    let transform = GeoTransform(
                        originX: place[0] - step / 2, columnX: step, rowX: 0, originY: place[1] + step / 2, columnY: 0,
                        rowY: -step)
                    let grid = TargetGrid(
                        size: PixelSize(width: 1, height: 1), transform: transform, reference: reference)
                    let view = try source.warped(
                        to: grid, placement: .rationalPolynomials(elevation), errorThreshold: 0)
                    // rasterio counts from the corner of the first pixel, RPCs from its centre.
                    let met = Int(try view.read(bands: [1], as: UInt16.self)[0])
                    #expect(abs(Double(met % 64) + 0.5 - pixel[0]) <= 0.51)
                    #expect(abs(Double(met / 64) + 0.5 - pixel[1]) <= 0.51)
                }
            }
        }
    }

    @Test func groundControlPointsPlaceAnImage() throws {
        let source = try Dataset(opening: Fixtures.path("gcps.tif"))
        let transform = GeoTransform(originX: 129, columnX: 0.001, rowX: 0, originY: 35, columnY: 0, rowY: -0.001)
        let grid = TargetGrid(size: source.size, transform: transform, reference: try SpatialReference.wgs84())
        let pixels: [UInt8] = try source.read()
        for placement in [Placement.automatic, .groundControlPoints(order: 1), .thinPlateSpline] {
            let view = try source.warped(to: grid, placement: placement, errorThreshold: 0)
            #expect(try view.read(bands: [1], as: UInt8.self) == pixels)
        }
    }

    @Test func aViewKeepsItsSourceOpen() throws {
        func view() throws -> Dataset {
            let source = try Dataset(opening: Fixtures.path("tiled.tif"))
            let transform = source.geoTransform
            let grid = TargetGrid(
                size: source.size, transform: try #require(transform), reference: try SpatialReference(epsg: 32652))
            return try source.warped(to: grid)
        }
        let outlived = try view()
        let again = try Dataset(opening: Fixtures.path("tiled.tif"))
        #expect(try outlived.read(bands: [1, 2, 3], as: UInt16.self) == again.read(as: UInt16.self))
    }

    @Test func filesThatDoNotFitAreNotStacked() {
        let paths = ["degrees.tif", "non_square.tif"].map(Fixtures.path)
        #expect(gdalError { _ = try Dataset.stacked(paths) }?.function == "GDALBuildVRT")
        #expect(gdalError { _ = try Dataset.stacked(["/nowhere/a.tif"]) }?.function == "GDALBuildVRT")
        #expect(gdalError { _ = try Dataset.stacked([Fixtures.path("two_bands.tif")]) } != nil)
    }
}
