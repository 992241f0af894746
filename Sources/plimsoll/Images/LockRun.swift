import Basics
import DockerEngine
import DockerfileSyntax
import Foundation
import ImageScan
import OCIImage
import Registry
import Workload

/// Asks what the images of FROM stand for now.
struct LockRun {
    let place: ReviewPlace
    let asksEngine: Bool
    let isInsecure: Bool

    struct Outcome {
        var names: [String]
        var lock: ImageLock
        /// Where it is written.
        var path: String
        /// What is told of each name that stands for something else than before.
        var changes: [Text]
        var failures: [Failure]
    }

    /// - Throws: for standard input and a lock file that cannot be read.
    func run() async throws(Failure) -> Outcome {
        guard let folder = place.folder else {
            throw Failure(
                .invalid,
                Text(en: "Standard input has no place for a lock file.", ja: "標準入力に対してロックファイルは作成できません。"))
        }
        var lock = ImageLock()
        if let source = place.lockFile { lock = try ImageLock.read(source) }
        let names = names()
        var outcome = Outcome(
            names: names, lock: lock, path: "\(folder)/\(place.lockPath)", changes: [], failures: [])
        for name in names {
            do throws(Failure) {
                let entry = try await entry(name)
                let old = outcome.lock.images.first { $0.name == name }
                if let old, old.digest == entry.digest, old.platforms == entry.platforms { continue }
                outcome.changes.append(Self.told(entry, old))
                outcome.lock.images.removeAll { $0.name == name }
                outcome.lock.images.append(entry)
            } catch {
                outcome.failures.append(error)
            }
        }
        return outcome
    }

    /// The names that stand in FROM, without variables and stages; those with a digest need no lock.
    private func names() -> [String] {
        let loader = WorkloadLoader(tree: place.tree, roles: [:])
        var names: Set<String> = []
        for workload in place.found.dockerfiles.flatMap({ loader.workloads(of: $0) }) {
            for stage in workload.dockerfile.stages {
                guard case .image(let image) = stage.base, image.digest == nil, let name = stage.image.value else {
                    continue
                }
                names.insert(name)
            }
        }
        return names.sorted()
    }

    private func entry(_ name: String) async throws(Failure) -> ImageLock.Entry {
        let reference = try OCIImage.ImageReference(name)
        if asksEngine {
            let engine = EngineSource(
                name, at: try EngineAddress.find(environment: ProcessInfo.processInfo.environment))
            let image = try await engine.read(nil, limits: ImageLimits()) { NothingConsumer() }
            return ImageLock.Entry(
                name: name, digest: image.choice.manifest?.description, locked: .today,
                platforms: [Self.layers(image.choice.platform, image.configuration)])
        }
        let registry = RegistrySource(reference, settings: .system(isInsecure: isInsecure))
        let resolved = try await registry.resolve()
        var platforms: [ImageLock.PlatformLayers] = []
        // What runs on ECS; an index may offer a dozen others.
        for choice in try await registry.choices() where choice.platform.os == "linux" {
            guard ["amd64", "arm64"].contains(choice.platform.architecture) else { continue }
            platforms.append(Self.layers(choice.platform, try await registry.configuration(choice.platform)))
        }
        return ImageLock.Entry(name: name, digest: resolved.digest.description, locked: .today, platforms: platforms)
    }

    private static func layers(
        _ platform: Platform, _ configuration: ImageConfiguration
    ) -> ImageLock.PlatformLayers {
        ImageLock.PlatformLayers(
            platform: platform.description, created: configuration.created,
            layers: configuration.diffIDs.map(\.description))
    }

    private static func told(_ entry: ImageLock.Entry, _ old: ImageLock.Entry?) -> Text {
        let digest = entry.digest ?? "-"
        guard let old else { return Text(en: "\(entry.name)  \(digest)", ja: "\(entry.name)  \(digest)") }
        let before = old.digest ?? "-"
        return Text(
            en: "\(entry.name)  \(before) of \(old.locked) is \(digest) now",
            ja: "\(entry.name)  \(old.locked) 時点の \(before) から \(digest) に変わりました")
    }
}

/// Looks at no file.
private struct NothingConsumer: LayerConsumer {
    mutating func begin(_ entry: LayerEntry) throws(Failure) -> Bool { false }
    mutating func content(_ bytes: UnsafeRawBufferPointer) throws(Failure) {}
    mutating func end() throws(Failure) {}
    consuming func finish() throws(Failure) -> Bool { true }
}
