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

    /// The systems that the stacks can make together: all in their likeliest variant, then each other variant of each
    /// stack among the likeliest of the others. `changed` is the stack whose variant it is; nil for the first system.
    package func systems() -> [(changed: Int?, system: System)] {
        let base = base
        var result: [(changed: Int?, system: System)] = [(nil, System(base))]
        for (index, stack) in stacks.enumerated() {
            for variant in stack.variants.dropFirst() {
                var parts = base
                parts[index] = variant
                result.append((index, System(parts)))
            }
        }
        return result
    }
}
