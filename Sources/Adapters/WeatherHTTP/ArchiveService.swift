import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Asks a server and gives what it answers, within bounds of time and size.
///
/// Nothing but the address that is given is asked; a server that sends elsewhere is refused unless it is itself.
public struct ArchiveService: Sendable {
    /// Largest answer, in bytes.
    public var sizeLimit = 64 << 20
    /// Seconds for making a connection.
    public var connectTimeout = 10
    /// Seconds for the whole answer.
    public var timeout = 120
    /// How often a server may send to another address of its own.
    static let redirections = 3

    /// A service with the usual bounds.
    public init() {}

    /// What a server answered.
    public struct Answer: Sendable {
        /// The status, such as 200.
        public var status: Int
        /// The body.
        public var body: [UInt8]
    }

    /// Fetches an address.
    ///
    /// - Parameter address: An address that begins with `https://` or `http://`.
    /// - Returns: The answer, of success or of failure: a server says in the body of a failure why it refuses.
    /// - Throws: ``ArchiveServiceError`` without a network, after the time is over, for an answer that is too large, or one that sends
    ///   to another server.
    public func fetch(_ address: String) async throws(ArchiveServiceError) -> Answer {
        guard let url = URLComponents(string: address), let host = url.host, !host.isEmpty, url.user == nil,
            url.password == nil,
            ["http", "https"].contains(url.scheme)
        else {
            throw ArchiveServiceError(
                address: address, problem: "is no address that can be asked", expected: "expected https://HOST")
        }
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .seconds(Int64(connectTimeout)), read: .seconds(Int64(timeout)))
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result: Result<Answer, any Error>
        do {
            result = .success(try await follow(address, by: client))
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        do {
            return try result.get()
        } catch let error as ArchiveServiceError {
            throw error
        } catch {
            throw failure(of: error, host: host, address: address)
        }
    }

    private func follow(_ address: String, by client: HTTPClient) async throws -> Answer {
        var address = address
        let deadline = NIODeadline.now() + .seconds(Int64(timeout))
        for _ in 0...Self.redirections {
            var request = HTTPClientRequest(url: address)
            request.headers.add(name: "User-Agent", value: "revisit")
            request.headers.add(name: "Accept", value: "application/json")
            let response = try await client.execute(request, deadline: deadline)
            if (300..<400).contains(response.status.code), let target = response.headers.first(name: "location") {
                address = try next(target, from: address)
                continue
            }
            var body: [UInt8] = []
            for try await part in response.body {
                guard body.count + part.readableBytes <= sizeLimit else {
                    throw ArchiveServiceError(
                        address: address, problem: "answers with more than \(sizeLimit >> 20) MiB",
                        expected: "ask for fewer days at once")
                }
                body.append(contentsOf: part.readableBytesView)
            }
            return Answer(status: Int(response.status.code), body: body)
        }
        throw ArchiveServiceError(
            address: address, problem: "sends from one address to the next without end", expected: "check --address")
    }

    /// Where a server sends, if that is itself.
    private func next(_ target: String, from address: String) throws -> String {
        guard let base = URL(string: address), let url = URL(string: target, relativeTo: base)?.absoluteURL,
            url.host == base.host, url.scheme == base.scheme, url.port == base.port
        else {
            throw ArchiveServiceError(
                address: address, problem: "sends to another server (\(String(target.prefix(100))))",
                expected: "that is not followed; name it with --address if it is meant")
        }
        return url.absoluteString
    }

    /// A sentence for what the client says.
    private func failure(of error: any Error, host: String, address: String) -> ArchiveServiceError {
        let offline = "check the network, or fetch the address on another machine and import the file"
        guard let error = error as? HTTPClientError else {
            // The other kinds come before a connection stands: no such host, no way to it, nobody who listens.
            let code = (error as? IOError)?.errnoCode
            let isUnreached =
                !(error is HTTPParserError || error is ChannelError || code == ECONNRESET || code == EPIPE)
            return ArchiveServiceError(
                address: address,
                problem: isUnreached
                    ? "cannot be reached: no connection to \(host) could be made"
                    : "broke off or answered what is no HTTP",
                expected: isUnreached ? offline : "try again")
        }
        switch error {
        case .connectTimeout:
            return ArchiveServiceError(
                address: address, problem: "cannot be reached: no connection to \(host) within \(connectTimeout) s",
                expected: offline)
        case .readTimeout, .deadlineExceeded:
            return ArchiveServiceError(
                address: address, problem: "did not answer whole within \(timeout) s",
                expected: "try again, or ask for fewer days")
        default:
            return ArchiveServiceError(
                address: address, problem: "broke off or answered what is no HTTP (\(error.shortDescription))",
                expected: "try again")
        }
    }
}

/// Why a server gave nothing.
public struct ArchiveServiceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The address that was asked.
    public var address: String
    /// What went wrong.
    public var problem: String
    /// What to do.
    public var expected: String

    /// One line.
    public var description: String { "\(address) \(problem); \(expected)." }
}
