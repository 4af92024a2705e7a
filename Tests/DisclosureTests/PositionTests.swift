import Disclosure
import Evidence
import Foundation
import Geodesy
import Inquiry
import Rasters
import Testing

@Suite("Positions that are left out")
struct PositionTests {
    private let place = GeoPoint(longitude: 130.39871, latitude: 42.34123)

    private func redactor() throws -> Redactor { try Redactor(Redaction([.coordinates]), places: [place]) }

    /// The same place in the notations of ISO 6709, of MGRS and UTM (52T EN, by an independent calculation), of plus codes and of files.
    @Test(
        arguments: [
            "42.34123, 130.39871", "42.34123 N 130.39871 E", "42°20′28″N 130°23′55″E", "42° 20.474' N", "N42.34123",
            "42 deg 20 min 28 sec north", "N42E130", "n42_e130", "422028N1302355E", "4220N 13023E",
            "T52TEN", "52TEN1483787745", "52T EN 14837 87745", "52T 532837 4687745", "E 532837 N 4687745",
            "POINT(130.39871 42.34123)", "8QHC89RX+FF", "lat=42.3", "longitude: 130.4", "{\"latitude\":42.34123}",
            "42.34", "130,3987", "geo:42.34123,130.39871", "@42.34123,130.39871,15z", "geohash wyu5", "−42.34123",
        ])
    func noDigitOfAPositionStays(written: String) throws {
        let text = try redactor().text("The pier (\(written)) was seen.")
        #expect(text.contains("[position]"), "\(text)")
        #expect(!text.contains("42.3") && !text.contains("130.3") && !text.contains("130,3"), "\(text)")
        #expect(
            !text.contains("20′") && !text.contains("2028") && !text.contains("52T") && !text.contains("687745"),
            "\(text)")
        #expect(text.hasPrefix("The pier (") && text.hasSuffix(" was seen."), "\(text)")
    }

    @Test(
        arguments: [
            "Five tank cars and a freight car came between 2025-02-14T01:30:00Z and 06:00 on 2025-02-15.",
            "The capacity was 42,000 bbl/d, 2.0 Mt a year, at 0.35 to 0.72 of it.",
            "Snow fell at −4.5 °C; the sun stood low.",
            "12 mar, 15 dec and 30 looks, 5 N of 7", "Likely (55–80 %), 3 of 18 looks, resolution 0.5 m, track 12",
        ])
    func otherNumbersStay(sentence: String) throws {
        #expect(try redactor().text(sentence) == sentence)
    }

    @Test func aCellHoldsItsPlaceAndHasTheSideThatWasAskedFor() throws {
        let earth = Ellipsoid.wgs84
        for side in [500.0, 10_000, 100_000] {
            let cells = CoarseCells(side: side)
            for latitude in stride(from: -80.0, through: 80, by: 7.3) {
                let point = GeoPoint(longitude: latitude * 2.1, latitude: latitude)
                let middle = cells.middle(of: point)
                let offset = earth.offset(from: middle, to: point)
                #expect(abs(offset.north) < side * 0.51 && abs(offset.east) < side * 0.56, "\(side) \(point) \(offset)")
                let cover = try #require(cells.cover(of: [point]))
                #expect(cover.contains(point))
                let bounds = try #require(cover.outer.bounds)
                let size = earth.offset(
                    from: GeoPoint(longitude: bounds.minimum.longitude, latitude: latitude),
                    to: GeoPoint(longitude: bounds.maximum.longitude, latitude: latitude))
                #expect(abs(size.east - side) < side * 0.12, "\(side) \(latitude) \(size)")
            }
        }
    }

    @Test func placesOfOneCellCannotBeToldApart() throws {
        let redactor = try redactor()
        let near = GeoPoint(longitude: place.longitude + 1e-4, latitude: place.latitude - 1e-4)
        #expect(try redactor.redacted(place) == redactor.redacted(near))
        let first = Polygon(outer: Ring([place, near, GeoPoint(longitude: place.longitude, latitude: near.latitude)]))
        let second = Polygon(outer: Ring([near, place, GeoPoint(longitude: near.longitude, latitude: place.latitude)]))
        #expect(try redactor.redacted(MultiPolygon([first])) == redactor.redacted(MultiPolygon([second])))
        let area = try redactor.redacted(MultiPolygon([first]))
        #expect(area.parts.count == 1 && area.contains(place) && area.contains(near))
        #expect(try redactor.redacted([place, near, place]).count == 1, "as many points would tell how a line bends")
    }

    @Test func aSceneLosesItsGridAndTheSunThatTellsThePlace() throws {
        let scene = Scene(
            id: "ab", title: "S2A_T52TEN_2025", size: RasterSize(width: 10, height: 10),
            transform: GridTransform(originX: 5, columnX: 1, rowX: 0, originY: 5, columnY: 0, rowY: -1), bands: [],
            files: [], geometry: ViewingGeometry(sunAzimuth: 170, sunElevation: 30.25, offNadir: 3))
        let redacted = try redactor().redacted(scene)
        #expect(redacted.transform == nil && redacted.geometry == ViewingGeometry())
        #expect(redacted.title == "S2A_[position]_2025")
    }

    @Test func aFactThatStatesAPositionLosesItsNumber() throws {
        let redactor = try Redactor(Redaction([.coordinates]))
        func value(_ property: String, _ number: Double, _ unit: String) throws -> FactValue {
            let quantity = try #require(Quantity(number, unit: unit))
            return try redactor.redacted(
                Fact(id: "f", subject: "s", property: property, value: .quantity(quantity), sources: [])
            ).value
        }
        for (property, number, unit) in [
            ("bearing", 42.3, "deg"), ("latitude", 42.3, ""), ("longitude, as told", 130.4, ""),
            ("easting", 394_141, "m"),
        ] { #expect(try value(property, number, unit) == .text("[position]"), "\(property)") }
        let length = try #require(Quantity(42.3, unit: "m"))
        #expect(try value("length", 42.3, "m") == .quantity(length))
    }
}
