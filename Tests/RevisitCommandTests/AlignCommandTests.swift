import Foundation
import Testing

extension EndToEnd {
    /// Pictures of one ground that is known everywhere, drawn by `alignment_pairs.py` and `camera_product.py`.
    @Suite("Laying images on each other")
    struct AlignCommandTests {
        private static let pairs = Task {
            let scratch = try Scratch()
            try await Program.python("alignment_pairs.py", scratch.path)
            return scratch
        }
        private static let camera = Task {
            let scratch = try Scratch()
            try await Program.python("camera_product.py", scratch.path)
            return scratch
        }

        /// What the program tells of one image against another.
        private struct Told {
            var code: Int32
            var verdict: String
            var shift: [Double]?
            var margin: Double?
            var reasons: String
        }

        private func told(
            _ scene: String, against reference: String, in folder: Scratch, _ options: [String] = []
        ) async throws -> Told {
            let ended = try await Running(
                Program.path,
                [
                    "scene", "align", folder.path + "/" + reference, folder.path + "/" + scene, "--bands", "pan",
                    "--json",
                ]
                    + options
            ).end()
            #expect(!ended.wasKilled && ended.errors == "", "\(ended.errors)")
            let line = try #require(try ended.events().first)
            let number = { (value: (any Sendable)?) in (value as? NSNumber)?.doubleValue }
            return Told(
                code: ended.code, verdict: try #require(line["verdict"] as? String),
                shift: (line["shift"] as? [NSNumber])?.map(\.doubleValue), margin: number(line["margin"]),
                reasons: (line["reasons"] as? [String] ?? []).joined(separator: "; "))
        }

        @Test(
            "A shift, a raster turned by half a turn or by 30° and pixels without a told mark are read rightly",
            arguments: [("shifted", [-3.25, -2.5]), ("turned", [0, 0]), ("rotated", [0, 0]), ("marked", [0, 0])])
        func laid(name: String, wanted: [Double]) async throws {
            let found = try await told(name + ".tif", against: "reference.tif", in: Self.pairs.value)
            #expect(found.code == 0 && found.verdict != "refused", "\(found)")
            let shift = try #require(found.shift)
            let miss = hypot(shift[0] - wanted[0], shift[1] - wanted[1])
            #expect(miss < 0.1, "\(found)")
            #expect(miss <= (found.margin ?? 0) + 0.02, "\(found)")
        }

        @Test(
            "What cannot be laid is refused with one reason, whichever of the two is at fault",
            arguments: [
                ("elsewhere", "reference", "shows no part"), ("sliver", "reference", "overlaps the reference by"),
                ("other", "reference", "agree"), ("turned_untold", "reference", "agree"),
                ("snow", "reference", "agree"), ("reference", "snow", "agree"), ("water", "reference", "agree"),
                ("snow", "water", "agree"), ("reference", "cloud", "agree"),
                ("fine", "coarse", "differ 33 times in size"), ("coarse", "fine", "differ 33 times in size"),
            ])
        func refused(scene: String, reference: String, words: String) async throws {
            let found = try await told(scene + ".tif", against: reference + ".tif", in: Self.pairs.value)
            #expect(found.code == 1 && found.verdict == "refused", "\(found)")
            #expect(found.shift == nil && found.margin == nil)
            #expect(found.reasons.contains(words), "\(found.reasons)")
        }

        @Test("Checkerboards are written as pictures: as told and as laid, or as told alone where it was refused")
        func boards() async throws {
            let folder = try await Self.pairs.value
            let scratch = try Scratch()
            let ended = try await Running(
                Program.path,
                ["scene", "align"] + ["reference", "shifted", "other"].map { "\(folder.path)/\($0).tif" }
                    + ["--bands", "pan", "--pictures", scratch.path, "-o", scratch.path + "/places.geojson"]
            ).end()
            #expect(ended.code == 3, "\(ended.errors)")
            // A PNG tells its width after eight bytes of signature and eight of its first part's head.
            func width(_ name: String) throws -> Int {
                let bytes = [UInt8](try scratch.read(name))
                try #require(bytes.count > 24 && bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
                return bytes[16..<20].reduce(0) { $0 << 8 + Int($1) }
            }
            #expect(try width("aligned-001.png") == 220 + 8 + 220)
            #expect(try width("aligned-002.png") == 220)
        }

        @Test(
            "A camera's picture over its terrain lies on the map; over level ground as far off as height and angle say")
        func camera() async throws {
            let folder = try await Self.camera.value
            let terrain = try await told(
                "view.tif", against: "map.tif", in: folder, ["--dem", folder.path + "/terrain.tif"])
            let shift = try #require(terrain.shift, "\(terrain)")
            #expect(hypot(shift[0], shift[1]) < 0.2, "\(terrain)")
            // 30 m too low: tan 21.8° · 30 m further towards the satellite in the south-west.
            for (height, off) in [("100", 0.0), ("70", 12.0)] {
                let level = try await told("plain.tif", against: "map.tif", in: folder, ["--height", height])
                let shift = try #require(level.shift, "\(level)")
                let wanted = -off * 0.5.squareRoot()
                #expect(hypot(shift[0] - wanted, shift[1] - wanted) < 0.15, "\(level)")
            }
        }

        @Test("A terrain model that does not cover the picture is refused, and the part without heights named")
        func terrain() async throws {
            let folder = try await Self.camera.value
            let ended = try await Program.revisit(
                "scene", "align", folder.path + "/map.tif", folder.path + "/view.tif", "--bands", "pan", "--dem",
                folder.path + "/terrain_west.tif")
            expectOneSentence(
                ended, code: 1,
                words: ["terrain_west.tif has no heights under about", "in its east (latitudes 42.2", "--height"])
        }

        @Test("A camera's picture without height lies nowhere, and the reason says so")
        func noHeight() async throws {
            let found = try await told("view.tif", against: "map.tif", in: Self.camera.value)
            #expect(found.verdict == "refused" && found.reasons.contains("nobody tells where it lies"))
        }
    }
}
