import CaseFilesYAML
import DrawnScenesGDAL
import Foundation
import Geodesy
import Rasters
import SceneSimulation
import Sites

/// A case of drawn scenes: the same harbour on several dates, with other ships each time.
struct DrawnHarbourCase {
    let folder: String
    let dates: Int
    let seed: UInt64

    /// The harbour lies in the open sea south of Busan, where no harbour is, so that nobody takes it for one.
    private static let system = UniversalTransverseMercator(around: GeoPoint(longitude: 127.9, latitude: 34.3))
    private static let transform = Geodesy.GridTransform(
        originX: 400_000, columnX: 10, rowX: 0, originY: 3_800_000, columnY: 0, rowY: -10)

    /// Writes the case's files, the scenes and the truth.
    func write() throws {
        let made = try CaseFolder.newCase(
            at: folder, id: "drawn-harbour", title: "Drawn harbour (simulated)",
            question: "How many ships lie at the quay of a harbour that a program drew?")
        let drawing = HarbourDrawing(seed: seed)
        try made.write(site(drawing))
        for index in 0..<dates {
            let day = String(format: "2024-%02d-%02d", 1 + index / 28 % 12, 1 + index % 28)
            let drawing = HarbourDrawing(seed: seed &+ UInt64(index))
            let name = "harbour_\(day)"
            let description = DrawnSceneFile.Description(
                size: drawing.size, transform: Self.transform, epsg: Self.system.epsg, bands: HarbourDrawing.bands,
                metadata: ["REVISIT_SIMULATED": "yes"], hasOverviews: false)
            try DrawnSceneFile.write(
                drawing.raster(), description, reflectanceScale: 0.0001, threads: 1,
                to: "\(made.imageryFolder)/\(name).tif")
            let facts = """
                time: \(day)
                platform: simulated
                simulated: true
                reflectance_scale: 0.0001
                nodata: 0
                credit: drawn by revisit, no real place
                bands:
                \(HarbourDrawing.bands.map { "  - {name: \($0), common_name: \($0)}" }.joined(separator: "\n"))

                """
            try AtomicFile.write(Data(facts.utf8), to: "\(made.imageryFolder)/\(name).scene.yaml")
            try AtomicFile.write(Data(truth(drawing).utf8), to: "\(made.imageryFolder)/\(name).truth.json")
        }
    }

    private func truth(_ drawing: HarbourDrawing) -> String {
        let ships = drawing.ships().map { ship in
            let box = ship.box
            return "  {\"column\": \(box.centre.column), \"row\": \(box.centre.row), \"length\": \(box.length), "
                + "\"width\": \(box.width), \"angle\": \(box.angle), \"at_berth\": \(ship.isAtBerth)}"
        }
        return "{\"simulated\": true, \"ships\": [\n" + ships.joined(separator: ",\n") + "\n]}\n"
    }

    /// A berth along the quay, an anchorage and a fairway on the sea.
    private func site(_ drawing: HarbourDrawing) -> Site {
        let quay = drawing.quayColumn
        let height = Double(drawing.size.height)
        let corners = [
            (quay - 12, 4), (quay + 1, 4), (quay + 1, height - 4), (quay - 12, height - 4),
            (8, 8), (quay - 40, 8), (quay - 40, height * 0.62), (8, height * 0.62),
            (8, height * 0.64), (quay - 40, height * 0.64), (quay - 40, height - 8), (8, height - 8),
            (quay, 4), (quay, height - 4),
        ].map { Self.system.ground(Self.transform.map(PixelPoint(column: $0.0, row: $0.1))) }
        func area(_ range: Range<Int>) -> MultiPolygon<GeoPoint> {
            MultiPolygon([Polygon(outer: Ring(Array(corners[range])))])
        }
        return Site(
            name: "Drawn harbour (simulated)",
            facilities: [Facility(id: "harbour", name: "Drawn harbour", kind: "port")],
            zones: [
                Zone(id: "quay", name: "Quay", role: .berth, facility: "harbour", area: area(0..<4)),
                Zone(id: "roads", name: "Roads", role: .anchorage, facility: "harbour", area: area(4..<8)),
                Zone(id: "channel", name: "Channel", role: .fairway, facility: "harbour", area: area(8..<12)),
            ],
            berths: [Berth(id: "quay-line", name: "Quay line", zone: "quay", line: Array(corners[12...13]))])
    }
}
