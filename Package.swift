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

// Transforms and classifiers of whole scenes are optimised in debug builds too, else tests that run the program take
// minutes.
let heavy: [SwiftSetting] = safe + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "revisit",
    products: [
        .executable(name: "revisit", targets: ["RevisitCommand"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
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
        .target(
            name: "Evidence",
            dependencies: [
                "Geodesy", "Rasters", "Statistics", .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Sources/Vocabulary/Evidence", swiftSettings: safe),
        .target(
            name: "Inquiry", dependencies: ["Evidence", "Geodesy", "Statistics"],
            path: "Sources/Vocabulary/Inquiry", swiftSettings: safe),
        .target(
            name: "Scenarios", dependencies: ["Inquiry"], path: "Sources/Vocabulary/Scenarios", swiftSettings: safe),
        .target(name: "Documents", path: "Sources/Vocabulary/Documents", swiftSettings: safe),
        .target(name: "Archives", path: "Sources/Vocabulary/Archives", swiftSettings: heavy),
        .target(
            name: "Sites", dependencies: ["Documents", "Geodesy", "Inquiry", "Scenarios"],
            path: "Sources/Vocabulary/Sites",
            swiftSettings: safe),
        .target(
            name: "Findings", dependencies: ["Evidence", "Geodesy", "Inquiry", "Statistics"],
            path: "Sources/Vocabulary/Findings", swiftSettings: safe),
        .target(
            name: "Disclosure", dependencies: ["Evidence", "Geodesy", "Inquiry"], path: "Sources/Vocabulary/Disclosure",
            swiftSettings: heavy),

        // Stages: functions from nouns to nouns, which do not know each other.
        .target(
            name: "SceneIngest", dependencies: ["Evidence", "Geodesy", "Rasters", "Statistics"],
            path: "Sources/Stages/SceneIngest", swiftSettings: safe),
        .target(
            name: "SceneSearch", dependencies: ["Evidence", "Geodesy", "Sites"],
            path: "Sources/Stages/SceneSearch", swiftSettings: safe),
        .target(
            name: "SceneAlignment", dependencies: ["Evidence", "Geodesy", "Rasters"],
            path: "Sources/Stages/SceneAlignment", swiftSettings: heavy),
        .target(
            name: "ObjectDetection", dependencies: ["Evidence", "Geodesy", "Rasters", "Statistics"],
            path: "Sources/Stages/ObjectDetection", swiftSettings: safe),
        .target(
            name: "DetectionEvaluation", dependencies: ["Geodesy", "Statistics"],
            path: "Sources/Stages/DetectionEvaluation", swiftSettings: safe),
        .target(
            name: "DetectionReview", dependencies: ["Evidence", "Geodesy", "Statistics"],
            path: "Sources/Stages/DetectionReview", swiftSettings: safe),
        .target(
            name: "ActivityAnalysis", dependencies: ["Evidence", "Findings", "Geodesy", "Sites", "Statistics"],
            path: "Sources/Stages/ActivityAnalysis", swiftSettings: safe),
        .target(
            name: "ObjectMeasurement", dependencies: ["Evidence", "Geodesy", "Rasters", "Sites", "Statistics"],
            path: "Sources/Stages/ObjectMeasurement", swiftSettings: safe),
        .target(
            name: "ChangeDetection", dependencies: ["Evidence", "Geodesy", "Rasters", "Statistics"],
            path: "Sources/Stages/ChangeDetection", swiftSettings: heavy),
        .target(
            name: "SceneMasks", dependencies: ["Evidence", "Geodesy", "Rasters", "Statistics"],
            path: "Sources/Stages/SceneMasks", swiftSettings: heavy),
        .target(
            name: "ArrivalDating", dependencies: ["Evidence", "Findings", "Geodesy", "Statistics"],
            path: "Sources/Stages/ArrivalDating", swiftSettings: heavy),
        .target(
            name: "JudgementLinting", dependencies: ["Findings"], path: "Sources/Stages/JudgementLinting",
            swiftSettings: heavy),
        .target(
            name: "SourceCriticism", dependencies: ["Inquiry"],
            path: "Sources/Stages/SourceCriticism", swiftSettings: safe),
        .target(
            name: "HypothesisAssessment", dependencies: ["Evidence", "Findings", "Inquiry", "Statistics"],
            path: "Sources/Stages/HypothesisAssessment", swiftSettings: heavy),
        .target(
            name: "ScenarioSimulation", dependencies: ["Findings", "Inquiry", "Scenarios", "Statistics"],
            path: "Sources/Stages/ScenarioSimulation", swiftSettings: heavy),
        .target(
            name: "ChapterWriting",
            dependencies: [
                "Disclosure", "Documents", "Evidence", "Findings", "Geodesy", "Inquiry", "Scenarios", "Sites",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            path: "Sources/Stages/ChapterWriting", resources: [.embedInCode("Languages")], swiftSettings: safe),
        .target(
            name: "Reporting",
            dependencies: [
                "Disclosure", "Documents", "Evidence", "Findings", "Geodesy", "Inquiry", "Rasters", "Scenarios",
                "Sites",
            ],
            path: "Sources/Stages/Reporting", swiftSettings: safe),
        .target(
            name: "DocumentWriting", dependencies: ["Archives", "Documents"],
            path: "Sources/Stages/DocumentWriting", swiftSettings: safe),
        .target(
            name: "CaseExporting",
            dependencies: ["Disclosure", "Evidence", "Findings", "Geodesy", "Inquiry", "Scenarios", "Sites"],
            path: "Sources/Stages/CaseExporting", swiftSettings: safe),

        // Catalogue: what must be remembered.
        .target(
            name: "Catalogue", dependencies: ["Evidence", "Findings"], path: "Sources/Catalogue", swiftSettings: safe),

        // Adapters: the outside world.
        .target(
            name: "CaseFilesYAML",
            dependencies: [
                "ArrivalDating", "DetectionEvaluation", "Documents", "Findings", "Inquiry", "JudgementLinting",
                "ScenarioSimulation", "Scenarios",
                "SceneIngest", "Sites", "Evidence", "Geodesy",
                .product(name: "Yams", package: "Yams"),
            ],
            path: "Sources/Adapters/CaseFilesYAML", swiftSettings: safe),
        .target(
            name: "ScenesGDAL",
            dependencies: [
                "GDAL", "SceneIngest", "ActivityAnalysis", "Evidence", "Geodesy", "Rasters",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Sources/Adapters/ScenesGDAL", swiftSettings: safe),
        .target(
            name: "DetectionOpenVINO", dependencies: ["OpenVINO", "ObjectDetection", "Evidence", "Rasters"],
            path: "Sources/Adapters/DetectionOpenVINO", swiftSettings: safe),
        .target(
            name: "CatalogueGeoPackage",
            dependencies: [
                "Catalogue", "Evidence", "Findings", "Geodesy", "Rasters",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Sources/Adapters/CatalogueGeoPackage", swiftSettings: safe),

        .target(
            name: "DrawnScenesGDAL", dependencies: ["GDAL", "Geodesy", "Rasters"],
            path: "Sources/Adapters/DrawnScenesGDAL", swiftSettings: safe),
        .target(
            name: "ReportsGDAL",
            dependencies: ["GDAL", "CaseExporting", "Reporting", "Evidence", "Geodesy", "Rasters"],
            path: "Sources/Adapters/ReportsGDAL", swiftSettings: safe),

        .target(
            name: "WeatherHTTP",
            dependencies: [
                "Geodesy", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            path: "Sources/Adapters/WeatherHTTP", swiftSettings: safe),
        .target(
            name: "ScenesHTTP",
            dependencies: [
                "Evidence", "SceneSearch", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            path: "Sources/Adapters/ScenesHTTP", swiftSettings: safe),
        .target(
            name: "WeatherGDAL", dependencies: ["GDAL", "Evidence", "Geodesy"], path: "Sources/Adapters/WeatherGDAL",
            swiftSettings: safe),
        .target(
            name: "WeatherFiles", dependencies: ["Evidence", "Geodesy", "Sites"], path: "Sources/Adapters/WeatherFiles",
            swiftSettings: safe),
        .target(name: "PrintingPrograms", path: "Sources/Adapters/PrintingPrograms", swiftSettings: safe),

        // Workflow: the order of the stages, written once.
        .target(
            name: "Workflow",
            dependencies: [
                "ActivityAnalysis", "ArrivalDating", "Catalogue", "ChangeDetection", "DetectionReview", "Evidence",
                "Findings", "HypothesisAssessment", "Inquiry",
                "Geodesy",
                "ObjectDetection", "ObjectMeasurement", "Rasters",
                "ScenarioSimulation", "Scenarios", "SceneAlignment", "SceneIngest", "SceneMasks", "Sites", "Statistics",
            ],
            path: "Sources/Workflow", swiftSettings: safe),

        // Interfaces: the composition root, where adapters are chosen.
        .executableTarget(
            name: "RevisitCommand",
            dependencies: [
                "ActivityAnalysis", "Archives", "ArrivalDating", "CaseExporting", "CaseFilesYAML", "Catalogue",
                "CatalogueGeoPackage",
                "ChangeDetection", "ChapterWriting", "Disclosure",
                "DetectionEvaluation", "DetectionOpenVINO", "DetectionReview", "DocumentWriting", "Documents",
                "DrawnScenesGDAL",
                "Evidence",
                "Findings", "Geodesy", "HypothesisAssessment", "Inquiry", "JudgementLinting",
                "ObjectDetection", "PrintingPrograms",
                "Rasters", "Reporting", "ReportsGDAL",
                "ScenarioSimulation", "Scenarios", "SceneAlignment", "SceneIngest", "SceneMasks",
                "SceneSearch", "SceneSimulation",
                "ScenesGDAL", "ScenesHTTP", "Sites", "SourceCriticism", "Statistics", "WeatherFiles", "WeatherGDAL",
                "WeatherHTTP",
                "Workflow",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Interfaces/RevisitCommand", swiftSettings: safe),

        // Draws scenes with truth.
        .target(
            name: "SceneSimulation", dependencies: ["Geodesy", "Rasters", "Sites", "Statistics"],
            path: "Sources/SceneSimulation", swiftSettings: safe),

        // Measurements, called by scripts/bench.
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "ActivityAnalysis", "ArrivalDating", "DetectionOpenVINO", "Evidence", "Findings", "GDAL", "Geodesy",
                "HypothesisAssessment", "Inquiry", "ObjectDetection", "ObjectMeasurement", "OpenVINO", "Rasters",
                "ScenarioSimulation", "Scenarios", "SceneIngest", "SceneSimulation", "ScenesGDAL", "Sites",
                "Statistics",
            ],
            path: "Benchmarks",
            exclude: ["aims.json", "alignment.py", "bench.py", "networks.py", "peers.py", "scenes.py"],
            swiftSettings: strict),

        // Tests.
        .testTarget(name: "GDALTests", dependencies: ["GDAL"], exclude: ["Fixtures"], swiftSettings: strict),
        // Memory-safe settings show that nothing unsafe is needed above the binding.
        .testTarget(
            name: "OpenVINOTests", dependencies: ["OpenVINO"], resources: [.copy("Fixtures")], swiftSettings: safe),
        .testTarget(
            name: "GeodesyTests", dependencies: ["Geodesy"], resources: [.copy("Fixtures")], swiftSettings: safe),
        .testTarget(name: "RastersTests", dependencies: ["Rasters", "Geodesy"], swiftSettings: safe),
        .testTarget(
            name: "StatisticsTests", dependencies: ["Statistics"], resources: [.copy("Fixtures")],
            swiftSettings: safe),
        .testTarget(name: "EvidenceTests", dependencies: ["Evidence", "Geodesy"], swiftSettings: safe),
        .testTarget(
            name: "DisclosureTests", dependencies: ["Disclosure", "Evidence", "Geodesy", "Inquiry", "Rasters"],
            swiftSettings: safe),
        .testTarget(name: "FindingsTests", dependencies: ["Findings"], swiftSettings: safe),
        .testTarget(
            name: "JudgementLintingTests", dependencies: ["JudgementLinting", "Findings"],
            resources: [.copy("Fixtures")], swiftSettings: safe),
        .testTarget(
            name: "InquiryTests", dependencies: ["Inquiry", "Evidence", "Geodesy", "Statistics"],
            resources: [.copy("Fixtures")], swiftSettings: safe),
        .testTarget(
            name: "SceneIngestTests", dependencies: ["SceneIngest", "Evidence", "Geodesy", "Rasters"],
            swiftSettings: safe),
        .testTarget(
            name: "SceneSearchTests", dependencies: ["SceneSearch", "Evidence", "Geodesy", "Sites"],
            swiftSettings: safe),
        .testTarget(
            name: "SceneAlignmentTests", dependencies: ["SceneAlignment", "Evidence", "Geodesy", "Rasters"],
            swiftSettings: safe),
        .testTarget(
            name: "ObjectDetectionTests",
            dependencies: ["ObjectDetection", "Evidence", "Geodesy", "Rasters", "Statistics"], swiftSettings: safe),
        .testTarget(
            name: "DetectionEvaluationTests", dependencies: ["DetectionEvaluation", "Geodesy"],
            resources: [.copy("Fixtures")], swiftSettings: safe),
        .testTarget(
            name: "DetectionReviewTests", dependencies: ["DetectionReview", "Evidence", "Geodesy", "Statistics"],
            swiftSettings: safe),
        .testTarget(
            name: "DetectionOpenVINOTests", dependencies: ["DetectionOpenVINO", "ObjectDetection"],
            swiftSettings: safe),
        // These run the built program.
        .testTarget(
            name: "RevisitCommandTests", dependencies: ["RevisitCommand"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "WorkflowTests",
            dependencies: [
                "Workflow", "ActivityAnalysis", "ArrivalDating", "Catalogue", "ChangeDetection", "DetectionReview",
                "Evidence", "Findings",
                "Geodesy", "HypothesisAssessment", "Inquiry", "ObjectDetection", "ObjectMeasurement", "Rasters",
                "ScenarioSimulation", "Scenarios", "SceneMasks", "SceneSimulation", "Sites",
                "Statistics",
            ], swiftSettings: safe),
        .testTarget(
            name: "ActivityAnalysisTests",
            dependencies: ["ActivityAnalysis", "Evidence", "Findings", "Geodesy", "Rasters", "Sites", "Statistics"],
            exclude: ["Fixtures"], swiftSettings: safe),
        .testTarget(
            name: "ArrivalDatingTests", dependencies: ["ArrivalDating", "Findings", "Geodesy"],
            resources: [.copy("Fixtures")], swiftSettings: safe),
        .testTarget(
            name: "ObjectMeasurementTests",
            dependencies: ["ObjectMeasurement", "Evidence", "Geodesy", "Rasters", "SceneSimulation", "Sites"],
            swiftSettings: safe),
        .testTarget(
            name: "SceneMasksTests",
            dependencies: ["SceneMasks", "Evidence", "Geodesy", "Rasters", "SceneSimulation", "Sites", "Statistics"],
            resources: [.copy("Fixtures")], swiftSettings: safe),
        .testTarget(
            name: "SceneSimulationTests",
            dependencies: ["SceneSimulation", "Geodesy", "Rasters", "Sites", "Statistics"],
            swiftSettings: safe),
        .testTarget(
            name: "ChangeDetectionTests",
            dependencies: ["ChangeDetection", "Evidence", "Geodesy", "Rasters", "Statistics"],
            resources: [.copy("Fixtures")], swiftSettings: safe),
        .testTarget(
            name: "HypothesisAssessmentTests",
            dependencies: ["Evidence", "Findings", "HypothesisAssessment", "Inquiry", "Statistics"],
            swiftSettings: safe),
        .testTarget(
            name: "ScenarioSimulationTests",
            dependencies: ["Findings", "Inquiry", "ScenarioSimulation", "Scenarios", "Statistics"],
            resources: [.copy("Fixtures")], swiftSettings: safe),
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "Reporting", "Disclosure", "Documents", "Evidence", "Findings", "Geodesy", "Inquiry", "Rasters",
                "Scenarios", "Sites",
            ], swiftSettings: safe),
        .testTarget(
            name: "ChapterWritingTests",
            dependencies: [
                "ChapterWriting", "Disclosure", "Documents", "Evidence", "Findings", "Geodesy", "Inquiry", "Rasters",
                "Sites",
            ],
            swiftSettings: safe),
        .testTarget(
            name: "DocumentWritingTests", dependencies: ["Archives", "DocumentWriting", "Documents"],
            exclude: ["Fixtures"], swiftSettings: safe),
        .testTarget(
            name: "PrintingProgramsTests", dependencies: ["PrintingPrograms"], swiftSettings: safe),
        .testTarget(
            name: "SourceCriticismTests", dependencies: ["SourceCriticism", "Inquiry"], swiftSettings: safe),
        .testTarget(
            name: "CatalogueTests",
            dependencies: ["Catalogue", "CatalogueGeoPackage", "Evidence", "Findings", "Geodesy", "Rasters"],
            swiftSettings: safe),
        .testTarget(
            name: "CatalogueGeoPackageTests",
            dependencies: [
                "CatalogueGeoPackage", "CatalogueKillTarget", "Catalogue", "Evidence", "Geodesy", "Rasters",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures"], swiftSettings: safe),
        // Commits without end, to be killed by a test.
        .executableTarget(
            name: "CatalogueKillTarget",
            dependencies: ["CatalogueGeoPackage", "Catalogue", "Evidence", "Geodesy", "Rasters"],
            path: "Tests/CatalogueKillTarget", swiftSettings: safe),
        .testTarget(
            name: "CaseFilesYAMLTests",
            dependencies: [
                "CaseFilesYAML", "ArrivalDating", "DetectionEvaluation", "Documents", "Evidence", "Findings", "Inquiry",
                "JudgementLinting", "ScenarioSimulation", "Scenarios",
                "SceneIngest", "Sites", "Statistics", "Geodesy", .product(name: "Yams", package: "Yams"),
            ],
            resources: [.copy("Fixtures")], swiftSettings: safe),
        .testTarget(
            name: "WeatherGDALTests", dependencies: ["WeatherGDAL", "Evidence", "Geodesy"], exclude: ["Fixtures"],
            swiftSettings: safe),
        .testTarget(
            name: "WeatherFilesTests", dependencies: ["WeatherFiles", "Evidence", "Geodesy", "Sites"],
            exclude: ["Fixtures"],
            swiftSettings: safe),
        .testTarget(
            name: "ScenesGDALTests",
            dependencies: [
                "ScenesGDAL", "ActivityAnalysis", "SceneIngest", "GDAL", "Evidence", "Geodesy", "Rasters",
            ],
            exclude: ["Truth"], swiftSettings: safe),
        .testTarget(
            name: "DrawnScenesGDALTests", dependencies: ["DrawnScenesGDAL", "GDAL", "Geodesy", "Rasters"],
            swiftSettings: safe),
        .testTarget(
            name: "ReportsGDALTests",
            dependencies: [
                "ReportsGDAL", "Reporting", "ScenesGDAL", "GDAL", "Evidence", "Geodesy", "Rasters",
            ],
            swiftSettings: safe),
    ],
    swiftLanguageModes: [.v6]
)
