// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Intel's inflate is twice as fast as zlib's. Its headers are needed to build with it; the library is looked for when the
// program runs.
let hasIsal = FileManager.default.fileExists(atPath: "/usr/include/isa-l.h")

// One line a target, lowest layer first. `Tests/BasicsTests/LayerTests.swift` checks that imports follow these arrows.
let package = Package(
    name: "plimsoll",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "plimsoll", targets: ["plimsoll"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        // Libraries of the system. No pkg-config: its folders would come before that of the release's archives.
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        // Layer 0
        .target(name: "Basics"),
        .target(name: "CShaLanes"),
        // Layer 1
        .target(
            name: "OCIImage",
            dependencies: ["Basics", "CShaLanes", "CZlib", "CZstd", .product(name: "Crypto", package: "swift-crypto")]
                + (hasIsal ? ["CIsal"] : [])),
        .target(name: "Secrets", dependencies: ["Basics", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Versions", dependencies: ["Basics"]),
        .target(name: "ShellSyntax", dependencies: ["Basics"]),
        .target(name: "DockerfileSyntax", dependencies: ["Basics", "ShellSyntax"]),
        .target(name: "ECSModel", dependencies: ["Basics"]),
        .target(name: "Templates", dependencies: ["Basics", "ECSModel", .product(name: "Yams", package: "Yams")]),
        // Layer 2
        .target(
            name: "Workload",
            dependencies: [
                "Basics", "ShellSyntax", "DockerfileSyntax", "ECSModel", "Templates",
                .product(name: "TOMLKit", package: "TOMLKit"),
            ]),
        .target(
            name: "Pipelines",
            dependencies: ["Basics", "ShellSyntax", "DockerfileSyntax", "ECSModel", "Templates", "Workload"]),
        .target(name: "Parity", dependencies: ["Basics", "ECSModel", "Templates", "Workload"]),
        .target(
            name: "Inventory",
            dependencies: [
                "Basics", "OCIImage", "CSQLite", "CZlib", .product(name: "TOMLKit", package: "TOMLKit"),
            ]),
        .target(name: "Advisories", dependencies: ["Basics", "OCIImage", "Versions", "Inventory", "CSQLite", "CZlib"]),
        .target(
            name: "ImageScan",
            dependencies: [
                "Basics", "DockerfileSyntax", "OCIImage", "Secrets", "Inventory", "Advisories", "Workload",
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]),
        .target(
            name: "RuleKit",
            dependencies: [
                "Basics", "ShellSyntax", "DockerfileSyntax", "ECSModel", "Templates", "Workload", "Pipelines", "Parity",
                "OCIImage", "Secrets", "Inventory", "Advisories", "ImageScan",
            ]),
        .target(name: "Lifecycle", dependencies: ["Basics", "Templates"]),
        // Layer 3
        .target(
            name: "Rules",
            dependencies: [
                "Basics", "ShellSyntax", "DockerfileSyntax", "ECSModel", "Workload", "Pipelines", "Parity", "RuleKit",
                "OCIImage", "Secrets", "Inventory", "Advisories", "ImageScan",
            ]),
        .target(
            name: "DockerEngine",
            dependencies: [
                "Basics", "OCIImage", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .target(
            name: "AWSClient",
            dependencies: [
                "Basics", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        .target(
            name: "Registry",
            dependencies: [
                "Basics", "OCIImage", "AWSClient", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        .target(
            name: "Feeds",
            dependencies: [
                "Basics", "Advisories", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .target(
            name: "Signatures",
            dependencies: [
                "Basics", "OCIImage", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]),
        .target(name: "Pricing", dependencies: ["Basics", "ECSModel", "Workload", "Lifecycle"]),
        .target(name: "Scaling", dependencies: ["Basics", "ECSModel", "Templates", "Workload", "Pricing"]),
        .target(
            name: "ShellCheck",
            dependencies: [
                "Basics", "ShellSyntax", "DockerfileSyntax", "RuleKit",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        // Layer 4
        .target(
            name: "Advice",
            dependencies: ["Basics", "DockerfileSyntax", "ECSModel", "Workload", "RuleKit", "Pricing"]),
        .target(name: "Lens", dependencies: ["Basics", "Templates", "Workload", "RuleKit"]),
        .target(
            name: "Fixing", dependencies: ["Basics", "ShellSyntax", "DockerfileSyntax", "Workload", "RuleKit"]),
        // Layer 5
        .target(
            name: "Reports",
            dependencies: [
                "Basics", "Workload", "Parity", "RuleKit", "Rules", "Pricing", "Scaling", "Advice", "Lens",
                "OCIImage", "Secrets", "Inventory", "Advisories", "ImageScan", "Signatures",
            ]),
        // Layer 6
        .executableTarget(
            name: "plimsoll",
            dependencies: [
                "Basics", "ShellSyntax", "DockerfileSyntax", "ECSModel", "Templates", "Workload", "Pipelines", "Parity",
                "RuleKit", "Rules", "Lifecycle", "Pricing", "Scaling", "Advice", "ShellCheck", "Lens", "Fixing",
                "Reports", "OCIImage", "Secrets", "Versions", "Inventory", "Advisories", "ImageScan", "Registry",
                "DockerEngine", "AWSClient", "Signatures", "Feeds",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .testTarget(name: "BasicsTests", dependencies: ["Basics"]),
        .testTarget(name: "ShellSyntaxTests", dependencies: ["Basics", "ShellSyntax"]),
        .testTarget(name: "DockerfileSyntaxTests", dependencies: ["Basics", "ShellSyntax", "DockerfileSyntax"]),
        .testTarget(name: "ECSModelTests", dependencies: ["Basics", "ECSModel"]),
        .testTarget(name: "TemplatesTests", dependencies: ["Basics", "ECSModel", "Templates"]),
        .testTarget(
            name: "WorkloadTests",
            dependencies: ["Basics", "ShellSyntax", "DockerfileSyntax", "ECSModel", "Templates", "Workload"]),
        .testTarget(
            name: "PipelinesTests",
            dependencies: ["Basics", "ShellSyntax", "ECSModel", "Templates", "Workload", "Pipelines"]),
        .testTarget(
            name: "ParityTests", dependencies: ["Basics", "ECSModel", "Templates", "Workload", "Parity"]),
        .testTarget(
            name: "RuleKitTests",
            dependencies: ["Basics", "ShellSyntax", "DockerfileSyntax", "Workload", "Parity", "RuleKit", "Advisories"]),
        .testTarget(name: "LifecycleTests", dependencies: ["Basics", "Lifecycle"]),
        .testTarget(
            name: "RulesTests",
            dependencies: [
                "Basics", "DockerfileSyntax", "ECSModel", "Workload", "Pipelines", "Parity", "RuleKit", "Rules",
                "ImageScan",
            ]),
        .testTarget(
            name: "OCIImageTests",
            dependencies: [
                "Basics", "OCIImage", "CZlib", "CZstd", .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .testTarget(name: "SecretsTests", dependencies: ["Basics", "Secrets"]),
        .testTarget(name: "VersionsTests", dependencies: ["Basics", "Versions"], exclude: ["Oracles"]),
        .testTarget(name: "InventoryTests", dependencies: ["Basics", "OCIImage", "Inventory", "CSQLite"]),
        .testTarget(
            name: "AdvisoriesTests",
            dependencies: [
                "Basics", "OCIImage", "Versions", "Inventory", "Advisories",
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .testTarget(
            name: "ImageScanTests",
            dependencies: [
                "Basics", "DockerfileSyntax", "OCIImage", "Secrets", "Inventory", "Advisories", "Workload", "ImageScan",
            ]),
        .testTarget(
            name: "RegistryTests",
            dependencies: [
                "Basics", "OCIImage", "AWSClient", "Registry",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .testTarget(
            name: "FeedsTests",
            dependencies: [
                "Basics", "Advisories", "Feeds", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .testTarget(name: "DockerEngineTests", dependencies: ["Basics", "OCIImage", "DockerEngine"]),
        .testTarget(name: "AWSClientTests", dependencies: ["Basics", "AWSClient"]),
        .testTarget(
            name: "SignaturesTests",
            dependencies: [
                "Basics", "OCIImage", "Signatures", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]),
        .testTarget(name: "PricingTests", dependencies: ["Basics", "ECSModel", "Workload", "Pricing"]),
        .testTarget(
            name: "ScalingTests",
            dependencies: ["Basics", "ECSModel", "Templates", "Workload", "Pricing", "Scaling"]),
        .testTarget(
            name: "AdviceTests",
            dependencies: ["Basics", "DockerfileSyntax", "Workload", "RuleKit", "Pricing", "Advice"]),
        .testTarget(name: "ShellCheckTests", dependencies: ["Basics", "DockerfileSyntax", "RuleKit", "ShellCheck"]),
        .testTarget(name: "LensTests", dependencies: ["Basics", "RuleKit", "Rules", "Lens"]),
        .testTarget(
            name: "FixingTests",
            dependencies: ["Basics", "DockerfileSyntax", "Workload", "RuleKit", "Rules", "Fixing"],
            exclude: ["Builds"]),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Basics", "DockerfileSyntax", "Workload", "Parity", "RuleKit", "Rules", "Pricing", "Lens", "Reports",
            ],
            exclude: ["Snapshots"]),
        .testTarget(
            name: "PlimsollTests",
            dependencies: [
                "Basics", "Templates", "Parity", "Workload", "RuleKit", "Rules", "Fixing", "Lens", "Reports",
                "plimsoll", .product(name: "Crypto", package: "swift-crypto"),
            ]),
    ]
)

if hasIsal {
    package.targets.append(
        .systemLibrary(name: "CIsal", providers: [.apt(["libisal-dev"])]))
}

// The fuzz target links only with libFuzzer, so that it is there for Scripts/fuzz alone.
if Context.environment["PLIMSOLL_FUZZ"] != nil {
    package.products.append(.executable(name: "plimsoll-fuzz", targets: ["PlimsollFuzz"]))
    package.targets.append(
        .executableTarget(
            name: "PlimsollFuzz",
            dependencies: [
                "Basics", "ShellSyntax", "DockerfileSyntax", "ECSModel", "Templates", "Workload", "Pipelines",
                "OCIImage", "Inventory", "Versions", "Advisories", "Secrets", "ImageScan",
            ],
            path: "Fuzz", exclude: ["pumps", "seeds", "words"]))
}

for target in package.targets where target.type != .system {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .swiftLanguageMode(.v6),
            .treatAllWarnings(as: .error),
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        ]
}
