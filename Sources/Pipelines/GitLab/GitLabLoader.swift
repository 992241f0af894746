import Basics
import ECSModel
import Templates
import Workload

/// Loads a file of GitLab with what it includes, merged as GitLab does: what is included first, the file itself last.
struct GitLabLoader {
    private let candidates: [String]
    /// The folder that `/` in an include stands for: that of the entry file, which GitLab wants at the root.
    private let folder: String
    /// All files that were read.
    private(set) var loaded: Set<String> = []
    private(set) var gaps: [Pipeline.Gap] = []
    private(set) var includes: [Include] = []
    /// The jobs that come from GitLab's own templates, by name.
    private(set) var templateJobs: [String: GitLabTemplate.Job] = [:]
    private var count = 0
    /// GitLab's own limit.
    private static let limit = 150
    private static let depthLimit = 20

    init(candidates: [String], entry: String, folder: String? = nil) {
        self.candidates = candidates
        self.folder = folder ?? RelativePath.folder(entry)
    }

    /// The merged file; nil when it cannot be read or holds no map.
    mutating func load(_ path: String, _ files: inout PipelineFiles) -> GitLabNode? {
        load(path, &files, [])
    }

    private mutating func load(_ path: String, _ files: inout PipelineFiles, _ stack: [String]) -> GitLabNode? {
        guard let document = files.document(path) else { return nil }
        loaded.insert(path)
        // A file with inputs has them in a document of its own in front.
        var root = document.root
        if root["spec"] != nil, document.roots.count > 1 { root = document.roots[1] }
        guard root.isMapping else { return nil }
        let own = GitLabNode(root, in: document.source)
        guard let includes = own["include"] else { return own }
        var result = GitLabNode(.map([]), at: own.place)
        for include in includes.each {
            if let found = self.include(include, &files, stack + [path]) { result = result.merged(with: found) }
        }
        return result.merged(with: own)
    }

    private mutating func include(
        _ node: GitLabNode, _ files: inout PipelineFiles, _ stack: [String]
    ) -> GitLabNode? {
        count += 1
        guard count <= Self.limit, stack.count <= Self.depthLimit else {
            if count == Self.limit + 1 || stack.count > Self.depthLimit {
                gap(
                    node, Text(en: "There are too many includes to follow.", ja: "include が多すぎるため、途中までしかたどれません。"),
                    &files)
            }
            return nil
        }
        if let include = Self.foreign(node) { includes.append(include) }
        if let text = node.string {
            if text.contains("://") { return remote(node, text, &files) }
            return local(node, text, &files, stack)
        }
        if let path = node["local"]?.string { return local(node["local"] ?? node, path, &files, stack) }
        if let name = node["template"]?.string { return template(node["template"] ?? node, name, &files) }
        if let name = node["component"]?.string { return template(node["component"] ?? node, name, &files) }
        if let text = node["remote"]?.string { return remote(node["remote"] ?? node, text, &files) }
        if let text = node["project"]?.string { return remote(node["project"] ?? node, text, &files) }
        gap(node, Text(en: "This include is not understood.", ja: "この include は解釈できません。"), &files)
        return nil
    }

    private mutating func local(
        _ node: GitLabNode, _ path: String, _ files: inout PipelineFiles, _ stack: [String]
    ) -> GitLabNode? {
        guard !path.contains("*") else { return wildcard(node, path, &files, stack) }
        guard !path.contains("$"), let full = RelativePath.join(folder, path) else {
            gap(node, Text(en: "The path of this include shows only later.", ja: "この include のパスは実行時に決まります。"), &files)
            return nil
        }
        guard !stack.contains(full) else {
            gap(node, Text(en: "This include leads back to itself.", ja: "この include は自分自身に戻ります。"), &files)
            return nil
        }
        if let found = load(full, &files, stack) { return found }
        gap(node, Text(en: "The included file \(full) cannot be read.", ja: "include 先の \(full) を読み取れません。"), &files)
        return nil
    }

    private mutating func wildcard(
        _ node: GitLabNode, _ pattern: String, _ files: inout PipelineFiles, _ stack: [String]
    ) -> GitLabNode? {
        let full = RelativePath.join(folder, pattern) ?? pattern
        let found = candidates.filter {
            Self.matches(Array(full.utf8)[...], Array($0.utf8)[...]) && !stack.contains($0)
        }
        var result: GitLabNode?
        for path in found.sorted().prefix(Self.limit) {
            count += 1
            guard count <= Self.limit, let next = load(path, &files, stack) else { continue }
            result = result?.merged(with: next) ?? next
        }
        // Files of a name that the walk does not keep may match too.
        if found.isEmpty {
            gap(node, Text(en: "No file was found for this include.", ja: "この include に当たるファイルが見つかりません。"), &files)
        }
        return result
    }

    /// `*` stands for part of a name, `**` for folders too.
    static func matches(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
        var pattern = pattern
        var path = path
        // The last star, to which matching goes back: one is enough for `*`, and `**` rules over an earlier `*`.
        var star: (pattern: ArraySlice<UInt8>, path: ArraySlice<UInt8>, crosses: Bool)?
        while let byte = path.first {
            if pattern.first == UInt8(ascii: "*") {
                let count = pattern.prefix { $0 == UInt8(ascii: "*") }.count
                pattern = pattern.dropFirst(count)
                star = (pattern, path, count > 1)
            } else if pattern.first == byte {
                pattern = pattern.dropFirst()
                path = path.dropFirst()
            } else if let last = star, last.crosses || last.path.first != UInt8(ascii: "/") {
                path = last.path.dropFirst()
                star = (last.pattern, path, last.crosses)
                pattern = last.pattern
            } else {
                return false
            }
        }
        return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
    }

    private mutating func remote(_ node: GitLabNode, _ text: String, _ files: inout PipelineFiles) -> GitLabNode? {
        gap(
            node, Text(en: "\(text) is not part of this repository.", ja: "\(text) はこのリポジトリの外にあります。"), &files)
        return nil
    }

    private mutating func template(
        _ node: GitLabNode, _ name: String, _ files: inout PipelineFiles
    ) -> GitLabNode? {
        guard let jobs = GitLabTemplate.jobs(name) else {
            gap(
                node,
                Text(
                    en: "What the template \(name) does is not known.", ja: "テンプレート \(name) の内容は把握していません。"), &files)
            return nil
        }
        var entries: [GitLabNode.Entry] = []
        for job in jobs {
            templateJobs[job.name] = job
            let stage = GitLabNode(.scalar(job.stage), at: node.place)
            let value = GitLabNode(
                .map([GitLabNode.Entry(name: "stage", place: node.place, value: stage)]), at: node.place)
            entries.append(GitLabNode.Entry(name: job.name, place: node.place, value: value))
        }
        return GitLabNode(.map(entries), at: node.place)
    }

    /// What an include takes from outside the repository; nil for a file of its own, or where that shows only later.
    private static func foreign(_ node: GitLabNode) -> Include? {
        if let text = node.string {
            return text.contains("://") ? Include(.remote(isChecked: false), name: text, place: node.place) : nil
        }
        if let remote = node["remote"], let text = remote.string {
            return Include(.remote(isChecked: node["integrity"] != nil), name: text, place: remote.place)
        }
        if let project = node["project"], let text = project.string {
            return Include(.project(ref: node["ref"]?.string), name: text, place: project.place)
        }
        guard let component = node["component"], let text = component.string else { return nil }
        let version = text.lastIndex(of: "@").map { String(text[text.index(after: $0)...]) }
        return Include(.component(version: version), name: text, place: component.place)
    }

    private mutating func gap(_ node: GitLabNode, _ why: Text, _ files: inout PipelineFiles) {
        gap(node.place, why, &files)
    }

    mutating func gap(_ place: Place, _ why: Text, _ files: inout PipelineFiles) {
        gaps.append(Pipeline.Gap(place, why))
        files.tell(place.path, partly: why)
    }
}
