import Foundation
import Synchronization

/// Serves one file over HTTP with ranges on this machine, and counts who connects.
final class TestServer: Sendable {
    let port: UInt16
    private let descriptor: Int32
    private let content: Data
    private let connections = Mutex(0)

    struct Failure: Error {}

    init(serving content: Data) throws {
        self.content = content
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let failed = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) != 0 || listen(descriptor, 16) != 0
                    || getsockname(descriptor, $0, &length) != 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        guard !failed else { throw Failure() }
        Thread.detachNewThread { [self] in run() }
    }

    var connectionCount: Int { connections.withLock { $0 } }

    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    private func run() {
        while true {
            let client = accept(descriptor, nil, nil)
            guard client >= 0 else { return }
            connections.withLock { $0 += 1 }
            answer(client)
            close(client)
        }
    }

    /// One request per connection.
    private func answer(_ client: Int32) {
        var buffer = [UInt8](repeating: 0, count: 8192)
        let count = recv(client, &buffer, buffer.count, 0)
        guard count > 0 else { return }
        let request = String(decoding: buffer[..<count], as: UTF8.self)
        var (status, from, to) = ("200 OK", 0, content.count - 1)
        if let range = request.split(separator: "\r\n").first(where: { $0.lowercased().hasPrefix("range: bytes=") }) {
            let numbers = range.dropFirst("range: bytes=".count).split(separator: "-").compactMap { Int($0) }
            from = numbers.first ?? 0
            to = min(to, numbers.count > 1 ? numbers[1] : to)
            status = "206 Partial Content"
        }
        guard from <= to else { return }
        var reply = "HTTP/1.1 \(status)\r\nContent-Length: \(to - from + 1)\r\nConnection: close\r\n"
        reply += "Accept-Ranges: bytes\r\n"
        if status.hasPrefix("206") { reply += "Content-Range: bytes \(from)-\(to)/\(content.count)\r\n" }
        var bytes = Array((reply + "\r\n").utf8)
        if !request.hasPrefix("HEAD") { bytes += content[from...to] }
        var sent = 0
        while sent < bytes.count {
            let step = bytes[sent...].withUnsafeBytes {
                send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard step > 0 else { return }
            sent += step
        }
    }
}
