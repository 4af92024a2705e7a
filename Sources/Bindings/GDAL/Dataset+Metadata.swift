import CGDAL

/// A raster inside of a container, such as one resolution of a Sentinel-2 product.
public struct Subdataset: Sendable, Hashable {
    /// The name to open it by.
    public let name: String
    /// What the driver says of it, for people.
    public let title: String
}

extension Dataset {
    /// Names of the metadata domains there are; the default one is the empty string (`GDALGetMetadataDomainList`).
    public var metadataDomains: [String] {
        storage.ask { takeStrings(GDALGetMetadataDomainList($0)) }
    }

    /// The pairs of a domain (`GDALGetMetadata`), empty if there is no such domain.
    ///
    /// Domains are named like `IMAGE_STRUCTURE`, `RPC`, `IMAGERY`; nil is the default one. For a
    /// domain that is a text, such as `xml:XMP`, use ``metadataText(domain:)``.
    public func metadata(domain: String? = nil) -> [String: String] {
        storage.ask { keyValues(strings(GDALGetMetadata($0, domain))) }
    }

    /// The text of a domain whose name begins with `xml:` or `json:` (`GDALGetMetadata`); nil if there is none.
    public func metadataText(domain: String) -> String? {
        storage.ask { strings(GDALGetMetadata($0, domain)).first }
    }

    /// One item (`GDALGetMetadataItem`); also finds items that a driver makes on demand.
    public func metadataItem(_ key: String, domain: String? = nil) -> String? {
        storage.ask { GDALGetMetadataItem($0, key, domain).map { String(cString: $0) } }
    }

    /// One item of a band (`GDALGetMetadataItem`).
    public func metadataItem(_ key: String, band number: Int, domain: String? = nil) throws(GDALError) -> String? {
        let band = try bandHandle(number)
        return storage.ask { _ in GDALGetMetadataItem(band, key, domain).map { String(cString: $0) } }
    }

    /// The rasters inside of a container, in the driver's order (domain `SUBDATASETS`).
    public var subdatasets: [Subdataset] {
        let items = metadata(domain: "SUBDATASETS")
        var result: [Subdataset] = []
        while let name = items["SUBDATASET_\(result.count + 1)_NAME"] {
            result.append(Subdataset(name: name, title: items["SUBDATASET_\(result.count + 1)_DESC"] ?? name))
        }
        return result
    }
}
