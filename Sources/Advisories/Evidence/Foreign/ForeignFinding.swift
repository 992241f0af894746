package import Basics
package import OCIImage

/// What another tool found, in the words that all of them share.
package struct ForeignFinding: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case vulnerability, secret, misconfiguration, other
    }

    package var tool: String
    package var kind: Kind
    /// The tool's own: a CVE, the name of a rule.
    package var id: String
    /// Other names of the same vulnerability.
    package var aliases: [String]
    package var level: Vulnerability.Level
    package var package: String?
    package var version: String?
    /// Versions that mend it.
    package var fixed: [String]
    package var path: String?
    package var line: Int?
    /// One line. Never what a secret's finder matched.
    package var message: String
    package var link: String?
    /// The image that it was found in, where a report tells it of each finding.
    package var image: Digest?

    package init(
        tool: String, kind: Kind, id: String, aliases: [String] = [], level: Vulnerability.Level,
        package: String? = nil, version: String? = nil, fixed: [String] = [], path: String? = nil, line: Int? = nil,
        message: String = "", link: String? = nil, image: Digest? = nil
    ) {
        self.tool = tool
        self.kind = kind
        self.id = id
        self.aliases = aliases
        self.level = level
        self.package = package
        self.version = version
        self.fixed = fixed
        self.path = path
        self.line = line
        self.message = Self.oneLine(message)
        // What leads a browser elsewhere than to a page is no link.
        self.link = link.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? $0 : nil }
        self.image = image
    }

    private static func oneLine(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.count > 300 ? line.prefix(299) + "…" : line
    }
}

/// A report of another tool.
package struct ForeignReport: Sendable, Hashable {
    package var tool: String
    package var toolVersion: String?
    /// What the report says of the image that was looked at: digests of its manifest or configuration, and names.
    package var digests: [Digest]
    package var names: [String]
    package var findings: [ForeignFinding]
    /// Whether the service has further pages that are not in the file.
    package var isPart: Bool

    package init(
        tool: String, toolVersion: String? = nil, digests: [Digest] = [], names: [String] = [],
        findings: [ForeignFinding] = [], isPart: Bool = false
    ) {
        self.tool = tool
        self.toolVersion = toolVersion
        self.digests = digests
        self.names = names
        self.findings = findings
        self.isPart = isPart
    }

    /// Whether a report is about an image.
    package enum Concern: Sendable, Hashable {
        case same
        /// It names other digests: its findings say nothing about this image.
        case other([Digest])
        /// It tells no digest.
        case unknown
    }

    package func concern(_ image: ImageIdentity) -> Concern {
        let all = digests + findings.compactMap(\.image)
        if all.isEmpty { return .unknown }
        if all.contains(where: { image.digests.contains($0) }) { return .same }
        return .other(Set(all).sorted())
    }

    /// The findings about an image: none of a report about another one, and of a list about several those about it.
    ///
    /// - Throws: `invalid` for a report about other images only.
    package func findings(about image: ImageIdentity, name: String) throws(Failure) -> [ForeignFinding] {
        if case .other(let digests) = concern(image), !image.digests.isEmpty {
            let found = digests.first?.description ?? ""
            let own = image.digests.first?.description ?? ""
            throw Failure(
                .invalid,
                Text(
                    en: "\(name): the report of \(tool) is about \(found), not about \(own). Scan this image again.",
                    ja: "\(name): \(tool) のレポートの対象は \(found) であり、\(own) ではありません。このイメージを再スキャンしてください。"))
        }
        return findings.filter { finding in finding.image.map { image.digests.contains($0) } ?? true }
    }
}

extension Vulnerability.Level {
    /// The words of scanners, in any case: `CRITICAL`, `Negligible`, `INFORMATIONAL`, `UNTRIAGED`…
    package init(word: String?) {
        switch word?.lowercased() {
        case "critical": self = .critical
        case "high", "important": self = .high
        case "medium", "moderate": self = .medium
        case "low", "negligible": self = .low
        case "none", "informational", "info": self = .none
        default: self = .unknown
        }
    }

    /// The bands of CVSS 3 and 4.
    init(cvss score: Double) {
        switch score {
        case 9...: self = .critical
        case 7..<9: self = .high
        case 4..<7: self = .medium
        case 0.1..<4: self = .low
        case 0..<0.1: self = .none
        default: self = .unknown
        }
    }
}
