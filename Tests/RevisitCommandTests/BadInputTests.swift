import Foundation
import Testing

/// The files that are wrong, made once.
private enum BadFiles {
    static let made = Task {
        let scratch = try Scratch()
        try await Program.python("bad_rasters.py", scratch.path)
        try await Program.python("networks.py", scratch.path + "/networks")
        return scratch
    }
}

/// Something wrong, the code it ends with, and words that the one sentence holds.
struct Wrong: CustomTestStringConvertible, Sendable {
    var name: String
    var code: Int32 = 1
    var words: [String]
    var testDescription: String { name }
}

/// Expects one sentence for a person: no stack, no noise of a library, nothing but what is wrong and what
/// to do.
func expectOneSentence(
    _ ended: Program.Ended, code: Int32, words: [String], at location: SourceLocation = #_sourceLocation
) {
    #expect(ended.code == code && !ended.wasKilled, "\(ended.code): \(ended.errors)", sourceLocation: location)
    #expect(ended.errorLines.count == 1, "\(ended.errors)", sourceLocation: location)
    #expect(ended.errors.count < 500, "\(ended.errors)", sourceLocation: location)
    for noise in ["Fatal error", "ERROR 1", "Warning 1", "Stack dump", "Swift/", ".swift:", "Optional(", "Usage:"] {
        #expect(!ended.errors.contains(noise), "\(ended.errors)", sourceLocation: location)
    }
    for word in words {
        #expect(ended.errors.contains(word), "'\(word)' in: \(ended.errors)", sourceLocation: location)
    }
}

extension EndToEnd {
    @Suite("Bad input")
    struct BadInputTests {
        static let images = [
            Wrong(name: "empty.tif", words: ["no bytes", "fetch or copy it again"]),
            Wrong(name: "text.tif", words: ["no image that can be read", "give a raster"]),
            Wrong(name: "cut_header.tif", words: ["no image that can be read"]),
            Wrong(name: "cut_directory.tif", words: ["no image that can be read"]),
            Wrong(name: "cut_pixels.tif", words: ["again"]),
            Wrong(name: "one_pixel.tif", words: ["1 × 1", "give the whole image"]),
            Wrong(name: "unknown_crs.tif", words: ["--gsd"]),
            Wrong(name: "no_crs.tif", words: ["--gsd"]),
            Wrong(name: "swapped_axes.tif", words: ["longitude and latitude seem to be swapped"]),
            Wrong(name: "all_nodata.tif", words: ["nodata", "leave the scene out"]),
            Wrong(name: "all_nan.tif", words: ["missing", "leave the scene out"]),
            Wrong(name: "two_bands.tif", words: ["needs the band", "scene.yaml"]),
            Wrong(name: "not_there.tif", words: ["not_there.tif"]),
        ]

        @Test("An image that cannot be used", arguments: images)
        func image(_ wrong: Wrong) async throws {
            let bad = try await BadFiles.made.value
            let scratch = try Scratch()
            let ended = try await Program.revisit(
                "detect", bad.path + "/" + wrong.name, "--model", "ships-sentinel2", "--reflectance-scale", "0.0001",
                "-q",
                "-o", scratch.path + "/x.geojson")
            expectOneSentence(ended, code: wrong.code, words: wrong.words)
            #expect(ended.output == "")
            #expect(!scratch.exists("x.geojson"), "nothing half done is left")
        }

        @Test("Beside good scenes, a bad image is said and passed over, and no record of the others changes")
        func imagesInACase() async throws {
            let bad = try await BadFiles.made.value
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            #expect(try await Program.revisit("run", folder, "-q").code == 0)
            let before = Set(
                try await Program.python("catalogue_content.py", folder + "/revisit.gpkg").split(separator: "\n")
                    .filter { !$0.hasPrefix("gpkg_") })
            // What cannot be taken in at all leaves the catalogue as it was.
            let refused = [
                "empty.tif", "text.tif", "cut_header.tif", "cut_directory.tif", "all_nan.tif", "swapped_axes.tif",
            ]
            for name in refused {
                try FileManager.default.copyItem(atPath: bad.path + "/" + name, toPath: folder + "/imagery/" + name)
            }
            let ended = try await Program.revisit("run", folder, "--json")
            #expect(ended.code == 3, "\(ended.errors)")
            let summary = try RunSummary(ended)
            #expect(summary.scenes == 3 && summary.done == 0 && summary.known == 16, "\(summary)")
            #expect(summary.refusals.count == refused.count, "\(summary.refusals)")
            let same = try await Program.python("catalogue_content.py", folder + "/revisit.gpkg")
            #expect(before == Set(same.split(separator: "\n").filter { !$0.hasPrefix("gpkg_") }))
            // What can be described but not worked on is kept as a scene that nothing can be said of.
            for name in ["two_bands.tif", "one_pixel.tif"] {
                try FileManager.default.copyItem(atPath: bad.path + "/" + name, toPath: folder + "/imagery/" + name)
            }
            let more = try await Program.revisit("run", folder, "--json")
            #expect(more.code == 3, "\(more.errors)")
            let after = Set(
                try await Program.python("catalogue_content.py", folder + "/revisit.gpkg").split(separator: "\n"))
            #expect(before.isSubset(of: after))
        }

        @Test("An image that cannot be used is not noted in the case")
        func added() async throws {
            let bad = try await BadFiles.made.value
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            #expect(try await Program.revisit("case", "new", folder).code == 0)
            let ended = try await Program.revisit("scene", "add", bad.path + "/text.tif", "--case", folder)
            expectOneSentence(ended, code: 1, words: ["no image that can be read"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/imagery") == [])
        }

        @Test("Nothing is detected where pixels are NaN")
        func halfMissing() async throws {
            let bad = try await BadFiles.made.value
            let scratch = try Scratch()
            let ended = try await Program.revisit(
                "detect", bad.path + "/half_nan.tif", "--model", "ships-sentinel2", "--reflectance-scale", "0.0001",
                "-q",
                "--threshold", "0.01", "-o", scratch.path + "/x.csv")
            #expect(ended.code == 0, "\(ended.errors)")
            let rows = try scratch.text("x.csv").split(separator: "\r\n").dropFirst()
            for row in rows {
                let column = try #require(Double(row.split(separator: ",", omittingEmptySubsequences: false)[7]))
                #expect(column <= 128)
            }
        }

        // MARK: Networks

        private func useModel(_ name: String, in scratch: Scratch) async throws -> Program.Ended {
            let bad = try await BadFiles.made.value
            return try await Program.revisit(
                "detect", bad.path + "/two_bands.tif", "--bands", "pan,nir", "--model", scratch.path + "/" + name,
                "-q",
                "-o", scratch.path + "/x.csv")
        }

        @Test("A network that is empty, cut off, or none")
        func networks() async throws {
            let bad = try await BadFiles.made.value
            let scratch = try Scratch()
            let network = try Data(contentsOf: URL(filePath: bad.path + "/networks/bright.onnx"))
            try scratch.write(network, to: "good.onnx")
            let good = try await useModel("good.onnx", in: scratch)
            #expect(good.code == 0, "\(good.errors)")
            try scratch.write(Data(), to: "empty.onnx")
            try scratch.write(network.prefix(network.count / 2), to: "cut.onnx")
            var random = Xorshift(state: 99)
            try scratch.write(Data((0..<2000).map { _ in UInt8(truncatingIfNeeded: random.next()) }), to: "noise.onnx")
            try scratch.write("words\n", to: "words.onnx")
            expectOneSentence(
                try await useModel("empty.onnx", in: scratch), code: 1, words: ["empty", "copy it again"])
            expectOneSentence(
                try await useModel("cut.onnx", in: scratch), code: 1, words: ["cut off", "copy it again"])
            expectOneSentence(
                try await useModel("noise.onnx", in: scratch), code: 1, words: ["no network in ONNX format"])
            expectOneSentence(try await useModel("words.onnx", in: scratch), code: 1, words: ["ONNX"])
            expectOneSentence(try await useModel("none", in: scratch), code: 2, words: ["no model", "ships-sentinel2"])
        }

        @Test("A card that lacks something, or does not fit its network")
        func cards() async throws {
            let bad = try await BadFiles.made.value
            let scratch = try Scratch()
            for name in ["bright.json", "bright.onnx"] {
                try FileManager.default.copyItem(
                    atPath: bad.path + "/networks/" + name, toPath: scratch.path + "/" + name)
            }
            let text = try scratch.text("bright.json")
            #expect(try await useModel("bright.json", in: scratch).code == 0)
            func expect(
                _ old: String, _ new: String, _ words: String..., at location: SourceLocation = #_sourceLocation
            )
                async throws
            {
                #expect(text.contains(old), sourceLocation: location)
                try scratch.write(text.replacingOccurrences(of: old, with: new), to: "card.json")
                expectOneSentence(try await useModel("card.json", in: scratch), code: 1, words: words, at: location)
            }
            // What is missing is named.
            for key in ["mlm:name", "revisit:head", "revisit:bands", "revisit:classes", "assets", "properties", "href"]
            {
                try await expect("\"\(key)\"", "\"other\"", "card.json", "'\(key)'")
            }
            // What is wrong is named.
            let digit = text.contains("12200") ? "1" : "0"
            let hash = try #require(text.range(of: "1220"))
            let shifted = text.replacingCharacters(
                in: hash.upperBound..<text.index(after: hash.upperBound), with: digit)
            try scratch.write(shifted, to: "card.json")
            expectOneSentence(
                try await useModel("card.json", in: scratch), code: 1,
                words: ["not the one that its card describes", "restore"])
            try await expect("\"1220", "\"1320", "file:checksum")
            try await expect("bright.onnx", "elsewhere.onnx", "elsewhere.onnx", "cannot be read")
            try await expect("yolo-boxes", "yolo-circles", "revisit:head", "yolo-oriented")
            try await expect("yolo-boxes", "yolo-oriented", "output", "head named on its card")
            try await expect("yolo-boxes", "centre-oriented", "output", "head named on its card")
            try await expect("\"pan\"", "\"pan\", \"other\"", "other")
            try await expect("\"pan\"", "\"thermal\"", "needs the band 'thermal'")
            try await expect("\"revisit:threshold\": 0.2", "\"revisit:threshold\": 7", "threshold")
            try await expect("{", "[", "card.json")
            // Cards are read before anything is done: a run leaves the catalogue alone.
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            let file = folder + "/case.yaml"
            let yaml = try String(contentsOfFile: file, encoding: .utf8)
            try yaml.replacingOccurrences(of: "[ships-sentinel2]", with: "[\(scratch.path)/card.json]")
                .write(toFile: file, atomically: true, encoding: .utf8)
            expectOneSentence(try await Program.revisit("run", folder, "-q"), code: 1, words: ["card.json"])
            #expect(!scratch.exists("case/revisit.gpkg"))
        }

        // MARK: Places to write

        @Test("A folder that cannot be written to", arguments: ["geojson", "csv", "gpkg"])
        func unwritable(ending: String) async throws {
            let bad = try await BadFiles.made.value
            let scratch = try Scratch()
            try scratch.write("", to: "file")
            let ended = try await Program.revisit(
                "detect", bad.path + "/two_bands.tif", "--bands", "pan,nir", "--model",
                bad.path + "/networks/bright.json",
                "-q", "-o", scratch.path + "/file/x." + ending)
            expectOneSentence(ended, code: 1, words: ["could not be written", "check that its folder exists"])
        }

        @Test("No room for an output leaves the file that was there", arguments: ["geojson", "csv", "gpkg"])
        func noRoomForOutput(ending: String) async throws {
            let bad = try await BadFiles.made.value
            let scratch = try Scratch()
            try scratch.write("was here", to: "x." + ending)
            // The shell's limit on the size of files stands in for a full disk: no administrator is needed.
            let ended = try await Program.shell(
                "ulimit -f 0; exec \"$@\"",
                [
                    "detect", bad.path + "/two_bands.tif", "--bands", "pan,nir", "--model",
                    bad.path + "/networks/bright.json", "-q", "-o", scratch.path + "/x." + ending,
                ])
            // Standard error is a file as well here and has no room either.
            #expect(ended.code == 1 && !ended.wasKilled)
            #expect(try scratch.text("x." + ending) == "was here")
        }

        @Test("A full disk stops a run with a sentence, and it goes on when there is room")
        func fullDisk() async throws {
            let scratch = try Scratch()
            try await DrawnCase.shared.copy(to: scratch.path + "/drawn")
            let folder = scratch.path + "/small"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let mounted =
                try await Running("/bin/mount", ["-t", "tmpfs", "-o", "size=400k", "none", folder]).end().code == 0
            for name in ["case.yaml", "site.geojson"] {
                try FileManager.default.copyItem(atPath: scratch.path + "/drawn/" + name, toPath: folder + "/" + name)
            }
            let yaml = try String(contentsOfFile: folder + "/case.yaml", encoding: .utf8)
            try (yaml + "\nimagery: [../drawn/imagery]\n").write(
                toFile: folder + "/case.yaml", atomically: true, encoding: .utf8)
            let ended: Program.Ended
            if mounted {
                try scratch.write(Data(repeating: 1, count: 240_000), to: "small/filler")
                ended = try await Program.revisit("run", folder, "-q")
            } else {
                ended = try await Program.shell("ulimit -f 200; exec \"$@\"", ["run", folder, "-q"])
            }
            expectOneSentence(ended, code: 1, words: ["no room left", "make room and run again"])
            if mounted {
                try FileManager.default.removeItem(atPath: folder + "/filler")
                _ = try await Running("/bin/mount", ["-o", "remount,size=4m", folder]).end()
            }
            let again = try await Program.revisit("run", folder, "--json")
            #expect(again.code == 0, "\(again.errors)")
            #expect(try RunSummary(again).scenes == 3)
            try await Program.python("catalogue_content.py", folder + "/revisit.gpkg")
            if mounted { _ = try await Running("/bin/umount", [folder]).end() }
        }

        @Test("A catalogue that cannot be written")
        func readOnly() async throws {
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            // A folder in the catalogue's place stops even an administrator.
            try FileManager.default.createDirectory(atPath: folder + "/revisit.gpkg", withIntermediateDirectories: true)
            expectOneSentence(try await Program.revisit("run", folder, "-q"), code: 1, words: ["revisit.gpkg"])
            try FileManager.default.removeItem(atPath: folder + "/revisit.gpkg")
            guard try await Running("/bin/mount", ["--bind", folder, folder]).end().code == 0 else { return }
            _ = try await Running("/bin/mount", ["-o", "remount,bind,ro", folder]).end()
            let ended = try await Program.revisit("run", folder, "-q")
            let report = try await Program.revisit("case", "new", folder + "/inner")
            _ = try await Running("/bin/umount", [folder]).end()
            expectOneSentence(ended, code: 1, words: ["cannot be written", "check the permissions"])
            expectOneSentence(report, code: 1, words: ["cannot be made"])
            #expect(!scratch.exists("case/revisit.gpkg"))
        }

        @Test("A catalogue from a newer version, or none at all, is left as it is")
        func foreignCatalogue() async throws {
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            #expect(try await Program.revisit("run", folder, "-q").code == 0)
            try await Program.python("newer_catalogue.py", folder + "/revisit.gpkg")
            let bytes = try scratch.read("case/revisit.gpkg")
            for command in [["run", folder, "-q"], ["report", "write", folder, "-q"]] {
                let ended = try await Running(Program.path, command).end()
                expectOneSentence(ended, code: 1, words: ["newer version", "M9999_FromTheFuture", "update revisit"])
                #expect(try scratch.read("case/revisit.gpkg") == bytes)
            }
            try scratch.write("no database, but words", to: "case/revisit.gpkg")
            expectOneSentence(
                try await Program.revisit("run", folder, "-q"), code: 1,
                words: ["not a revisit catalogue", "move it away"])
            #expect(try scratch.text("case/revisit.gpkg") == "no database, but words")
        }

        // MARK: Case files

        @Test("A mistake in case.yaml is said with file and line, and nothing is begun")
        func caseFile() async throws {
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            let text = try scratch.text("case/case.yaml")
            for (old, new, place, words) in [
                ("title: \"Drawn", "title: [\"Drawn", "case.yaml:6:", "expected"),
                ("question:", "querstion:", "case.yaml:", "question"),
                ("id: \"drawn-harbour\"", "id: \"drawn harbour\"", "case.yaml:4:", "expected"),
                ("file: site.geojson", "file: nowhere.geojson", "nowhere.geojson", "expected"),
            ] {
                #expect(text.contains(old))
                try scratch.write(text.replacingOccurrences(of: old, with: new), to: "case/case.yaml")
                let ended = try await Program.revisit("run", folder, "-q")
                #expect(ended.code == 1)
                #expect(ended.errors.contains(place) && ended.errors.contains(words), "\(ended.errors)")
                #expect(!ended.errors.contains("Fatal error"))
                #expect(!scratch.exists("case/revisit.gpkg"))
                let check = try await Program.revisit("case", "check", folder)
                #expect(check.code == 1)
                #expect(check.output.contains(place), "\(check.output)")
            }
        }
    }
}
