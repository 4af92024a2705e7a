import Evidence
import Geodesy

/// Changes of the ground: what was built, removed, dug, covered or cleared between scenes, before beside after.
extension ReportPage {
    func groundSection(_ page: inout MarkupWriter) {
        page.element(
            "p",
            text:
                "Each scene is compared with the latest earlier one of its place that agrees with it at large, within the margins of "
                + "alignment, without cloud, its shadow and haze, and without shadows that moved with the sun. Only zones on land "
                + "are told. A probability comes from how strong, how far inside the margin and how large a change is, from its "
                + "shadow, from how much both scenes agree at large, and from how often its place looked otherwise in other "
                + "comparisons, as racks and roofs that shine do; it was measured on drawn scenes alone.")
        for scene in index.scenes {
            guard let comparison = content.comparisons.first(where: { $0.scene == scene.id }) else { continue }
            page.element("section", ["id": Anchor.ground(scene.id)]) { comparisonPart(&$0, comparison, of: scene) }
        }
    }

    private func comparisonPart(_ page: inout MarkupWriter, _ comparison: GroundComparison, of scene: Scene) {
        page.element("h3") { page in
            page.element("a", ["href": "#" + Anchor.scene(scene.id)], text: Wording.shortTime(scene.time))
            if let before = comparison.before {
                page.text(" against ")
                sceneLink(&page, before)
            }
        }
        refusals(&page, comparison)
        guard comparison.before != nil else { return }
        let (open, told) = (comparison.open, comparison.told)
        page.element("p") { page in
            page.text(
                "\(Wording.percent(comparison.comparedShare)) of the earlier scene could be compared, in pixels of "
                    + "\(Wording.number(comparison.pixelSize)) m and with a margin of "
                    + "\(Wording.number(comparison.margin, decimals: 2)) m. ")
            page.text(told.isEmpty ? "There is no change" : Wording.count(told.count, "change"))
            page.text(" of even probability or more.")
            let rest = open.count - told.count
            if rest > 0 {
                let area = (open.reduce(0) { $0 + $1.change.area }) - (told.reduce(0) { $0 + $1.change.area })
                page.text(
                    " \(rest) less probable ones (\(Wording.number(area)) m² in all) stand in the catalogue only.")
            }
            let explained = comparison.changes.count - open.count
            if explained > 0 { page.text(" \(explained) more lie under what was detected in either scene.") }
            for remark in comparison.remarks { page.text(" " + remark) }
            if let run = content.runs.first(where: { $0.subject == scene.id && $0.stage == "compare-ground" }) {
                page.text(" ")
                page.element("a", ["href": "#" + Anchor.run(run.id)], text: "How this was made")
            }
        }
        guard !told.isEmpty else { return }
        folded(
            &page, "\(Wording.count(told.count, "change")), the largest and surest first",
            isOpen: told.count <= unfoldedRows
        ) { page in
            changeTable(&page, told, of: scene)
            page.element("div", ["class": "columns"]) { page in
                for placed in told { figure(&page, placed) }
            }
        }
    }

    private func refusals(_ page: inout MarkupWriter, _ comparison: GroundComparison) {
        guard !comparison.refused.isEmpty else { return }
        page.element("p") { page in
            page.text(
                comparison.before == nil ? "It compares with no earlier scene." : "Other earlier ones were tried.")
            for refused in comparison.refused {
                page.text(" ")
                sceneLink(&page, refused.scene)
                page.text(": " + refused.reason)
            }
        }
    }

    private func changeTable(_ page: inout MarkupWriter, _ told: [PlacedChange], of scene: Scene) {
        table(
            &page, caption: "Changes of the ground until \(scene.title)",
            heads: ["Kind", "Zone", "Area m²", "Probability", "Longitude", "Latitude", "Why"],
            numeric: ["Area m²", "Probability", "Longitude", "Latitude"], kind: "changes"
        ) { page in
            for placed in told {
                let change = placed.change
                page.element("tr", ["id": Anchor.change(change.id)]) { page in
                    page.element("th", ["scope": "row"]) { page in
                        if content.changePictures[change.id] != nil {
                            page.element(
                                "a", ["href": "#" + Anchor.changePicture(change.id)], text: change.kind.rawValue)
                        } else {
                            page.text(change.kind.rawValue)
                        }
                    }
                    page.element("td") { page in
                        if let zone = change.zone { zoneLink(&page, zone) } else { page.text("none") }
                    }
                    page.element(
                        "td", ["class": "number"],
                        text: "\(Wording.number(change.area)) (\(Wording.number(change.leastArea)) to "
                            + "\(Wording.number(change.greatestArea)))")
                    page.element("td", ["class": "number"], text: Wording.percent(placed.probability))
                    let middle = (content.hidesPlaces ? nil : placed.area.bounds).map {
                        GeoPoint(
                            longitude: ($0.minimum.longitude + $0.maximum.longitude) / 2,
                            latitude: ($0.minimum.latitude + $0.maximum.latitude) / 2)
                    }
                    for value in [middle?.longitude, middle?.latitude] {
                        page.element(
                            "td", ["class": "number"], text: value.map { Wording.number($0, decimals: 5) } ?? "–")
                    }
                    page.element("td", ["class": "prose"], text: why(placed))
                }
            }
        }
    }

    /// What the probability is made of, and what speaks for the kind.
    private func why(_ placed: PlacedChange) -> String {
        let unrest = placed.unrest.flatMap { $0.of > 0 ? $0 : nil }.map {
            "its place changed in \($0.changed) of \($0.of) other comparisons"
        }
        return ([unrest].compactMap { $0 } + placed.change.reasons).joined(separator: "; ")
    }

    private func figure(_ page: inout MarkupWriter, _ placed: PlacedChange) {
        let change = placed.change
        guard let picture = content.changePictures[change.id]?.image, picture.width > 0, picture.height > 0 else {
            return
        }
        page.element("figure", ["id": Anchor.changePicture(change.id), "class": "change"]) { page in
            page.leaf(
                "img",
                [
                    "src": picture.address, "width": "\(picture.width)", "height": "\(picture.height)",
                    "alt": "Before to the left, after to the right: \(change.kind.rawValue)",
                ])
            page.element("figcaption") { page in
                page.element("a", ["href": "#" + Anchor.change(change.id)], text: change.kind.rawValue)
                page.text(
                    ", \(Wording.number(change.area)) m², \(Wording.percent(placed.probability)); before to the left, after to the "
                        + "right, one stretch")
            }
        }
    }
}
