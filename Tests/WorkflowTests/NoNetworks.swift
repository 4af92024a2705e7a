import ObjectDetection

/// For cases without networks.
struct NoNetworks: DetectionNetworkLoading {
    let runtime = "none"
    func interface(of network: NetworkFile) async throws -> NetworkInterface {
        NetworkInterface(inputs: [], outputs: [])
    }
    func ready(_ network: NetworkFile, inputShape: [Int]) async throws -> any DetectionNetwork {
        throw CancellationError()
    }
}
