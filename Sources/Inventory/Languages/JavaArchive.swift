import Basics

/// What one Java archive tells of itself, and which artifacts that makes.
struct JavaArchive: Sendable {
    struct Artifact: Sendable, Hashable {
        /// `group:artifact`
        var name: String
        var version: String
        var licenses: [String] = []
        var supplier: String?
    }

    private struct Coordinates: Hashable {
        var group: String
        var artifact: String
        var version: String
    }

    var manifest = JavaManifest()
    private var found: [Coordinates] = []
    /// The file's name without its ending, and split into artifact and version where it has both.
    private let stem: String
    private let byName: (artifact: String, version: String)?

    init(file: String) {
        let last = EntryPath.last(file)
        stem = String(last[..<(last.lastIndex(of: ".") ?? last.endIndex)])
        byName = Self.split(stem)
    }

    /// Takes a `pom.properties`; ignored where Maven did not fill it in.
    mutating func properties(_ bytes: [UInt8]) {
        var values: [String: String] = [:]
        for line in ByteText(bytes).lines {
            let text = line.trimmed
            guard text.first != UInt8(ascii: "#"), let (key, value) = text.cut(UInt8(ascii: "=")), key.count <= 16
            else {
                continue
            }
            values[key.text] = value.text
        }
        guard let group = PackageField.word(values["groupId"]), let artifact = PackageField.word(values["artifactId"]),
            Self.isIdentifier(group), Self.isIdentifier(artifact), found.count < 5000
        else { return }
        let written = PackageField.word(values["version"]).flatMap { $0.contains("$") ? nil : $0 }
        // `${revision}` is sometimes left as it is; the file's own name then tells.
        guard let version = written ?? (byName?.artifact == artifact ? byName?.version : nil) else { return }
        found.append(Coordinates(group: group, artifact: artifact, version: version))
    }

    /// Those that `pom.properties` name, and the archive itself where none of them is it.
    var artifacts: [Artifact] {
        var seen: Set<Coordinates> = []
        let poms = found.filter { seen.insert($0).inserted }
        let own = own
        let main = mainIndex(poms, own)
        var artifacts = poms.enumerated().map { index, pom in
            Artifact(
                name: "\(pom.group):\(pom.artifact)", version: pom.version,
                licenses: index == main ? licenses : [], supplier: index == main ? supplier : nil)
        }
        if main == nil, let own { artifacts.append(own) }
        return artifacts
    }

    /// Which of the poms is that of this archive.
    private func mainIndex(_ poms: [Coordinates], _ own: Artifact?) -> Int? {
        if let index = poms.firstIndex(where: { $0.artifact == byName?.artifact || $0.artifact == stem }) {
            return index
        }
        let prefixed = poms.indices.filter { stem.hasPrefix(poms[$0].artifact + "-") }
        if let longest = prefixed.max(by: { poms[$0].artifact.utf8.count < poms[$1].artifact.utf8.count }) {
            return longest
        }
        // Renamed files, such as `app.jar`: the manifest's title, or the same version.
        let titles = [manifest.identifier("implementation-title"), manifest.identifier("bundle-symbolicname")]
        if let index = poms.firstIndex(where: { pom in
            titles.contains { $0 == pom.artifact || $0 == "\(pom.group).\(pom.artifact)" }
        }) {
            return index
        }
        guard poms.count == 1, let pom = poms.first else { return nil }
        return own == nil || own?.version == pom.version ? 0 : nil
    }

    /// The archive by its file name and its manifest.
    private var own: Artifact? {
        let version =
            fileVersion ?? manifest.version("implementation-version") ?? manifest.version("bundle-version")
            ?? manifest.version("plugin-version") ?? manifest.version("specification-version")
        // A renamed file still tells more of the artifact than a bundle's or module's name, which is not Maven's.
        let title =
            byName?.artifact ?? manifest.identifier("implementation-title") ?? manifest.identifier("short-name")
            ?? manifest.identifier("extension-name") ?? (Self.isIdentifier(stem) ? stem : nil)
            ?? manifest.identifier("bundle-symbolicname") ?? manifest.identifier("automatic-module-name")
        guard let version, let title else { return nil }
        // A title that is a whole bundle or module name already has the group in it.
        let group = group(of: title)
        let artifact =
            group.map {
                title.hasPrefix($0 + ".") && byName == nil ? String(title.dropFirst($0.utf8.count + 1)) : title
            }
            ?? title
        // Without a trace of a group it is most likely the artifact's name, as of junit:junit and commons-io:commons-io.
        return Artifact(
            name: "\(group ?? artifact):\(artifact)", version: version, licenses: licenses, supplier: supplier)
    }

    /// The version of the file's name; without the classifier that follows the version of the manifest, as in
    /// `netty-tcnative-2.0.61.Final-linux-x86_64` and unlike in `guava-31.1-jre` or `spring-1.0-RC1`.
    private var fileVersion: String? {
        guard let written = byName?.version else { return nil }
        let kept: Set<String> = [
            "alpha", "beta", "milestone", "m", "rc", "cr", "sp", "ga", "final", "release", "snapshot", "jre", "android",
            "redhat", "incubating", "pre", "preview", "dev", "patch", "p", "b", "build",
        ]
        for key in ["implementation-version", "bundle-version"] {
            guard let told = manifest.version(key), written.hasPrefix(told + "-") else { continue }
            let word = written.dropFirst(told.utf8.count + 1).lowercased().prefix { $0.isLetter }
            if !word.isEmpty, !kept.contains(String(word)) { return told }
        }
        return written
    }

    private func group(of artifact: String) -> String? {
        if let vendor = manifest.identifier("implementation-vendor-id"), vendor.contains(".") { return vendor }
        for key in ["group-id", "bundle-symbolicname", "automatic-module-name"] {
            guard let name = manifest.identifier(key), name.contains(".") else { continue }
            return key == "group-id" ? name : Self.group(bundle: name, artifact: artifact)
        }
        return nil
    }

    /// The group of a bundle's name, by the rule of the Maven bundle plugin read backwards: it writes group, dot,
    /// artifact, and leaves out of the artifact what repeats the group's last name.
    static func group(bundle: String, artifact: String) -> String {
        if bundle == artifact {
            // `javax.inject:javax.inject`, but `org.eclipse.core:org.eclipse.core.jobs`
            guard let dot = bundle.lastIndex(of: "."), bundle[..<dot].contains(".") else { return bundle }
            return String(bundle[..<dot])
        }
        if bundle.hasSuffix("." + artifact) {
            let group = String(bundle.dropLast(artifact.utf8.count + 1))
            // `com.google.guava` is a group whose artifact repeats its last name.
            return group.split(separator: ".").count < 3 && !artifact.contains("-") ? bundle : group
        }
        // `org.apache.commons.lang3` of `commons-lang3`
        if let dash = artifact.firstIndex(of: "-") {
            let rest = artifact[artifact.index(after: dash)...]
            for tail in [rest, Substring(rest.map { $0 == "-" ? "." : $0 }.map(String.init).joined())] {
                guard bundle.hasSuffix("." + tail) else { continue }
                let group = bundle.dropLast(tail.utf8.count + 1)
                if group.split(separator: ".").last == artifact[..<dash] { return String(group) }
            }
        }
        return bundle
    }

    private var licenses: [String] {
        guard let text = manifest["bundle-license"] else { return [] }
        let parts = text.split(separator: ",").prefix(16).compactMap { part in
            PackageField.line(part.split(separator: ";").first.map(String.init))
        }
        return PackageField.unique(parts.map { $0.hasPrefix("\"") ? String($0.dropFirst().prefix { $0 != "\"" }) : $0 })
    }

    private var supplier: String? {
        PackageField.line(manifest["implementation-vendor"] ?? manifest["bundle-vendor"])
    }

    static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    static func isVersion(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        let digit = first == UInt8(ascii: "v") || first == UInt8(ascii: "r") ? text.utf8.dropFirst().first : first
        return digit.map { (0x30...0x39).contains($0) } == true && !text.contains("$")
    }

    /// `commons-lang3-3.12.0` at the dash before which the artifact ends: the first one that a digit follows.
    static func split(_ stem: String) -> (artifact: String, version: String)? {
        let bytes = Array(stem.utf8)
        guard bytes.count <= PackageField.limit else { return nil }
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "-") && offset > 0 {
            let rest = bytes[(offset + 1)...]
            guard let first = rest.first else { return nil }
            let isRelease = (0x30...0x39).contains(first)
            // `guava-r09`
            let isRevision = first == UInt8(ascii: "r") && rest.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
            guard isRelease || (isRevision && rest.count > 1) else { continue }
            // `log4j-1.2-api-2.17.1`: when a name follows, a later dash is meant.
            let tail = String(decoding: rest, as: UTF8.self)
            let later = split(tail)
            let artifact = String(decoding: bytes[..<offset], as: UTF8.self)
            if let later, later.artifact.contains("-"), later.artifact.last?.isLetter == true,
                later.version.contains(".")
            {
                return ("\(artifact)-\(later.artifact)", later.version)
            }
            guard isIdentifier(artifact) else { return nil }
            return PackageField.word(tail).map { (artifact, $0) }
        }
        return nil
    }
}
