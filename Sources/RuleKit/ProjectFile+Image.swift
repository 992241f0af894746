import Advisories
package import Basics
import Templates

/// `budget:` of `plimsoll.yml`: what an image may weigh. A file of its own, for `--budget`, holds the same mapping.
extension ProjectFile.Reader {
    func budget(_ node: DocumentNode) throws(Failure) -> ImageBudget {
        var budget = ImageBudget(span: document.span(node))
        for entry in try entries(node) {
            let value = entry.value
            switch entry.name {
            case "size": budget.size = try bytes(value)
            case "stored-size": budget.storedSize = try bytes(value)
            case "layer": budget.layer = try bytes(value)
            case "efficiency": budget.efficiency = try share(value)
            default: throw unknown(entry, among: ["size", "stored-size", "layer", "efficiency"])
            }
        }
        guard budget.size != nil || budget.storedSize != nil || budget.layer != nil || budget.efficiency != nil else {
            throw wrong(
                node, "at least one of size, stored-size, layer, efficiency", "size、stored-size、layer、efficiency のいずれか")
        }
        return budget
    }

    private func bytes(_ node: DocumentNode) throws(Failure) -> Int {
        guard let size = node.string.flatMap({ ByteSize.read($0) }), size > 0 else {
            throw wrong(node, "a size such as 250 MB or 1.5 GiB", "250 MB や 1.5 GiB のようなサイズ")
        }
        return size
    }

    private func share(_ node: DocumentNode) throws(Failure) -> Double {
        let text = node.string ?? ""
        let number = Double(text.hasSuffix("%") ? text.dropLast() : text[...])
        guard let number, number > 0, text.hasSuffix("%") ? number <= 100 : number <= 1 else {
            throw wrong(node, "a share such as 95% or 0.95", "95% や 0.95 のような割合")
        }
        return text.hasSuffix("%") ? number / 100 : number
    }
}

/// `vulnerabilities:` of `plimsoll.yml`: what somebody accepted, until when and why.
extension ProjectFile.Reader {
    func vulnerabilities(_ node: DocumentNode) throws(Failure) -> VulnerabilityIgnores {
        var entries: [VulnerabilityIgnores.Entry] = []
        for item in try items(node) { entries.append(try accepted(item)) }
        return VulnerabilityIgnores(entries)
    }

    private func accepted(_ node: DocumentNode) throws(Failure) -> VulnerabilityIgnores.Entry {
        guard node.isMapping else {
            throw wrong(node, "a mapping with `id` and `reason`", "`id` と `reason` を持つマッピング")
        }
        let keys = ["id", "package", "until", "reason"]
        for entry in node.entries where !keys.contains(entry.name) { throw unknown(entry, among: keys) }
        // Without a reason nobody can tell later whether it still holds.
        guard let id = node["id"], let reason = node["reason"] else {
            throw wrong(node, "`id` and `reason`", "`id` と `reason`")
        }
        return VulnerabilityIgnores.Entry(
            id: try text(id, "an id such as CVE-2026-1234", "CVE-2026-1234 のような ID"),
            package: try node["package"].map { name throws(Failure) in
                try text(name, "the name of a package", "パッケージの名前")
            },
            until: try node["until"].map { day throws(Failure) in try date(day) },
            reason: try text(reason, "a reason", "理由"))
    }
}

extension ImageBudget {
    /// Reads a file that holds nothing but a budget, with or without `budget:` around it.
    package static func read(_ source: SourceFile) throws(Failure) -> ImageBudget {
        let document = try Document.read(source, as: .yaml)
        if let problem = document.problems.first {
            throw Failure(.invalid, SettingProblem.located(problem.text, source.span(problem.range)))
        }
        return try ProjectFile.Reader(document: document).budget(document.root["budget"] ?? document.root)
    }
}
