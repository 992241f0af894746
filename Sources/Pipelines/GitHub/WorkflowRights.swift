import Basics
import ECSModel
import Templates

/// Reads `permissions:` of a workflow or a job.
enum WorkflowRights {
    /// Nil when the mapping has none: a setting of the repository decides then.
    static func read(_ node: DocumentNode, in source: SourceFile) -> Rights? {
        guard let entry = node.entry("permissions") else { return nil }
        switch entry.value.kind {
        case .scalar("read-all", _): return Rights(others: .read, place: Place(source, entry.range))
        case .scalar("write-all", _): return Rights(others: .write, place: Place(source, entry.range))
        case .mapping(let entries):
            var scopes: [String: Rights.Level] = [:]
            for scope in entries { scopes[scope.name] = scope.value.string.flatMap { Rights.Level(rawValue: $0) } }
            return Rights(
                scopes: scopes, others: .none,
                place: Place(source, entries.isEmpty ? entry.range : entry.key.range))
        case .scalar, .sequence, .null, .unknown: return nil
        }
    }
}
