import Sites

extension ZoneRole {
    /// Whether a quantity is what a zone with this role is watched for, so that findings are drawn from it.
    ///
    /// A tank that is told in a car park is a false alarm, and a ship at a berth is not told twice.
    func isAskedFor(_ quantity: String) -> Bool {
        if quantity.contains("(track ") { return false }
        let isOnTracks = quantity.hasPrefix("rail vehicles") || quantity.hasSuffix(" on tracks")
        switch self {
        case .berth: return quantity == "ship at berth" || quantity == "boat"
        case .anchorage: return quantity == "ship at anchor" || quantity == "boat"
        case .fairway: return quantity == "ship under way" || quantity == "ship" || quantity == "boat"
        case .railSpur: return isOnTracks
        case .tankFarm, .processArea, .administration, .support, .road, .storageYard:
            return quantity == "vehicle" || isOnTracks
        case .other: return true
        }
    }

    /// Whether visits of single objects are told: of what can be told apart from others of its class.
    func followsObjects(ofClass name: String) -> Bool {
        switch self {
        case .berth, .anchorage, .fairway: name == "ship"
        case .railSpur: name != "vehicle" && name != "ship" && !name.hasPrefix("tank-f")
        case .tankFarm, .processArea, .administration, .support, .road, .storageYard: false
        case .other: !name.hasPrefix("tank-f")
        }
    }
}
