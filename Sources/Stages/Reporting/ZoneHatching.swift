import Sites

/// Colour and hatching of each role, so that a map can be read without colour.
enum ZoneHatching {
    static func name(_ role: ZoneRole) -> String { "hatch-" + Anchor.encoded(role.rawValue) }

    static func colour(_ role: ZoneRole) -> String {
        switch role {
        case .berth: "#14507a"
        case .anchorage: "#2a7f8e"
        case .fairway: "#5b7fa6"
        case .railSpur: "#6b3f1d"
        case .tankFarm: "#8a5a00"
        case .processArea: "#9c2f2f"
        case .administration: "#5d4a8a"
        case .support: "#7a6a1f"
        case .road: "#555555"
        case .storageYard: "#3f6b34"
        case .other: "#444444"
        }
    }

    /// Writes the hatchings for all maps of a page, in a drawing that takes no room.
    static func definitions(_ page: inout MarkupWriter, _ roles: [ZoneRole]) {
        page.element("svg", ["class": "definitions", "width": "0", "height": "0", "aria-hidden": "true"]) { page in
            page.element("defs") { patterns(&$0, roles) }
        }
    }

    /// Writes the hatchings themselves, for a drawing that stands alone.
    static func patterns(_ page: inout MarkupWriter, _ roles: [ZoneRole]) {
        for role in roles { pattern(&page, role) }
    }

    private static func pattern(_ page: inout MarkupWriter, _ role: ZoneRole) {
        let (lines, dash) = strokes(role)
        page.element(
            "pattern",
            ["id": name(role), "width": "10", "height": "10", "patternUnits": "userSpaceOnUse"]
        ) { page in
            page.leaf("rect", ["width": "10", "height": "10", "fill": colour(role), "fill-opacity": "0.10"])
            page.leaf(
                "path",
                [
                    "d": lines, "stroke": colour(role), "stroke-width": "1", "stroke-opacity": "0.55", "fill": "none",
                    "stroke-dasharray": dash,
                ])
        }
    }

    private static func strokes(_ role: ZoneRole) -> (path: String, dash: String?) {
        switch role {
        case .berth: ("M-1 1L1 -1M0 10L10 0M9 11L11 9", nil)
        case .anchorage: ("M0 5Q2.5 2 5 5T10 5", nil)
        case .fairway: ("M0 5H10", "4 2")
        case .railSpur: ("M5 0V10", nil)
        case .tankFarm: ("M4 5A1 1 0 1 0 6 5A1 1 0 1 0 4 5", nil)
        case .processArea: ("M0 0L10 10M0 10L10 0", nil)
        case .administration: ("M-1 9L1 11M0 0L10 10M9 -1L11 1", nil)
        case .support: ("M5 3V7M3 5H7", nil)
        case .road: ("M0 3H10M0 7H10", nil)
        case .storageYard: ("M0 5H10M5 0V10", nil)
        case .other: ("M5 5h0.5", nil)
        }
    }
}
