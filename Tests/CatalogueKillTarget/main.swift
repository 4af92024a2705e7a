import Catalogue
import CatalogueGeoPackage
import Evidence
import Foundation
import Geodesy
import Rasters

// CatalogueKillTarget FILE [COUNT]: commits batches and says the number of each one that is done, COUNT of
// them or until somebody kills it. Batch n belongs to one of five scenes, replaces what that scene had, and tells in its
// run how many records it has.

/// Writes a line at once, since nobody will flush it later.
func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

let catalogue = try GeoPackageCatalogue(path: CommandLine.arguments[1])
var number = (try await catalogue.runs().map(\.stageVersion).max() ?? 0) + 1
say("open")

let last = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 0 : .max
while number <= last {
    let scene = "scene \(number % 5)"
    let detectionCount = number * 37 % 300
    let network = ModelReference(name: "ships", sha256: "00")
    let run = StageRun(
        stage: "detect", stageVersion: number, softwareVersion: "0", subject: scene, configuration: "{}",
        inputs: ["3 looks", "\(detectionCount) detections"], model: network)
    let looks = (0..<3).map { zone in
        Look(
            id: "\(scene)/\(zone)", scene: scene, zone: "\(zone)", coveredShare: 1, cloudShare: nil,
            visibleShare: 1, groundSamplingDistance: 10, requiredGroundSamplingDistance: 10, usability: .usable,
            reasons: [])
    }
    let detections = (0..<detectionCount).map { index in
        let centre = GeoPoint(longitude: Double(number % 360) - 180, latitude: Double(index) / 10)
        let corners = [(50.0, 10.0), (50, -10), (-50, -10), (-50, 10)].map {
            Ellipsoid.wgs84.point(from: centre, east: $0.0, north: $0.1)
        }
        return Detection(
            id: "\(number)/\(index)", scene: scene, className: "ship", score: 0.5,
            pixelBox: OrientedBox(left: 0, top: 0, right: 10, bottom: 2),
            groundBox: GroundBox(centre: centre, corners: corners), model: network)
    }
    let observations = looks.map { look in
        Observation(
            id: "\(look.id)/ships", look: look.id, quantity: "ships",
            result: .count(detected: detectionCount, low: 0, high: detectionCount, level: 0.8, method: "test"),
            detections: detections.prefix(20).map(\.id), model: network)
    }
    try await catalogue.commit(
        RunBatch(
            run: run,
            scenes: [
                Scene(
                    id: scene, title: "\(number)", size: RasterSize(width: 1, height: 1), bands: [], files: [])
            ],
            looks: looks, detections: detections, observations: observations))
    say("\(number)")
    number += 1
}
try catalogue.close()
