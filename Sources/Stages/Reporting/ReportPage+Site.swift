import Evidence
import Geodesy
import Sites

/// The map of the site, its key and the list of its zones.
extension ReportPage {
    func siteSection(_ page: inout MarkupWriter) {
        let site = content.case.site
        if let map = SiteMap(site) {
            page.element("figure", ["class": "wide"]) { page in
                map.draw(&page)
                page.element("figcaption") { page in
                    mapKey(&page, map)
                    let middle = map.projection.middle
                    page.text(
                        "\(site.name). Local equirectangular projection about "
                            + "\(Wording.number(middle.latitude, decimals: 4))°, "
                            + "\(Wording.number(middle.longitude, decimals: 4))° (latitude, longitude, WGS 84); "
                            + "north is up.")
                }
            }
        } else {
            page.element(
                "p", ["class": "absent"], text: "Nothing in the site has a place on the ground, so there is no map.")
        }
        guard !site.zones.isEmpty else {
            page.element("p", ["class": "absent"], text: "The site has no zones.")
            return
        }
        let heads = ["Zone", "Role", "Facility", "GSD needed", "Usable looks", "Partial", "Not usable"]
        table(&page, caption: "Zones that are watched", heads: heads, numeric: Set(heads[3...])) { page in
            var seen: Set<String> = []
            for zone in site.zones where seen.insert(zone.id).inserted {
                let counts = Dictionary(grouping: index.looksOfZone[zone.id] ?? [], by: \.usability)
                page.element("tr", ["id": Anchor.zone(zone.id)]) { page in
                    page.element("th", ["scope": "row"], text: zone.name)
                    page.element("td", text: zone.role.rawValue)
                    let facility = site.facilities.first { $0.id == zone.facility }
                    page.element("td", text: facility?.name ?? zone.facility ?? "")
                    page.element(
                        "td", ["class": "number"],
                        text: Wording.number(zone.requiredGroundSamplingDistance, decimals: 1) + " m")
                    for usability in [Look.Usability.usable, .partial, .notUsable] {
                        page.element("td", ["class": "number"], text: String(counts[usability]?.count ?? 0))
                    }
                }
            }
        }
    }

    private func mapKey(_ page: inout MarkupWriter, _ map: SiteMap) {
        page.element("ul", ["class": "legend"]) { page in
            for role in map.roles {
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
            let site = map.site
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
