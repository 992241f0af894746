import Basics

/// A package of an SPDX document, in the words of its JSON form, and what tools write into its free texts.
struct SPDXPackage {
    var id = ""
    var name: String?
    var version: String?
    var supplier: String?
    var declared: String?
    var concluded: String?
    var sourceInfo: String?
    var purpose: String?
    var summary: String?
    var purl: String?
    /// Attribution texts and annotations: trivy writes `LayerDiffID: sha256:…` there.
    var notes: [String] = []
    var checksums: [(algorithm: String, hex: String)] = []

    func part(_ known: SPDXLicenses) -> SBOMPart {
        var part = SBOMPart()
        part.id = id
        part.name = name
        part.version = Self.asserted(version)
        part.purl = purl
        part.licenses = known.names(Self.asserted(declared) ?? Self.asserted(concluded))
        part.supplier = Self.agent(Self.asserted(supplier))
        switch purpose {
        case "OPERATING_SYSTEM":
            part.role = .system
            part.title = summary
        case "CONTAINER":
            part.role = .image
            if part.version.map({ !$0.contains(":") }) ?? true,
                let sum = checksums.first(where: { $0.algorithm == "SHA256" || $0.algorithm == "SHA512" })
            {
                part.version = "\(sum.algorithm.lowercased()):\(sum.hex)"
            }
        // The file or folder that packages were found in: a heading, as trivy writes it.
        case "APPLICATION", "SOURCE", "FILE": if purl == nil, part.version == nil { part.role = .group }
        default:
            if id.hasPrefix("SPDXRef-OperatingSystem") { part.role = .system }
            if id.hasPrefix("SPDXRef-ContainerImage") { part.role = .image }
        }
        part.isMain = purpose == "APPLICATION"
        origin(&part)
        return part
    }

    /// Where it was found: our own lines, syft's sentence, trivy's notes.
    private func origin(_ part: inout SBOMPart) {
        if let info = sourceInfo {
            if info.hasPrefix("path: ") {
                for line in info.split(separator: "\n") {
                    let value = line.firstIndex(of: " ").map { String(line[line.index(after: $0)...]) }
                    if line.hasPrefix("path: ") { part.path = value }
                    if line.hasPrefix("inside: ") { part.inner = value }
                    if line.hasPrefix("owner: ") { part.owner = value }
                    if line.hasPrefix("layer: "), let value {
                        part.layer = Int(value.prefix { $0.isASCII && $0.isNumber })
                        if let open = value.firstIndex(of: "(") {
                            part.layerDigest = String(value[value.index(after: open)...].prefix { $0 != ")" })
                        }
                    }
                }
            } else if info.hasPrefix("acquired package info from "),
                let (_, places) = PackageField.cut(info[...], at: ": ")
            {
                part.path = String(PackageField.cut(places, at: ", ")?.before ?? places)
            } else if info.hasPrefix("built package from: ") {
                let words = info.dropFirst(20).split(separator: " ")
                if words.count == 2 { part.source = .init(name: String(words[0]), version: String(words[1])) }
            }
        }
        for note in notes {
            if note.hasPrefix("LayerDiffID: ") { part.layerDigest = String(note.dropFirst(13)) }
            if note.hasPrefix("FilePath: ") { part.path = String(note.dropFirst(10)) }
            if note.hasPrefix("PkgPath: ") { part.path = String(note.dropFirst(9)) }
        }
    }

    private static func asserted(_ text: String?) -> String? {
        guard let text, text != "NOASSERTION", text != "NONE", !text.isEmpty else { return nil }
        return text
    }

    /// `Organization: Debian`, and `Person: Jane (jane@example.org)` as Debian writes it, `Jane <jane@example.org>`.
    private static func agent(_ text: String?) -> String? {
        guard let text else { return nil }
        if text.hasPrefix("Organization: ") { return String(text.dropFirst(14)) }
        guard text.hasPrefix("Person: ") else { return text }
        let person = text.dropFirst(8)
        guard person.hasSuffix(")"), let open = person.lastIndex(of: "(") else { return String(person) }
        let mail = person[person.index(after: open)...].dropLast()
        let name = PackageField.trim(String(person[..<open]))
        return mail.contains("@") ? "\(name) <\(mail)>" : String(person)
    }
}

/// The licences that a document defines itself, by their `LicenseRef-…`.
struct SPDXLicenses {
    private var names: [String: String] = [:]

    mutating func add(_ id: String?, name: String?, text: String?) {
        guard let id, names.count < 200_000 else { return }
        let written = [name, text].lazy.compactMap { PackageField.line($0) }.first { $0 != "NOASSERTION" }
        names[id] = written ?? id
    }

    /// An expression whose parts are joined by AND alone is a list.
    func names(_ expression: String?) -> [String] {
        guard let expression else { return [] }
        let words = expression.split(whereSeparator: \.isWhitespace)
        let isList =
            words.count % 2 == 1
            && words.enumerated().allSatisfy { offset, word in
                offset % 2 == 1 ? word == "AND" : !word.contains("(") && !word.contains(")")
            }
        guard isList else { return [expression] }
        return stride(from: 0, to: words.count, by: 2).map { names[String(words[$0])] ?? String(words[$0]) }
    }
}
