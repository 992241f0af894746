package import Basics

/// An image as reports show and store it: plain values, from which the terminal, HTML and JSON are made alike.
package struct ImageRecord: Sendable, Hashable, Codable {
    package var name: String
    /// Where it was read from: `oci-layout`, `docker-archive`, `registry`…
    package var source: String
    package var platform: String
    package var otherPlatforms: [String]
    package var manifestDigest: String?
    package var configDigest: String
    package var created: String?
    /// Bytes of all layers without compression, and as stored.
    package var size: Int
    package var storedSize: Int
    package var layers: [Layer]
    package var base: Base
    package var system: String?
    package var waste: Waste
    package var secrets: [Secret]
    /// Whether secrets were looked for: without it, none found says nothing.
    package var isSecretScanned: Bool
    /// Nil where packages were not looked for.
    package var packages: [PackageEntry]?
    package var gaps: [Gap]
    /// Nil where no advisories were asked.
    package var vulnerabilities: Vulnerabilities?
    package var signatures: [Signature]?
    /// The Dockerfile that it was held against, with what each instruction weighs.
    package var dockerfile: DockerfileWeights?

    package struct Layer: Sendable, Hashable, Codable {
        /// From 1.
        package var number: Int
        package var digest: String?
        package var diffID: String
        package var size: Int
        package var storedSize: Int
        package var files: Int
        /// Bytes of its files that later layers replaced, repeated or deleted.
        package var hidden: Int
        /// Bytes of its files that a container sees but does not need.
        package var needless: Int
        /// The instruction as the history tells it.
        package var origin: String
        /// Its line in the Dockerfile.
        package var line: Int?
        /// Whether it is the base image's; nil where that is not known.
        package var isBase: Bool?
    }

    package struct Base: Sendable, Hashable, Codable {
        /// `history`, `lock-file`, `labels` or `none`.
        package var evidence: String
        package var name: String?
        package var digest: String?
        package var layers: Int?
        package var created: Day?
        /// When the operating system's updates end.
        package var systemEnds: Day?
        package var size: Int?
    }

    package struct Waste: Sendable, Hashable, Codable {
        /// Bytes of all files in all layers, and of those that no container sees.
        package var total: Int
        package var hidden: Int
        package var efficiency: Double
        /// The largest first; `more` of them are left out.
        package var items: [Item]
        package var more: Int

        package struct Item: Sendable, Hashable, Codable {
            /// `replaced`, `repeated`, `deleted`, `duplicate`, `cache`, `documentation`, `workshop`, `development`.
            package var kind: String
            package var path: String
            package var layer: Int
            package var bytes: Int
            package var files: Int
            package var other: Int?
            package var twin: String?
            package var line: Int?
        }
    }

    package struct Secret: Sendable, Hashable, Codable {
        package var kind: String
        package var title: Text
        /// `verified`, `shape` or `context`.
        package var certainty: String
        package var masked: String
        package var fingerprint: String
        /// A file with its line, or `ENV NAME`, `LABEL name`, `history 4`.
        package var path: String
        package var line: Int?
        /// In a binary file, which has no lines: bytes from its start.
        package var offset: Int?
        package var layer: Int?
        /// The layer that deleted or replaced the file; it is readable all the same.
        package var hiddenBy: Int?
        package var dockerfileLine: Int?

        /// For people: `/etc/app.ini:12`, `/usr/bin/tool`, `ENV TOKEN`.
        package var place: String { layer == nil ? path : "/\(path)" + (line.map { ":\($0)" } ?? "") }
    }

    package struct PackageEntry: Sendable, Hashable, Codable {
        package var type: String
        package var name: String
        package var version: String
        package var licenses: [String]
        package var path: String
        package var layer: Int?
        package var isBase: Bool?
        package var purl: String
        package var owner: String?
    }

    package struct Gap: Sendable, Hashable, Codable {
        package var path: String
        package var reason: Text
    }

    package struct Vulnerabilities: Sendable, Hashable, Codable {
        package var found: [Entry]
        /// Why it may not be complete.
        package var doubt: Text?
        package var unknown: [Unknown]
        package var dataOf: Day?
        /// Of those with a fix out, how many are the base image's; nil where the base is not known.
        package var fixedByNewerBase: Int?

        package struct Entry: Sendable, Hashable, Codable {
            package var id: String
            package var advisory: String
            package var package: String
            package var type: String
            package var version: String
            package var fixed: [String]
            package var level: String
            package var score: Double?
            package var summary: String
            package var exploited: Day?
            package var likelihood: Double?
            package var layer: Int?
            package var isBase: Bool?
            package var link: String?
            /// `open`, `cleared` or `ignored`.
            package var standing: String
            package var reason: String?
        }

        package struct Unknown: Sendable, Hashable, Codable {
            package var package: String
            package var reason: Text
        }
    }

    package struct Signature: Sendable, Hashable, Codable {
        package var form: String
        /// `verified`, `unchecked` or `refused`.
        package var state: String
        package var reason: Text?
        package var signer: String?
    }

    package struct DockerfileWeights: Sendable, Hashable, Codable {
        package var path: String
        package var lines: [Line]

        /// An instruction with what it added.
        package struct Line: Sendable, Hashable, Codable {
            package var line: Int
            package var text: String
            package var bytes: Int?
            package var layer: Int?
        }
    }
}
