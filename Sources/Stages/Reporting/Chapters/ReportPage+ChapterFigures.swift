import Documents
import Evidence
import Findings
import Foundation
import Geodesy
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
        page.reworded(by: content.document?.rewording) { shown(&$0, figure) }
    }

    private func shown(_ page: inout MarkupWriter, _ figure: DocumentFigure) -> Bool {
        switch figure.name {
        // Shapes tell a place as well as numbers do.
        case .siteMap where content.hidesPlaces, .areaMap where content.hidesPlaces: false
        case .siteMap(let number): siteMap(&page, number)
        case .scene(let id): scenePicture(&page, id)
        case .zone where content.hidesPlaces: false
        case .zone(let id, let scenes): drawn(&page, zoneFigure(id, scenes)) { $0.draw(&$1) }
        case .train(let id): drawn(&page, trainFigure(id)) { $0.draw(&$1) }
        case .pair(let id): drawn(&page, pairFigure(id)) { $0.draw(&$1) }
        case .flow(let scenario): flowFigure(&page, scenario)
        case .caps: content.scenarios.map { capChart(&page, $0.study) } ?? false
        case .areaMap: drawn(&page, AreaMap(content.case.site)) { $0.draw(&$1) }
        case .looks: drawn(&page, LookFigure(lookRows)) { $0.draw(&$1) }
        case .arrival(let finding): drawn(&page, arrival(finding).flatMap(ArrivalDrawing.init)) { $0.draw(&$1) }
        case .course: drawn(&page, judged.flatMap { CourseDrawing($0) }) { $0.draw(&$1) }
        case .matrix: drawn(&page, judged.flatMap { MatrixFigure($0) }) { $0.draw(&$1) }
        case .schedule(let scenario): scheduleFigure(&page, scenario)
        }
    }

    /// Draws what there is, and tells whether there was something.
    private func drawn<Figure>(
        _ page: inout MarkupWriter, _ figure: Figure?, draw: (Figure, inout MarkupWriter) -> Void
    ) -> Bool {
        guard let figure else { return false }
        draw(figure, &page)
        return true
    }

    /// Zones with their looks, in the order of the site, those that are not in it last.
    private var lookRows: [LookFigure.Row] {
        var ids = content.case.site.zones.map(\.id)
        let known = Set(ids)
        ids += index.looksOfZone.keys.filter { !known.contains($0) }.sorted()
        return ids.map { id in
            let looks = index.looksOfZone[id] ?? []
            let dated = looks.compactMap { look in
                index.time(of: look).map(\.middle).flatMap { Wording.isDrawable($0) ? ($0, look.usability) : nil }
            }
            return LookFigure.Row(name: index.zoneName(id), looks: dated, undated: looks.count - dated.count)
        }
    }

    private func arrival(_ id: String) -> ArrivalWindow? {
        for finding in content.activity.findings where finding.id == id {
            if case .arrival(let arrival) = finding.content { return arrival.window }
        }
        return nil
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
        // Without the records, in which the pixels stand otherwise, the figure holds them itself.
        annotated(scene, picture).draw(&page, overview: true, holdsPixels: !holdsRecords)
        page.element("p", ["class": "credit"], text: credit(scene))
        return true
    }

    private func zoneFigure(_ id: String, _ scenes: [String]) -> ZoneFigure? {
        let panels = scenes.compactMap { scene -> AnnotatedPicture? in
            guard let scene = index.sceneByID[scene],
                let picture = content.views[ReportContent.view(of: id, in: scene.id)]
            else { return nil }
            let (width, height) = (Double(picture.image.width), Double(picture.image.height))
            var panel = annotated(scene, picture)
            panel.detections.removeAll { detection in
                let middle = picture.toPicture.map(detection.pixelBox.centre)
                return !detection.review.isCounted || !(0...width).contains(middle.x)
                    || !(0...height).contains(middle.y)
            }
            return panel
        }
        // Half a pair would not show what its caption says.
        guard panels.count == scenes.count else { return nil }
        return ZoneFigure(
            zone: index.zoneName(id), panels: panels, credits: Wording.each(panels.map { credit($0.scene) }))
    }

    private func trainFigure(_ id: String) -> TrainFigure? {
        guard let consist = content.consists.first(where: { $0.id == id }), let strip = content.strips[id],
            let scene = index.sceneByID[consist.scene]
        else { return nil }
        return TrainFigure(consist, in: scene, strip: strip, credits: [credit(scene)])
    }

    private func pairFigure(_ id: String) -> PairFigure? {
        guard let picture = content.changePictures[id],
            let change = content.comparisons.lazy.flatMap(\.changes).first(where: { $0.change.id == id })?.change
        else { return nil }
        let scenes = [change.before, change.after].compactMap { index.sceneByID[$0] }
        return PairFigure(
            kind: change.kind.rawValue, picture: picture, scenes: scenes, credits: Wording.each(scenes.map(credit)))
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

extension CourseDrawing {
    init?(_ judged: JudgementIndex) { self.init(leaves: judged.leaves, steps: judged.assessment.course) }
}

extension MatrixFigure {
    /// Takes the matrix of a judgement; nil where it is empty.
    init?(_ judged: JudgementIndex) {
        matrix = judged.assessment.matrix
        indicators = judged.indicatorTexts
        hypotheses = judged.hypothesisByID.mapValues(\.text)
        guard !matrix.rows.isEmpty, !matrix.leaves.isEmpty else { return nil }
    }
}
