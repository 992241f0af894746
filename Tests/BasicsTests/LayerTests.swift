import Foundation
import Testing

/// An import never points up: the layers of `docs/architecture.md`, checked in the sources themselves.
struct LayerTests {
    /// Each target's layer, and what it may import beside our own targets of lower layers.
    static let layers: [String: (layer: Int, others: Set<String>)] = [
        "Basics": (0, ["Synchronization"]),
        "ShellSyntax": (1, []),
        "DockerfileSyntax": (1, ["ShellSyntax"]),
        "ECSModel": (1, []),
        "Templates": (1, ["CYaml", "ECSModel"]),
        "CShaLanes": (0, []), "CZlib": (0, []), "CZstd": (0, []), "CSQLite": (0, []), "CIsal": (0, []),
        "OCIImage": (1, ["Crypto", "Synchronization"]),
        "Secrets": (1, ["Crypto"]),
        "Versions": (1, []),
        "Workload": (2, ["TOMLKit", "Synchronization"]),
        // Pipelines, parity and the rule kit stand on the graph, which is of the same layer.
        "Pipelines": (2, ["Workload"]),
        "Parity": (2, ["Workload"]),
        "Inventory": (2, ["TOMLKit"]),
        "Advisories": (2, ["Inventory", "Synchronization"]),
        // An image is matched with the Dockerfile of a workload, and its packages with advisories.
        "ImageScan": (2, ["Inventory", "Advisories", "Workload", "SwiftASN1", "X509"]),
        "RuleKit": (2, ["Workload", "Pipelines", "Parity", "Inventory", "Advisories", "ImageScan"]),
        "Lifecycle": (2, []),
        "Rules": (3, []),
        "Pricing": (3, []),
        // What scaled tasks cost is counted with the price file, which is of the same layer.
        "Scaling": (3, ["Pricing"]),
        "ShellCheck": (3, ["Subprocess", "SystemPackage"]),
        "DockerEngine": (3, ["AsyncHTTPClient", "NIOCore", "NIOHTTP1", "Synchronization"]),
        "AWSClient": (3, ["AsyncHTTPClient", "NIOCore", "NIOHTTP1", "Crypto", "Subprocess"]),
        // The registries of AWS are asked with AWS credentials.
        "Registry": (
            3, ["AWSClient", "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "Crypto", "Subprocess", "Synchronization"]
        ),
        "Feeds": (3, ["AsyncHTTPClient", "NIOCore", "NIOHTTP1", "Crypto", "Synchronization"]),
        "Signatures": (3, ["Crypto", "CryptoExtras", "SwiftASN1", "X509"]),
        "Advice": (4, []),
        "Lens": (4, []),
        "Fixing": (4, []),
        "Reports": (5, []),
        "plimsoll": (6, ["ArgumentParser", "AsyncHTTPClient", "Subprocess", "SystemPackage", "Synchronization"]),
    ]
    static let system: Set<String> = ["Foundation", "Glibc", "Musl", "Darwin", "Dispatch"]
    /// Foundation makes a program start slower; the layers that every rule runs through do without it.
    static let withoutFoundation: Set<String> = [
        "Basics", "ShellSyntax", "DockerfileSyntax", "Pipelines", "RuleKit", "Rules", "Fixing", "Lifecycle", "Pricing",
        "Scaling", "Parity", "Advice",
    ]

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let targets: [String] = {
        let folder = root.appending(path: "Sources").path
        return (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    }()

    @Test func everyTargetHasALayer() {
        #expect(Set(Self.targets) == Set(Self.layers.keys))
    }

    @Test(arguments: targets)
    func importsPointDown(target: String) throws {
        let (layer, others) = try #require(Self.layers[target])
        for (file, module) in try imports(of: target) {
            if Self.system.contains(module) {
                #expect(
                    module != "Foundation" || !Self.withoutFoundation.contains(target),
                    "\(file) imports Foundation")
                continue
            }
            let isLower = Self.layers[module].map { $0.layer < layer } ?? false
            #expect(isLower || others.contains(module), "\(file) imports \(module)")
        }
    }

    @Test(arguments: targets)
    func filesAreShort(target: String) throws {
        for (file, text) in try sources(of: target) {
            // A list that a script writes grows with what it lists.
            if text.contains("Written by `Scripts/") { continue }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= 401, "\(file) has \(lines) lines: is there one thing in it?")
        }
    }

    private func sources(of target: String) throws -> [(file: String, text: String)] {
        let folder = Self.root.appending(path: "Sources/\(target)")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
            ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
        }
    }

    private func imports(of target: String) throws -> [(file: String, module: String)] {
        try sources(of: target).flatMap { file, text in
            text.split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index <= 1, words.count == index + 2,
                    index == 0 || words[0] == "package" || words[0].hasPrefix("@")
                else { return nil }
                return (file, String(words[index + 1]))
            }
        }
    }
}
