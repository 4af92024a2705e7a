import Disclosure
import Documents
import Evidence
import Sites

/// Writes a report as one HTML file that needs nothing else: no network, no other file.
///
/// The same content gives the same bytes: no clock and no random number is used, and what comes in any
/// order is put in order. Without JavaScript the report is whole; a few lines of it mark a box and its
/// row together, filter rows and open folded tables for printing.
public struct HTMLReport: Sendable {
    /// Detections or looks, over all scenes, up to which the tables of a report begin unfolded.
    public var unfoldedRows: Int

    /// Makes a writer.
    public init(unfoldedRows: Int = 150) {
        self.unfoldedRows = unfoldedRows
    }

    /// The report as text of an HTML file in UTF-8.
    ///
    /// - Parameters:
    ///   - content: What the report says.
    ///   - holdsRecords: Whether the records follow the chapters; a report without chapters is its records.
    /// - Returns: The file's text.
    /// - Complexity: Linear in records and picture bytes, but for sorting.
    public func html(_ content: ReportContent, holdsRecords: Bool = true) -> String {
        let report = ReportPage(
            content: content, index: ReportIndex(content), unfoldedRows: unfoldedRows,
            places: SitePlace.places(of: content.case.site), judged: content.judgement.map(JudgementIndex.init),
            holdsRecords: holdsRecords || content.document == nil)
        var page = MarkupWriter()
        page.documentType()
        page.element("html", ["lang": content.document?.language ?? "en"]) { page in
            page.element("head") { report.head(&$0) }
            page.element("body") { report.body(&$0) }
        }
        return page.markup
    }
}

/// A report being written: the content, put in order. Each section is in a file of its own.
struct ReportPage {
    let content: ReportContent
    let index: ReportIndex
    let unfoldedRows: Int
    /// The parts of the site that each fit on one map.
    let places: [SitePlace]
    /// What was judged; nil where nothing was.
    var judged: JudgementIndex?
    /// Whether the records follow the chapters; without chapters they always stand there.
    var holdsRecords = true

    /// A section of the page: anchor, title and what writes it.
    typealias Section = (anchor: String, title: String, write: (inout MarkupWriter) -> Void)

    /// The sections after the summary. What a judgement rests on comes before what was observed; measurements, objects, changes of
    /// the ground and trains are there where there are some.
    private var sections: [Section] { judgementSections + scenarioSections + observationSections }

    private var observationSections: [Section] {
        [
            ("site", "The site", siteSection), ("counts", "Counts", countSection),
            ("activity", "Through time", activitySection),
            ("measurements", "Measurements", measurementSection), ("looks", "Looks", lookSection),
            ("objects", "Objects through time", objectSection),
            ("ground", "Changes of the ground", groundSection), ("scenes", "Scenes", sceneSections),
            ("trains", "Trains on tracks", trainSection),
            ("detections", "Detections", detectionSection),
            ("numbers", "Every number leads back", numberSection), ("method", "Method and limits", methodSection),
            ("provenance", "Provenance", provenanceSection),
        ].filter { section in
            switch section.0 {
            case "measurements": !index.measurementsOfLook.isEmpty
            case "activity": !content.activity.series.isEmpty
            case "trains": !content.consists.isEmpty
            case "objects": !content.objects.isEmpty
            case "ground": !content.comparisons.isEmpty
            default: true
            }
        }
    }

    func head(_ page: inout MarkupWriter) {
        page.leaf("meta", ["charset": "utf-8"])
        page.leaf(
            "meta",
            [
                "http-equiv": "Content-Security-Policy",
                "content":
                    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'",
            ])
        page.leaf("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        page.leaf("meta", ["name": "generator", "content": "Revisit " + content.softwareVersion])
        if let head = content.auditHead {
            page.leaf("meta", ["name": "revisit-audit", "content": "\(head.number) \(head.hash)"])
        }
        page.element("title", text: content.case.title)
        page.style(ReportStyle.sheet)
        if judged != nil || content.scenarios != nil { page.style(JudgementStyle.sheet) }
        if content.scenarios != nil { page.style(ScenarioStyle.sheet) }
        if content.document != nil { page.style(ChapterStyle.sheet) }
    }

    func body(_ page: inout MarkupWriter) {
        if let document = content.document { return body(&page, of: document) }
        if judged == nil {
            page.element("a", ["class": "skip", "href": "#summary"], text: "Skip to the summary")
        } else {
            page.element("a", ["class": "skip", "href": "#judgement"], text: "Skip to the judgement")
        }
        if content.isSimulated { simulationBanner(&page) }
        page.element("header") { page in
            titleBlock(&page)
            for sentence in content.redaction.sentences { page.element("p", ["class": "handling"], text: sentence) }
        }
        page.element("nav", ["aria-label": "Sections"]) { page in
            page.element("ol") { page in
                if judged != nil {
                    page.element("li") { $0.element("a", ["href": "#judgement"], text: "Judgement") }
                }
                page.element("li") { $0.element("a", ["href": "#summary"], text: "Summary") }
                for section in sections {
                    page.element("li") { $0.element("a", ["href": "#" + section.anchor], text: section.title) }
                }
            }
        }
        if !roles.isEmpty { ZoneHatching.definitions(&page, roles) }
        page.element("main") { records(&$0) }
        foot(&page)
    }

    /// The page with chapters before the records.
    private func body(_ page: inout MarkupWriter, of document: Document) {
        let anchor = Anchor.chapter(document.front.id)
        page.element("a", ["class": "skip", "href": "#" + anchor], text: document.front.title)
        if content.isSimulated { page.reworded(by: document.rewording) { simulationBanner(&$0) } }
        page.element("header") { page in
            marks(&page, of: document)
            titleBlock(&page)
        }
        page.element("nav", ["aria-label": document.labels.contents, "class": "contents"]) { page in
            page.element("ol") { page in
                for chapter in document.parts {
                    page.element("li") { page in
                        page.element(
                            "a", ["href": "#" + Anchor.chapter(chapter.id)],
                            text: (chapter.number.map { "\($0). " } ?? "") + chapter.title)
                    }
                }
                page.element("li") { $0.element("a", ["href": "#references"], text: document.labels.references) }
                if holdsRecords {
                    page.element("li") { $0.element("a", ["href": "#records"], text: document.labels.records) }
                }
            }
        }
        if !roles.isEmpty { ZoneHatching.definitions(&page, roles) }
        // References lead to what is on the page, so that is written first.
        var read = MarkupWriter()
        chapters(&read, of: document)
        var kept = MarkupWriter()
        if holdsRecords { records(&kept) }
        let places = read.places.union(kept.places)
        page.element("main") { page in
            page.raw(read.markup)
            references(&page, of: document, places: places)
            if holdsRecords {
                page.element("section", ["id": "records", "aria-labelledby": "records-title"]) { page in
                    page.element("h2", ["id": "records-title"], text: document.labels.records)
                    page.element("nav", ["aria-label": document.labels.records]) { page in
                        page.element("ol", ["lang": document.language == "en" ? nil : "en"]) { page in
                            for section in sections {
                                page.element("li") {
                                    $0.element("a", ["href": "#" + section.anchor], text: section.title)
                                }
                            }
                        }
                    }
                }
                if !document.labels.recordsLanguage.isEmpty {
                    page.element("p", text: document.labels.recordsLanguage)
                }
                // What records say is written in English, whatever the chapters' language.
                page.element("div", ["lang": "en"]) { $0.raw(kept.markup) }
            }
        }
        page.reworded(by: document.rewording) { foot(&$0) }
    }

    /// How the report may be handed on.
    private func marks(_ page: inout MarkupWriter, of document: Document) {
        guard !document.handling.isEmpty else { return }
        page.element("p", ["class": "handling"], text: document.handling.joined(separator: " · "))
    }

    /// The sections that hold what everything rests on.
    private func records(_ page: inout MarkupWriter) {
        if let judged {
            page.element("section", ["id": "judgement", "aria-labelledby": "judgement-title"]) {
                judgement(&$0, judged)
            }
        }
        page.element("section", ["id": "summary", "aria-labelledby": "summary-title"]) { summary(&$0) }
        for section in sections {
            page.element("section", ["id": section.anchor, "aria-labelledby": section.anchor + "-title"]) { page in
                page.element("h2", ["id": section.anchor + "-title"], text: section.title)
                section.write(&page)
            }
        }
    }

    private func foot(_ page: inout MarkupWriter) {
        page.element("footer") { page in
            if let document = content.document { marks(&page, of: document) }
            page.element(
                "p",
                text: "Written by Revisit \(content.softwareVersion) from the case “\(content.case.id)”. "
                    + "The same inputs give the same report. All times are UTC; lengths are in metres on the ground; "
                    + "directions are degrees clockwise from true north.")
        }
        page.script(ReportScript.text)
        guard holdsRecords, let library = content.plotLibrary,
            !content.activity.series.isEmpty || judged?.hasCourseChart == true
        else { return }
        page.library(library)
        page.script(PlotFigure.script)
    }

    private func simulationBanner(_ page: inout MarkupWriter) {
        let drawn = index.scenes.filter(\.isSimulated).count
        let sentence =
            switch (drawn, index.scenes.count) {
            case (0, _): "A part of what this report shows was made by a program and does not show the real place."
            case (let drawn, let all) where drawn == all:
                "All scenes in this report were drawn by a program. Nothing in it is an observation of a real place."
            case (let drawn, let all):
                "\(drawn) of \(all) scenes were drawn by a program and show no real place; each says so."
            }
        page.element("aside", ["class": "banner", "id": "simulated", "aria-label": "Simulated"]) { page in
            page.element("strong", text: (content.document?.labels.simulated ?? "Simulated") + ". ")
            page.text(sentence)
        }
    }
}
