// swift-tools-version: 6.2

import PackageDescription

// Targets stand in the order of the floors: bindings, vocabulary, stages, catalogue, adapters,
// workflow, interfaces. `scripts/check-imports` fails on an import that points upwards.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let safe: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
    name: "revisit",
    products: [],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // Bindings: the only unsafe code.
        .systemLibrary(name: "CGDAL", path: "Sources/Bindings/CGDAL", pkgConfig: "gdal"),
        .systemLibrary(name: "COpenVINO", path: "Sources/Bindings/COpenVINO", pkgConfig: "openvino"),
        .target(name: "GDAL", dependencies: ["CGDAL"], path: "Sources/Bindings/GDAL", swiftSettings: strict),
        .target(
            name: "OpenVINO", dependencies: ["COpenVINO"], path: "Sources/Bindings/OpenVINO", swiftSettings: strict),

        // Vocabulary: values without input or output.
        .target(name: "Geodesy", path: "Sources/Vocabulary/Geodesy", swiftSettings: safe),
        .target(
            name: "Rasters", dependencies: ["Geodesy"], path: "Sources/Vocabulary/Rasters", swiftSettings: safe),
        .target(name: "Statistics", path: "Sources/Vocabulary/Statistics", swiftSettings: safe),
        .target(name: "Sites", dependencies: ["Geodesy"], path: "Sources/Vocabulary/Sites", swiftSettings: safe),
        .target(
            name: "Evidence", dependencies: ["Geodesy", "Rasters", "Sites", "Statistics"],
            path: "Sources/Vocabulary/Evidence", swiftSettings: safe),

        // Tests.
        .testTarget(name: "GDALTests", dependencies: ["GDAL"], exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(name: "OpenVINOTests", dependencies: ["OpenVINO"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
