import Advisories
import Basics
import DockerfileSyntax
package import ImageScan
import Inventory
import OCIImage
import Secrets
import Workload

extension ImageRecord {
    /// How many wasteful items a report lists.
    private static let wasteLimit = 200

    package init(_ image: ScannedImage) {
        var hidden: [Int: Int] = [:]
        for item in image.tree.hidden where image.tree.record(item.file).kind == .file {
            hidden[item.file.layer, default: 0] += image.tree.record(item.file).size
        }
        var needless: [Int: Int] = [:]
        for item in image.waste.items where ![.replaced, .repeated, .deleted].contains(item.kind) {
            needless[item.layer, default: 0] += item.bytes
        }
        name = image.name
        source = image.source.rawValue
        platform = image.choice.platform.description
        otherPlatforms = image.others.map(\.platform.description).filter { $0 != image.choice.platform.description }
        manifestDigest = image.choice.manifest?.description
        configDigest = image.configDigest.description
        created = image.configuration.created
        size = image.size
        storedSize = image.storedSize
        layers = image.layers.enumerated().map { index, facts in
            Layer(
                number: index + 1, digest: facts.digest?.description, diffID: facts.diffID.description,
                size: facts.size, storedSize: facts.storedSize, files: facts.entries, hidden: hidden[index] ?? 0,
                needless: needless[index] ?? 0, origin: Masking.text(image.origin(ofLayer: index)),
                line: image.place(ofLayer: index)?.start.line, isBase: image.isBase(index))
        }
        base = Base(image)
        system = image.system?.name
        waste = Waste(
            total: image.waste.total, hidden: image.waste.hidden, efficiency: image.waste.efficiency,
            items: image.waste.items.prefix(Self.wasteLimit).map { item in
                Waste.Item(
                    kind: item.kind.rawValue, path: item.path, layer: item.layer + 1, bytes: item.bytes,
                    files: item.files, other: item.other.map { $0 + 1 }, twin: item.twin,
                    line: image.place(ofLayer: item.layer)?.start.line)
            }, more: max(0, image.waste.items.count - Self.wasteLimit))
        secrets = image.secrets.map { Secret($0, image) }
        isSecretScanned = image.isSecretScanned
        packages =
            image.isInventoried
            ? image.packages.map { package in
                PackageEntry(
                    type: package.kind.rawValue, name: package.name, version: package.version,
                    licenses: package.licenses, path: package.inner.map { "\(package.path)!/\($0)" } ?? package.path,
                    layer: package.layer.map { $0 + 1 }, isBase: package.layer.flatMap { image.isBase($0) },
                    purl: PackageURL(package, system: image.system).description, owner: package.owner)
            } : nil
        gaps = image.gaps.map { Gap(path: $0.path, reason: $0.reason) }
        vulnerabilities = image.vulnerabilities.map { Vulnerabilities($0, image) }
        signatures = image.signatures?.map { Signature($0) }
        dockerfile = DockerfileWeights(image)
    }
}

extension ImageRecord.Base {
    init(_ image: ScannedImage) {
        evidence =
            switch image.base.evidence {
            case .history: "history"
            case .lockFile: "lock-file"
            case .labels: "labels"
            case .none: "none"
            }
        name = image.base.name
        digest = image.base.digest?.description
        layers = image.base.layers
        created = image.base.created
        systemEnds = image.system.flatMap { SystemSupport.release($0)?.ends }
        size = image.base.layers.map { count in image.layers.prefix(count).reduce(0) { $0 + $1.size } }
    }
}

extension ImageRecord.Secret {
    init(_ secret: ImageSecret, _ image: ScannedImage) {
        kind = secret.hit.kind
        title = secret.hit.title
        certainty = String(describing: secret.hit.certainty)
        masked = secret.hit.masked
        fingerprint = secret.hit.fingerprint
        hiddenBy = secret.change.map { $0.layer + 1 }
        switch secret.place {
        case .file(let path, let layer):
            self.path = path
            line = secret.hit.line
            if line == nil { offset = secret.hit.offset }
            self.layer = layer + 1
            dockerfileLine = image.place(ofLayer: layer)?.start.line
        case .environment(let name): path = "ENV \(name)"
        case .label(let name): path = "LABEL \(name)"
        case .command(let keyword): path = keyword.rawValue
        case .history(let step): path = "history \(step + 1)"
        }
    }
}

extension ImageRecord.Vulnerabilities {
    init(_ report: VulnerabilityReport, _ image: ScannedImage) {
        found = report.found.map { item in
            Entry(
                id: item.id, advisory: item.advisory, package: item.package.name, type: item.package.kind.rawValue,
                version: item.package.version, fixed: item.fixed, level: item.level.name, score: item.score,
                summary: item.summary, exploited: item.exploited, likelihood: item.likelihood,
                layer: item.package.layer.map { $0 + 1 }, isBase: item.package.layer.flatMap { image.isBase($0) },
                link: item.links.first, standing: Self.standing(item.standing).name,
                reason: Self.standing(item.standing).reason)
        }
        doubt = report.doubt
        unknown = report.unknown.map { Unknown(package: "\($0.package.name) \($0.package.version)", reason: $0.reason) }
        dataOf = report.dataOf
        fixedByNewerBase = image.base.layers.map { count in
            report.open.count { !$0.fixed.isEmpty && ($0.package.layer ?? count) < count }
        }
    }

    private static func standing(_ standing: Vulnerability.Standing) -> (name: String, reason: String?) {
        switch standing {
        case .open: ("open", nil)
        case .cleared(let who, let why): ("cleared", "\(who): \(why.en)")
        case .ignored(_, let reason): ("ignored", reason)
        }
    }
}

extension ImageRecord.Signature {
    init(_ standing: SignatureStanding) {
        form = standing.form.rawValue
        signer = standing.signer
        switch standing.state {
        case .verified: state = "verified"
        case .unchecked: state = "unchecked"
        case .refused(let why):
            state = "refused"
            reason = why
        }
    }
}

extension ImageRecord.DockerfileWeights {
    init?(_ image: ScannedImage) {
        guard let file = image.dockerfile else { return nil }
        path = file.source.path
        var byInstruction: [Int: (bytes: Int, layer: Int?)] = [:]
        for (step, instruction) in image.history.instructions.enumerated() {
            guard let instruction else { continue }
            let layer = image.history.layers[step]
            byInstruction[instruction] = (layer.map { image.layers[$0].size } ?? 0, layer)
        }
        // The FROM of the stage that was built stands for the layers of its base image.
        if let first = byInstruction.keys.min(), let base = image.base.layers,
            let from = file.instructions.prefix(first).lastIndex(where: { $0.keyword == .from })
        {
            let bytes = image.layers.prefix(base).reduce(0) { $0 + $1.size }
            byInstruction[from] = (bytes, base > 0 ? base - 1 : nil)
        }
        let masked = SourceMask(file.source)
        lines = file.instructions.enumerated().map { index, instruction in
            let line = file.source.line(at: instruction.range.lowerBound)
            let text = String(decoding: masked.bytes(file.source.lineRange(line)), as: UTF8.self)
            return Line(
                line: line, text: text, bytes: byInstruction[index]?.bytes,
                layer: byInstruction[index]?.layer.map { $0 + 1 })
        }
    }
}
