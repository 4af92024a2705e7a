import Evidence
import Sites

/// What was found in all: a row for each place, or for each zone where there is one place only.
extension ReportPage {
    /// A quantity as one network counted it.
    struct Series: Hashable {
        var quantity: String
        var model: ModelReference?
        /// Whether the network must be told, because another one counted too.
        var isOneOfSeveral: Bool

        var title: String {
            guard isOneOfSeveral, let model else { return quantity }
            return "\(quantity) (\(model.name) \(Wording.short(model.sha256)))"
        }
    }

    /// What was counted as a whole, by quantity and network.
    var series: [Series] {
        let whole = index.lookByID.values.flatMap { index.wholeObservations(of: $0) }
        let several = Set(whole.map(\.model?.sha256)).count > 1
        let all = Set(whole.map { Series(quantity: $0.quantity, model: $0.model, isOneOfSeveral: several) })
        return all.sorted {
            ($0.quantity, $0.model?.name ?? "", $0.model?.sha256 ?? "")
                < ($1.quantity, $1.model?.name ?? "", $1.model?.sha256 ?? "")
        }
    }

    /// The newest scene of a place in which something was counted, with its looks there.
    func latest(_ place: SitePlace, _ series: Series) -> (scene: Scene, looks: [Look], scenes: Int)? {
        let zones = Set(place.site.zones.map(\.id))
        let counted = index.scenes.compactMap { scene -> (scene: Scene, looks: [Look])? in
            let looks = (index.looksOfScene[scene.id] ?? []).filter { zones.contains($0.zone) }
            let isCounted = looks.contains { look in
                observations(look, series.quantity, series).contains {
                    if case .count = $0.result { true } else { false }
                }
            }
            return isCounted ? (scene, looks) : nil
        }
        return counted.last.map { ($0.scene, $0.looks, counted.count) }
    }

    private func observations(_ look: Look, _ quantity: String, _ series: Series) -> [Observation] {
        (index.observationsOfLook[look.id] ?? []).filter { $0.quantity == quantity && $0.model == series.model }
    }

    /// Detections that counts rest on, each once though zones may overlap; nil where nothing was counted.
    func total(_ looks: [Look], _ quantity: String, _ series: Series) -> Int? {
        let counted = looks.flatMap { observations($0, quantity, series) }.filter {
            if case .count = $0.result { true } else { false }
        }
        guard !counted.isEmpty else { return nil }
        var sum = 0
        var known: Set<String> = []
        for observation in counted {
            guard case .count(let detected, _, _, _, _) = observation.result else { continue }
            // A count whose detections are not told can only be added.
            if observation.detections.count == detected {
                known.formUnion(observation.detections)
            } else {
                sum += detected
            }
        }
        return sum + known.count
    }

    /// The states that a quantity was divided into: "at berth" of "ships at berth".
    func states(of series: Series) -> [String] {
        let all = Set(index.observationsOfLook.values.joined().map(\.quantity))
        return all.filter { ReportIndex.whole(of: $0, among: all) == series.quantity }.sorted()
    }

    func totals(_ page: inout MarkupWriter) {
        for series in series {
            if places.count > 1 { placeTotals(&page, series) } else { zoneTotals(&page, series) }
        }
    }

    private func placeTotals(_ page: inout MarkupWriter, _ series: Series) {
        let rows = places.enumerated().compactMap { number, place in
            latest(place, series).map { (number: number + 1, place: place, latest: $0) }
        }
        guard !rows.isEmpty else { return }
        let states = states(of: series)
        let short = states.map { Wording.capitalised(String($0.dropFirst(series.quantity.count + 1))) }
        let heads = ["Place", "Date (UTC)", "Detected"] + short
        let isOnce = rows.allSatisfy { $0.latest.scenes == 1 }
        table(
            &page,
            caption: "\(Wording.capitalised(series.title)): detected in the zones of each place"
                + (isOnce ? "" : ", in its newest scene"),
            heads: heads, numeric: Set(heads.dropFirst(2)), kind: "totals"
        ) { page in
            func cells(_ looks: [Look]) -> [String] {
                ([series.quantity] + states).map { total(looks, $0, series).map(String.init) ?? "–" }
            }
            for (number, place, latest) in rows {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"]) {
                        $0.element("a", ["href": "#" + Anchor.counts(number)], text: place.title)
                    }
                    page.element("td") {
                        $0.element(
                            "a", ["href": "#" + Anchor.scene(latest.scene.id)],
                            text: Wording.shortTime(latest.scene.time))
                    }
                    for text in cells(latest.looks) { page.element("td", ["class": "number"], text: text) }
                }
            }
            page.element("tr", ["class": "sum"]) { page in
                page.element("th", ["scope": "row"], text: "All")
                page.element("td", text: "")
                for text in cells(rows.flatMap(\.latest.looks)) { page.element("td", ["class": "number"], text: text) }
            }
        }
        page.element(
            "p", ["class": "key"],
            text: "Sums of what was detected. They have no interval, because the errors of their counts are not "
                + "independent; each zone’s count has one, in “Counts”.")
    }

    private func zoneTotals(_ page: inout MarkupWriter, _ series: Series) {
        let rows = content.case.site.zones.compactMap { zone -> (Look, Observation)? in
            (index.looksOfZone[zone.id] ?? []).reversed().lazy.compactMap { look in
                observations(look, series.quantity, series).first {
                    if case .count = $0.result { true } else { false }
                }.map { (look, $0) }
            }.first
        }
        guard !rows.isEmpty else { return }
        let heads = ["Zone", "Date (UTC)", "Detected (interval)"]
        table(
            &page, caption: "\(Wording.capitalised(series.title)): the newest count of each zone", heads: heads,
            numeric: [heads[2]], kind: "totals"
        ) { page in
            for (look, observation) in rows {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"]) { zoneLink(&$0, look.zone) }
                    page.element("td", text: Wording.shortTime(index.time(of: look)))
                    page.element("td", ["class": "number"]) { page in
                        countLink(&page, observation)
                        let remark = remark(look, observation, before: "")
                        if !remark.isEmpty { page.element("small", text: " " + remark) }
                    }
                }
            }
        }
    }

    /// The picture that the reader sees first: the one with the most in it, of one place the newest usable.
    func overview(_ page: inout MarkupWriter) {
        let shown = index.scenes.filter { scene in
            let picture = content.pictures[scene.id]?.image
            return (picture?.width ?? 0) > 0 && (picture?.height ?? 0) > 0
        }
        let usable = shown.filter { (index.looksOfScene[$0.id] ?? []).contains { $0.usability != .notUsable } }
        let fullest = usable.max {
            ((index.detectionsOfScene[$0.id] ?? []).count, $1.id) < (
                (index.detectionsOfScene[$1.id] ?? []).count, $0.id
            )
        }
        guard let scene = (places.count > 1 ? fullest : usable.last) ?? shown.last,
            let picture = content.pictures[scene.id]
        else {
            if let map = places.lazy.compactMap({ SiteMap($0, id: "overview", isSmall: true) }).first {
                page.element("figure") { map.draw(&$0) }
            }
            return
        }
        page.element("figure") { page in
            annotated(scene, picture).draw(&page, overview: true)
            page.element("figcaption") { page in
                let place = places.first { isSeen($0, in: scene) }
                let count = (index.detectionsOfScene[scene.id] ?? []).count
                page.text("\(places.count > 1 ? (place?.title ?? scene.title) + ", " : "")")
                page.element("a", ["href": "#" + Anchor.scene(scene.id)], text: Wording.time(scene.time))
                page.text(
                    ", \(sensor(scene))"
                        + (scene.groundSamplingDistance.map { ", GSD \(Wording.number($0, decimals: 1)) m" } ?? "")
                        + ": \(Wording.count(count, "detection")) in yellow, zones dashed. \(credit(scene))"
                )
                if scene.isSimulated { page.element("strong", text: " Simulated.") }
            }
        }
    }
}
