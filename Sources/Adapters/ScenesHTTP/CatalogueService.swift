import AsyncHTTPClient
import Evidence
import Foundation
import NIOCore
import NIOHTTP1
public import SceneSearch

/// Asks a catalogue's server, and fetches files, within bounds of time and size.
///
/// Documents are asked of the server that was named and of no other. Files are fetched from the servers that the catalogue names,
/// and from no further one unless it was allowed. A token goes to the named server only. Everything is asked by https; by http
/// only on this machine itself.
public final class CatalogueService: Sendable {
    /// The server's address as it was named.
    public let address: String
    /// Largest document, in bytes.
    static let documentLimit = 32 << 20
    /// Seconds for making a connection.
    static let connectTimeout = 10
    /// Seconds for a document, and for the next part of a file.
    static let timeout = 60
    /// How often a server may send to another address.
    static let redirections = 5
    /// Statuses of a server that is asked too much, or in trouble for the moment.
    private static let passing: Set<UInt> = [429, 502, 503, 504]
    /// How often such a server is asked again.
    private static let repetitions = 2

    let client: HTTPClient
    private let token: String?
    let origin: String
    private let isLocal: Bool
    /// Hosts to which files' servers may send, besides themselves.
    let allowedHosts: Set<String>

    /// Names a server; whoever does ends with ``close()``.
    ///
    /// - Parameters:
    ///   - address: Where the catalogue begins.
    ///   - token: Sent to that server as a bearer token; nil for none.
    ///   - allowedHosts: Hosts to which files' servers may send.
    /// - Throws: ``CatalogueServiceError`` for an address that cannot be asked.
    public init(
        address: String, token: String? = nil, allowedHosts: [String] = []
    ) throws(CatalogueServiceError) {
        guard let origin = CatalogueAddress.origin(of: address), address.utf8.count <= CatalogueAddress.longest,
            let url = URLComponents(string: address), url.user == nil, url.password == nil
        else {
            throw CatalogueServiceError(address, "is no address that can be asked", "expected https://HOST/…")
        }
        if let token, token.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F }) {
            throw CatalogueServiceError(
                address, "cannot be asked with the token: it holds spaces, line breaks or letters beyond ASCII",
                "check REVISIT_STAC_TOKEN")
        }
        self.address = address
        self.origin = origin
        self.token = token
        self.allowedHosts = Set(allowedHosts.map { $0.lowercased() })
        isLocal = CatalogueAddress.isLoopback(address)
        try Self.check(address, isLocal: isLocal)
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(
            connect: .seconds(Int64(Self.connectTimeout)), read: .seconds(Int64(Self.timeout)))
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Ends all connections.
    public func close() async { try? await client.shutdown() }

    /// Refuses what is neither https nor on this machine.
    func check(_ address: String) throws(CatalogueServiceError) { try Self.check(address, isLocal: isLocal) }

    private static func check(_ address: String, isLocal: Bool) throws(CatalogueServiceError) {
        if address.lowercased().hasPrefix("https://") { return }
        guard address.lowercased().hasPrefix("http://") else {
            throw CatalogueServiceError(address, "is no address that can be asked", "expected https://HOST/…")
        }
        guard isLocal, CatalogueAddress.isLoopback(address) else {
            throw CatalogueServiceError(
                address, "would be asked without encryption, so that anybody on the way could exchange the answer",
                "use https; http is for this machine only")
        }
    }

    /// A question with what every one has. Only the server that was named gets the token.
    func request(_ address: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: address)
        request.headers.add(name: "User-Agent", value: "revisit")
        if let token, CatalogueAddress.origin(of: address) == origin {
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        return request
    }

    /// Puts a question to the server that was named.
    ///
    /// - Parameter question: The question.
    /// - Returns: The answer's bytes.
    /// - Throws: ``CatalogueServiceError``; nothing is asked of another server.
    public func answer(to question: CatalogueRequest) async throws -> [UInt8] {
        var wait = 1.0
        for attempt in 0... {
            do {
                let (status, body, delay) = try await ask(question)
                if status == 200 { return body }
                if Self.passing.contains(status), attempt < Self.repetitions {
                    try await Task.sleep(for: .seconds(min(30, delay ?? wait)))
                    wait *= 4
                    continue
                }
                throw CatalogueServiceError(
                    question.address, "was answered with the status \(status)\(Self.reason(body))",
                    status == 401 || status == 403
                        ? "check REVISIT_STAC_TOKEN, and that the catalogue is open to you"
                        : "check --stac and --collection, or try again later")
            } catch let error as CatalogueServiceError {
                throw error
            } catch let error where !(error is CancellationError) {
                throw CatalogueServiceError(
                    of: error, question.address, connectTimeout: Self.connectTimeout, timeout: Self.timeout)
            }
        }
        throw CancellationError()
    }

    /// What a server says of its refusal, in its own words, where it says so as JSON.
    private static func reason(_ body: [UInt8]) -> String {
        guard body.count < 65_536, let text = try? JSONText(reading: body), case .object(let members) = text else {
            return ""
        }
        for name in ["description", "detail", "message", "error", "errorMessage"] {
            if case .text(let words)? = members[name] {
                let line = words.unicodeScalars.map {
                    [.control, .format].contains($0.properties.generalCategory) ? " " : Character($0)
                }
                return " (\"\(String(String(line).prefix(200)))\")"
            }
        }
        return ""
    }

    private func ask(_ question: CatalogueRequest) async throws -> (status: UInt, body: [UInt8], delay: Double?) {
        var address = question.address
        let deadline = NIODeadline.now() + .seconds(Int64(Self.timeout))
        for _ in 0...Self.redirections {
            try check(address)
            guard CatalogueAddress.origin(of: address) == origin else {
                throw CatalogueServiceError(
                    self.address, "sends to another server (\(CatalogueAddress.shown(address)))",
                    "that is not followed; name it with --stac if it is meant")
            }
            var request = request(address)
            request.headers.add(name: "Accept", value: "application/geo+json, application/json")
            if let body = question.body {
                request.method = .POST
                request.headers.add(name: "Content-Type", value: "application/json")
                request.body = .bytes(ByteBuffer(string: body.serialised))
            }
            let response = try await client.execute(request, deadline: deadline)
            let status = response.status.code
            if (300..<400).contains(status), let target = response.headers.first(name: "location") {
                guard question.body == nil || status == 307 || status == 308 else {
                    throw CatalogueServiceError(
                        address, "sends a posted question to another address", "name that with --stac if it is meant")
                }
                guard let next = CatalogueAddress.resolve(target, in: address) else {
                    throw CatalogueServiceError(address, "sends to what is no address", "check --stac")
                }
                address = next
                continue
            }
            var body: [UInt8] = []
            for try await part in response.body {
                guard body.count + part.readableBytes <= Self.documentLimit else {
                    throw CatalogueServiceError(
                        address, "answers with more than \(Self.documentLimit >> 20) MiB", "ask for fewer days at once")
                }
                body.append(contentsOf: part.readableBytesView)
            }
            return (
                status, body, response.headers.first(name: "retry-after").flatMap { Int($0) }.map { Double(max(0, $0)) }
            )
        }
        throw CatalogueServiceError(address, "sends from one address to the next without end", "check --stac")
    }
}
