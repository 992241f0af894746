import Basics
package import ECSModel

/// A manifest of AWS Copilot, which makes a task definition and a service of it.
///
/// What Copilot adds by itself is there as well: as known where it is always the same, else as unknown, never as absent.
/// Source: https://aws.github.io/copilot-cli/docs/manifest/overview/ and the templates of aws/copilot-cli.
package struct CopilotManifest: Sendable {
    /// The parts of a workload under one environment.
    package struct Variant: Sendable {
        /// Empty for what is written for all environments.
        package let environment: String
        package let resources: [Resource]
    }

    let source: SourceFile
    let root: Term
    let kind: Kind

    enum Kind: String, Sendable {
        case loadBalanced = "Load Balanced Web Service"
        case backend = "Backend Service"
        case worker = "Worker Service"
        case job = "Scheduled Job"
    }

    /// Nil for another document, and for what runs elsewhere than on ECS, such as a `Request-Driven Web Service`.
    package init?(_ document: Document) {
        let root = document.term
        guard root.isMap, let type = root["type"]?.string, let kind = Kind(rawValue: type), root["name"]?.text != nil
        else { return nil }
        source = document.source
        self.root = root
        self.kind = kind
    }

    /// What is written for all environments, then each environment that changes something.
    package var variants: [Variant] {
        let base = root.removing("environments")
        var result = [variant(base, "")]
        for entry in root["environments"]?.entries.prefix(Self.environmentLimit) ?? [] where entry.value.isMap {
            result.append(variant(Self.merged(base, entry.value), entry.key))
        }
        return result
    }

    private static let environmentLimit = 16

    private func variant(_ manifest: Term, _ environment: String) -> Variant {
        let maker = CopilotMaker(manifest: manifest, kind: kind, environment: environment, path: source.path)
        return Variant(environment: environment, resources: maker.resources())
    }

    /// Maps are joined key by key; any other value takes the place of what was there.
    static func merged(_ base: Term, _ change: Term, depth: Int = 0) -> Term {
        guard depth < 32, case .map(let own) = base.kind, case .map(let others) = change.kind else { return change }
        var entries = own
        for other in others {
            if let index = entries.lastIndex(where: { $0.key == other.key }) {
                entries[index].value = merged(entries[index].value, other.value, depth: depth + 1)
                if !entries[index].value.isMap { entries[index].keyPlace = other.keyPlace }
            } else {
                entries.append(other)
            }
        }
        return Term(.map(entries), base.place)
    }
}
