import Basics
import DockerfileSyntax
package import RuleKit
import ShellSyntax
package import Workload

/// Reads a Dockerfile in a tree and has its workloads judged, as a review does.
package struct Examiner: Sendable {
    private let roles: [String: Role]
    private let judge: @Sendable (Workload) -> [Finding]

    /// - Parameters:
    ///   - roles: what `plimsoll.yml` says of Dockerfiles, by their paths or folders in the tree.
    ///   - judge: the findings of one workload, silenced ones marked.
    package init(roles: [String: Role] = [:], judge: @escaping @Sendable (Workload) -> [Finding]) {
        self.roles = roles
        self.judge = judge
    }

    package func examine(_ file: ContainerFile, in tree: OverlayTree) -> Examination {
        var file = file
        if file.inline == nil, let bytes = tree.change(of: file.path) {
            file.source = SourceFile(path: file.path, bytes: bytes)
        }
        let loader = WorkloadLoader(tree: tree, roles: roles)
        return Examination(workloads: loader.workloads(of: file).map(examined))
    }

    private func examined(_ workload: Workload) -> Examination.Item {
        let file = workload.dockerfile
        var problems = file.problems.count
        var unread = 0
        for instruction in file.instructions {
            guard let script = instruction.script else { continue }
            problems += script.shell.problems.count
            if !script.interpreter.isShell { unread += 1 }
        }
        for script in workload.scripts { problems += script.shell.problems.count }
        return Examination.Item(
            context: workload.context?.root,
            faults: judge(workload).filter(\.isListedFault),
            problems: problems, unread: unread,
            bases: file.stages.map { file.source.span(file.instructions[$0.from].range) })
    }
}

/// What the judge says of all workloads of one Dockerfile.
package struct Examination: Sendable {
    struct Item: Sendable {
        /// The folder of the build context; nil when there is none.
        var context: String?
        /// Those that are listed and that no one silenced.
        var faults: [Finding]
        /// What the parsers do not understand.
        var problems: Int
        /// The scripts that no parser reads.
        var unread: Int
        /// Where each stage names what it is built on.
        var bases: [Span]
    }

    var workloads: [Item]

    /// The faults over all workloads, each once, in their order.
    package var faults: [Finding] {
        var seen: Set<Finding> = []
        return workloads.flatMap(\.faults).filter { seen.insert($0).inserted }
    }
}
