/// OpenVINO's names of the properties that this module uses.
///
/// The C header offers them as global variables, which Swift cannot read without a data race in its eyes.
enum PropertyKey {
    static let supportedProperties = "SUPPORTED_PROPERTIES"
    static let optimalRequestCount = "OPTIMAL_NUMBER_OF_INFER_REQUESTS"
    static let inferencePrecision = "INFERENCE_PRECISION_HINT"
    static let streams = "NUM_STREAMS"
    static let threads = "INFERENCE_NUM_THREADS"
    static let cacheFolder = "CACHE_DIR"
}
