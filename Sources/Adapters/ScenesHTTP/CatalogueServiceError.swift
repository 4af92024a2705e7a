import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import SceneSearch

/// Why a catalogue's server, or one that holds scenes, gave nothing.
public struct CatalogueServiceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The address that was asked, without its query.
    public var address: String
    /// What went wrong.
    public var problem: String
    /// What to do.
    public var expected: String

    /// Makes an error; what stands behind `?` in the address is not told, since it may be a signature.
    init(_ address: String, _ problem: String, _ expected: String) {
        self.address = CatalogueAddress.shown(address)
        self.problem = problem
        self.expected = expected
    }

    /// One line.
    public var description: String { "\(address) \(problem); \(expected)." }

    /// A sentence for what the client says.
    init(of error: any Error, _ address: String, connectTimeout: Int, timeout: Int) {
        let host = CatalogueAddress.host(of: address)
        guard let error = error as? HTTPClientError else {
            // The other kinds come before a connection stands: no such host, no way to it, nobody who listens.
            let code = (error as? IOError)?.errnoCode
            let isUnreached =
                !(error is HTTPParserError || error is ChannelError || code == ECONNRESET || code == EPIPE)
            self.init(
                address,
                isUnreached
                    ? "cannot be reached: no connection to \(host) could be made"
                    : "broke off or answered what is no HTTP",
                isUnreached ? "check the network and the address" : "try again")
            return
        }
        switch error {
        case .connectTimeout:
            self.init(
                address, "cannot be reached: no connection to \(host) within \(connectTimeout) s", "check the network")
        case .readTimeout, .deadlineExceeded:
            self.init(address, "did not answer whole within \(timeout) s", "try again")
        default:
            self.init(address, "broke off or answered what is no HTTP (\(error.shortDescription))", "try again")
        }
    }
}
