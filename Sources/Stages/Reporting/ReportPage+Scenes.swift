import Evidence
import Foundation
import Geodesy
import Rasters
import Sites

/// A section for each scene: the picture with its boxes, then what is known and what is missing.
extension ReportPage {
    func sceneSections(_ page: inout MarkupWriter) {
        guard !index.scenes.isEmpty else {
            page.element("p", ["class": "absent"], text: "No scene has been added to this case.")
            return
        }
        for scene in index.scenes {
            page.element("article", ["id": Anchor.scene(scene.id), "class": "scene"]) { page in
                page.element("h3") { page in
                    let place = places.count > 1 ? places.first { isSeen($0, in: scene) } : nil
                    page.text((place.map { $0.title + " · " } ?? "") + Wording.shortTime(scene.time) + " ")
                    page.element("small", text: scene.title)
                }
                if scene.isSimulated {
                    page.element("p", ["class": "simulated"], text: "Simulated: this scene was drawn by a program.")
                }
                for sentence in warnings(scene) { page.element("p", ["class": "warning"], text: sentence) }
                picture(&page, scene)
                facts(&page, scene)
                weather(&page, scene)
            }
        }
    }

    private func warnings(_ scene: Scene) -> [String] {
        var sentences: [String] = []
        if scene.time == nil {
            sentences.append("The time of this scene is not known, so it supports no statement about time.")
        }
        if !content.hidesPlaces, scene.transform == nil, scene.placement == .none {
            sentences.append(
                "This scene has no georeference: its detections have a place in pixels only and belong to no zone.")
        }
        for run in index.unfinishedRuns(for: scene.id, model: nil) {
            let failures = run.failures.prefix(5).map(Wording.clause)
            let rest = run.failures.count - failures.count
            sentences.append(
                "Stage “\(run.stage)” processed \(Wording.percent(run.processedShare)) of this scene; its counts hold "
                    + "for that share." + (failures.isEmpty ? "" : " Failed: " + failures.joined(separator: "; ") + ".")
                    + (rest > 0 ? " And \(rest) more; see the run in the provenance." : ""))
        }
        return sentences
    }

    private func picture(_ page: inout MarkupWriter, _ scene: Scene) {
        guard let picture = content.pictures[scene.id], picture.image.width > 0, picture.image.height > 0 else {
            let isLeftOut = content.hidesPlaces || content.hidesImagery
            page.element(
                "p", ["class": "absent"],
                text: isLeftOut
                    ? "The picture of this scene is \(ReportContent.leftOut)." : "There is no picture of this scene.")
            return
        }
        let detections = index.detectionsOfScene[scene.id] ?? []
        page.element("figure", ["class": "wide"]) { page in
            annotated(scene, picture).draw(&page)
            page.element("figcaption") { page in
                var parts = [Wording.time(scene.time), sensor(scene)]
                if let gsd = scene.groundSamplingDistance {
                    parts.append("GSD \(Wording.number(gsd, decimals: 2)) m")
                }
                if !picture.rendering.isEmpty { parts.append(picture.rendering) }
                if let surest = detections.first, let least = detections.last {
                    parts.append(
                        "\(Wording.count(detections.count, "detection")), each box leads to its row; the boxes are drawn "
                            + "one pixel away from the object and numbered by falling score, from "
                            + "\(Wording.number(surest.score, decimals: 2)) to "
                            + Wording.number(least.score, decimals: 2))
                } else {
                    parts.append("no detections")
                }
                if picture.metresPerPixel == nil { parts.append("no scale: metres per pixel are not known") }
                if picture.north == nil { parts.append("north is not known") }
                page.text(parts.joined(separator: " · ") + ". ")
                page.element("span", ["class": "credit"], text: credit(scene))
                if scene.isSimulated { page.element("strong", text: " Simulated.") }
            }
        }
    }

    /// Whether a zone of a place was looked at in a scene.
    func isSeen(_ place: SitePlace, in scene: Scene) -> Bool {
        let zones = Set(place.site.zones.map(\.id))
        return (index.looksOfScene[scene.id] ?? []).contains { zones.contains($0.zone) }
    }

    /// A scene's picture with what was found in it and the zones that were looked at in it.
    func annotated(_ scene: Scene, _ picture: ScenePicture) -> AnnotatedPicture {
        let looks = index.looksOfScene[scene.id] ?? []
        let zones = looks.compactMap { index.zoneByID[$0.zone] }.map { zone in
            (
                zone: zone,
                name: places.first { $0.site.zones.contains { $0.id == zone.id } }?.shortName(zone) ?? zone.name
            )
        }
        return AnnotatedPicture(
            scene: scene, picture: picture, detections: index.detectionsOfScene[scene.id] ?? [],
            number: index.numberOfDetection, zones: zones)
    }

    func sensor(_ scene: Scene) -> String {
        if content.hidesImagery { return "sensor " + ReportContent.leftOut }
        let parts = [
            scene.platform ?? scene.constellation,
            scene.instruments.isEmpty ? nil : scene.instruments.joined(separator: ", "),
        ]
        .compactMap { $0 }
        let name = parts.isEmpty ? scene.constellation ?? "sensor not known" : parts.joined(separator: " ")
        return name + (scene.processingLevel.map { ", level \($0)" } ?? "")
    }

    func credit(_ scene: Scene) -> String {
        if content.hidesImagery { return "Credit: \(ReportContent.leftOut)." }
        if let credit = scene.credit ?? content.case.credit { return Wording.sentence("Credit: \(credit)") }
        return scene.isSimulated ? "Drawn by a program." : "Credit: not told."
    }

    private func facts(_ page: inout MarkupWriter, _ scene: Scene) {
        let detections = index.detectionsOfScene[scene.id] ?? []
        page.element("dl", ["class": "facts"]) { page in
            func entry(_ name: String, _ text: String) {
                page.element("dt", text: name)
                page.element("dd", text: text)
            }
            entry("Time (UTC)", Wording.time(scene.time))
            entry("Sensor", sensor(scene))
            entry(
                "Ground sampling",
                scene.groundSamplingDistance.map {
                    Wording.number($0, decimals: 2) + " m on the ground from pixel to pixel (GSD)"
                } ?? "not known")
            entry(
                "Size", "\(scene.size.width) × \(scene.size.height) pixels, \(Wording.count(scene.bands.count, "band"))"
            )
            entry("Placed by", placement(scene))
            if let alignment = content.alignments[scene.id] { entry("Laid on", laid(alignment)) }
            let directions = directions(scene.geometry)
            if !directions.isEmpty { entry("Sun and view", directions) }
            if let cloud = scene.cloudCover { entry("Cloud, by the provider", Wording.percent(cloud)) }
            page.element("dt", text: "Missing facts")
            page.element("dd") { page in
                if scene.missing.isEmpty {
                    page.text(content.hidesImagery ? ReportContent.leftOut : "none")
                } else {
                    folded(&page, Wording.list(scene.missing.map(\.fact)), isOpen: false) { page in
                        page.element("ul") { page in
                            for fact in scene.missing {
                                page.element("li", text: "\(fact.fact): \(Wording.sentence(fact.remedy))")
                            }
                        }
                    }
                }
            }
            if !scene.notes.isEmpty {
                page.element("dt", text: "Notes")
                page.element("dd") { page in
                    page.element("ul", ["class": "plain"]) { page in
                        for note in Wording.joined(scene.notes) { page.element("li", text: Wording.sentence(note)) }
                    }
                }
            }
            page.element("dt", text: "Counts")
            page.element("dd") { sceneCounts(&$0, scene) }
            page.element("dt", text: "Detections")
            page.element("dd") { page in
                if detections.isEmpty {
                    page.text("none")
                } else {
                    page.element(
                        "a", ["href": "#" + Anchor.scene(scene.id) + "-detections"],
                        text: Wording.count(detections.count, "detection"))
                }
            }
            page.element("dt", text: scene.files.count == 1 ? "File" : "Files")
            page.element("dd") { page in
                if scene.files.isEmpty {
                    page.text(content.hidesImagery ? ReportContent.leftOut : "none recorded")
                } else if scene.files.count == 1 {
                    files(&page, scene)
                } else {
                    folded(&page, Wording.count(scene.files.count, "file"), isOpen: false) { files(&$0, scene) }
                }
            }
            page.element("dt", text: "Scene id")
            page.element("dd") { $0.element("code", text: scene.id) }
        }
    }

    private func files(_ page: inout MarkupWriter, _ scene: Scene) {
        page.element("ul", ["class": "plain"]) { page in
            for file in scene.files {
                page.element("li") { page in
                    page.text(file.path + (file.size.map { ", \($0) bytes" } ?? "") + ", SHA-256 ")
                    page.element("code", text: file.sha256)
                }
            }
        }
    }

    private func sceneCounts(_ page: inout MarkupWriter, _ scene: Scene) {
        let looks = index.looksOfScene[scene.id] ?? []
        guard !looks.isEmpty else {
            page.text("no zone was looked at in this scene")
            return
        }
        page.element("ul", ["class": "plain"]) { page in
            for look in looks {
                page.element("li") { page in
                    page.element("a", ["href": "#" + Anchor.look(look.id)], text: index.zoneName(look.zone))
                    let observations = index.wholeObservations(of: look)
                    page.text(observations.isEmpty ? ": no count was made (look \(look.usability.rawValue))" : ": ")
                    for (position, observation) in observations.enumerated() {
                        page.text((position > 0 ? "; " : "") + observation.quantity + " ")
                        countLink(&page, observation, level: true)
                        page.text(remark(look, observation, before: ", "))
                    }
                }
            }
        }
    }

    private func placement(_ scene: Scene) -> String {
        if content.hidesPlaces { return ReportContent.leftOut }
        let system = scene.coordinateSystem.map { system in
            system.name + (system.epsg.map { " (EPSG:\($0))" } ?? "")
        }
        switch scene.placement {
        case .none: return scene.transform == nil ? "nothing: no georeference" : system ?? "an unknown system"
        case .affine: return "affine transform" + (system.map { ", " + $0 } ?? ", coordinate system not known")
        case .controlPoints: return "ground control points" + (system.map { ", " + $0 } ?? "")
        case .rationalPolynomialsOverTerrain(let path): return "rational polynomials over the terrain model \(path)"
        case .rationalPolynomialsAtHeight(let height):
            let error = scene.placementError.map {
                ", level; where the ground is higher or lower than that, places lie up to "
                    + "\(Wording.number($0, decimals: 1)) m off"
            }
            return "rational polynomials at a height of \(Wording.number(height, decimals: 1)) m above the ellipsoid"
                + (error ?? "")
        }
    }

    private func directions(_ geometry: ViewingGeometry) -> String {
        let parts: [(String, Double?)] = [
            ("sun azimuth", geometry.sunAzimuth), ("sun elevation", geometry.sunElevation),
            ("off-nadir", geometry.offNadir), ("incidence", geometry.incidence),
            ("view azimuth", geometry.viewAzimuth),
        ]
        return parts.compactMap { name, value in
            value.map { "\(name) \(Wording.number($0, decimals: 1))°" }
        }.joined(separator: ", ")
    }
}
