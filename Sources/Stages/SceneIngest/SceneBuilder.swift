import Evidence
import Geodesy
import Rasters

/// Puts a scene together from what product, files and analyst tell.
struct SceneBuilder {
    private let path: String
    private var facts: ProductFacts
    let rasters: [DescribedRaster]
    private let supplied: SuppliedFacts
    /// Paths of the files, in the order that bands count.
    var paths: [String] = []

    private var bands: [Band] = []
    /// For each band which of ``rasters`` it lies in.
    private var rasterOfBand: [Int] = []
    private var reference = 0
    private var coordinateSystem: CoordinateSystem?
    private var placement = Scene.Placement.none
    /// Metres by which the ground may lie above or below the height that was taken; nil where none was.
    private(set) var heightError: Double?

    init(path: String, facts: ProductFacts, rasters: [DescribedRaster], supplied: SuppliedFacts) {
        self.path = path
        self.facts = facts
        self.rasters = rasters
        self.supplied = supplied
    }

    // MARK: - Bands and grid

    /// Makes the bands and lays their grids over the finest.
    mutating func layOut() throws(IngestError) {
        reference = GridLayout.reference(of: rasters)
        coordinateSystem =
            rasters[reference].plan.isSensorGeometry
            ? nil : rasters[reference].description.coordinateSystem
        for (number, raster) in rasters.enumerated() {
            var alignment = GridAlignment.identity
            if number != reference {
                let (found, note) = try GridLayout.alignment(of: raster, to: rasters[reference])
                alignment = found
                if let note { facts.notes.append(note) }
            }
            for plan in try plans(of: raster) {
                let described = raster.description.bands[plan.index - 1]
                guard let type = described.dataType else {
                    throw .notAnImage(
                        path: raster.plan.path, reason: "band \(plan.index) holds complex numbers, as radar data does")
                }
                var band = Band(
                    name: unique(plan.name), commonName: plan.commonName, centreWavelength: plan.centre,
                    fullWidth: plan.width, file: 0, subdataset: raster.plan.subdataset, index: plan.index,
                    size: raster.description.size, toReference: alignment, dataType: type)
                band.bitDepth = plan.bitDepth ?? described.bitDepth ?? (type == .uint8 ? 8 : nil)
                band.noData = described.noData ?? plan.noData
                if let scale = plan.scale {
                    band.scale = scale
                    band.offset = plan.offset ?? 0
                    band.unit = plan.unit ?? .digitalNumber
                } else if let scale = described.scale, scale != 1 || (described.offset ?? 0) != 0 {
                    // A file's own scale does not say of what; the analyst has to.
                    facts.notes.append(
                        "\(PathText.name(raster.plan.path)) gives band \(band.name) the scale \(scale) and the offset "
                            + "\(described.offset ?? 0) without saying to which unit; they are not used.")
                }
                bands.append(band)
                rasterOfBand.append(number)
            }
        }
        if bands.isEmpty { throw .notAnImage(path: path, reason: "it has no band of numbers") }
    }

    /// The bands of a raster, as the product names them or else as the file does.
    private func plans(of raster: DescribedRaster) throws(IngestError) -> [BandPlan] {
        let described = raster.description.bands
        if let plans = raster.plan.bands {
            for plan in plans where plan.index > described.count || plan.index < 1 {
                throw .brokenMetadata(
                    file: raster.plan.path,
                    reason: "it tells of \(plans.count) bands, but the image has \(described.count)")
            }
            return plans
        }
        var plans: [BandPlan] = []
        for (position, band) in described.enumerated() where band.role != .alpha {
            var plan = BandPlan(name: band.title ?? "B\(position + 1)", index: position + 1)
            let words = [band.title, band.role?.rawValue].compactMap { $0 }
            plan.commonName = words.lazy.compactMap { BandTable.commonName(of: $0) }.first
            if band.title == nil, let role = band.role, let common = BandTable.commonName(of: role.rawValue) {
                plan.name = common
            }
            plans.append(plan)
        }
        return plans
    }

    private func unique(_ name: String) -> String {
        guard bands.contains(where: { $0.name == name }) else { return name }
        var number = 2
        while bands.contains(where: { $0.name == "\(name)-\(number)" }) { number += 1 }
        return "\(name)-\(number)"
    }

    /// Tells the bands of a raster which of ``files`` they are read from.
    mutating func setFile(_ file: Int, ofRaster raster: Int) {
        for index in bands.indices where rasterOfBand[index] == raster { bands[index].file = file }
    }

    // MARK: - The analyst's facts

    /// Puts the analyst's facts over the product's, each noted.
    mutating func apply(_ supplied: SuppliedFacts, files port: any SceneFiles) throws {
        if let text = supplied.time {
            guard let time = AcquisitionTime(iso8601: text) else {
                throw IngestError.badFact(
                    key: "time", value: text, expected: "\"2023-08-17T10:05:33Z\", \"2023-08-17\" or two of them with /"
                )
            }
            facts.time = time
            note("time")
        }
        take(supplied.platform, "platform") { $0.platform = $1 }
        take(supplied.constellation, "constellation") { $0.constellation = $1 }
        take(supplied.instruments, "instruments") { $0.instruments = $1 }
        take(supplied.processingLevel, "processing_level") { $0.processingLevel = $1 }
        take(supplied.credit, "credit") { $0.credit = $1 }
        facts.geometry.sunAzimuth = try angle(supplied.sunAzimuth, "sun_azimuth", 0...360) ?? facts.geometry.sunAzimuth
        facts.geometry.sunElevation =
            try angle(supplied.sunElevation, "sun_elevation", -90...90) ?? facts.geometry.sunElevation
        facts.geometry.offNadir = try angle(supplied.offNadir, "off_nadir", 0...90) ?? facts.geometry.offNadir
        facts.geometry.incidence =
            try angle(supplied.incidenceAngle, "incidence_angle", 0...90) ?? facts.geometry.incidence
        facts.geometry.viewAzimuth =
            try angle(supplied.viewAzimuth, "view_azimuth", 0...360) ?? facts.geometry.viewAzimuth
        if let percent = try angle(supplied.cloudCover, "cloud_cover", 0...100) { facts.cloudCover = percent / 100 }
        if let definition = supplied.coordinateSystem {
            let told = try port.coordinateSystem(definition)
            if let own = coordinateSystem {
                if own.wkt != told.wkt {
                    refuse("crs", because: "the file names \(own.epsg.map { "EPSG:\($0)" } ?? own.name) itself")
                }
            } else {
                coordinateSystem = told
                note("crs")
            }
        }
        try applyBands(supplied)
        try applyPlacement(supplied)
    }

    private mutating func applyBands(_ supplied: SuppliedFacts) throws(IngestError) {
        let givesScale = supplied.reflectanceScale != nil
        if let scale = supplied.reflectanceScale {
            for index in bands.indices {
                try setReflectance(of: index, scale: scale, offset: supplied.reflectanceOffset ?? 0)
            }
            note("reflectance_scale")
        }
        if let offset = supplied.reflectanceOffset, !givesScale {
            throw .badFact(
                key: "reflectance_offset", value: "\(offset)", expected: "reflectance_scale to be given as well")
        }
        if let noData = supplied.noData {
            for index in bands.indices { bands[index].noData = noData.isNaN ? .notANumber : .value(noData) }
            note("nodata")
        }
        if let distance = supplied.groundSamplingDistance {
            guard (0.001...100_000).contains(distance) else {
                throw .badFact(key: "gsd", value: "\(distance)", expected: "metres from 0.001 to 100000")
            }
            for index in bands.indices {
                let scale = bands[index].toReference
                bands[index].groundSamplingDistance = distance * (scale.columnScale * scale.rowScale).squareRoot()
            }
            note("gsd")
        }
        guard let list = supplied.bands else { return }
        if list.allSatisfy({ $0.file == nil && $0.index == nil && $0.name == nil }), list.count != bands.count {
            throw .badFact(
                key: "bands", value: list.compactMap(\.commonName).joined(separator: ","),
                expected:
                    "\(bands.count) names, one for each band in order (\(bands.map(\.name).joined(separator: ", "))), "
                    + "found \(list.count)")
        }
        for (position, entry) in list.enumerated() {
            let index = try select(entry, position: position, of: list)
            if let name = entry.name { bands[index].name = name }
            if let common = entry.commonName {
                guard let known = BandTable.commonName(of: common) else {
                    throw .badFact(
                        key: "bands: common_name", value: common,
                        expected: "one of \(BandTable.commonNames.sorted().joined(separator: ", "))")
                }
                bands[index].commonName = known
            } else if bands[index].commonName == nil, let name = entry.name {
                bands[index].commonName = BandTable.commonName(of: name)
            }
            if let centre = entry.centreWavelength { bands[index].centreWavelength = centre }
            if let width = entry.fullWidth { bands[index].fullWidth = width }
            if let scale = entry.reflectanceScale {
                try setReflectance(of: index, scale: scale, offset: entry.reflectanceOffset ?? 0)
            }
            if let noData = entry.noData { bands[index].noData = noData.isNaN ? .notANumber : .value(noData) }
            if let distance = entry.groundSamplingDistance { bands[index].groundSamplingDistance = distance }
        }
        note("bands")
    }

    /// The band that an entry of `bands` is about.
    private func select(_ entry: SuppliedBand, position: Int, of list: [SuppliedBand]) throws(IngestError) -> Int {
        if entry.file != nil || entry.index != nil {
            let found = bands.indices.filter { index in
                (entry.file.map { $0 == PathText.name(rasters[rasterOfBand[index]].plan.path) } ?? true)
                    && (entry.index.map { $0 == bands[index].index } ?? true)
            }
            guard found.count == 1 else {
                throw .badFact(
                    key: "bands: file, index", value: "\(entry.file ?? "") \(entry.index.map(String.init) ?? "")",
                    expected: "one of the scene's \(bands.count) bands, found \(found.count)")
            }
            return found[0]
        }
        if let name = entry.name, let index = bands.firstIndex(where: { $0.name == name }) { return index }
        let isInOrder = list.allSatisfy { $0.file == nil && $0.index == nil }
        guard isInOrder, list.count == bands.count else {
            throw .badFact(
                key: "bands: name", value: entry.name ?? "",
                expected: "one of \(bands.map(\.name).joined(separator: ", ")), or an entry for each of the "
                    + "\(bands.count) bands in order")
        }
        return position
    }

    private mutating func setReflectance(of index: Int, scale: Double, offset: Double) throws(IngestError) {
        guard scale > 0, scale.isFinite, offset.isFinite else {
            throw .badFact(key: "reflectance_scale", value: "\(scale)", expected: "a number above 0, such as 0.0001")
        }
        bands[index].scale = scale
        bands[index].offset = offset
        bands[index].unit = .reflectance
    }

    private mutating func applyPlacement(_ supplied: SuppliedFacts) throws(IngestError) {
        let raster = rasters[reference]
        if let transform = raster.transform, transform.isInvertible, coordinateSystem != nil {
            placement = .affine
        } else if raster.description.hasRationalPolynomials {
            if let dem = supplied.dem {
                placement = .rationalPolynomialsOverTerrain(dem)
                note("dem")
            } else if let height = supplied.height {
                guard height.isFinite, (-12_000...12_000).contains(height) else {
                    throw .badFact(key: "height", value: "\(height)", expected: "metres above the ellipsoid")
                }
                placement = .rationalPolynomialsAtHeight(height)
                note("height")
                try takeHeightError(supplied.heightError, height: height, told: raster.description.polynomialHeights)
            }
        } else if raster.description.hasControlPoints {
            placement = .controlPoints
        }
    }

    /// Settles how far the ground may differ from one height: by what the analyst says, else by the heights that the product's
    /// polynomials were made for, which are those of its ground.
    private mutating func takeHeightError(
        _ supplied: Double?, height: Double, told: ClosedRange<Double>?
    ) throws(IngestError) {
        if let supplied {
            guard supplied >= 0, supplied <= 12_000 else {
                throw .badFact(key: "height_error", value: "\(supplied)", expected: "metres, 0 or more")
            }
            heightError = supplied
            note("height_error")
        } else if let told {
            heightError = max(abs(told.lowerBound - height), abs(told.upperBound - height))
            facts.notes.append(
                "Nobody told how far the ground differs from the height of \(height) m; the polynomials were made for heights "
                    + "from \(told.lowerBound) to \(told.upperBound) m, and so much is reckoned with; height_error or "
                    + "--height-error would tell better.")
        }
    }

    private mutating func take<Value>(_ value: Value?, _ key: String, _ set: (inout ProductFacts, Value) -> Void) {
        guard let value else { return }
        set(&facts, value)
        note(key)
    }

    private mutating func angle(
        _ value: Double?, _ key: String, _ range: ClosedRange<Double>
    ) throws(IngestError) -> Double? {
        guard let value else { return nil }
        guard range.contains(value) else {
            throw .badFact(key: key, value: "\(value)", expected: "\(range.lowerBound) to \(range.upperBound)")
        }
        note(key)
        return value
    }

    private mutating func refuse(_ key: String, because reason: String) {
        facts.notes.append("\(SceneDoubt.unused): the \(key) that was given, since \(reason).")
    }

    private mutating func note(_ key: String) { facts.notes.append("Supplied by the analyst: \(key).") }

    // MARK: - The scene

    /// The scene as far as it is known before bytes and pixels are looked at; it has no id yet.
    func scene() throws(IngestError) -> Scene {
        let raster = rasters[reference]
        let files = paths.map { Scene.File(path: $0, sha256: "", size: nil) }
        return Scene(
            id: "", title: facts.title, time: facts.time, platform: facts.platform,
            constellation: facts.constellation, instruments: facts.instruments,
            processingLevel: facts.processingLevel, size: raster.description.size,
            transform: placement == .affine ? raster.transform : nil,
            coordinateSystem: coordinateSystem, placement: placement, bands: bands, files: files,
            geometry: facts.geometry, cloudCover: facts.cloudCover,
            isSimulated: facts.isSimulated || supplied.isSimulated ?? false,
            credit: facts.credit, notes: facts.notes)
    }

    /// A scene with the hashes of its files and the id that follows from them.
    func identified(_ scene: Scene, files: [Scene.File]) -> Scene {
        var identified = scene
        identified.files = files
        identified.id = Digest.identifier(files.map(\.sha256) + bands.compactMap(\.subdataset))
        return identified
    }

    /// Fills in metres between pixels from the product's metadata where no georeference measures them.
    func applyToldSpacing(to scene: inout Scene) {
        for index in scene.bands.indices where scene.bands[index].groundSamplingDistance == nil {
            guard let told = rasters[rasterOfBand[index]].plan.groundSamplingDistance else { continue }
            scene.bands[index].groundSamplingDistance = told
            let text = "The ground sampling distance is that of the product's metadata, at the middle of the scene."
            if !scene.notes.contains(text) { scene.notes.append(text) }
        }
    }
}
