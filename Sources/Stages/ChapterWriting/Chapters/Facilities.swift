import Documents
import Evidence
import Sites

/// What stands there, and how it hangs together.
extension ChapterBuilder {
    mutating func areaMap() -> [Block] {
        let site = material.case.site
        guard !site.zones.isEmpty || !site.links.isEmpty else { return [missing("missing.site")] }
        return [
            .figure(
                DocumentFigure(
                    .areaMap, caption: phrases.say("figure.area-map", names),
                    citations: list.cite([RecordReference(.case, material.case.id)])))
        ]
    }

    mutating func facilityTable() -> [Block] {
        let site = material.case.site
        guard !site.zones.isEmpty else { return [missing("missing.zones")] }
        let names = Dictionary(site.facilities.map { ($0.id, $0.name) }) { first, _ in first }
        let rows = site.zones.map { zone in
            let looks = material.looks.filter { $0.zone == zone.id }
            return DocumentTable.Row(
                [
                    cell(zone.name, [RecordReference(.zone, zone.id)]), cell(phrases.word("role", zone.role.rawValue)),
                    cell(zone.facility.map { names[$0] ?? $0 } ?? ""),
                    cell(String(looks.count { $0.usability == .usable })),
                    cell(String(looks.count { $0.usability == .partial })), cell(String(looks.count)),
                ])
        }
        return [
            .table(
                DocumentTable(
                    caption: phrases.say("facilities.table"),
                    columns: [
                        column("zone"), column("role"), column("facility"), column("usable-looks", isNumeric: true),
                        column("partial-looks", isNumeric: true), column("looks", isNumeric: true),
                    ], rows: rows))
        ]
    }

    mutating func linkTable() -> [Block] {
        let site = material.case.site
        guard !site.links.isEmpty else { return [missing("missing.links")] }
        func name(_ id: String) -> String {
            zoneByID[id]?.name ?? site.facilities.first { $0.id == id }?.name ?? id
        }
        let rows = site.links.map { link in
            DocumentTable.Row([
                cell(link.name, [RecordReference(.case, material.case.id)]),
                cell(phrases.word("link", link.kind.rawValue)),
                cell(name(link.from)), cell(name(link.to)),
                cell(link.capacity ?? phrases.say("links.no-capacity")),
            ])
        }
        return [
            .table(
                DocumentTable(
                    caption: phrases.say("links.table"),
                    columns: [column("link"), column("kind"), column("from"), column("to"), column("capacity")],
                    rows: rows))
        ]
    }

    /// A map of each place in which zones lie.
    mutating func siteMaps() -> [Block] {
        let places = SitePlace.places(of: material.case.site)
        return places.enumerated().filter { !$0.element.site.zones.isEmpty && $0.element.isPlaced }.map {
            number, place in
            var names = names
            // A place that is called by its facilities is called so as the language makes lists.
            let facilities = place.site.facilities.map(\.name)
            let called = facilities.dropLast().joined(separator: ", ") + " and " + (facilities.last ?? "")
            names["site"] = place.title == called ? phrases.list(facilities) : place.title
            return .figure(
                DocumentFigure(
                    .siteMap(number), caption: phrases.say("figure.site-map", names),
                    citations: list.cite([RecordReference(.case, material.case.id)])))
        }
    }
}
