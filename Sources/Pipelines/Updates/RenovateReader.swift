import Basics
import ECSModel
import Templates

/// What a configuration of Renovate says.
///
/// Presets: https://docs.renovatebot.com/presets-default/, https://docs.renovatebot.com/presets-docker/,
/// https://docs.renovatebot.com/presets-config/.
struct RenovateReader {
    private(set) var tool: UpdateTool
    private let source: SourceFile

    init(_ root: DocumentNode, in source: SourceFile) {
        self.source = source
        let start = root.entry("extends") ?? root.entries.first
        tool = UpdateTool(
            kind: .renovate, place: Place(source, start?.key.range ?? root.range), ecosystems: .absent)
        readPresets(root["extends"])
        readManagers(root)
        if let pins = root["pinDigests"], let value = pins.bool { tool.pinsDigests = .known(value, place(pins)) }
        for rule in (root["packageRules"]?.items ?? []).prefix(2000) { readRule(rule) }
        if let entry = root.entry("enabled"), entry.value.bool == false {
            tool.isSwitchedOff = Place(source, entry.range)
        }
    }

    private func place(_ node: DocumentNode) -> Place { Place(source, node.range) }

    private mutating func readPresets(_ node: DocumentNode?) {
        guard let node else { return }
        for item in (node.isSequence ? node.items : [node]).prefix(200) {
            guard let name = item.string else { continue }
            switch name {
            case "config:best-practices", "docker:pinDigests", ":pinDigests", "default:pinDigests":
                tool.pinsDigests = .known(true, place(item))
            case ":pinDigestsDisabled", "default:pinDigestsDisabled": tool.pinsDigests = .known(false, place(item))
            case ":disableRenovate", "default:disableRenovate": tool.isSwitchedOff = place(item)
            case "docker:disable": tool.disabled["docker"] = place(item)
            default:
                // A preset of one's own may say anything.
                guard !Self.isBuiltIn(name) else { continue }
                let unknown = Unknown(.missing, name)
                if tool.pinsDigests.isAbsent { tool.pinsDigests = .unknown(unknown, place(item)) }
                if tool.ecosystems.isAbsent { tool.ecosystems = .unknown(unknown, place(item)) }
            }
        }
    }

    /// Presets that come with Renovate; the others are named by a repository, a package or an address.
    private static func isBuiltIn(_ name: String) -> Bool {
        guard let colon = name.firstIndex(of: ":"), !name.contains(">"), !name.contains("//") else { return false }
        return [
            "", "config", "default", "docker", "group", "schedule", "helpers", "workarounds", "npm", "security",
            "mergeConfidence", "replacements", "preview", "packages", "monorepo", "customManagers", "regexManagers",
            "abandonments", "global",
        ].contains(String(name[..<colon]))
    }

    private mutating func readManagers(_ root: DocumentNode) {
        if let node = root["enabledManagers"], node.isSequence {
            tool.ecosystems = .known(Set(node.strings.flatMap { Self.ecosystems(of: $0) }), place(node))
        }
        for (manager, node) in root.entries.map({ ($0.name, $0.value) }) where node.isMapping {
            guard Self.managers.contains(manager) else { continue }
            if let enabled = node["enabled"], enabled.bool == false {
                for name in Self.ecosystems(of: manager) { tool.disabled[name] = place(enabled) }
            }
            if manager == "docker" || manager == "dockerfile", let pins = node["pinDigests"], let value = pins.bool {
                tool.pinsDigests = .known(value, place(pins))
            }
        }
    }

    private mutating func readRule(_ rule: DocumentNode) {
        let selectors = rule.entries.filter { $0.name.hasPrefix("match") || $0.name.hasPrefix("exclude") }
        let wanted = (rule["matchManagers"]?.strings ?? []) + (rule["matchDatasources"]?.strings ?? [])
        let isWhole = selectors.allSatisfy { $0.name == "matchManagers" || $0.name == "matchDatasources" }
        guard isWhole, !wanted.isEmpty else { return }
        let names = Set(wanted.flatMap { Self.ecosystems(of: $0) })
        if let enabled = rule["enabled"], enabled.bool == false {
            for name in names { tool.disabled[name] = place(enabled) }
        }
        if names.contains("docker"), let pins = rule["pinDigests"], let value = pins.bool {
            tool.pinsDigests = .known(value, place(pins))
        }
    }

    private static let managers: Set<String> = [
        "docker", "dockerfile", "docker-compose", "github-actions", "gitlabci", "terraform", "npm", "pip_requirements",
        "poetry", "pep621", "gomod", "maven", "gradle", "bundler", "cargo", "composer", "nuget", "helmv3",
    ]

    /// Dependabot's names for Renovate's managers and sources.
    private static func ecosystems(of manager: String) -> [String] {
        switch manager {
        case "docker", "dockerfile": ["docker"]
        case "docker-compose": ["docker-compose"]
        case "github-actions", "github-runners": ["github-actions"]
        case "pip_requirements", "poetry", "pep621", "pipenv", "pip_setup", "setup-cfg", "pypi": ["pip"]
        case "helmv3", "helm-values": ["helm"]
        case "git-submodules": ["gitsubmodule"]
        default: [manager]
        }
    }
}
