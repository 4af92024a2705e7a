import GDAL
import Testing

@Suite("Every fixture is read as rasterio reads it")
struct FixtureTests {
    static let names = [
        "rotated.tif", "south_up.tif", "non_square.tif", "degrees.tif", "unplaced.tif", "one_pixel.tif", "gcps.tif",
        "rpcs.tif", "nan.tif", "nodata.tif", "nodata_per_band.vrt", "masked.tif", "alpha.tif", "twelve_bit.tif",
        "pixel_interleaved.tif", "tiled.tif", "int32.tif", "uint32.tif", "float64.tif", "int64.tif", "uint64.tif",
        "scaled.tif", "overviews.tif",
    ]

    @Test(arguments: names)
    func shapeAndPlace(name: String) throws {
        let expected: Expected = try Fixtures.json(name + ".json")
        let dataset = try Dataset(opening: Fixtures.path(name))
        #expect(dataset.size == PixelSize(width: expected.width, height: expected.height))
        #expect(dataset.bandCount == expected.count)
        #expect(dataset.geoTransform?.coefficients == expected.geotransform)
        #expect(dataset.spatialReference?.epsgCode == expected.epsg)
        guard let transform = dataset.geoTransform else { return }
        let places = [(0, 0), (expected.width, 0), (expected.width, expected.height)].map {
            (Double($0.0), Double($0.1))
        }
        for ((column, row), corner) in zip(places + [(0.5, 1.5)], expected.corners) {
            let place = transform.coordinate(column: column, row: row)
            #expect(abs(place.x - corner[0]) < 1e-9 && abs(place.y - corner[1]) < 1e-9)
            let back = try #require(transform.pixel(of: place))
            #expect(abs(back.column - column) < 1e-6 && abs(back.row - row) < 1e-6)
        }
    }

    @Test(arguments: names)
    func pixelsAndMasks(name: String) throws {
        let expected: Expected = try Fixtures.json(name + ".json")
        let dataset = try Dataset(opening: Fixtures.path(name))
        let all: [Double] = try dataset.read()
        #expect(expected.pixels.matches(all))
        let window = expected.middle_window
        let middle: [Double] = try dataset.read(
            PixelWindow(column: window[0], row: window[1], width: window[2], height: window[3]))
        #expect(expected.middle.matches(middle))
        var masks: [Double] = []
        for band in 1...expected.count { masks += try dataset.readMask(band: band).map(Double.init) }
        #expect(expected.masks.matches(masks))
        #expect(dataset.warnings.isEmpty)
    }

    @Test(arguments: names)
    func bands(name: String) throws {
        let expected: Expected = try Fixtures.json(name + ".json")
        let dataset = try Dataset(opening: Fixtures.path(name))
        for (index, band) in dataset.bands.enumerated() {
            #expect(band.number == index + 1)
            #expect(band == (try dataset.band(index + 1)))
            #expect("\(band.type)" == expected.types[index])
            #expect(band.scale ?? 1 == expected.scales[index])
            #expect(band.offset ?? 0 == expected.offsets[index])
            #expect(band.unit == expected.units[index])
            #expect(band.title == expected.descriptions[index])
            #expect(band.colorInterpretation.rawValue == expected.colors[index])
            #expect(band.mask.rawValue == expected.mask_flags[index])
            #expect([band.blockSize.width, band.blockSize.height] == expected.blocks[index])
            let factors = band.overviews.map { expected.width / $0.width }
            #expect(factors == expected.overviews[index])
            switch expected.nodata[index] {
            case nil: #expect(band.noData == nil)
            case .nan: #expect(band.noData == .real(.nan))
            case .number(let value): #expect(band.noData == .real(value))
            }
        }
    }

    @Test func groundControlPoints() throws {
        let dataset = try Dataset(opening: Fixtures.path("gcps.tif"))
        let points = dataset.groundControlPoints
        #expect(points.count == 4)
        #expect(points.last?.column == 10.5)
        #expect(points.last?.row == 8)
        #expect(points.last?.coordinate == Coordinate(x: 129.0105, y: 34.992, z: 5))
        #expect(dataset.groundControlPointReference?.epsgCode == 4326)
        #expect(dataset.geoTransform == nil)
    }

    @Test func rationalPolynomials() throws {
        let expected: Expected = try Fixtures.json("rpcs.tif.json")
        let dataset = try Dataset(opening: Fixtures.path("rpcs.tif"))
        let found = dataset.rationalPolynomials
        let model = try #require(found)
        #expect(model.lineNumerator == expected.line_num_coeff)
        #expect(model.sampleNumerator == expected.samp_num_coeff)
        #expect(model.longitude == .init(offset: 129.05, scale: 0.02))
        #expect(model.height == .init(offset: 100, scale: 500))
        #expect(model.errorBias == 1.5)
        #expect(model.errorRandom == 0.25)
        #expect(RationalPolynomials(metadata: ["LINE_OFF": "1"]) == nil)
    }

    @Test func metadata() throws {
        let expected: Expected = try Fixtures.json("scaled.tif.json")
        let dataset = try Dataset(opening: Fixtures.path("scaled.tif"))
        #expect(dataset.metadata()["ACQUIRED"] == expected.tags?["ACQUIRED"])
        #expect(dataset.metadataItem("ACQUIRED") == expected.tags?["ACQUIRED"])
        #expect(try dataset.band(1).metadata["WAVELENGTH"] == expected.band_tags?["WAVELENGTH"])
        #expect(try dataset.metadataItem("WAVELENGTH", band: 1) == "665")
        #expect(dataset.metadata(domain: "IMAGE_STRUCTURE")["INTERLEAVE"] == "PIXEL")
        #expect(dataset.metadataDomains.contains("IMAGE_STRUCTURE"))
        let virtual = try Dataset(opening: Fixtures.path("nodata_per_band.vrt"))
        let text = virtual.metadataText(domain: "xml:VRT")
        #expect(text?.contains("two_bands.tif") == true)
        #expect(virtual.files.map { $0.split(separator: "/").last } == ["nodata_per_band.vrt", "two_bands.tif"])
    }

    @Test func significantBits() throws {
        #expect(try Dataset(opening: Fixtures.path("twelve_bit.tif")).band(1).significantBits == 12)
        #expect(try Dataset(opening: Fixtures.path("tiled.tif")).band(1).significantBits == nil)
    }
}
