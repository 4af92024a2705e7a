import Evidence

/// Where a detection stands on its track, for tables of detections.
extension DetectionRow {
    /// Names of the columns that follow ``columns`` where tracks were read: the track, the vehicle's number on it from 1,
    /// its first and last station in metres, and other tracks that it may stand on.
    public static let trackColumns = ["track", "order", "track_start_m", "track_end_m", "other_tracks"]

    /// What stands in those columns for a detection that is on no track.
    static let nowhere = [Value](repeating: .missing, count: trackColumns.count)

    /// What stands in those columns, by detection.
    static func places(on consists: [Consist]) -> [String: [Value]] {
        var places: [String: [Value]] = [:]
        for consist in consists {
            for (index, vehicle) in consist.vehicles.enumerated() {
                places[vehicle.detection] = [
                    .text(consist.track), .number(Double(index + 1)), .number(vehicle.start), .number(vehicle.end),
                    vehicle.otherTracks.isEmpty ? .missing : .text(vehicle.otherTracks.joined(separator: " ")),
                ]
            }
        }
        return places
    }

    /// The tracks of a scene as a member of its GeoJSON object; empty where none were read.
    static func tracks(of consists: [Consist]) -> String {
        guard !consists.isEmpty else { return "" }
        let tracks = consists.map { consist in
            var members = [
                "\"track\":\(quoted(consist.track))", "\"sure\":\(consist.isTrackSure)",
                "\"length_m\":\(text(consist.length))", "\"visible_share\":\(text(consist.visibleShare))",
                "\"consist\":\(quoted(consist.sentence))",
            ]
            switch consist.count {
            case .count(let detected, let low, let high, let level, let method):
                members += [
                    "\"vehicles\":\(detected)", "\"low\":\(low)", "\"high\":\(high)", "\"level\":\(text(level))",
                    "\"method\":\(quoted(method))",
                ]
            case .measured, .told: break  // a train is counted
            case .notApplicable(let reason), .undetermined(let reason):
                members.append("\"undetermined\":\(quoted(reason))")
            }
            if !consist.hidden.isEmpty {
                let stretches = consist.hidden.map { "[\(text($0.start)),\(text($0.end))]" }
                members.append("\"hidden_m\":[\(stretches.joined(separator: ","))]")
            }
            if !consist.notes.isEmpty {
                members.append("\"notes\":[\(consist.notes.map(quoted).joined(separator: ","))]")
            }
            return "{" + members.joined(separator: ",") + "}"
        }
        return ",\"tracks\":[\(tracks.joined(separator: ","))]"
    }
}
