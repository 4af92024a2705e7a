import Foundation
import Testing

extension EndToEnd {
    @Suite("Scenarios, by the program")
    struct ScenarioTests {
        /// A shipyard: another kind of place, with phases, carriers and a cap of its own.
        private static let yard = """
            elicited_from: a naval architect
            samples: 4000
            schedule:
              phases:
                - {id: steel, text: cutting steel, duration: 2}
                - {id: hull, text: welding the hull, after: {phase: steel, fraction: 0.5}, duration: 3}
                - {id: engine, text: delivery of the engine, duration: [2, 4, 12]}
                - {id: trial, text: trials, after: [hull, engine], duration: 1}
              milestones: [{id: handed-over, text: the ship is handed over, after: trial}]
              reference: {text: hulls of this yard, members: [{text: first, took: 5}, {text: second, took: 9}, {text: third, not_finished_after: 12}]}
            carriers: [{id: plate-wagon, text: wagon of plates, plural: wagons of plates, load: {one_of: [50, 60]}}]
            seen: [{carrier: plate-wagon, count: 4, days: 10}]
            needs:
              - {id: repair, text: repairs, purpose: upkeep, rate: {range: [1, 2, 4], unit: t/d}}
              - {id: hull, text: plates of one hull, purpose: operation, amount: {value: 3, unit: kt}}
            instruments:
              - {id: cap, text: a cap on steel, group: steel, arms: [{id: mass, cap: {value: 1, unit: kt}}], period: {every: calendar year, from: 2025-01-01}}
            deliveries:
              - {id: plates, text: plates, against: cap, date: 2025, standing: estimated, amount: {value: 1500, unit: t}}
            scenarios:
              - {id: own, text: with the yard's own crane}
              - {id: crane, text: with a hired crane, multiply: {hull: 0.5}, set: {phases.engine.duration: 1}}

            """

        private func folder(_ scratch: Scratch, scenarios: String = Self.yard) throws -> String {
            let folder = try scratch.place(
                "yard", zone: "slip",
                case: "id: yard\ntitle: Yard\nquestion: When is the ship done?\nscenarios: scenarios.yaml\n")
            try scratch.write(scenarios, to: "yard/scenarios.yaml")
            return folder
        }

        @Test("A yard's schedule, loads and cap come out as worked out by hand, each with its inputs")
        func yard() async throws {
            let scratch = try Scratch()
            let folder = try folder(scratch)
            let ended = try await Program.revisit("scenario", "run", folder, "--json")
            #expect(ended.code == 0, "\(ended.errors)")
            let events = try ended.events()
            let crane = try #require(events.first { $0["scenario"] as? String == "crane" })
            let outcomes = try #require(crane["outcomes"] as? [[String: any Sendable]])
            func spread(_ id: String) throws -> [String: any Sendable] {
                try #require(outcomes.first { $0["id"] as? String == id }?["spread"] as? [String: any Sendable])
            }
            // Half of two months of steel, one and a half of the hull, one of trials; the engine is there after one.
            let done = try spread("schedule.handed-over")
            #expect(abs((done["mean"] as? Double ?? 0) - 3.5) < 1e-6 && (done["deviation"] as? Double ?? 1) < 1e-6)
            #expect(try spread("sanctions.cap.2025.mass.ratio")["mean"] as? Double == 1.5)
            let inputs = outcomes.first { $0["id"] as? String == "schedule.handed-over" }?["inputs"] as? [String]
            #expect(inputs?.contains("phases.engine.duration") == true)
        }

        @Test("What was seen is held against what could have taken it, by the carrier's name, one or several")
        func scale() async throws {
            let scratch = try Scratch()
            let folder = try folder(scratch)
            for name in ["--plate-wagon", "--plate-wagons"] {
                let ended = try await Program.revisit("scenario", "scale-test", folder, name, "4", "--days", "10")
                #expect(ended.code == 0, "\(ended.errors)")
                #expect(ended.output.contains("4 wagons of plates are 200 or 240 t"), "\(ended.output)")
            }
            let unknown = try await Program.revisit("scenario", "scale-test", folder, "--lorries", "4")
            #expect(unknown.code != 0 && unknown.errors.contains("it has --plate-wagon"), "\(unknown.errors)")
            let nothing = try await Program.revisit("scenario", "scale-test", folder)
            #expect(nothing.code != 0 && nothing.errors.contains("--plate-wagon 5"), "\(nothing.errors)")
        }

        @Test("Every number that comes out is explained with places in the file, and the same run gives the same bytes")
        func explained() async throws {
            let scratch = try Scratch()
            let folder = try folder(scratch)
            let first = try await Program.revisit("scenario", "run", folder)
            let second = try await Program.revisit("scenario", "run", folder)
            #expect(first.code == 0 && first.output == second.output)
            let ended = try await Program.revisit("scenario", "explain", folder, "schedule.handed-over")
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(ended.output.contains("scenarios.yaml:7:"), "\(ended.output)")
            #expect(ended.output.contains("judged by a naval architect"), "\(ended.output)")
            #expect(ended.output.contains("times 0.5"), "\(ended.output)")
            let unknown = try await Program.revisit("scenario", "explain", folder, "schedule.never")
            #expect(unknown.code != 0 && unknown.errors.contains("schedule.handed-over"), "\(unknown.errors)")
            let compared = try await Program.revisit("scenario", "compare", folder)
            #expect(compared.output.contains("schedule.handed-over.later"), "\(compared.output)")
            #expect(compared.output.contains("of 4000 draws"), "\(compared.output)")
        }

        @Test("A difference is explained by what both scenarios change, and counts its draws")
        func difference() async throws {
            let scratch = try Scratch()
            let text = Self.yard.replacing(
                "{id: own, text: with the yard's own crane}",
                with: "{id: own, text: with the yard's own crane, multiply: {hull: 1.5}}")
            let folder = try folder(scratch, scenarios: text)
            let ended = try await Program.revisit("scenario", "explain", folder, "schedule.handed-over.later")
            #expect(ended.code == 0, "\(ended.errors)")
            for words in [
                "What the scenario crane changes:", "times 0.5", "What the scenario own changes:", "times 1.5",
                "earlier in 100 % of the 4000 draws",
            ] { #expect(ended.output.contains(words), "\(words): \(ended.output)") }
            let unchanged = try await Program.revisit(
                "scenario", "explain", try self.folder(scratch), "schedule.handed-over.later")
            #expect(unchanged.output.contains("The scenario own changes none of them."), "\(unchanged.output)")
            let compared = try await Program.revisit("scenario", "compare", folder, "--json")
            let event = try #require(try compared.events().first)
            #expect(event["draws"] as? Int == 4000 && event["base"] as? String == "own", "\(event)")
        }

        @Test("A number of which only the least is known says so, in words and as data")
        func bounds() async throws {
            let scratch = try Scratch()
            let folder = try folder(
                scratch,
                scenarios: Self.yard.replacing("standing: estimated,", with: "standing: estimated, bound: at-least,"))
            let ended = try await Program.revisit("scenario", "run", folder)
            #expect(ended.output.contains("≥ 1.5"), "\(ended.output)")
            #expect(ended.output.contains("only the least is told"), "\(ended.output)")
            let event = try #require(try await Program.revisit("scenario", "run", folder, "--json").events().first)
            let outcomes = try #require(event["outcomes"] as? [[String: any Sendable]])
            let ratio = outcomes.first { $0["id"] as? String == "sanctions.cap.2025.mass.ratio" }
            #expect(ratio?["bound"] as? String == "at-least", "\(outcomes)")
        }

        @Test("What no look could tell is said and warned of nothing else; what is doubtful is told beside the numbers")
        func unseen() async throws {
            let scratch = try Scratch()
            let text = Self.yard.replacing(
                "{carrier: plate-wagon, count: 4, days: 10}", with: "{carrier: plate-wagon, zone: slip, days: 10}"
            ).replacing("set: {phases.engine.duration: 1}", with: "set: {phases.engine.duration: 20}")
            let ended = try await Program.revisit("scenario", "run", try folder(scratch, scenarios: text))
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(ended.output.contains("How many wagons of plates came is not known"), "\(ended.output)")
            #expect(!ended.output.contains("scale.plate-wagon.amount"), "\(ended.output)")
            #expect(ended.errors.contains("wholly outside of the 2 to 12 month"), "\(ended.errors)")
            // What no network of the case counts will never be known.
            let settings = try scratch.text("yard/case.yaml")
            try scratch.write(settings + "models: [ships-sentinel2]\n", to: "yard/case.yaml")
            let checked = try await Program.revisit("case", "check", scratch.path + "/yard")
            let told = checked.output + checked.errors
            #expect(told.contains("warning: no network of the case counts 'plate-wagon'"), "\(told)")
            #expect(told.contains("scenarios.yaml:12:"), "\(told)")
        }

        @Test("Dates stand beside times where the begin is stated, in text and JSON, and nowhere else")
        func dates() async throws {
            let scratch = try Scratch()
            let dated = Self.yard.replacingOccurrences(of: "  phases:\n", with: "  begins: 2025-01-15\n  phases:\n")
            let folder = try folder(scratch, scenarios: dated)
            let ended = try await Program.revisit("scenario", "run", folder)
            #expect(ended.code == 0, "\(ended.errors)")
            // 3.5 months of 365 ÷ 12 days are 106.46 days: 1 May 2025.
            #expect(ended.output.contains("As dates, for work that begins: 15 January 2025"), "\(ended.output)")
            #expect(ended.output.contains("1 May 2025"), "\(ended.output)")
            let explained = try await Program.revisit("scenario", "explain", folder, "schedule.handed-over")
            #expect(explained.output.contains("  1 May 2025\n"), "\(explained.output)")
            let events = try await Program.revisit("scenario", "run", folder, "--json").events()
            let crane = try #require(events.first { $0["scenario"] as? String == "crane" })
            let schedule = try #require(crane["schedule"] as? [String: any Sendable])
            let milestones = try #require(schedule["milestones"] as? [[String: any Sendable]])
            let dates = try #require(milestones.first?["dates"] as? [String: any Sendable])
            #expect(dates["p10"] as? String == "2025-05-01" && dates["p90"] as? String == "2025-05-01")
            // Cutting takes two months, of which half must pass before the hull is begun.
            let phases = try #require(schedule["phases"] as? [[String: any Sendable]])
            let hull = try #require(phases.first { $0["phase"] as? String == "hull" })
            #expect((hull["begins"] as? [String: any Sendable])?["p50"] as? Double == 1)
            #expect((hull["ends"] as? [String: any Sendable])?["p50"] as? Double == 2.5)
            let plain = try await Program.revisit("scenario", "run", try self.folder(scratch))
            #expect(!plain.output.contains("As dates"), "\(plain.output)")
        }

        @Test("What a milestone hangs on is told in ten rows, the greatest share first, with what is left out counted")
        func hangs() async throws {
            let scratch = try Scratch()
            let phases = (1...13).map { number in
                let after = number > 1 ? ", after: p\(number - 1)" : ""
                return "    - {id: p\(number), text: part \(number), duration: {uniform: [1, \(1 + number)]}\(after)}\n"
            }
            let chain =
                "elicited_from: nobody real\nsamples: 4000\nschedule:\n  phases:\n" + phases.joined()
                + "  milestones: [{id: end, text: the end, after: p13}]\nscenarios: [{id: own, text: own}]\n"
            let folder = try folder(scratch, scenarios: chain)
            for ended in [
                try await Program.revisit("scenario", "run", folder),
                try await Program.revisit("scenario", "explain", folder, "schedule.end"),
            ] {
                #expect(ended.code == 0, "\(ended.errors)")
                let lines = ended.output.split(separator: "\n").map(String.init)
                let head = try #require(lines.firstIndex { $0.contains("mean at its 10 %") })
                try #require(lines.count > head + 11)
                // Variances of a sum are width² ÷ 12: the widest first.
                for place in 1...10 { #expect(lines[head + place].hasPrefix("  p\(14 - place) ")) }
                #expect(lines[head + 11] == "  and 3 more")
            }
        }

        @Test("A mistake in the file ends with its place, and a scenario that does not exist with those that do")
        func mistakes() async throws {
            let scratch = try Scratch()
            let broken = try folder(
                scratch, scenarios: Self.yard.replacingOccurrences(of: "after: trial}", with: "after: launch}"))
            let ended = try await Program.revisit("scenario", "run", broken)
            #expect(ended.code != 0 && ended.errors.contains("scenarios.yaml:9:"), "\(ended.errors)")
            let whole = try folder(scratch)
            let unknown = try await Program.revisit("scenario", "run", whole, "--scenario", "miracle")
            #expect(unknown.code != 0 && unknown.errors.contains("it has own, crane"), "\(unknown.errors)")
        }
    }
}
