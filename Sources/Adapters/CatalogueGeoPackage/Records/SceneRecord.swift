import Evidence
import Foundation
import GRDB
import Geodesy
import Rasters

/// A ``Scene`` as a row of `scene`: whole in `record`, and once more in columns for GIS programs.
struct SceneRecord: StoredRecord {
    static let table = "scene"
    static let columns = [
        "geom", "id", "title", "time", "time_end", "platform", "constellation", "instruments", "processing_level",
        "gsd_m", "pixel_columns", "pixel_rows", "crs", "cloud_cover", "sun_azimuth", "sun_elevation", "off_nadir",
        "simulated", "credit", "missing", "record",
    ]

    var scene: Scene

    init(_ scene: Scene) { self.scene = scene }

    /// The outline as it is; NULL where there is none, or where it holds something that is not a number.
    ///
    /// An outline over the antimeridian is expected in two parts, as GeoJSON (RFC 7946, 3.1.9) asks.
    private var geometry: GeometryBlob? { scene.outline.map { GeometryBlob($0) }.flatMap { $0.isFinite ? $0 : nil } }

    var values: [DatabaseValue] {
        get throws {
            let missing = scene.missing.map { "\($0.fact): \($0.remedy)" }.joined(separator: "; ")
            return [
                geometry?.data.databaseValue ?? .null, scene.id.databaseValue, scene.title.databaseValue,
                ColumnTime.text(scene.time?.start).databaseValue, ColumnTime.text(scene.time?.end).databaseValue,
                scene.platform.databaseValue, scene.constellation.databaseValue,
                scene.instruments.joined(separator: ", ").databaseValue, scene.processingLevel.databaseValue,
                scene.groundSamplingDistance.databaseValue, scene.size.width.databaseValue,
                scene.size.height.databaseValue, (scene.coordinateSystem?.name).databaseValue,
                scene.cloudCover.databaseValue, scene.geometry.sunAzimuth.databaseValue,
                scene.geometry.sunElevation.databaseValue, scene.geometry.offNadir.databaseValue,
                scene.isSimulated.databaseValue, scene.credit.databaseValue, missing.databaseValue,
                try CanonicalJSON.text(scene).databaseValue,
            ]
        }
    }

    /// Reads a scene from its column `record`.
    static func scene(record: String) throws -> Scene { try CanonicalJSON.value(record) }
}

/// Times as GeoPackage wants them: UTC, always with milliseconds.
enum ColumnTime {
    /// "2023-08-17T10:05:33.000Z", rounded to the nearest millisecond; nil for nil.
    static func text(_ date: Date?) -> String? {
        date.map { AcquisitionTime.text($0, alwaysMilliseconds: true) }
    }
}
