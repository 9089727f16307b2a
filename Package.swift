// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances")
]

// The explorer walks millions of states: it is optimised even where everything else is built for debugging.
let optimised = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "appel",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: [.defaults, "YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1")
    ],
    targets: [
        .target(name: "CallModel", swiftSettings: optimised),
        .target(name: "Workflow", dependencies: ["CallModel"], swiftSettings: optimised),
        .target(name: "Selection", dependencies: ["CallModel"], swiftSettings: optimised),
        .target(
            name: "Audit", dependencies: ["CallModel", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: optimised),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Postgres", dependencies: ["CLibPQ"], swiftSettings: strict),
        .target(
            name: "Store",
            dependencies: ["CallModel", "Workflow", "Audit", "Postgres", .product(name: "Crypto", package: "swift-crypto")],
            resources: [.copy("../../sql")], swiftSettings: strict),
        .systemLibrary(name: "CLibXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(
            name: "Exchange",
            dependencies: [
                "CallModel", "CLibXLSXWriter", "CLibXML2", "CZlib", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams")
            ],
            swiftSettings: strict),
        .target(
            name: "Service",
            dependencies: [
                "CallModel", "Workflow", "Selection", "Audit", "Postgres", "Store", "Exchange",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto")
            ],
            swiftSettings: strict),
        .target(
            name: "Presentation",
            dependencies: ["CallModel", "Workflow", "Selection", "Audit", "Postgres", "Store", "Exchange", "Service"],
            swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "CallModel", "Workflow", "Selection", "Audit", "Store", "Exchange", "Service", "Presentation",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams")
            ],
            resources: [.copy("Templates"), .copy("Static"), .copy("../../config/locales")], swiftSettings: strict),
        .executableTarget(
            name: "appel",
            dependencies: [
                "CallModel", "Workflow", "Selection", "Audit", "Store", "Exchange", "Service", "Presentation", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "SystemPackage", package: "swift-system")
            ],
            resources: [.copy("../../config/reference")], swiftSettings: strict),

        .target(name: "TestSupport", dependencies: ["CallModel"], path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "WorkflowExplorer", dependencies: ["CallModel", "Workflow"], path: "Tests/WorkflowExplorer",
            swiftSettings: optimised),
        .executableTarget(
            name: "AppelBench",
            dependencies: [
                "CallModel", "Workflow", "Selection", "Audit", "Postgres", "Store", "Exchange", "Service",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio")
            ],
            path: "Tests/Bench", swiftSettings: strict),
        .testTarget(name: "CallModelTests", dependencies: ["CallModel"], swiftSettings: strict),
        .testTarget(
            name: "WorkflowTests", dependencies: ["CallModel", "Workflow", "WorkflowExplorer"], exclude: ["mutants.txt"],
            swiftSettings: strict),
        .testTarget(
            name: "SelectionTests",
            dependencies: ["CallModel", "Selection", "TestSupport", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        // Tens of thousands of logs that were tampered with are verified.
        .testTarget(
            name: "AuditTests", dependencies: ["CallModel", "Audit", "TestSupport"], exclude: ["verify.py"],
            swiftSettings: optimised),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: ["CallModel", "Workflow", "Audit", "Postgres", "Store", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "ExchangeTests", dependencies: ["CallModel", "Exchange", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "CallModel", "Workflow", "Selection", "Audit", "Postgres", "Store", "Exchange", "Service", "TestSupport"
            ],
            swiftSettings: strict),
        .testTarget(
            name: "PresentationTests",
            dependencies: ["CallModel", "Exchange", "Postgres", "Presentation", "Selection", "Service", "Store", "Workflow"],
            swiftSettings: strict),
        .testTarget(
            name: "AppelTests",
            dependencies: [
                "appel", "Audit", "CallModel", "Exchange", "Postgres", "Presentation", "Service", "Store", "Workflow",
                .product(name: "ArgumentParser", package: "swift-argument-parser")
            ],
            swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "appel", "CallModel", "Exchange", "Postgres", "Presentation", "Service", "Store", "TestSupport", "Web", "Workflow",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Yams", package: "Yams")
            ],
            exclude: ["policy.csv"],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEnd",
            dependencies: [
                "appel", "Audit", "CallModel", "Postgres", "Selection", "TestSupport", "Workflow",
                .product(name: "ArgumentParser", package: "swift-argument-parser")
            ],
            path: "Tests/EndToEnd",
            swiftSettings: strict)
    ]
)

// Fuzzing needs a program without a main function of its own, which only libFuzzer can link: `make fuzz` asks for it.
if Context.environment["APPEL_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "AppelFuzz", dependencies: ["CallModel", "Selection", "Audit", "Store", "Exchange"], path: "Tests/Fuzz",
            exclude: ["corpus"],
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
