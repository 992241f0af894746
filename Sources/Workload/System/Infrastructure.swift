package import Basics

/// All definitions of a repository, and what became of each file that may hold one.
package struct Infrastructure: Sendable {
    package var stacks: [Stack]
    package var files: [File]
    /// The texts of what was read, for the comments in them.
    package var sources: [SourceFile] = []

    package struct File: Sendable, Hashable {
        package enum State: Sendable, Hashable {
            case read
            /// Some of it could not be read.
            case partly(Text)
            case refused(Text)
        }

        package var path: String
        package var state: State

        package init(path: String, state: State) {
            self.path = path
            self.state = state
        }
    }

    package init(stacks: [Stack] = [], files: [File] = []) {
        self.stacks = stacks
        self.files = files
    }

    package var isEmpty: Bool { stacks.isEmpty && files.isEmpty }

    /// The system of all stacks in their likeliest variant.
    package var likeliest: System { System(base) }

    private var base: [Stack.Variant] { stacks.map { $0.variants.first ?? Stack.Variant(resources: []) } }

    /// One way in which the conditions of templates can turn out.
    package struct Outcome: Sendable {
        /// The stacks that are not in their likeliest variant; nil for the likeliest system.
        package let changed: Set<Int>?
        package let system: System
    }

    /// So many systems are made of one changed stack each; with more variants, stacks change together.
    private static let single = 16

    /// The systems that the stacks can make together: all in their likeliest variant, then each other variant of each
    /// stack among the likeliest of the others.
    ///
    /// Each system is as large as the repository: where there are many variants, all stacks take their second one
    /// together, then their third, so that the work grows with the files and not with its square.
    package func systems() -> [Outcome] {
        let base = base
        var result = [Outcome(changed: nil, system: System(base))]
        let others = stacks.map { max(0, $0.variants.count - 1) }
        if others.reduce(0, +) <= Self.single {
            for (index, stack) in stacks.enumerated() {
                for variant in stack.variants.dropFirst() {
                    var parts = base
                    parts[index] = variant
                    result.append(Outcome(changed: [index], system: System(parts)))
                }
            }
            return result
        }
        for number in 1...max(1, others.max() ?? 1) {
            let changed = Set(stacks.indices.filter { stacks[$0].variants.count > number })
            let parts = stacks.indices.map { changed.contains($0) ? stacks[$0].variants[number] : base[$0] }
            result.append(Outcome(changed: changed, system: System(parts)))
        }
        return result
    }
}
