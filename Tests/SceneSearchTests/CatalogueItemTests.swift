import Evidence
import Foundation
import Geodesy
import Testing

@testable import SceneSearch

@Suite struct CatalogueItemTests {
    private func item(_ text: String, from address: String = "https://example.org/api/search") throws -> CatalogueItem {
        try CatalogueItem(try JSONText(reading: Array(text.utf8)), from: address)
    }

    /// As Earth Search writes an item of Sentinel-2 (STAC 1.0).
    private let older = """
        {"type": "Feature", "stac_version": "1.0.0", "id": "S2A_52TEN_20250215_0_L2A", "collection": "sentinel-2-l2a",
         "geometry": {"type": "Polygon", "coordinates": [[[130, 42], [131, 42], [131, 43], [130, 43], [130, 42]]]},
         "bbox": [130, 42, 131, 43],
         "properties": {"datetime": "2025-02-15T02:18:57.024000Z", "platform": "sentinel-2a", "constellation": "sentinel-2",
           "instruments": ["msi"], "eo:cloud_cover": 12.5, "view:sun_elevation": 31.25, "view:sun_azimuth": 158.3,
           "earthsearch:boa_offset_applied": true, "gsd": 10},
         "links": [{"rel": "self", "href": "https://example.org/api/collections/s2/items/S2A"},
           {"rel": "collection", "href": "../../s2"}],
         "assets": {
           "blue": {"href": "https://files.example.com/B02.tif?sig=secret", "type": "image/tiff; application=geotiff",
             "roles": ["data", "reflectance"], "eo:bands": [{"name": "blue", "common_name": "blue", "center_wavelength": 0.49}],
             "raster:bands": [{"spatial_resolution": 10, "scale": 0.0001, "offset": -0.1}], "file:size": 123456,
             "file:checksum": "1220ABCD"},
           "blue-jp2": {"href": "s3://bucket/B02.jp2", "type": "image/jp2", "roles": ["data"],
             "eo:bands": [{"name": "blue", "common_name": "blue"}]},
           "info": {"href": "./info.json", "type": "application/json", "roles": ["metadata"]}}}
        """

    @Test func anItemOfTheOlderVersionIsRead() throws {
        let item = try item(older)
        #expect(item.key == "sentinel-2-l2a/S2A_52TEN_20250215_0_L2A")
        #expect(item.time.iso8601 == "2025-02-15T02:18:57.024Z")
        #expect(item.cloudCover == 12.5 && item.sunElevation == 31.25 && item.groundSamplingDistance == 10)
        #expect(item.offNadir == nil && item.tellsOffsetApart && !item.isRadar && item.remarks.isEmpty)
        #expect(item.collectionAddress == "https://example.org/api/collections/s2")
        #expect(item.assets.map(\.key) == ["blue", "blue-jp2", "info"])
        let blue = item.assets[0]
        #expect(blue.size == 123_456 && blue.checksum == "1220abcd" && blue.isRaster && blue.isFetchable)
        #expect(blue.bands.first?.commonName == "blue" && blue.bands.first?.offset == -0.1)
        #expect(!item.assets[1].isFetchable)
        #expect(item.assets[2].address == "https://example.org/api/collections/s2/items/info.json")
    }

    @Test func anItemOfTheNewerVersionIsRead() throws {
        let newer = """
            {"type": "Feature", "stac_version": "1.1.0", "id": "x", "geometry": null, "bbox": [179.5, -17, -179.5, -16],
             "properties": {"datetime": null, "start_datetime": "2024-12-31T23:00:00-01:00", "end_datetime": "2025-01-01T06:00:00Z",
               "license": "CC-BY-4.0", "providers": [{"name": "Maker", "roles": ["producer"]}, {"name": "Host", "roles": ["host"]}]},
             "assets": {"ms": {"href": "ms.tif", "type": "image/tiff; application=geotiff; profile=cloud-optimized", "roles": ["data"],
               "bands": [{"name": "B1", "eo:common_name": "red", "gsd": 0.5, "raster:scale": 0.01}, {"name": "B2"}]}}}
            """
        let item = try item(newer)
        #expect(item.time.iso8601 == "2025-01-01T00:00:00Z/2025-01-01T06:00:00Z")
        #expect(item.area.parts.count == 2 && abs(item.area.area - 1) < 1e-9)
        #expect(item.area.contains(GeoPoint(longitude: -179.75, latitude: -16.5)))
        #expect(item.license == "CC-BY-4.0" && item.providers == ["Maker"])
        #expect(item.groundSamplingDistance == 0.5 && item.assets[0].bands.count == 2)
        #expect(item.assets[0].bands[0].scale == 0.01)
    }

    /// Written as the servers of USGS and of the Copernicus Data Space write items: no collection but in a link, distances among
    /// the bands, files elsewhere first, a hash of another kind, a name that is no name.
    @Test func whatServersDoIsRead() throws {
        let item = try item(
            """
            {"type": "Feature", "stac_version": "1.0.0", "id": "LE07", "bbox": [-123.2, 37.9, -120.4, 39.9],
             "geometry": {"type": "Polygon", "coordinates": [[[-122.7, 39.88], [-123.17, 38.28], [-120.98, 37.97], [-120.47, 39.55],
               [-122.7, 39.88]]]},
             "properties": {"datetime": "2021-03-29T17:57:33.490812Z", "platform": "LANDSAT_7", "view:off_nadir": 0},
             "links": [{"rel": "collection", "href": "https://example.org/collections/landsat-c2l2-sr"}],
             "assets": {
               "blue": {"href": "https://example.org/LE07_SR_B1.TIF", "type": "image/vnd.stac.geotiff; cloud-optimized=true",
                 "roles": ["data"], "eo:bands": [{"name": "B1", "common_name": "blue", "gsd": 30, "center_wavelength": 0.48}]},
               "B02_20m": {"href": "s3://eodata/B02_20m.jp2", "type": "image/jp2", "roles": ["data", "reflectance"], "gsd": 20,
                 "alternate": {"https": {"href": "https://zip.example.com/Nodes(a.SAFE)/Nodes(B02_20m.jp2)/$value"}},
                 "raster:scale": 0.0001, "raster:offset": -0.1, "file:checksum": "16202ddb", "bands": [{"name": "B02"}]},
               "B02_10m": {"href": "s3://eodata/B02_10m.jp2", "type": "image/jp2", "roles": ["data", "reflectance"], "gsd": 10,
                 "alternate": {"https": {"href": "https://zip.example.com/Nodes(a.SAFE)/Nodes(B02_10m.jp2)/$value"}},
                 "bands": [{"name": "B02"}]}}}
            """)
        #expect(item.collection == "landsat-c2l2-sr" && item.groundSamplingDistance == 10 && item.offNadir == 0)
        // Told by USGS with the scene that these numbers are from: 43.387 degrees, at its middle.
        let sun = try #require(item.sun)
        #expect(sun.isComputed && abs(sun.elevation - 43.387) < 0.2)
        let twenty = item.assets[1]
        #expect(twenty.address == "https://zip.example.com/Nodes(a.SAFE)/Nodes(B02_20m.jp2)/$value")
        #expect(twenty.bands.first?.scale == 0.0001 && twenty.bands.first?.offset == -0.1)
        let naming = DownloadPlan.Naming(
            isBand: { ["B1", "B02"].contains($0) },
            areBandsOfOneScene: { !$0.contains { $0.hasPrefix("_") || $0.hasPrefix("LE") } },
            isPassedOver: { _ in false })
        let plan = try DownloadPlan(item, wanted: nil, folder: "x", naming: naming)
        // Of the two distances of one band the finer is taken.
        #expect(plan.files.map(\.asset.key) == ["B02_10m", "blue"] && plan.files.map(\.path) == ["B02.jp2", "B1.tif"])
    }

    @Test(
        "Longitudes counted on beyond 180 degrees are brought back",
        arguments: [
            ("[[179,0],[181,0],[181,1],[179,1],[179,0]]", 2.0), ("[[181,0],[182,0],[182,1],[181,1],[181,0]]", 1),
            ("[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]", 64_800),
            ("[[179,0],[-179,0],[-179,1],[179,1],[179,0]]", 2),
        ])
    func wrapped(ring: String, degrees: Double) throws {
        let geometry = try JSONText(reading: Array("{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}".utf8))
        let area = try #require(CatalogueGeometry.area(ofGeometry: geometry))
        #expect(abs(area.area - degrees) < 1e-6)
        #expect(area.parts.allSatisfy { $0.outer.corners.allSatisfy(\.isOnEarth) })
    }

    @Test func nothingThatAnItemSaysMakesAProgramStop() throws {
        var lot = SystemRandomNumberGenerator()
        let bytes = Array(older.utf8)
        let pieces = [
            "1e308", "-1", "null", "[]", "{}", "\"\"", "9223372036854775807", "[[[[]]]]", "true", "0.5", "1e-320",
        ]
        .map { Array($0.utf8) }
        var read = 0
        for _ in 0..<4000 {
            var changed = bytes
            for _ in 0...Int.random(in: 0..<3, using: &lot) {
                let place = Int.random(in: 0..<changed.count, using: &lot)
                if Bool.random(using: &lot) {
                    changed[place] = UInt8.random(in: 32..<127, using: &lot)
                } else {
                    // A value in the place of another one.
                    let end = changed[place...].firstIndex { ",}]".utf8.contains($0) } ?? changed.count
                    let begin = changed[..<place].lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? place
                    changed.replaceSubrange(begin..<max(begin, end), with: pieces.randomElement(using: &lot) ?? [])
                }
            }
            do {
                let item = try CatalogueItem(try JSONText(reading: changed), from: "https://example.org/")
                read += 1
                #expect(item.area.parts.allSatisfy { $0.outer.corners.allSatisfy(\.isOnEarth) })
            } catch {}
        }
        #expect(read > 50)
    }

    @Test func aLinkOfPostCompletesTheQuestionBefore() throws {
        let before = CatalogueRequest(
            address: "https://example.org/search", body: .object(["bbox": .list([]), "limit": .integer(5)]))
        func next(_ link: String) throws -> CatalogueRequest? {
            CatalogueRequest(try JSONText(reading: Array(link.utf8)), after: before)
        }
        let merged = try next(
            #"{"href": "http://example.org/search", "method": "POST", "merge": true, "body": {"token": "a"}}"#)
        #expect(merged?.address == "https://example.org/search")
        #expect(merged?.body == .object(["bbox": .list([]), "limit": .integer(5), "token": .text("a")]))
        #expect(
            try next(#"{"href": "/s", "method": "POST", "body": {"token": 1}}"#)?.body
                == .object(["token": .integer(1)]))
        #expect(try next(#"{"href": "?page=2"}"#) == CatalogueRequest(address: "https://example.org/search?page=2"))
        #expect(try next(#"{"href": "https://user:word@example.org/"}"#) == nil)
        #expect(try next(#"{"href": 7}"#) == nil)
    }
}
