package import Basics
import Foundation
import OCIImage

/// `plimsoll.lock`: the digests and layers of the images that FROM names, on the day somebody asked for them. Pins are
/// proposed from it, and base images are recognised by their layers.
package struct ImageLock: Sendable, Hashable, Codable {
    package static let fileName = "plimsoll.lock"

    package var version = 1
    package var images: [Entry] = []

    package struct Entry: Sendable, Hashable, Codable {
        /// As the Dockerfile names it.
        package var name: String
        /// Of the manifest, or of the index where there are several platforms; nil where only an engine knows the image.
        package var digest: String?
        package var locked: Day
        package var platforms: [PlatformLayers]

        package init(name: String, digest: String?, locked: Day, platforms: [PlatformLayers]) {
            self.name = name
            self.digest = digest
            self.locked = locked
            self.platforms = platforms
        }
    }

    package struct PlatformLayers: Sendable, Hashable, Codable {
        package var platform: String
        package var created: String?
        /// The digests of its layers without compression, lowest first.
        package var layers: [String]

        package init(platform: String, created: String?, layers: [String]) {
            self.platform = platform
            self.created = created
            self.layers = layers
        }
    }

    package init() {}

    /// Throws `invalid` for anything that is no lock file of this form.
    package static func read(_ source: SourceFile) throws(Failure) -> ImageLock {
        do {
            let lock = try JSONDecoder().decode(ImageLock.self, from: Data(source.bytes))
            guard lock.version == 1 else {
                throw Failure(
                    .invalid,
                    Text(
                        en:
                            "\(source.path) is of version \(lock.version), which this Plimsoll does not know. Update Plimsoll.",
                        ja: "\(source.path) のバージョン \(lock.version) には対応していません。Plimsoll を更新してください。"))
            }
            return lock
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(
                .invalid,
                Text(
                    en: "\(source.path) is no lock file. Delete it and run `plimsoll lock`.",
                    ja: "\(source.path) はロックファイルとして読み取れません。削除して `plimsoll lock` を実行してください。"))
        }
    }

    /// Sorted, so that two runs differ where the images do.
    package func text() -> String {
        var lock = self
        lock.images.sort { $0.name < $1.name }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(lock) else { return "" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// The images as layers to recognise a base by.
    package var bases: [ImageScanner.KnownBase] {
        images.flatMap { entry in
            entry.platforms.map { platform in
                ImageScanner.KnownBase(
                    name: entry.name, digest: entry.digest.flatMap { Digest($0) },
                    diffIDs: platform.layers.compactMap { Digest($0) })
            }
        }
    }

    /// What each name stands for.
    package var pins: [String: String] {
        Dictionary(images.compactMap { entry in entry.digest.map { (entry.name, $0) } }, uniquingKeysWith: { $1 })
    }
}
