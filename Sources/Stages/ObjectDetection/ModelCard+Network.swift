import Evidence

extension ModelCard {
    /// A card for a network that came without one, from what its author wrote into the file and from
    /// its shapes.
    ///
    /// Taken from the metadata of Ultralytics' exports (`names`, `task`) and of the QGIS plugin Deepness
    /// and of GeoDeep (`class_names`, `resolution` in centimetres, `det_conf`, `det_iou_thresh`, `tiles_overlap`). What
    /// is not told takes usual values: three bands red, green, blue, stretched to 0…1, score 0.25,
    /// overlap 0.45.
    ///
    /// - Throws: ``ModelError/cardDoesNotFit(name:reason:)`` where the output is none that is known.
    public init(
        uncarded network: NetworkFile, name: String, interface: NetworkInterface
    ) throws(ModelError) {
        func refuse(_ reason: String) -> ModelError {
            .cardDoesNotFit(name: name, reason: reason + "; write a model card (JSON) beside it and give that")
        }
        guard interface.inputs.count == 1, let input = interface.inputs.first, input.count == 4 else {
            throw refuse("a network without a card must have one input of shape [1, bands, rows, columns]")
        }
        let bands: [String]
        switch input[1] {
        case 3: bands = ["red", "green", "blue"]
        case 1: bands = ["pan"]
        default: throw refuse("which bands are its \(input[1]) input channels is not told")
        }
        let metadata = network.metadata
        guard let output = interface.outputs.first, output.count == 3 else {
            throw refuse("its output has the shape \(interface.outputs.first ?? []), not that of a YOLO export")
        }
        let isOriented = metadata["task"] == "obb" || metadata["det_type"]?.uppercased().contains("OBB") == true
        let names = Self.names(in: metadata) ?? []
        let extra = isOriented ? 5 : 4
        let fields = output.dropFirst().filter { $0 > 0 }.min() ?? 0
        let classCount = names.isEmpty ? fields - extra : names.count
        guard classCount > 0, classCount <= 10_000 else { throw refuse("its classes are not told") }
        let classNames = names.isEmpty ? (0..<classCount).map { "class \($0)" } : names
        let threshold = metadata["det_conf"].flatMap(Double.init) ?? 0.25
        let side = input[2] > 0 && input[3] == input[2] ? input[2] : 640
        guard input[2] <= 0 || input[2] == input[3] else { throw refuse("its tiles are not square") }
        // In percent of a tile's side, as Deepness writes it; half of it is each tile's margin.
        let overlap = metadata["tiles_overlap"].flatMap(Double.init).map { min(50, max(0, $0)) } ?? 25
        let resolution = metadata["resolution"].flatMap(Double.init).map { $0 / 100 }
        self.init(
            name: name, networkPath: network.path, sha256: network.sha256, licence: metadata["license"],
            bands: bands, values: .stretched, valueScale: 1, fill: 0,
            resolution: resolution.map { Resolution(target: $0, minimum: $0 * 0.8, maximum: $0 * 1.25) },
            head: isOriented ? .yoloOriented : .yoloBoxes, stride: 1, lattice: 1,
            margin: Int(Double(side) * overlap / 200),
            tile: side,
            mergeOverlap: metadata["det_iou_thresh"].flatMap(Double.init) ?? 0.45, minimumLength: 0,
            classes: classNames.map {
                ObjectClass(name: $0, threshold: threshold > 0 && threshold <= 1 ? threshold : 0.25)
            },
            trainingData: [], accuracy: nil,
            limits: ["It came without a model card: how it was taught and how well it does is not known."])
    }

    /// Class names as Ultralytics (`{0: 'plane', 1: 'ship'}`) or Deepness (`{"0": "plane"}`) write them.
    static func names(in metadata: [String: String]) -> [String]? {
        guard let text = metadata["names"] ?? metadata["class_names"] else { return nil }
        var names: [Int: String] = [:]
        var rest = text[...]
        while let digit = rest.firstIndex(where: \.isNumber) {
            let number = rest[digit...].prefix(while: \.isNumber)
            rest = rest[number.endIndex...]
            guard let colon = rest.firstIndex(of: ":"),
                let open = rest[colon...].firstIndex(where: { "'\"".contains($0) })
            else { break }
            let start = rest.index(after: open)
            guard let close = rest[start...].firstIndex(of: rest[open]) else { break }
            if let index = Int(number) { names[index] = String(rest[start..<close]) }
            rest = rest[rest.index(after: close)...]
        }
        guard !names.isEmpty, names.keys.sorted() == Array(0..<names.count) else { return nil }
        return names.sorted { $0.key < $1.key }.map(\.value)
    }
}
