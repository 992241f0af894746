import Basics
import ECSModel

extension CodePipelineBuilder {
    /// What starts a pipeline: its triggers, else the changes that its source actions watch, and rules beside it.
    ///
    /// Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-about-starting.html
    func addTriggers(_ properties: Term, _ beside: [Trigger], to pipeline: inout Pipeline) {
        var configured: Set<String> = []
        for trigger in (properties["triggers"]?.items ?? []).prefix(100) {
            guard let git = trigger["gitConfiguration"] else { continue }
            if let name = git["sourceActionName"]?.string { configured.insert(name) }
            for push in git["push"]?.items ?? [] where push.isMap {
                if let tags = push["tags"] {
                    let included = tags["includes"]?.items.compactMap(\.string) ?? []
                    pipeline.triggers.append(Trigger(.tag, branches: included, place: tags.heading))
                }
                if push["branches"] != nil || push["tags"] == nil {
                    pipeline.triggers.append(
                        Trigger(.push, branches: Self.branches(push), place: push.heading))
                }
            }
            for request in git["pullRequest"]?.items ?? [] where request.isMap {
                pipeline.triggers.append(
                    Trigger(.pullRequest, branches: Self.branches(request), place: request.heading))
            }
            // A trigger without filters starts at each push.
            if git["push"] == nil, git["pullRequest"] == nil {
                pipeline.triggers.append(Trigger(.push, place: git.heading))
            }
        }
        for stage in properties["stages"]?.items ?? [] where stage.isMap {
            for term in stage["actions"]?.items ?? [] where term["actionTypeId"]?["category"]?.string == "Source" {
                let action = PipelineAction(term, stage: "", stack: pipeline.stack ?? -1)
                if let name = term["name"]?.string, configured.contains(name) { continue }
                if let trigger = Self.trigger(action) { pipeline.triggers.append(trigger) }
            }
        }
        for trigger in beside
        where trigger.kind != .push || !pipeline.triggers.contains(where: { $0.kind == .push }) {
            // A rule that says no more than the source action already does is no trigger of its own.
            if trigger.kind == .image, pipeline.triggers.contains(where: { $0.kind == .image }) { continue }
            pipeline.triggers.append(trigger)
        }
        if pipeline.triggers.isEmpty { pipeline.triggers.append(Trigger(.manual, place: pipeline.place)) }
    }

    private static func branches(_ filter: Term) -> [String] {
        filter["branches"]?["includes"]?.items.compactMap(\.string) ?? []
    }

    /// What a source action watches; nil where it is told to watch nothing.
    ///
    /// `PollForSourceChanges: false` leaves the start to an event rule, which is often made elsewhere.
    private static func trigger(_ action: PipelineAction) -> Trigger? {
        func branch(_ key: String) -> Trigger {
            guard case .known(let text, let place) = action.text(key) else {
                return Trigger(.push, place: action.place)
            }
            return Trigger(.push, branches: [text.shown], place: place)
        }
        switch action.provider {
        case "ECR": return Trigger(.image, place: action.place)
        case "S3": return Trigger(.other, place: action.place)
        case "CodeStarSourceConnection":
            if action.text("DetectChanges").value?.known?.lowercased() == "false" { return nil }
            return branch("BranchName")
        case "CodeCommit": return branch("BranchName")
        case "GitHub": return branch("Branch")
        default: return Trigger(.other, place: action.place)
        }
    }
}
