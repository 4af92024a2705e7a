import Foundation

/// How positions are written in texts, in file names and in titles.
///
/// Sources: ISO 6709 (2022) for degrees; NGA.STND.0037 (2014) for MGRS and UTM; Open Location Code specification (2019); tile names of
/// Sentinel-2 and Landsat products. What could be a position is taken for one: a text that lost a number can be read still.
enum PositionPatterns {
    /// What stands in place of a position.
    static let replacement = "[position]"

    /// Expressions for `NSRegularExpression`, in the order in which they are applied.
    static let all: [(pattern: String, ignoresCase: Bool)] = [
        // Keywords: "lat 42.33", "longitude": 130.4, lng=130.
        (
            #"(?<![A-Za-z])(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng|geohash|mgrs|utm|easting|northing)\.?["'”]?\s*(?:[:=]|is|of)?\s*["'“]?[-+−]?(?=[0-9A-Za-z]*\d)[0-9A-Za-z.°′'″"]+(?:\s*[NSEW](?![A-Za-z]))?"#,
            true
        ),
        // 42° 20′ 28″ N, 42.34°N, 42 deg 20 min north.
        (
            #"[-+−]?\d{1,3}(?:[.,]\d+)?\s*(?:[°º˚]|deg(?:rees?)?\.?)\s*(?:\d{1,2}(?:[.,]\d+)?\s*(?:['′’‘]|min\.?|m(?![A-Za-z]))\s*)?(?:\d{1,2}(?:[.,]\d+)?\s*(?:"|″|”|''|′′|sec\.?|s(?![A-Za-z]))\s*)?(?:[NSEW](?![A-Za-z])|north|south|east|west)"#,
            true
        ),
        // 42° 20′ without a direction.
        (#"[-+−]?\d{1,3}\s*[°º˚]\s*\d{1,2}(?:[.,]\d+)?\s*['′’‘](?:\s*\d{1,2}(?:[.,]\d+)?\s*(?:"|″|”|''|′′))?"#, false),
        // 42.341N, 130.398 E.
        (#"(?<![A-Za-z])\d{1,3}[.,]\d{2,}\s?[NSEW](?![A-Za-z0-9])"#, false),
        // N42.34, N 42° 20′, e130_3.
        (
            #"(?<![A-Za-z])[NSEW]\s?\d{1,3}(?:[.,]\d{2,}|\s?[°º˚](?:\s?\d{1,2}(?:[.,]\d+)?\s?['′’‘])?(?:\s?\d{1,2}(?:[.,]\d+)?\s?(?:"|″|”|''))?)"#,
            true
        ),
        // N42E130, n42_e130, 42N130E, 4234N13040E, 423428N_1302401E.
        (#"(?<![A-Za-z])[NS]\d{1,7}(?:\.\d+)?[_, -]{0,2}[EW]\d{1,8}(?:\.\d+)?"#, true),
        (#"\d{1,7}(?:\.\d+)?\s?[NS][_, -]{0,2}\d{1,8}(?:\.\d+)?\s?[EW](?![A-Za-z])"#, true),
        // Pairs of decimals: 42.341, 130.398 and POINT(130.398 42.341).
        (#"(?<![\d.])[-+−]?\d{1,3}\.\d{3,}\s*(?:[,;/|x_]|\s)\s*[-+−]?\d{1,3}\.\d{3,}(?![\d.])"#, false),
        // MGRS: T52TFN, 52TFN, 52TFN1234567890, 52T FN 12345 67890.
        (
            #"(?<![A-Za-z0-9])T?(?:0?[1-9]|[1-5]\d|60)\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z][A-HJ-NP-V](?:\s?\d{1,5}\s\d{1,5}|\s?\d{2,10})?(?![A-Za-z0-9])"#,
            false
        ),
        (#"(?<![a-z0-9])t(?:0[1-9]|[1-5]\d|60)[c-hj-np-x][a-hj-np-z][a-hj-np-v](?![a-z0-9])"#, true),
        (
            #"(?<![a-z0-9])(?:0?[1-9]|[1-5]\d|60)[c-hj-np-x][a-hj-np-z][a-hj-np-v](?:\d{4}|\d{6}|\d{8}|\d{10})(?![a-z0-9])"#,
            true
        ),
        // UTM: 52N 612345 4688901, 612345 E 4688901 N, E 612345 N 4688901.
        (
            #"(?:\d{1,2}\s?[A-Z]\s+)?(?<!\d)[1-9]\d{5}(?:\.\d+)?\s*m?\s*E?\s*[,;/ _]\s*\d{6,8}(?:\.\d+)?(?:\s*m?\s*N(?![A-Za-z]))?(?!\d)"#,
            true
        ),
        (#"(?<![A-Za-z])E\s?\d{6}(?:\.\d+)?[,;/ _]+N\s?\d{6,8}(?:\.\d+)?"#, true),
        // Open location codes: 8Q9J9V2C+2X.
        (#"(?<![A-Za-z0-9])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,7}(?![A-Za-z0-9])"#, false),
        // Path and row of Landsat.
        (#"(?<=_)\d{6}(?=_\d{8})"#, false),
    ]
}
