import CGDAL

/// How pixels of one grid become pixels of another (`GDALRIOResampleAlg`, `GDALResampleAlg`).
public enum Resampling: String, Sendable, Hashable, CaseIterable {
    /// The pixel at the place; keeps classes and nodata as they are.
    case nearest
    /// Two by two, wider where the result is coarser.
    case bilinear
    /// Four by four (Keys), may overshoot.
    case cubic
    /// Four by four (B-spline), smooths.
    case cubicSpline
    /// Windowed sinc, six by six, may overshoot.
    case lanczos
    /// Mean of the valid pixels, for coarser results.
    case average
    /// The most frequent value, for classes.
    case mode

    var rasterIO: GDALRIOResampleAlg {
        switch self {
        case .nearest: GRIORA_NearestNeighbour
        case .bilinear: GRIORA_Bilinear
        case .cubic: GRIORA_Cubic
        case .cubicSpline: GRIORA_CubicSpline
        case .lanczos: GRIORA_Lanczos
        case .average: GRIORA_Average
        case .mode: GRIORA_Mode
        }
    }

    var warp: GDALResampleAlg {
        switch self {
        case .nearest: GRA_NearestNeighbour
        case .bilinear: GRA_Bilinear
        case .cubic: GRA_Cubic
        case .cubicSpline: GRA_CubicSpline
        case .lanczos: GRA_Lanczos
        case .average: GRA_Average
        case .mode: GRA_Mode
        }
    }

    /// The name that GDAL's utilities use.
    var utilityName: String { rawValue.lowercased() == "nearest" ? "near" : rawValue.lowercased() }
}
