/// How a network reads strips along tracks, and how its marks are weighed: the card's `revisit:strip`.
///
/// Weights of the programme are exponents on what the network says: neighbouring samples say nearly the same, so one
/// sample counts for less than an independent observation would. They are to be fitted on drawn scenes; the values
/// here are starting values found on drawn marks, none of them on a real yard.
public struct StripSettings: Hashable, Codable, Sendable {
    /// Rows of a strip.
    public var across = 48
    /// Metres between samples, along and across.
    public var sampling = 0.3
    /// How far a sample's influence reaches along the strip, in samples.
    public var margin = 96
    /// What the number of samples of a window must be a multiple of.
    public var lattice = 32
    /// Samples of a window that the network is given at once, margins included; results do not depend on it.
    public var window = 1024

    /// Weight of a sample's log-odds of lying on a vehicle.
    public var occupancyWeight = 0.15
    /// Weight of the logarithm of the heat of a beginning or an end.
    public var endWeight = 2.0
    /// Heat at which a beginning or an end is as likely as none.
    public var neutralHeat = 0.12
    /// Cost of a beginning or end that the network marks inside of a vehicle.
    public var strayMarkCost = 2.0
    /// Samples that a vehicle's class probabilities count for.
    public var classWeight = 6.0

    /// Vehicles or runs of vehicles that begin on a kilometre of track that is free before.
    public var startsPerKilometre = 8.0
    /// Probability that another vehicle is coupled to one that ends.
    public var coupledShare = 0.8
    /// Metres between the bodies of coupled vehicles: between those whose outlines hold the buffers and those with
    /// automatic couplers, which stand out by half a metre at each end (1.0 to 1.2 m less body than length over
    /// couplers: 12 020 mm for the tank car 15-1547, 13 920 mm for the open car 12-132).
    public var couplingGap = 1.1
    /// Standard deviation of that gap in metres.
    public var couplingGapSpread = 0.35
    /// Gap in metres up to which vehicles belong to one train.
    public var largestCouplingGap = 2.4
    /// Probability that a vehicle stands at the end of what can be seen of a track.
    public var edgeShare = 0.1
    /// Metres of a hidden stretch from which on nothing is concluded about what stands in it; shorter ones (a
    /// footbridge, a gantry) are bridged by what is seen on both sides.
    public var smallestHiddenStretch = 6.0
    /// Width in metres of a box around a vehicle: the median of 503 outlined in SWISSIMAGE is 2.7 m, cars of 1520 mm
    /// gauge are wider.
    public var vehicleWidth = 2.9

    /// Makes the settings that hold where a card says nothing.
    public init() {}

    enum CodingKeys: String, CodingKey {
        case across = "samples_across"
        case sampling, margin, lattice, window
        case occupancyWeight = "occupancy_weight"
        case endWeight = "end_weight"
        case neutralHeat = "neutral_heat"
        case strayMarkCost = "stray_mark_cost"
        case classWeight = "class_weight"
        case startsPerKilometre = "starts_per_km"
        case coupledShare = "coupled_share"
        case couplingGap = "coupling_gap"
        case couplingGapSpread = "coupling_gap_spread"
        case largestCouplingGap = "largest_coupling_gap"
        case edgeShare = "edge_share"
        case smallestHiddenStretch = "smallest_hidden_stretch"
        case vehicleWidth = "vehicle_width"
    }

    /// Reads settings; what is not told keeps its starting value.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func read<Value: Decodable>(_ key: CodingKeys, into value: inout Value) throws {
            if let told = try values.decodeIfPresent(Value.self, forKey: key) { value = told }
        }
        try read(.across, into: &across)
        try read(.sampling, into: &sampling)
        try read(.margin, into: &margin)
        try read(.lattice, into: &lattice)
        try read(.window, into: &window)
        try read(.occupancyWeight, into: &occupancyWeight)
        try read(.endWeight, into: &endWeight)
        try read(.neutralHeat, into: &neutralHeat)
        try read(.strayMarkCost, into: &strayMarkCost)
        try read(.classWeight, into: &classWeight)
        try read(.startsPerKilometre, into: &startsPerKilometre)
        try read(.coupledShare, into: &coupledShare)
        try read(.couplingGap, into: &couplingGap)
        try read(.couplingGapSpread, into: &couplingGapSpread)
        try read(.largestCouplingGap, into: &largestCouplingGap)
        try read(.edgeShare, into: &edgeShare)
        try read(.smallestHiddenStretch, into: &smallestHiddenStretch)
        try read(.vehicleWidth, into: &vehicleWidth)
    }

    /// What is wrong with the settings, in words; nil where they can be used.
    var flaw: String? {
        if !(8...512).contains(across) { return "'samples_across' must lie in 8…512" }
        if !(0.05...2).contains(sampling) { return "'sampling' must lie in 0.05…2 metres" }
        if !(1...1024).contains(lattice) || !(0...4096).contains(margin) {
            return "'lattice' must lie in 1…1024 and 'margin' in 0…4096 samples"
        }
        if window < 2 * margin + 4 * lattice || window > 65_536 {
            return "'window' must exceed twice 'margin' by four times 'lattice', and not exceed 65536 samples"
        }
        let weights = [occupancyWeight, endWeight, strayMarkCost, classWeight]
        if !weights.allSatisfy({ $0 >= 0 && $0 <= 100 }) { return "a weight does not lie in 0…100" }
        let shares = [neutralHeat, coupledShare, edgeShare]
        if !shares.allSatisfy({ $0 > 0 && $0 < 1 }) { return "a share does not lie between 0 and 1" }
        if !(startsPerKilometre > 0 && startsPerKilometre < 1000) { return "'starts_per_km' must lie above 0" }
        if !(couplingGap >= 0 && couplingGap <= largestCouplingGap && couplingGapSpread > 0.01
            && largestCouplingGap <= 10 && smallestHiddenStretch > 0 && vehicleWidth > 0.5 && vehicleWidth < 10)
        {
            return "a length does not lie where lengths of railways do"
        }
        return nil
    }
}
