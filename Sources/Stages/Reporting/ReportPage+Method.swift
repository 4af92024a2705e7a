import Evidence

/// How the numbers were made, by which networks, and what they get wrong; then every run.
extension ReportPage {
    func methodSection(_ page: inout MarkupWriter) {
        page.element("h3", text: "How counts and intervals were made")
        var methods: [String: Int] = [:]
        for observation in index.observationsOfLook.values.joined() {
            if case .count(_, _, _, _, let method) = observation.result { methods[method, default: 0] += 1 }
        }
        if methods.isEmpty {
            page.element("p", ["class": "absent"], text: "Nothing was counted, so no method was used.")
        } else {
            page.element("ul") { page in
                for (method, count) in methods.sorted(by: { $0.key < $1.key }) {
                    page.element("li") { page in
                        page.text("\(Wording.count(count, "count")): ")
                        page.text(method.isEmpty ? "the method was not recorded." : Wording.sentence(method))
                    }
                }
            }
        }
        page.element("h3", text: "Looks")
        page.element(
            "p",
            text: "A look is usable where the whole zone could be judged, partial where a part of it could (counts "
                + "then hold for that part), and not usable where nothing can be concluded. “0” means looked, none seen. "
                + "Where nothing can be concluded the report says that a number cannot be determined, and why.")
        page.element("h3", text: "Networks")
        models(&page)
    }

    private func models(_ page: inout MarkupWriter) {
        var seen: Set<String> = []
        let models = content.models.filter { seen.insert($0.sha256).inserted }
        guard !models.isEmpty else {
            page.element("p", ["class": "absent"], text: "No network's card is in this report.")
            return
        }
        for model in models.sorted(by: { ($0.name, $0.sha256) < ($1.name, $1.sha256) }) {
            page.element("article", ["id": Anchor.model(model.sha256), "class": "model"]) { page in
                page.element("h4", text: model.name)
                page.element("dl", ["class": "facts"]) { page in
                    func entry(_ name: String, _ text: String) {
                        page.element("dt", text: name)
                        page.element("dd", text: text)
                    }
                    page.element("dt", text: "SHA-256")
                    page.element("dd") { $0.element("code", text: model.sha256) }
                    entry("Threshold", model.threshold.map { Wording.number($0, decimals: 3) } ?? "not told")
                    entry("Measured", model.accuracy.map(Wording.sentence) ?? "Its accuracy is not told.")
                    entry("Licence", model.licence ?? "not told")
                    page.element("dt", text: "Known limits")
                    page.element("dd") { page in
                        if model.limits.isEmpty {
                            page.text("none are told")
                        } else {
                            page.element("ul") { page in
                                for limit in model.limits { page.element("li", text: Wording.sentence(limit)) }
                            }
                        }
                    }
                }
            }
        }
    }

    func provenanceSection(_ page: inout MarkupWriter) {
        let order = Dictionary(uniqueKeysWithValues: zip(index.scenes.map(\.id), 0...))
        let runs = index.runByID.values.sorted { a, b in
            let first = (a.stage, order[a.subject] ?? .max, a.subject, a.id)
            return first < (b.stage, order[b.subject] ?? .max, b.subject, b.id)
        }
        if !index.repeatedIDs.isEmpty {
            page.element(
                "p", ["class": "warning"],
                text: "\(Wording.count(index.repeatedIDs.count, "id")) stood on more than one record; the first is "
                    + "shown: \(index.repeatedIDs.prefix(10).joined(separator: ", ")).")
        }
        guard !runs.isEmpty else {
            page.element("p", ["class": "absent"], text: "No runs are in this report.")
            return
        }
        page.element(
            "p",
            text: "Each run is named by a digest of its stage, the version of the stage, its configuration, its inputs "
                + "and the network. The same run again is looked up and not done again.")
        if runs.count <= 4 * unfoldedRows {
            runTable(&page, runs)
        } else {
            folded(&page, Wording.count(runs.count, "run"), isOpen: false) { runTable(&$0, runs) }
        }
    }

    private func runTable(_ page: inout MarkupWriter, _ runs: [StageRun]) {
        let heads = ["Stage", "Scene", "Network", "Processed", "Run"]
        table(&page, caption: "All runs", heads: heads, numeric: ["Processed"], kind: "runs") { page in
            for run in runs {
                page.element("tr", ["id": Anchor.run(run.id)]) { page in
                    page.element("th", ["scope": "row"], text: run.stage)
                    page.element("td") { page in
                        if index.sceneByID[run.subject] != nil {
                            sceneLink(&page, run.subject)
                        } else {
                            page.text(run.subject)
                        }
                    }
                    page.element("td") { page in
                        if run.model == nil { page.text("–") } else { modelLink(&page, run.model) }
                    }
                    page.element("td", ["class": "number"], text: Wording.percent(run.processedShare))
                    page.element("td") { page in
                        folded(
                            &page, Wording.short(run.id) + (run.isComplete ? "" : " · done in part"), isOpen: false
                        ) { runFacts(&$0, run) }
                    }
                }
            }
        }
    }

    private func runFacts(_ page: inout MarkupWriter, _ run: StageRun) {
        page.element("dl", ["class": "facts"]) { page in
            page.element("dt", text: "Run")
            page.element("dd") { $0.element("code", text: run.id) }
            page.element("dt", text: "Stage")
            page.element("dd", text: "\(run.stage), version \(run.stageVersion), by Revisit \(run.softwareVersion)")
            page.element("dt", text: "Configuration")
            page.element("dd") { page in
                if run.configuration.count <= 100 {
                    page.element("code", text: run.configuration)
                } else {
                    folded(&page, Wording.count(run.configuration.count, "character"), isOpen: false) {
                        $0.element("code", text: run.configuration)
                    }
                }
            }
            page.element("dt", text: "Inputs")
            page.element("dd") { page in
                if run.inputs.isEmpty { page.text("none") }
                for (position, input) in run.inputs.enumerated() {
                    if position > 0 { page.text(", ") }
                    if index.sceneByID[input] != nil {
                        sceneLink(&page, input)
                    } else if index.runByID[input] != nil {
                        runLink(&page, input)
                    } else {
                        page.element("code", text: input)
                    }
                }
            }
            if !run.failures.isEmpty {
                page.element("dt", text: "Failed")
                page.element("dd") { page in
                    page.element("ul") { page in
                        for failure in run.failures { page.element("li", text: Wording.sentence(failure)) }
                    }
                }
            }
        }
    }
}
