import AsyncHTTPClient
import Evidence
import Foundation
import NIOCore
import NIOHTTP1
public import SceneSearch

extension CatalogueService {
    /// A file that was fetched.
    public struct Fetched: Hashable, Sendable {
        /// Its bytes.
        public var size: Int
        /// SHA-256 of them as 64 hexadecimal digits.
        public var sha256: String
        /// Whether the catalogue told a hash by which that was checked.
        public var isChecked: Bool
    }

    /// Fetches a file, whole or not at all.
    ///
    /// What comes is written to `PATH.part`, which stays where the way there breaks off, and is gone on with by the next attempt if the
    /// server says that the file is still the same. Only a file of the told size and hash gets its name.
    ///
    /// - Parameters:
    ///   - asset: The file.
    ///   - path: Where it is put; nothing must be there.
    ///   - limit: Most bytes that it may have.
    /// - Returns: What was fetched.
    /// - Throws: ``CatalogueServiceError`` with what is wrong on the way, on the disk or with the file.
    public func fetch(_ asset: CatalogueAsset, to path: String, limit: Int) async throws -> Fetched {
        let part = PartialFile(path: path + ".part", source: CatalogueAddress.shown(asset.address))
        if let size = asset.size, size > limit { throw tooLarge(asset.address, limit) }
        let checksum = Self.sha256(asset.checksum)
        do {
            try await receive(asset, into: part, limit: limit, canBeChecked: checksum != nil)
        } catch let error as CatalogueServiceError {
            throw error
        } catch let error where !(error is CancellationError) {
            throw CatalogueServiceError(
                of: error, asset.address, connectTimeout: Self.connectTimeout, timeout: Self.timeout)
        }
        let (digest, size) = try part.digest()
        if let told = asset.size, told != size {
            part.remove()
            throw CatalogueServiceError(
                asset.address, "has \(size) bytes, where the catalogue tells \(told)",
                "it was not kept; try again, or ask its provider")
        }
        if let checksum, checksum != digest {
            part.remove()
            throw CatalogueServiceError(
                asset.address, "is not the file that the catalogue tells of: its SHA-256 is \(digest), not \(checksum)",
                "it was not kept; try again, or ask its provider")
        }
        try part.name(path)
        return Fetched(size: size, sha256: digest, isChecked: checksum != nil)
    }

    /// The SHA-256 in a multihash; nil for none and for other kinds.
    ///
    /// Source: multiformats, multihash: 0x12 is sha2-256, 0x20 its 32 bytes.
    static func sha256(_ multihash: String?) -> String? {
        guard let multihash, multihash.utf8.count == 68, multihash.hasPrefix("1220"),
            multihash.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        return String(multihash.dropFirst(4))
    }

    private func tooLarge(_ address: String, _ limit: Int) -> CatalogueServiceError {
        CatalogueServiceError(
            address, "is larger than the \(ByteCount.text(limit)) that are left of --max-gigabytes",
            "allow more, or fetch fewer scenes or files with --item and --assets")
    }

    private func receive(
        _ asset: CatalogueAsset, into part: PartialFile, limit: Int, canBeChecked: Bool
    ) async throws {
        var address = asset.address
        let hosts = allowedHosts.union([CatalogueAddress.host(of: asset.address)])
        for _ in 0...Self.redirections {
            try check(address)
            guard hosts.contains(CatalogueAddress.host(of: address)) else {
                throw CatalogueServiceError(
                    asset.address, "sends to another server (\(CatalogueAddress.shown(address)))",
                    "that is not followed; allow it with --host \(CatalogueAddress.host(of: address)) if it is meant")
            }
            var request = request(address)
            let begun = part.beginning(canBeChecked: canBeChecked)
            if let begun {
                request.headers.add(name: "Range", value: "bytes=\(begun.size)-")
                if let mark = begun.mark { request.headers.add(name: "If-Range", value: mark) }
            }
            let response = try await client.execute(request, deadline: .now() + .hours(12))
            let status = response.status.code
            if (300..<400).contains(status), let target = response.headers.first(name: "location") {
                guard let next = CatalogueAddress.resolve(target, in: address) else {
                    throw CatalogueServiceError(asset.address, "sends to what is no address", "ask its provider")
                }
                address = next
                continue
            }
            if status == 416, begun != nil {
                // Nothing lies behind what is there, or it is no beginning of that file: begin anew.
                part.remove()
                continue
            }
            guard status == 200 || status == 206 else {
                throw CatalogueServiceError(
                    asset.address, "was answered with the status \(status)",
                    status == 401 || status == 403 || status == 409
                        ? "its provider wants to know who fetches it" : "try again later")
            }
            let continues = status == 206 && begun.map { begins(response.headers, at: $0.size) } == true
            guard status == 200 || continues else {
                throw CatalogueServiceError(asset.address, "answers with another part than was asked for", "try again")
            }
            let before = continues ? begun?.size ?? 0 : 0
            if let told = response.headers.first(name: "content-length").flatMap({ Int($0) }), told > limit - before {
                throw tooLarge(asset.address, limit)
            }
            let mark = response.headers.first(name: "etag").flatMap { $0.hasPrefix("\"") ? $0 : nil }
            let file = try part.open(continues: continues, mark: mark)
            defer { file.close() }
            var size = before
            for try await bytes in response.body {
                size += bytes.readableBytes
                guard size <= limit else { throw tooLarge(asset.address, limit) }
                try file.write(Array(bytes.readableBytesView))
            }
            return
        }
        throw CatalogueServiceError(
            asset.address, "sends from one address to the next without end", "ask its provider")
    }

    /// Whether an answer is the part from a byte on.
    private func begins(_ headers: HTTPHeaders, at position: Int) -> Bool {
        headers.first(name: "content-range")?.lowercased().hasPrefix("bytes \(position)-") == true
    }
}

/// Numbers of bytes for people.
public enum ByteCount {
    /// Bytes in powers of ten, as disks are sold.
    ///
    /// - Parameter count: Bytes.
    /// - Returns: "812 bytes", "1.3 MB", "2.4 GB".
    public static func text(_ count: Int) -> String {
        var value = Double(count)
        var unit = "bytes"
        for next in ["kB", "MB", "GB", "TB"] where value >= 1000 {
            value /= 1000
            unit = next
        }
        if unit == "bytes" { return "\(count) bytes" }
        return "\((value * 10).rounded() / 10) \(unit)"
    }
}
