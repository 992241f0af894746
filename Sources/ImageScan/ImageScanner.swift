package import Basics
package import DockerfileSyntax
import Inventory
package import OCIImage
import Secrets

/// Reads an image once and tells what is in it.
package struct ImageScanner: Sendable {
    package var options = LayerScanner.Options()
    package var limits = ImageLimits()
    /// The Dockerfile that should have made it, with the stage; nil where none is at hand.
    package var dockerfile: (file: Dockerfile, stage: Stage)?
    /// Images whose layers are known, from a lock file.
    package var bases: [KnownBase] = []

    /// An image that others may stand on.
    package struct KnownBase: Sendable, Hashable {
        package var name: String
        package var digest: Digest?
        /// Its layers without compression, lowest first.
        package var diffIDs: [Digest]

        package init(name: String, digest: Digest?, diffIDs: [Digest]) {
            self.name = name
            self.digest = digest
            self.diffIDs = diffIDs
        }
    }

    package init() {}

    /// - Throws: what the source throws: see `ImageSource.read`.
    package func scan(_ source: any ImageSource, platform: Platform?) async throws(Failure) -> ScannedImage {
        let options = options
        let read = try await source.read(platform, limits: limits) { LayerScanner(options) }
        return assemble(read, name: source.name, kind: source.kind)
    }

    /// What the layers told, joined.
    package func assemble(_ read: ReadImage<LayerScanner>, name: String, kind: ImageSourceKind) -> ScannedImage {
        let joined = read.joined
        var history = HistoryMatch(read.configuration, layerCount: read.layers.count)
        if let dockerfile { history = history.matched(with: dockerfile.file, stage: dockerfile.stage) }
        return ScannedImage(
            name: name, source: kind, choice: read.choice, others: read.others,
            configDigest: read.configDigest, configuration: read.configuration, layers: read.layers.map(\.facts),
            tree: joined.tree, system: joined.inventory.system, packages: joined.inventory.packages,
            gaps: joined.inventory.gaps,
            secrets: SecretAssembler(
                scans: read.layers.map(\.result), visibility: joined.visibility, configuration: read.configuration,
                history: history
            )
            .assemble(options.secrets),
            accounts: joined.texts.accounts, configs: joined.texts.configs, certificates: joined.certificates,
            waste: joined.waste, history: history,
            dockerfile: dockerfile?.file,
            base: BaseFinder(configuration: read.configuration, history: history, known: bases, dockerfile: dockerfile)
                .find(),
            vulnerabilities: nil, signatures: nil, isSecretScanned: options.secrets, isInventoried: options.packages)
    }

    /// The same image held against a Dockerfile that was found out after it was read.
    package func joined(_ image: ScannedImage, with file: Dockerfile, stage: Stage) -> ScannedImage {
        var image = image
        image.history = HistoryMatch(image.configuration, layerCount: image.layers.count).matched(
            with: file, stage: stage)
        image.dockerfile = file
        image.base = BaseFinder(
            configuration: image.configuration, history: image.history, known: bases, dockerfile: (file, stage)
        ).find()
        return image
    }
}

/// What became of each file in the layers above it.
struct Visibility: Sendable {
    private let changes: [ImageTree.Reference: FileChange]

    init(_ tree: ImageTree) {
        changes = Dictionary(tree.hidden.map { ($0.file, $0.change) }, uniquingKeysWith: { first, _ in first })
    }

    /// Nil for a file that a container sees.
    func change(_ file: ImageTree.Reference) -> FileChange? { changes[file] }
}

/// Texts of the files that a container sees.
struct SeenTexts: Sendable {
    var accounts = Accounts()
    var development: Set<String> = []
    var configs: [ScannedImage.SeenFile] = []

    init(_ scans: [LayerScan], _ visibility: Visibility) {
        for (layer, scan) in scans.enumerated() {
            for (index, bytes) in scan.texts where visibility.change(.init(layer: layer, index: index)) == nil {
                take(scan.table.path(index), layer, bytes)
            }
        }
    }

    private mutating func take(_ path: String, _ layer: Int, _ bytes: [UInt8]) {
        switch path {
        case "etc/passwd":
            accounts.usersLayer = layer
            accounts.users = Accounts.users(bytes)
        case "etc/group":
            accounts.groupsLayer = layer
            accounts.groups = Accounts.groups(bytes)
        case "etc/shadow":
            accounts.shadowLayer = layer
            accounts.shadow = Accounts.shadow(bytes)
        case _ where path.hasPrefix("etc/sudoers"):
            for line in Accounts.unasked(bytes) { accounts.sudoers.append((path, layer, line)) }
        case _ where KeptText.isConfig(path): configs.append(.init(path: path, layer: layer, bytes: bytes))
        default: development.formUnion(DevelopmentPackages.folders(path, bytes))
        }
    }
}
