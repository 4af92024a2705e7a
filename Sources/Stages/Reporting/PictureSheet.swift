import Geodesy

/// Draws small pictures with boxes over them, side by side.
enum PictureSheet {
    static func gallery(_ page: inout MarkupWriter, _ gallery: EvaluationContent.Gallery) {
        page.element("h2", text: "\(gallery.title) (\(gallery.items.count))")
        page.element("p", text: gallery.explanation)
        guard !gallery.items.isEmpty else {
            page.element("p", ["class": "absent"], text: "None.")
            return
        }
        page.element("div", ["class": "sheet"]) { page in
            for item in gallery.items {
                page.element("figure") { page in
                    if let picture = item.picture { draw(&page, item, picture) }
                    page.element("figcaption", text: item.caption)
                }
            }
        }
    }

    /// Draws one picture with its boxes.
    static func draw(_ page: inout MarkupWriter, _ item: EvaluationContent.Item, _ picture: EncodedPicture) {
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(picture.width) \(picture.height)", "class": "cutout", "role": "img",
                "aria-label": item.caption,
            ]
        ) { page in
            page.leaf(
                "image",
                [
                    "width": "\(picture.width)", "height": "\(picture.height)", "href": picture.address,
                ])
            for outline in item.outlines {
                var path = ""
                for (index, corner) in outline.box.corners.map(item.toPicture.map).enumerated() {
                    path += (index == 0 ? "M" : "L") + Wording.coordinate(corner.x) + " " + Wording.coordinate(corner.y)
                }
                page.leaf(
                    "path",
                    ["d": path + "Z", "class": "\(outline.kind.rawValue)\(outline.isSubject ? " subject" : "")"])
            }
        }
    }
}

/// What a sheet of pictures adds to the report's style.
enum PictureSheetStyle {
    static let sheet: StaticString = """

        .sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .4rem 1rem }
        .sheet figure { margin: .5rem 0 } .sheet figcaption { font-size: .78rem; line-height: 1.35; margin-top: .3rem }
        .squares { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: .4rem 1.4rem }
        .squares figure { margin: .4rem 0 } .squares figcaption { font-size: .8rem; line-height: 1.35 }
        .cutout { border: 1px solid var(--line); image-rendering: pixelated } .cutout path { fill: none; stroke-width: 1.2;
          vector-effect: non-scaling-stroke } .cutout .subject { stroke-width: 2.6 } .cutout .truth { stroke: #19e36b }
        .cutout .passed { stroke: #c8ccd0; stroke-dasharray: 3 3 } .cutout .found { stroke: #ffb000 }
        .cutout .faint { stroke: #ff5cd6; stroke-dasharray: 4 2 }
        .key span { white-space: nowrap; margin-right: 1rem } .key b { font-weight: 600 }

        """
}
