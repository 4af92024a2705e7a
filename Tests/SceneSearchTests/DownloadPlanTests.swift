import Evidence
import Foundation
import Geodesy
import Testing

@testable import SceneSearch

@Suite struct DownloadPlanTests {
    private let naming = DownloadPlan.Naming(
        isBand: { ["B02", "B03", "blue", "green", "pan"].contains($0) },
        areBandsOfOneScene: { $0.allSatisfy { $0.hasPrefix("B0") || $0.hasPrefix("blue") || $0.hasPrefix("green") } },
        isPassedOver: { $0.hasPrefix("TCI") })

    private func item(_ assets: [CatalogueAsset]) throws -> CatalogueItem {
        var item = CatalogueItem(
            id: "x", time: AcquisitionTime(instant: Date(timeIntervalSince1970: 0)), area: MultiPolygon([]))
        item.assets = assets
        return item
    }

    private func asset(
        _ key: String, _ address: String, roles: [String] = ["data"], bands: [String] = [], type: String = "image/tiff"
    ) -> CatalogueAsset {
        CatalogueAsset(
            key: key, address: address, mediaType: type, roles: roles, bands: bands.map { CatalogueBand(name: $0) })
    }

    private func paths(_ assets: [CatalogueAsset], wanted: [String]? = nil) throws -> [String] {
        try DownloadPlan(try item(assets), wanted: wanted, folder: "x", naming: naming).files.map(\.path)
    }

    @Test func bandsKeepTheirNamesAndAreFetchedOnce() throws {
        let assets = [
            asset("blue", "https://h/B02.tif", bands: ["blue"]),
            asset("blue-jp2", "https://h/B02.jp2", bands: ["blue"]),
            asset("green", "https://h/B03.tif", bands: ["green"]), asset("scl", "https://h/SCL.tif"),
            asset("visual", "https://h/TCI.tif", roles: ["visual"], bands: ["red"]),
            asset("nir", "s3://h/B08.tif", bands: ["nir"]),
            asset("thumb", "https://h/t.jpg", roles: ["thumbnail"], type: "image/jpeg"),
        ]
        #expect(try paths(assets) == ["B02.tif", "B03.tif"])
        #expect(try paths(assets, wanted: ["visual"]) == ["visual.tif"])
        #expect(try paths(assets, wanted: ["thumb"]) == ["t.jpg"])
        #expect(throws: DownloadPlan.Flaw.self) { try paths(assets, wanted: ["nir"]) }
        #expect(throws: DownloadPlan.Flaw.self) { try paths(assets, wanted: ["violet"]) }
    }

    @Test func filesOfOneNameAreNamedAfterTheirBandsOrComeApart() throws {
        #expect(
            try paths([
                asset("b", "https://h/blue/data", bands: ["blue"]),
                asset("g", "https://h/green/data", bands: ["green"]),
            ])
                == ["blue.tif", "green.tif"])
        #expect(
            try paths([
                asset("ms", "https://h/image.tif", bands: ["b", "g"]),
                asset("pan", "https://h/image.tif?pan", bands: ["pan"]),
            ])
                == ["ms/image.tif", "pan/image.tif"])
    }

    @Test(
        "No address leads out of the folder or takes the name of a text of the case",
        arguments: [
            "https://h/..%2F..%2Fevil.tif", "https://h/..", "https://h/%00.tif", "https://h/", "https://h",
            "https://h/scene.yaml",
            "https://h/.hidden", "https://h/item.json", "https://h/a.part", "https://h/con%0Atrol.tif",
            "https://h/\u{202E}fit.tif",
            "https://h/" + String(repeating: "long", count: 200) + ".tif", "https://h/a\\b.tif", "https://h/CASE.YAML",
        ])
    func hostileNames(address: String) throws {
        for type in ["image/tiff", "text/plain"] {
            let name = FetchedName.file(of: asset("k", address, type: type))
            #expect(
                !name.hasPrefix(".") && !name.contains("/") && !name.contains("\\") && name.utf8.count < 160, "\(name)")
            #expect(name.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 })
            #expect(!name.hasSuffix(".yaml") && !name.hasSuffix(".part") && name != "item.json" && !name.isEmpty)
        }
        for title in [address, "../../evil", "..", "", ".", "item.json", "x.part", "scene.yaml"] {
            let folder = FetchedName.folder(title, "key")
            #expect(
                !folder.hasPrefix(".") && !folder.contains("/") && !folder.isEmpty && folder.utf8.count <= 130,
                "\(folder)")
            #expect(!["item.json", "scene.yaml", "x.part"].contains(folder))
        }
        #expect(FetchedName.folder("S2A_52TEN", "a") == "S2A_52TEN")
        #expect(FetchedName.folder("a/b", "1") != FetchedName.folder("a_b", "1"))
    }
}
