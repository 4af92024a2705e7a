import Foundation
import GDAL
import Testing

@Suite("Broken files give typed errors that name the C function")
struct ErrorTests {
    @Test func missingFile() {
        let error = gdalError { _ = try Dataset(opening: "/nowhere/missing.tif") }
        #expect(error?.code == .openFailed)
        #expect(error?.description == "GDALOpenEx: /nowhere/missing.tif: No such file or directory")
    }

    @Test func noBytesTextAndFolder() throws {
        try withTemporaryFolder { folder in
            let empty = folder.appending(path: "empty.tif")
            try Data().write(to: empty)
            let text = folder.appending(path: "text.tif")
            try Data("This is not an image.".utf8).write(to: text)
            for url in [empty, text, folder] {
                let error = gdalError { _ = try Dataset(opening: url.path) }
                #expect(error?.code == .openFailed)
                #expect(error?.function == "GDALOpenEx")
                #expect(error?.message.contains("not recognized as a supported file format") == true)
            }
        }
    }

    /// A cut in the pixels opens and fails when read; a cut in the head fails when opened.
    @Test func truncatedFile() throws {
        try withTemporaryFolder { folder in
            let whole = try Data(contentsOf: URL(filePath: Fixtures.path("overviews.tif")))
            let source = try Dataset(opening: Fixtures.path("overviews.tif"))
            let good = folder.appending(path: "good.tif").path
            // Head before pixels, so that a cut loses pixels.
            try source.createCopy(at: good, driver: "COG")
            let bytes = try Data(contentsOf: URL(filePath: good))
            let cut = folder.appending(path: "cut.tif")
            try bytes.prefix(bytes.count - 200).write(to: cut)
            let error = gdalError { _ = try Dataset(opening: cut.path).read(as: UInt16.self) }
            #expect(error?.function == "GDALDatasetRasterIOEx")
            #expect(error?.message.contains("IReadBlock failed at X offset") == true)
            #expect(error?.details.isEmpty == false)
            try whole.prefix(100).write(to: cut)
            let earlier = gdalError { _ = try Dataset(opening: cut.path).read(as: UInt16.self) }
            #expect(earlier != nil)
        }
    }

    /// Every beginning of a file is either refused or read, and nothing ends the process.
    @Test func everyTruncation() throws {
        try withTemporaryFolder { folder in
            let bytes = try Data(contentsOf: URL(filePath: Fixtures.path("twelve_bit.tif")))
            let cut = folder.appending(path: "cut.tif")
            for length in stride(from: 0, to: bytes.count, by: 7) {
                try bytes.prefix(length).write(to: cut)
                _ = gdalError { _ = try Dataset(opening: cut.path).read(as: UInt16.self) }
            }
        }
    }

    @Test func driversCanBeLimited() {
        let options = OpenOptions(drivers: ["PNG"])
        let error = gdalError { _ = try Dataset(opening: Fixtures.path("tiled.tif"), options: options) }
        #expect(error?.code == .openFailed)
    }

    @Test func vectorFileIsNotARaster() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "a.geojson")
            try Data(#"{"type":"FeatureCollection","features":[]}"#.utf8).write(to: url)
            #expect(gdalError { _ = try Dataset(opening: url.path) }?.code == .openFailed)
        }
    }

    @Test func warningsAreValues() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.tif").path
            let dataset = try Dataset.create(
                path, width: 2, height: 2, bands: 1, type: .uint8, options: ["NO_SUCH_OPTION": "1"])
            #expect(dataset.warnings.map(\.severity) == [.warning])
            #expect(dataset.warnings.first?.description.contains("NO_SUCH_OPTION") == true)
            try dataset.close()
        }
    }

    @Test func unknownDriverIsNamed() {
        let error = gdalError {
            _ = try Dataset.create("", width: 1, height: 1, bands: 1, type: .uint8, driver: "NoSuch")
        }
        #expect(error?.code == .notSupported)
        #expect(error?.message.contains("NoSuch") == true)
    }
}
