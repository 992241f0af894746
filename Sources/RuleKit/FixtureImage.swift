import Advisories
package import Basics
import DockerfileSyntax
package import ImageScan
import Inventory
import OCIImage
package import Workload

/// The built image of an example, written as a few lines and read by the same code as a real one.
///
/// The file `image` of an example tells the configuration in instructions, then its layers; each layer begins with the
/// step of the history that made it:
///
///     USER 1000:1000
///     ENV LANG=C.UTF-8
///     BASE 1
///     LAYER RUN apt-get update
///     0644 etc/passwd = root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/app:/bin/sh
///     4755 usr/local/bin/tool
///     0644 1000:1000 app/data.bin (12 MB)
///     link bin -> usr/bin
///     hardlink bin/sh -> bin/busybox
///     capable 0755 usr/bin/ping
///     dir 0777 srv/upload
///     STEP CMD ["node", "server.js"]
///
/// `BASE n` says that a lock file knows the lowest n layers; `STEP` is a step that made no layer. `\n` in a content is a
/// line break. `NAME` and `SOURCE registry` tell as what the image was asked for, and where.
package struct FixtureImage: Sendable {
    /// Why a line could not be understood; examples must have none.
    package private(set) var problems: [String] = []
    private var configuration = ImageConfiguration(platform: Platform(os: "linux", architecture: "amd64"))
    private var layers: [[(entry: LayerEntry, content: [UInt8])]] = []
    private var baseLayers: Int?
    private var found: [Vulnerability] = []
    private var isJudged = false
    private var doubt: Text?
    private var signatures: [SignatureStanding]?
    private var name: String
    private var source = ImageSourceKind.dockerArchive

    package init(_ text: String, name: String = "image") {
        self.name = name
        for line in text.split(separator: "\n") {
            let line = line.drop { $0 == " " }
            if !line.isEmpty { take(String(line)) }
        }
    }

    private mutating func take(_ line: String) {
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = parts.count > 1 ? parts[1] : ""
        switch parts[0] {
        case "USER": configuration.user = rest
        case "ENV": configuration.environmentTexts.append(rest)
        case "LABEL":
            let pair = rest.split(separator: "=", maxSplits: 1).map(String.init)
            if pair.count == 2 { configuration.labels[pair[0]] = pair[1] }
        case "VOLUME": configuration.volumes.append(rest)
        case "EXPOSE": configuration.exposedPorts.append(rest)
        case "ENTRYPOINT": configuration.entrypoint = Self.list(rest)
        case "CMD": configuration.command = Self.list(rest)
        case "WORKDIR": configuration.workingDirectory = rest
        case "HEALTHCHECK": configuration.healthcheck = .init(test: Self.list(rest))
        case "CREATED": configuration.created = rest
        case "NAME": name = rest
        case "SOURCE": source = ImageSourceKind(rawValue: rest) ?? source
        case "PLATFORM": configuration.platform = Platform(rest) ?? configuration.platform
        case "BASE": baseLayers = Int(rest)
        case "VULNERABILITY": vulnerability(rest)
        case "DOUBT":
            isJudged = true
            doubt = Text(en: rest, ja: rest)
        case "NO-VULNERABILITIES": isJudged = true
        case "NO-SIGNATURES": signatures = []
        case "SIGNATURE": signature(rest)
        case "LAYER", "STEP":
            // `@2026-01-31 RUN make` tells when.
            var text = rest[...]
            var created: String?
            if text.hasPrefix("@"), let space = text.firstIndex(of: " ") {
                created = String(text[text.index(after: text.startIndex)..<space]) + "T00:00:00Z"
                text = text[text.index(after: space)...]
            }
            let isEmpty = parts[0] == "STEP"
            configuration.history.append(
                HistoryEntry(created: created, createdBy: String(text), isEmptyLayer: isEmpty))
            if !isEmpty { layers.append([]) }
        default: file(line)
        }
    }

    /// `CVE-2024-1 critical deb openssl 3.0.1 fixed 3.0.2 layer 1 exploited 2024-05-01`
    private mutating func vulnerability(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count >= 5, let kind = PackageKind(rawValue: words[2]),
            let level = Vulnerability.Level.allCases.first(where: { $0.name == words[1] })
        else {
            problems.append("not understood: VULNERABILITY \(text)")
            return
        }
        func value(_ name: String) -> String? {
            guard let index = words.firstIndex(of: name), index + 1 < words.count else { return nil }
            return words[index + 1]
        }
        isJudged = true
        let layer = value("layer").flatMap { Int($0) }
        let package = Package(
            kind, name: words[3], version: words[4], path: "var/lib/dpkg/status", layer: layer.map { $0 - 1 })
        found.append(
            Vulnerability(
                package: package, advisory: words[0], aliases: [words[0]], summary: "", level: level,
                fixed: value("fixed").map { [$0] } ?? [], exploited: value("exploited").flatMap { Day($0) }))
    }

    /// `cosign verified`, `notation refused the certificate has expired`
    private mutating func signature(_ text: String) {
        let words = text.split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count >= 2, let form = SignatureStanding.Form(rawValue: words[0]) else {
            problems.append("not understood: SIGNATURE \(text)")
            return
        }
        let reason = words.count > 2 ? words[2] : ""
        let state: SignatureStanding.State =
            switch words[1] {
            case "verified": .verified
            case "refused": .refused(Text(en: reason, ja: reason))
            default: .unchecked
            }
        signatures = (signatures ?? []) + [SignatureStanding(form: form, state: state)]
    }

    private static func list(_ text: String) -> [String] {
        JSONNode(root: Array(text.utf8))?.elements.compactMap(\.string) ?? []
    }

    private mutating func file(_ line: String) {
        guard !layers.isEmpty else {
            problems.append("no layer before: \(line)")
            return
        }
        var words = line.split(separator: " ", omittingEmptySubsequences: false)[...]
        var entry = LayerEntry(path: "", kind: .file)
        let kinds: [Substring: LayerEntry.Kind] = ["link": .symbolicLink, "dir": .folder, "hardlink": .hardLink]
        if words.first == "capable" {
            entry.attributes["security.capability"] = [1]
            words = words.dropFirst()
        } else if let kind = words.first.flatMap({ kinds[$0] }) {
            entry.kind = kind
            entry.mode = 0o755
            words = words.dropFirst()
        }
        if let first = words.first, let mode = UInt16(first, radix: 8), first.count == 4 {
            entry.mode = mode
            words = words.dropFirst()
        }
        if let first = words.first, first.contains(":"), !first.contains("/") {
            let ids = first.split(separator: ":").compactMap { Int($0) }
            if ids.count == 2 {
                entry.user = ids[0]
                entry.group = ids[1]
                words = words.dropFirst()
            }
        }
        var rest = words.joined(separator: " ")
        var content: [UInt8] = []
        if let range = rest.firstRange(of: " = ") {
            content = Array(rest[range.upperBound...].replacing("\\n", with: "\n").utf8)
            rest = String(rest[..<range.lowerBound])
        } else if let range = rest.firstRange(of: " -> ") {
            entry.target = String(rest[range.upperBound...])
            rest = String(rest[..<range.lowerBound])
        }
        entry.size = content.count
        for (unit, factor) in [(" MB)", 1_000_000), (" KB)", 1_000)] where rest.hasSuffix(unit) {
            guard let open = rest.lastIndex(of: "("), let size = Int(rest[rest.index(after: open)...].dropLast(4))
            else { break }
            entry.size = size * factor
            rest = String(rest[..<open].dropLast())
            break
        }
        entry.path = rest
        layers[layers.count - 1].append((entry, content))
    }

    /// The image as a scan would tell of it.
    package func scanned(_ workload: Workload?) throws(Failure) -> ScannedImage {
        var read: [ReadLayer<LayerScan>] = []
        for (number, layer) in layers.enumerated() {
            var scanner = LayerScanner(LayerScanner.Options())
            var size = 0
            for (entry, content) in layer {
                size += entry.size
                guard try scanner.begin(entry) else { continue }
                // A file that is only said to be large is a run of its own number: no two are alike.
                let bytes = content.isEmpty && entry.size > 0 ? Array("\(number) \(entry.path)".utf8) : content
                let count = min(bytes.count, entry.size)
                let result = bytes.withUnsafeBytes { raw -> Result<Void, Failure> in
                    do throws(Failure) {
                        try scanner.content(UnsafeRawBufferPointer(rebasing: raw[..<count]))
                        return .success(())
                    } catch {
                        return .failure(error)
                    }
                }
                try result.get()
                try scanner.end()
            }
            let digest = try Self.digest(number)
            read.append(
                ReadLayer(
                    facts: LayerFacts(
                        digest: digest, diffID: digest, compression: .none, storedSize: size, size: size,
                        entries: layer.count), result: try scanner.finish()))
        }
        var configuration = configuration
        configuration.diffIDs = read.map(\.facts.diffID)
        var scanner = ImageScanner()
        if let workload, let stage = workload.stage { scanner.dockerfile = (workload.dockerfile, stage) }
        if let baseLayers {
            scanner.bases = [
                .init(name: "base", digest: nil, diffIDs: Array(configuration.diffIDs.prefix(baseLayers)))
            ]
        }
        var image = scanner.assemble(
            ReadImage(
                choice: ImageChoice(platform: configuration.platform, manifest: nil), manifest: nil,
                configDigest: try Self.digest(-1), configuration: configuration, layers: read,
                joined: LayerScanner.join(read.map(\.result)), others: []),
            name: name, kind: source)
        image.packages += found.map(\.package)
        if isJudged { image.vulnerabilities = VulnerabilityReport(found: found, doubt: doubt) }
        image.signatures = signatures
        return image
    }

    /// A digest that stands for a layer's number.
    private static func digest(_ number: Int) throws(Failure) -> Digest {
        let text = String(number + 16, radix: 16)
        guard let digest = Digest(.sha256, hex: String(repeating: "0", count: 64 - text.count) + text) else {
            throw Failure(.invalid, Text(en: "\(number) makes no digest.", ja: "\(number) からダイジェストを作れません。"))
        }
        return digest
    }
}
