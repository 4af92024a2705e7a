import CGDAL

extension Dataset {
    /// Which pixel size a stack of files of several resolutions gets.
    public enum StackResolution: Sendable, Hashable {
        /// The finest of the files.
        case highest
        /// The coarsest of the files.
        case lowest
        /// The mean of the files.
        case average
        /// This one, in units of the CRS.
        case exactly(x: Double, y: Double)
    }

    /// Takes the first band of each file as one dataset, without copying pixels (`GDALBuildVRT -separate`).
    ///
    /// Made for products that store each band in a file of its own. The result is the union of the
    /// extents; files of other resolutions are resampled when read.
    ///
    /// - Parameters:
    ///   - paths: One file for each band, in order. Must agree in CRS.
    ///   - resolution: The pixel size of the result.
    ///   - resampling: How files of another resolution are resampled.
    /// - Returns: A dataset in memory that opens the files when they are read.
    /// - Throws: ``GDALError`` if a file cannot be opened, is not placed, is rotated, or differs in CRS.
    public static func stacked(
        _ paths: [String], resolution: StackResolution = .highest, resampling: Resampling = .nearest
    ) throws(GDALError) -> Dataset {
        let function = "GDALBuildVRT"
        GDALLibrary.start()
        var arguments = ["-separate", "-strict", "-r", resampling.utilityName, "-resolution"]
        switch resolution {
        case .highest: arguments += ["highest"]
        case .lowest: arguments += ["lowest"]
        case .average: arguments += ["average"]
        case .exactly(let x, let y): arguments += ["user", "-tr", "\(x)", "\(y)"]
        }
        let count = try cInt(paths.count, "number of files", for: function)
        let (handle, warnings) = try calling(function) { () -> GDALDatasetH? in
            withStringList(arguments) { arguments in
                let options = GDALBuildVRTOptionsNew(arguments, nil)
                defer { GDALBuildVRTOptionsFree(options) }
                return withStringList(paths) { GDALBuildVRT("", count, nil, constant($0), options, nil) }
            }
        }
        let dataset = Dataset(storage: DatasetStorage(owning: handle, warnings: warnings))
        guard dataset.bandCount == paths.count else {
            throw GDALError(
                .invalidArgument, function: function,
                message: "only \(dataset.bandCount) of \(paths.count) files fit together", details: warnings)
        }
        return dataset
    }
}
