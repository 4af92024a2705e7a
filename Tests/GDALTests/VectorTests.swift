import Foundation
import GDAL
import Testing

@Suite("Vector layers")
struct VectorTests {
    private let fields = [
        FieldDefinition(name: "name", kind: .text), FieldDefinition(name: "count", kind: .integer64),
        FieldDefinition(name: "share", kind: .real), FieldDefinition(name: "seen", kind: .dateTime),
        FieldDefinition(name: "day", kind: .date),
    ]

    private func features() throws -> [Feature] {
        [
            Feature(
                geometry: try Geometry(wkt: "POLYGON ((129 35,129.1 35,129.1 35.1,129 35.1,129 35))"),
                fields: [
                    "name": .text("선석 1"), "count": .integer(9_007_199_254_740_993), "share": .real(0.25),
                    "seen": .time("2022-05-14T02:09:01.500Z"), "day": .time("2022-05-14"),
                ]),
            Feature(
                geometry: try Geometry(wkt: "POLYGON ((130 36,130.1 36,130.1 36.1,130 36))"), fields: ["name": .null]),
        ]
    }

    @Test func geoPackageComesBack() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.gpkg").path
            let features = try features()
            let made = try VectorDataset(creating: path, driver: "GPKG")
            try made.createLayer("zones", kind: .polygon, fields: fields, reference: SpatialReference.wgs84())
            try made.append(features, to: "zones")
            try made.close()

            let read = try VectorDataset(opening: path)
            let layer = try #require(read.layers.first)
            #expect(layer.name == "zones" && layer.kind == .polygon && layer.fields == fields)
            #expect(layer.featureCount == 2)
            let found = try read.spatialReference(of: "zones")
            #expect(found?.epsgCode == 4326)
            let all = try read.features(in: "zones")
            #expect(all.map(\.id) == [1, 2])
            #expect(all.map(\.geometry) == features.map(\.geometry))
            #expect(all[0].fields == features[0].fields)
            #expect(all[1].fields["name"] == .null)

            let box = Envelope(minimumX: 129.9, minimumY: 35, maximumX: 131, maximumY: 37)
            #expect(try read.features(in: "zones", bounds: box).map(\.id) == [2])
            #expect(try read.features(in: "zones", where: "share > 0.2").map(\.id) == [1])
            #expect(try read.features(in: "zones").count == 2)
            var names: [FieldValue?] = []
            try read.forEachFeature(in: "zones") { names.append($0.fields["name"]) }
            #expect(names == [.text("선석 1"), .null])
        }
    }

    @Test func batchesAreAllOrNothing() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.gpkg").path
            var features = try features()
            let dataset = try VectorDataset(creating: path, driver: "GPKG")
            try dataset.createLayer("zones", kind: .polygon, fields: fields, reference: SpatialReference.wgs84())
            features[1].fields["no such field"] = .integer(1)
            let batch = features
            let error = gdalError { try dataset.append(batch, to: "zones") }
            #expect(error?.code == .notFound)
            #expect(try dataset.features(in: "zones").isEmpty)
            try dataset.close()
        }
    }

    @Test(arguments: [("GeoJSON", "a.geojson"), ("ESRI Shapefile", "a.shp"), ("KML", "a.kml"), ("FlatGeobuf", "a.fgb")])
    func otherFormats(driver: String, file: String) throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: file).path
            let shape = try Geometry(wkt: "POLYGON ((129 35,129.125 35,129.125 35.125,129 35.125,129 35))")
            let made = try VectorDataset(creating: path, driver: driver)
            try made.createLayer(
                "a", kind: .polygon, fields: [FieldDefinition(name: "role", kind: .text)],
                reference: SpatialReference.wgs84())
            try made.append([Feature(geometry: shape, fields: ["role": .text("berth")])], to: "a")
            try made.close()
            let read = try VectorDataset(opening: path)
            let layer = try #require(read.layers.first)
            let feature = try #require(try read.features(in: layer.name).first)
            #expect(feature.fields["role"] == .text("berth"))
            // Formats turn rings as they like.
            #expect(feature.geometry?.envelope == shape.envelope && feature.geometry?.area == shape.area)
            #expect(
                try #require(layer.referenceWKT).contains("WGS 84") || layer.referenceWKT?.contains("WGS_1984") == true)
        }
    }

    @Test func geoJSONWrittenByHand() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "site.geojson")
            let text = """
                {"type":"FeatureCollection","features":[
                {"type":"Feature","id":7,"properties":{"role":"berth","levels":[1,2],"depth":12.5,"deep":true},
                 "geometry":{"type":"Point","coordinates":[129.05,35.1]}},
                {"type":"Feature","properties":{"role":null},"geometry":null}]}
                """
            try Data(text.utf8).write(to: url)
            let dataset = try VectorDataset(opening: url.path)
            let features = try dataset.features(in: "site")
            #expect(features.count == 2)
            #expect(features[0].id == 7)
            #expect(features[0].geometry?.parts == [.point(Coordinate(x: 129.05, y: 35.1))])
            #expect(features[0].fields["levels"] == .integers([1, 2]))
            #expect(features[0].fields["depth"] == .real(12.5))
            #expect(features[0].fields["deep"] == .integer(1))
            #expect(features[1].geometry == nil)
            let error = gdalError { _ = try dataset.features(in: "sites") }
            #expect(error?.message == "there is no layer named sites; there are: site")
            #expect(
                gdalError { _ = try dataset.features(in: "site", where: "no (") }?.function
                    == "OGR_L_SetAttributeFilter")
        }
    }

    @Test func brokenFilesAreRefused() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "a.geojson")
            try Data(#"{"type":"FeatureCollection","features":[{"#.utf8).write(to: url)
            #expect(gdalError { _ = try VectorDataset(opening: url.path) }?.code == .openFailed)
            #expect(gdalError { _ = try VectorDataset(opening: "/nowhere/a.gpkg") }?.code == .openFailed)
            #expect(gdalError { _ = try VectorDataset(opening: Fixtures.path("tiled.tif")) }?.code == .openFailed)
        }
    }
}
