import Basics
import ECSModel
import Pipelines
import Workload

/// What the readers of pipelines promise, of whole folders.
enum PipelineCheck {
    /// The input is the text of a workflow; a line `=== path` begins another file. The same text is read as the pipelines
    /// of the other forms too.
    static func load(_ bytes: [UInt8]) {
        let files = TreeCheck.files(bytes, first: ".github/workflows/ci.yml")
        let first = files[".github/workflows/ci.yml"] ?? []
        let others = [".gitlab-ci.yml", "buildspec.yml", "appspec.yaml", "renovate.json5", ".pre-commit-config.yaml"]
        for path in [".github/workflows/ci.yml"] + others {
            var tree = files
            tree[".github/workflows/ci.yml"] = nil
            tree[path] = first
            check(MemoryTree(tree))
        }
    }

    private static func check(_ tree: MemoryTree) {
        let paths = TreeCheck.paths(in: tree, "")
        let infrastructure = DefinitionLoader(tree: tree).load(paths)
        let loader = PipelineLoader(tree: tree)
        let found = loader.load(paths, infrastructure, workloads: [])
        let again = loader.load(paths, infrastructure, workloads: [])
        precondition(found.pipelines.map(\.name) == again.pipelines.map(\.name), "the same text reads the same")
        precondition(
            Set(found.files.map(\.path)).count == found.files.count, "each file is told of once")
        for pipeline in found.pipelines { check(pipeline) }
        for tool in found.updates { DefinitionCheck.place(tool.place) }
        for hook in found.hooks.flatMap(\.hooks) { DefinitionCheck.place(hook.place) }
    }

    private static func check(_ pipeline: Pipeline) {
        DefinitionCheck.place(pipeline.place)
        for trigger in pipeline.triggers { DefinitionCheck.place(trigger.place) }
        for gap in pipeline.gaps { DefinitionCheck.place(gap.place) }
        let ids = Set(pipeline.jobs.map(\.id))
        for job in pipeline.jobs {
            DefinitionCheck.place(job.place)
            precondition(Set(job.needs).isSubset(of: ids), "what a job waits for is there")
            for variable in job.variables { DefinitionCheck.place(variable.place) }
            for step in job.steps { check(step) }
        }
        let order = Order(pipeline)
        for (first, second) in zip(order.events, order.events.dropFirst()) {
            precondition(
                !(order.precedes(first, second) && order.precedes(second, first)) || first.job.id != second.job.id,
                "within a job, what comes first does not come second")
        }
    }

    private static func check(_ step: Step) {
        DefinitionCheck.place(step.place)
        if let place = step.mayFail { DefinitionCheck.place(place) }
        if let place = step.condition?.place { DefinitionCheck.place(place) }
        for activity in step.activities {
            DefinitionCheck.place(activity.place)
            for image in activity.images { DefinitionCheck.place(image.place) }
        }
    }
}
