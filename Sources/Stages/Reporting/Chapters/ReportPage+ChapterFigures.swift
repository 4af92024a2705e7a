import Documents
import Evidence
import Findings
import Sites

/// Figures of chapters, by name. Each is a vector drawing but for what comes from pixels, and reads without colour.
extension ReportPage {
    /// Draws a figure.
    ///
    /// - Parameters:
    ///   - page: Where to draw.
    ///   - figure: What to draw.
    /// - Returns: Whether there was something to draw.
    func draw(_ page: inout MarkupWriter, _ figure: DocumentFigure) -> Bool {
        switch figure.name {
        case .siteMap(let number): siteMap(&page, number)
        case .scene(let id): scenePicture(&page, id)
        case .pair(let id): pair(&page, id, figure.caption)
        case .flow(let scenario): flowFigure(&page, scenario)
        case .caps: content.scenarios.map { capChart(&page, $0.study) } ?? false
        case .schedule(let scenario): scheduleFigure(&page, scenario)
        case .areaMap, .looks, .arrival, .course, .matrix: false
        }
    }

    private func siteMap(_ page: inout MarkupWriter, _ number: Int) -> Bool {
        guard places.indices.contains(number), let map = SiteMap(places[number], id: "chapter-map-\(number + 1)") else {
            return false
        }
        map.draw(&page)
        return true
    }

    private func scenePicture(_ page: inout MarkupWriter, _ id: String) -> Bool {
        guard let scene = index.sceneByID[id], let picture = content.pictures[id], picture.image.width > 0,
            picture.image.height > 0
        else { return false }
        annotated(scene, picture).draw(&page, overview: true)
        page.element("p", ["class": "credit"], text: credit(scene))
        return true
    }

    private func pair(_ page: inout MarkupWriter, _ id: String, _ caption: String) -> Bool {
        guard let picture = content.changePictures[id], picture.width > 0, picture.height > 0 else { return false }
        page.leaf(
            "img",
            ["src": picture.address, "width": "\(picture.width)", "height": "\(picture.height)", "alt": caption])
        return true
    }

    private func flowFigure(_ page: inout MarkupWriter, _ scenario: String) -> Bool {
        guard let flow = content.scenarios?.study.scenarios.first(where: { $0.scenario == scenario })?.flow else {
            return false
        }
        FlowFigure(flow: flow).draw(&page)
        return true
    }

    private func scheduleFigure(_ page: inout MarkupWriter, _ scenario: String) -> Bool {
        guard let schedule = content.scenarios?.study.scenarios.first(where: { $0.scenario == scenario })?.schedule
        else { return false }
        ScheduleChart(scenario: scenario, schedule: schedule).draw(&page)
        return true
    }
}
