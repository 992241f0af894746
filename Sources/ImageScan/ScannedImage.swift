package import Advisories
package import Basics
package import DockerfileSyntax
package import Inventory
package import OCIImage
package import Secrets

/// All that is known of one built image: what rules judge and reports show.
package struct ScannedImage: Sendable {
    /// As people asked for it.
    package var name: String
    package var source: ImageSourceKind
    package var choice: ImageChoice
    package var others: [ImageChoice]
    package var configDigest: Digest
    package var configuration: ImageConfiguration
    package var layers: [LayerFacts]
    package var tree: ImageTree
    package var system: OperatingSystem?
    package var packages: [Package]
    /// What could not be read of the packages, by path: the inventory has a gap there.
    package var gaps: [Gap]
    package var secrets: [ImageSecret]
    package var accounts: Accounts
    /// Files that tell package managers where from and how to install.
    package var configs: [SeenFile]
    package var certificates: [FoundCertificate]
    package var waste: Waste
    package var history: HistoryMatch
    /// The Dockerfile that it is held against.
    package var dockerfile: Dockerfile?
    package var base: BaseImage
    /// Nil where no database was asked for.
    package var vulnerabilities: VulnerabilityReport?
    /// Nil where nothing was asked for or the source cannot tell.
    package var signatures: [SignatureStanding]?
    package var isSecretScanned: Bool
    package var isInventoried: Bool

    package struct Gap: Sendable, Hashable {
        package var layer: Int
        package var path: String
        package var reason: Text
    }

    /// A small text that a container sees.
    package struct SeenFile: Sendable, Hashable {
        package var path: String
        package var layer: Int
        package var bytes: [UInt8]
    }

    package struct FoundCertificate: Sendable, Hashable {
        package var layer: Int
        package var path: String
        package var certificate: CertificateFacts
    }

    /// Bytes of all layers without compression.
    package var size: Int { layers.reduce(0) { $0 + $1.size } }
    /// Bytes of all layers as stored: what a pull transfers.
    package var storedSize: Int { layers.reduce(0) { $0 + $1.storedSize } }

    /// The instruction that made a layer, with its file.
    package func place(ofLayer layer: Int) -> Span? {
        guard let dockerfile, let index = history.instruction(ofLayer: layer),
            dockerfile.instructions.indices.contains(index)
        else { return nil }
        return dockerfile.source.span(dockerfile.instructions[index].range)
    }

    /// Where a statement about a layer stands: its instruction, else the image itself.
    package func span(ofLayer layer: Int?) -> Span { layer.flatMap { place(ofLayer: $0) } ?? span }

    /// The image as a place: findings that no line of a file causes stand here.
    package var span: Span {
        Span(
            path: name, bytes: 0..<0, start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))
    }

    /// What made a layer, in a few words: the instruction of its history.
    package func origin(ofLayer layer: Int) -> String {
        guard let step = history.step(ofLayer: layer) else { return "" }
        let told = history.steps[step]
        // A command line that holds a secret must not stand in a report.
        let isSecret = secrets.contains { $0.place == .history(step) }
        let text = isSecret ? "…" : told.keyword == "RUN" ? told.command : told.arguments
        return told.keyword.isEmpty ? text : "\(told.keyword) \(text)"
    }

    /// Whether a layer is the base image's; nil where that is not known.
    package func isBase(_ layer: Int) -> Bool? { base.layers.map { layer < $0 } }
}

/// What was found out about vulnerabilities, and how far that can be trusted.
package struct VulnerabilityReport: Sendable {
    package var found: [Vulnerability]
    /// Packages about which nothing can be said, and why.
    package var unknown: [(package: Package, reason: Text)]
    /// Why the whole cannot be trusted to be complete; nil where it can.
    package var doubt: Text?
    /// The day of the newest data.
    package var dataOf: Day?

    package init(
        found: [Vulnerability], unknown: [(package: Package, reason: Text)] = [], doubt: Text? = nil, dataOf: Day? = nil
    ) {
        self.found = found
        self.unknown = unknown
        self.doubt = doubt
        self.dataOf = dataOf
    }

    package var open: [Vulnerability] { found.filter { $0.standing == .open } }
}

/// A secret and where in the image it can be read.
package struct ImageSecret: Sendable, Hashable {
    package enum Place: Sendable, Hashable {
        case file(path: String, layer: Int)
        /// Of the configuration: `ENV NAME`, `LABEL name`.
        case environment(String)
        case label(String)
        /// Of the configuration too, by the instruction that sets it: what is run.
        case command(Keyword)
        /// A step of the history, from 0.
        case history(Int)
    }

    package var place: Place
    package var hit: SecretHit
    /// What a later layer did to the file; nil where a container sees it.
    package var change: FileChange?

    package init(place: Place, hit: SecretHit, change: FileChange? = nil) {
        self.place = place
        self.hit = hit
        self.change = change
    }
}

/// What is known of the image below an image.
package struct BaseImage: Sendable, Hashable {
    package enum Evidence: Sendable, Hashable {
        /// The history fits the Dockerfile from here on.
        case history
        /// The lowest layers are those that a lock file knows under a name.
        case lockFile
        /// Labels name it, and no more.
        case labels
        case none
    }

    package var evidence: Evidence
    /// As FROM, a label or a lock file names it.
    package var name: String?
    package var digest: Digest?
    /// How many of the lowest layers are its own; nil where that is not known.
    package var layers: Int?
    /// When its last layer was made.
    package var created: Day?

    package init(
        evidence: Evidence = .none, name: String? = nil, digest: Digest? = nil, layers: Int? = nil, created: Day? = nil
    ) {
        self.evidence = evidence
        self.name = name
        self.digest = digest
        self.layers = layers
        self.created = created
    }
}
