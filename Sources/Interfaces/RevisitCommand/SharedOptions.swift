import ArgumentParser
import Foundation

/// Options that all commands share.
struct SharedOptions: ParsableArguments {
    @Flag(name: .long, help: "Print results and events as JSON, one object a line, for machines.")
    var json = false

    @Flag(name: .shortAndLong, help: "Print results only, no progress.")
    var quiet = false
}

/// How much is done at once.
struct JobOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "Tiles worked on at once; by default one for each core.")
    var jobs: Int?

    /// The number of tiles worked on at once.
    var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

    mutating func validate() throws {
        if let jobs, !(1...1024).contains(jobs) {
            throw ValidationError("--jobs must lie between 1 and 1024, found \(jobs).")
        }
    }
}

/// What reading a file may touch.
struct AccessOptions: ParsableArguments {
    @Flag(help: "Let a VRT name files outside of its own folder.")
    var allowOutsideFiles = false
}

/// Facts of a scene that its file does not tell and without which it cannot be read rightly.
struct FactOptions: ParsableArguments {
    @Option(help: "When it was taken, in ISO 8601: 2023-08-17T10:05:33Z, or 2023-08-17 for the whole day.")
    var time: String?
    @Option(help: "Satellite or aircraft: sentinel-2a.")
    var platform: String?
    @Option(help: "Metres on the ground for one pixel, where the image has no georeference.")
    var gsd: Double?
    @Option(parsing: .unconditional, help: "Stored number that stands for a missing pixel; nan allowed.")
    var nodata: Double?
    @Option(help: "Factor from stored number to reflectance 0…1: 0.0001 for Sentinel-2 before 2022.")
    var reflectanceScale: Double?
    @Option(parsing: .unconditional, help: "What is added after the factor: -0.1 for Sentinel-2 from 2022 on.")
    var reflectanceOffset: Double?
    @Option(help: "Common names of the bands in their order, separated by commas: blue,green,red,nir.")
    var bands: String?
    @Option(help: "Coordinate system where the file has none: EPSG:32652.")
    var crs: String?
    @Option(parsing: .unconditional, help: "Height above the ellipsoid in metres, for imagery with RPCs only.")
    var height: Double?
    @Option(help: "Metres by which the ground may lie above or below --height.")
    var heightError: Double?
    @Option(help: "Terrain model with heights above the ellipsoid, for imagery with RPCs only.")
    var dem: String?
}

/// Facts of a scene that are kept with it and change nothing in how it is read.
struct RecordOptions: ParsableArguments {
    @Option(help: "Direction of the sun in degrees clockwise from north.")
    var sunAzimuth: Double?
    @Option(parsing: .unconditional, help: "Height of the sun above the horizon in degrees.")
    var sunElevation: Double?
    @Option(help: "Angle at the sensor between straight down and the line of sight, in degrees.")
    var offNadir: Double?
    @Option(help: "Angle on the ground between the vertical and the line to the sensor, in degrees.")
    var incidenceAngle: Double?
    @Option(help: "Share of the scene under cloud, in percent.")
    var cloudCover: Double?
    @Option(help: "Cloud mask: a raster (not 0 is cloud) or polygons; its path.")
    var cloudMask: String?
    @Option(help: "Whom to name beside a picture of it.")
    var credit: String?
}
