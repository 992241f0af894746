// swift-tools-version: 6.2
import PackageDescription

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
    ],
    targets: [
        // Layer 0
        .target(name: "Basics"),
        // Layer 1
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
        .target(
            name: "RuleKit",
            dependencies: [
                "Basics", "ShellSyntax", "DockerfileSyntax", "ECSModel", "Templates", "Workload", "Pipelines",
            ]),
        .target(name: "Lifecycle", dependencies: ["Basics", "Templates"]),
        // Layer 3
        .target(
            name: "Rules",
            dependencies: [
                "Basics", "ShellSyntax", "DockerfileSyntax", "ECSModel", "Workload", "Pipelines", "RuleKit",
            ]),
        .target(name: "Pricing", dependencies: ["Basics", "ECSModel", "Workload"]),
        .target(
            name: "ShellCheck",
            dependencies: [
                "Basics", "ShellSyntax", "DockerfileSyntax", "RuleKit",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        // Layer 4
        .target(name: "Lens", dependencies: ["Basics", "Templates", "Workload", "RuleKit"]),
        .target(
            name: "Fixing", dependencies: ["Basics", "ShellSyntax", "DockerfileSyntax", "Workload", "RuleKit"]),
        // Layer 5
        .target(name: "Reports", dependencies: ["Basics", "Workload", "RuleKit", "Rules", "Pricing", "Lens"]),
        // Layer 6
        .executableTarget(
            name: "plimsoll",
            dependencies: [
                "Basics", "ShellSyntax", "DockerfileSyntax", "ECSModel", "Templates", "Workload", "Pipelines",
                "RuleKit", "Rules", "Lifecycle", "Pricing", "ShellCheck", "Lens", "Fixing", "Reports",
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
            name: "RuleKitTests", dependencies: ["Basics", "ShellSyntax", "DockerfileSyntax", "Workload", "RuleKit"]),
        .testTarget(name: "LifecycleTests", dependencies: ["Basics", "Lifecycle"]),
        .testTarget(
            name: "RulesTests",
            dependencies: ["Basics", "DockerfileSyntax", "ECSModel", "Workload", "Pipelines", "RuleKit", "Rules"]),
        .testTarget(name: "PricingTests", dependencies: ["Basics", "ECSModel", "Workload", "Pricing"]),
        .testTarget(name: "ShellCheckTests", dependencies: ["Basics", "DockerfileSyntax", "RuleKit", "ShellCheck"]),
        .testTarget(name: "LensTests", dependencies: ["Basics", "RuleKit", "Rules", "Lens"]),
        .testTarget(
            name: "FixingTests",
            dependencies: ["Basics", "DockerfileSyntax", "Workload", "RuleKit", "Rules", "Fixing"],
            exclude: ["Builds"]),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Basics", "DockerfileSyntax", "Workload", "RuleKit", "Rules", "Pricing", "Lens", "Reports",
            ],
            exclude: ["Snapshots"]),
        .testTarget(
            name: "PlimsollTests",
            dependencies: ["Basics", "Templates", "RuleKit", "Rules", "Fixing", "Lens", "Reports", "plimsoll"]),
    ]
)

// The fuzz target links only with libFuzzer, so that it is there for Scripts/fuzz alone.
if Context.environment["PLIMSOLL_FUZZ"] != nil {
    package.products.append(.executable(name: "plimsoll-fuzz", targets: ["PlimsollFuzz"]))
    package.targets.append(
        .executableTarget(
            name: "PlimsollFuzz",
            dependencies: [
                "Basics", "ShellSyntax", "DockerfileSyntax", "ECSModel", "Templates", "Workload", "Pipelines",
            ],
            path: "Fuzz", exclude: ["pumps", "seeds", "words"]))
}

for target in package.targets {
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
