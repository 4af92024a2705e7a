import Foundation
import GDAL
import Testing

@Suite("Hostile files reach neither network nor other folders", .serialized)
struct NetworkTests {
    private func virtual(of source: String) -> Data {
        Data(
            """
            <VRTDataset rasterXSize="36" rasterYSize="40"><VRTRasterBand dataType="UInt16" band="1"><SimpleSource>
            <SourceFilename relativeToVRT="0">\(source)</SourceFilename><SourceBand>1</SourceBand>
            </SimpleSource></VRTRasterBand></VRTDataset>
            """.utf8)
    }

    /// Every way GDAL knows to fetch; none of them opens a connection.
    @Test func addressesInsideOfFilesAreNotFetched() throws {
        let server = try TestServer(serving: try Data(contentsOf: URL(filePath: Fixtures.path("tiled.tif"))))
        defer { server.stop() }
        let address = "http://127.0.0.1:\(server.port)/tiled.tif"
        try withTemporaryFolder { folder in
            for source in [
                address, "/vsicurl/\(address)", "/vsicurl_streaming/\(address)", "/vsicurl?url=\(address)",
                "/vsitar/vsicurl/\(address)", "/vsigzip//vsicurl_streaming/\(address)", "WMS:\(address)",
                "&lt;GDAL_WMS&gt;&lt;Service name=&quot;TMS&quot;&gt;&lt;ServerUrl&gt;\(address)&lt;/ServerUrl&gt;"
                    + "&lt;/Service&gt;&lt;/GDAL_WMS&gt;",
            ] {
                let url = folder.appending(path: "a.vrt")
                try virtual(of: source).write(to: url)
                let error = gdalError { _ = try Dataset(opening: url.path).read(as: UInt16.self) }
                #expect(error != nil, "\(source)")
            }
            #expect(gdalError { _ = try Dataset(opening: address) } != nil)
            #expect(gdalError { _ = try VectorDataset(opening: address) } != nil)
        }
        #expect(server.connectionCount == 0)
    }

    @Test func anAddressTheCallerNamesIsRead() throws {
        let server = try TestServer(serving: try Data(contentsOf: URL(filePath: Fixtures.path("tiled.tif"))))
        defer { server.stop() }
        let name = "/vsicurl/http://127.0.0.1:\(server.port)/tiled.tif"
        let remote = try Dataset(opening: name)
        let local = try Dataset(opening: Fixtures.path("tiled.tif"))
        #expect(try remote.read(as: UInt16.self) == local.read(as: UInt16.self))
        #expect(server.connectionCount > 0)
        // What was allowed for this dataset is not allowed for others.
        let other = "http://127.0.0.1:\(server.port)/other.tif"
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "a.vrt")
            try virtual(of: "/vsicurl/\(other)").write(to: url)
            let before = server.connectionCount
            #expect(gdalError { _ = try Dataset(opening: url.path).read(as: UInt16.self) } != nil)
            #expect(server.connectionCount == before)
        }
    }

    @Test func filesOfOtherFoldersCanBeRefused() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "a.vrt")
            try virtual(of: Fixtures.path("tiled.tif")).write(to: url)
            let open = try Dataset(opening: url.path)
            #expect(open.files == [url.path, Fixtures.path("tiled.tif")])
            let error = gdalError { _ = try Dataset(opening: url.path, options: OpenOptions(root: folder.path)) }
            #expect(error?.code == .openFailed)
            #expect(error?.message.contains("tiled.tif, which is outside of") == true)
            let copy = folder.appending(path: "tiled.tif")
            try FileManager.default.copyItem(atPath: Fixtures.path("tiled.tif"), toPath: copy.path)
            try virtual(of: copy.path).write(to: url)
            _ = try Dataset(opening: url.path, options: OpenOptions(root: folder.path))
            try virtual(of: folder.path + "/../" + "tiled.tif").write(to: url)
        }
    }

    @Test func siblingsAreLookedAtOnlyIfAllowed() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.tif").path
            try FileManager.default.copyItem(atPath: Fixtures.path("tiled.tif"), toPath: path)
            let side = "<PAMDataset><Metadata><MDI key=\"SIDE\">1</MDI></Metadata></PAMDataset>"
            try Data(side.utf8).write(to: URL(filePath: path + ".aux.xml"))
            let searched = try Dataset(opening: path).metadataItem("SIDE")
            let alone = try Dataset(opening: path, options: OpenOptions(siblings: .none)).metadataItem("SIDE")
            let named = try Dataset(opening: path, options: OpenOptions(siblings: .only(["a.tif", "a.tif.aux.xml"])))
            #expect(searched == "1" && alone == nil)
            #expect(named.metadataItem("SIDE") == "1")
        }
    }
}
