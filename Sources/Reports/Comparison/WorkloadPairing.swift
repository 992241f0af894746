/// Which workload of one review is which of the other: by name, or, where no name is the same because the reviews
/// started in different folders, by what follows the folder that all of a review's workloads share.
struct WorkloadPairing {
    struct Pair {
        let old: WorkloadReview?
        let new: WorkloadReview?
    }

    private(set) var pairs: [Pair] = []
    /// What is cut off the paths of each review; nil where names are the same.
    private var roots: (old: String, new: String)?

    init(_ old: [WorkloadReview], _ new: [WorkloadReview]) {
        let names = Set(old.map(\.name))
        if !new.contains(where: { names.contains($0.name) }) {
            let roots = (Self.root(old), Self.root(new))
            let rests = Set(old.map { Self.cut($0.dockerfile, roots.0) })
            if new.contains(where: { rests.contains(Self.cut($0.dockerfile, roots.1)) }) { self.roots = roots }
        }
        var rest = old
        for workload in new {
            let index = rest.firstIndex { key($0, isOld: true) == key(workload, isOld: false) }
            pairs.append(Pair(old: index.map { rest.remove(at: $0) }, new: workload))
        }
        pairs += rest.map { Pair(old: $0, new: nil) }
    }

    /// Whether identities tell nothing, because they hold the paths.
    var isMoved: Bool { roots != nil }

    /// A path as both reviews would have it.
    func common(_ path: String, isOld: Bool) -> String {
        roots.map { Self.cut(path, isOld ? $0.old : $0.new) } ?? path
    }

    private func key(_ workload: WorkloadReview, isOld: Bool) -> String {
        guard let roots else { return workload.name }
        let root = isOld ? roots.old : roots.new
        // Two targets of one Dockerfile differ in their names alone.
        return Self.cut(workload.dockerfile, root) + "\u{0}" + Self.cut(workload.name, root)
    }

    /// The folder that all Dockerfiles lie in, or the one above it where there is only one Dockerfile.
    private static func root(_ workloads: [WorkloadReview]) -> String {
        var common: [Substring]?
        for path in Set(workloads.map(\.dockerfile)) {
            // The name of the last folder is part of what a workload is.
            let folders = Array(path.split(separator: "/", omittingEmptySubsequences: false).dropLast(2))
            common = common.map { zip($0, folders).prefix { $0 == $1 }.map(\.0) } ?? folders
        }
        guard let common, !common.isEmpty else { return "" }
        return common.joined(separator: "/") + "/"
    }

    private static func cut(_ path: String, _ root: String) -> String {
        path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
    }
}
