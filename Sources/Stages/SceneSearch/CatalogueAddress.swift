import Foundation

/// Addresses in a catalogue's documents.
public enum CatalogueAddress {
    /// Longest address that is read, in bytes.
    public static let longest = 8192

    /// A reference in a document as a complete address.
    ///
    /// - Parameters:
    ///   - reference: An address, or a path that is taken from the document's own.
    ///   - document: The document's address.
    /// - Returns: The address; nil for what is none, is too long, or names a user.
    public static func resolve(_ reference: String, in document: String) -> String? {
        guard !reference.isEmpty, reference.utf8.count <= longest,
            !reference.unicodeScalars.contains(where: { $0.value < 0x21 || $0.value == 0x7F }),
            let base = URL(string: document), let url = URL(string: reference, relativeTo: base)?.absoluteURL,
            url.user == nil, url.password == nil
        else { return nil }
        return url.absoluteString
    }

    /// Scheme, host and port of an address: what must be the same for two addresses to be of one server.
    ///
    /// - Parameter address: An address.
    /// - Returns: "https://example.org:443" in small letters; nil for an address without scheme or host.
    public static func origin(of address: String) -> String? {
        guard let url = URLComponents(string: address), let scheme = url.scheme?.lowercased(),
            let host = url.host?.lowercased(), !host.isEmpty
        else { return nil }
        return "\(scheme)://\(host):\(url.port ?? (scheme == "https" ? 443 : 80))"
    }

    /// The host of an address, in small letters; empty where it has none.
    public static func host(of address: String) -> String { URLComponents(string: address)?.host?.lowercased() ?? "" }

    /// Whether an address is of this machine itself.
    ///
    /// - Parameter address: An address.
    /// - Returns: Whether its host is.
    public static func isLoopback(_ address: String) -> Bool {
        ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host(of: address))
    }

    /// What of an address can be told: without its query, in which there may be a signature, and without name and password.
    ///
    /// - Parameter address: An address.
    /// - Returns: The rest of it, 300 characters at most.
    public static func shown(_ address: String) -> String {
        let path = String(address.prefix { $0 != "?" && $0 != "#" }.prefix(300))
        guard let scheme = path.range(of: "://") else { return path }
        let rest = path[scheme.upperBound...]
        let host = rest.prefix { $0 != "/" }
        guard let user = host.lastIndex(of: "@") else { return path }
        return path[..<scheme.upperBound] + String(rest[rest.index(after: user)...])
    }
}
