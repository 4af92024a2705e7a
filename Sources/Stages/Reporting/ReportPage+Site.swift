import Disclosure
import Evidence
import Geodesy
import Sites

/// The map of the site, its key and the list of its zones.
extension ReportPage {
    func siteSection(_ page: inout MarkupWriter) {
        let site = content.case.site
        let drawn = content.hidesPlaces ? [] : places.filter { SiteMap($0) != nil }
        if content.hidesPlaces {
            page.element("p", ["class": "absent"], text: "Maps are \(ReportContent.leftOut).")
            placeCells(&page)
        } else if drawn.isEmpty {
            page.element(
                "p", ["class": "absent"], text: "Nothing in the site has a place on the ground, so there is no map.")
        } else {
            mapKey(&page)
            page.element("div", ["class": drawn.count > 1 ? "maps" : nil]) { page in
                for (number, place) in drawn.enumerated() {
                    guard let map = SiteMap(place, id: "map-\(number + 1)", isSmall: drawn.count > 1) else { continue }
                    page.element("figure", ["class": drawn.count > 1 ? nil : "wide"]) { page in
                        if drawn.count > 1 { page.element("h3", text: place.title) }
                        map.draw(&page)
                    }
                }
            }
            page.element(
                "p", ["class": "key"],
                text:
                    "North is up and coordinates are WGS 84. Each map is a local equirectangular projection about its "
                    + "own middle" + (drawn.count > 1 ? ", and each has its own scale." : "."))
            sketchedNote(&page)
        }
        guard !site.zones.isEmpty else {
            page.element("p", ["class": "absent"], text: "The site has no zones.")
            return
        }
        let hasOrigins = site.zones.contains { site.origin(of: $0.id) != nil }
        let heads =
            ["Zone", "Role", "Facility", "GSD needed", "Usable looks", "Partial", "Not usable"]
            + (hasOrigins ? ["After"] : [])
        let caption = "Zones that are watched"
        func zoneTable(_ page: inout MarkupWriter) {
            table(&page, caption: caption, heads: heads, numeric: Set(heads[3...6])) { page in
                var seen: Set<String> = []
                for zone in site.zones where seen.insert(zone.id).inserted { row(&page, zone, hasOrigins) }
            }
        }
        if site.zones.count <= 12 {
            zoneTable(&page)
        } else {
            page.element("div") { folded(&$0, "\(caption): \(site.zones.count)", isOpen: false, content: zoneTable) }
        }
    }

    /// Where places lie, as far as that is told.
    private func placeCells(_ page: inout MarkupWriter) {
        guard !content.cells.isEmpty else { return }
        page.element("ul", ["class": "plain"]) { page in
            for cell in content.cells {
                func degrees(_ value: Double, _ positive: String, _ negative: String) -> String {
                    Wording.number(abs(value), decimals: 3) + "° " + (value < 0 ? negative : positive)
                }
                page.element(
                    "li",
                    text: "\(cell.title): in a cell of about \(Wording.number(content.redaction.coarseness)) m around "
                        + degrees(cell.middle.latitude, "N", "S") + ", " + degrees(cell.middle.longitude, "E", "W"))
            }
        }
    }

    /// Names what was drawn to scale without knowing where it lies; nothing where all was surveyed.
    private func sketchedNote(_ page: inout MarkupWriter) {
        let site = content.case.site
        let sketched = Set(site.sketched)
        guard !sketched.isEmpty else { return }
        func counted<Thing>(_ things: [Thing], _ id: (Thing) -> String, _ noun: String) -> String? {
            let count = things.count { sketched.contains(id($0)) }
            return count == 0 ? nil : Wording.count(count, noun)
        }
        let parts = [
            counted(site.zones, \.id, "zone"), counted(site.tracks, \.id, "track"),
            counted(site.berths, \.id, "quay line"), counted(site.tanks, \.id, "tank"),
            counted(site.structures, \.id, "structure"), counted(site.links, \.id, "link"),
        ].compactMap { $0 }
        let grounds = site.facilities.filter { sketched.contains($0.id) && !$0.area.parts.isEmpty }.map(\.name)
        let what = parts + (grounds.isEmpty ? [] : ["the grounds of " + Wording.list(grounds)])
        guard !what.isEmpty else { return }
        page.element(
            "p", ["class": "key"],
            text: "Sketched to scale, not surveyed: " + Wording.list(what) + ". Where these lie may be wrong by far.")
    }

    private func row(_ page: inout MarkupWriter, _ zone: Zone, _ hasOrigins: Bool) {
        let counts = Dictionary(grouping: index.looksOfZone[zone.id] ?? [], by: \.usability)
        page.element("tr", ["id": Anchor.zone(zone.id)]) { page in
            page.element("th", ["scope": "row"], text: zone.name)
            page.element("td", text: zone.role.rawValue)
            let facility = content.case.site.facilities.first { $0.id == zone.facility }
            page.element("td", text: facility?.name ?? zone.facility ?? "")
            page.element(
                "td", ["class": "number"],
                text: Wording.number(zone.requiredGroundSamplingDistance, decimals: 1) + " m")
            for usability in [Look.Usability.usable, .partial, .notUsable] {
                page.element("td", ["class": "number"], text: String(counts[usability]?.count ?? 0))
            }
            if hasOrigins { page.element("td", text: content.case.site.origin(of: zone.id) ?? "") }
        }
    }

    /// The roles that occur, in the order of the vocabulary.
    var roles: [ZoneRole] {
        let present = Set(content.case.site.zones.map(\.role))
        return ZoneRole.allCases.filter(present.contains)
    }

    private func mapKey(_ page: inout MarkupWriter) {
        page.element("ul", ["class": "legend"]) { page in
            for role in roles {
                page.element("li") { page in
                    swatch(&page) { page in
                        page.leaf(
                            "rect",
                            [
                                "x": "1", "y": "1", "width": "30", "height": "16",
                                "fill": "url(#\(ZoneHatching.name(role)))", "stroke": ZoneHatching.colour(role),
                            ])
                    }
                    page.text(role.rawValue)
                }
            }
            let site = content.case.site
            let lines: [(String, Bool)] = [
                ("berth", !site.berths.isEmpty), ("track", !site.tracks.isEmpty),
                ("link", site.links.contains { $0.line.count > 1 }),
            ]
            for (kind, isPresent) in lines where isPresent {
                page.element("li") { page in
                    swatch(&page) { $0.leaf("polyline", ["class": kind, "points": "1,9 31,9"]) }
                    page.text(kind == "berth" ? "quay line" : kind)
                }
            }
            if !site.tanks.isEmpty {
                page.element("li") { page in
                    swatch(&page) { $0.leaf("circle", ["class": "tank", "cx": "16", "cy": "9", "r": "6"]) }
                    page.text("tank")
                }
            }
            if site.facilities.contains(where: { !$0.area.parts.isEmpty }) {
                page.element("li") { page in
                    swatch(&page) { $0.leaf("path", ["class": "facility", "d": "M1 1H31V17H1Z"]) }
                    page.text("grounds of a facility")
                }
            }
        }
    }

    private func swatch(_ page: inout MarkupWriter, content: (inout MarkupWriter) -> Void) {
        page.element(
            "svg", ["class": "swatch", "viewBox": "0 0 32 18", "width": "32", "height": "18", "aria-hidden": "true"],
            content: content)
    }
}
