import GDAL
import Testing

@Suite("The library as a whole")
struct LibraryTests {
    @Test func versionAndDrivers() throws {
        #expect(GDALLibrary.versionNumber >= 3_060_000)
        #expect(GDALLibrary.version.split(separator: ".").count == 3)
        let drivers = GDALLibrary.drivers
        let tiff = try #require(drivers.first { $0.name == "GTiff" })
        #expect(tiff.isRaster && !tiff.isVector && tiff.canCreate && tiff.canCreateCopy)
        #expect(tiff.fileExtensions.contains("tif"))
        for needed in ["COG", "MEM", "VRT", "GPKG", "GeoJSON", "JP2OpenJPEG", "DIMAP", "SENTINEL2", "NITF"] {
            #expect(drivers.contains { $0.name == needed }, "\(needed)")
        }
        for server in ["HTTP", "WMS", "WFS", "PostgreSQL", "STACTA"] {
            #expect(!drivers.contains { $0.name == server }, "\(server)")
        }
    }

    @Test func optionsOfOneThreadAreRestored() {
        #expect(GDALLibrary.configuration("REVISIT_TEST") == nil)
        GDALLibrary.withConfiguration(["REVISIT_TEST": "a"]) {
            #expect(GDALLibrary.configuration("REVISIT_TEST") == "a")
            GDALLibrary.withConfiguration(["REVISIT_TEST": "b"]) {
                #expect(GDALLibrary.configuration("REVISIT_TEST") == "b")
            }
            #expect(GDALLibrary.configuration("REVISIT_TEST") == "a")
        }
        #expect(GDALLibrary.configuration("REVISIT_TEST") == nil)
        GDALLibrary.setConfiguration("REVISIT_TEST_2", to: "c")
        #expect(GDALLibrary.configuration("REVISIT_TEST_2") == "c")
        GDALLibrary.setConfiguration("REVISIT_TEST_2", to: nil)
    }

    @Test func cacheLimit() {
        let before = GDALLibrary.cacheLimit
        GDALLibrary.cacheLimit = 50_000_000
        #expect(GDALLibrary.cacheLimit == 50_000_000)
        GDALLibrary.cacheLimit = before
        #expect(GDALLibrary.cacheUsed >= 0)
    }

    /// One dataset per task, many tasks.
    @Test func tasksReadInParallel() async throws {
        let truth = try Dataset(opening: Fixtures.path("tiled.tif")).read(as: UInt16.self)
        let results = try await withThrowingTaskGroup(of: [UInt16].self) { group in
            for _ in 0..<32 {
                group.addTask { try Dataset(opening: Fixtures.path("tiled.tif")).read() }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count == 32 && results.allSatisfy { $0 == truth })
    }
}
