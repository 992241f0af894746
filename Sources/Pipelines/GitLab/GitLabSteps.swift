import Basics
import ECSModel
import ShellSyntax
import Templates

extension GitLabJobReader {
    /// The commands of a job: one step for each item of its scripts.
    ///
    /// GitLab Runner puts them into one script with errexit and, where the shell has it, pipefail
    /// (docs.gitlab.com/runner/shells); `after_script` has a shell of its own and changes nothing about the job's outcome.
    func readSteps(_ node: GitLabNode, _ entry: GitLabNode.Entry, _ result: inout Result) {
        var steps: [Step] = []
        if let template = templates[entry.name], node["script"] == nil {
            steps.append(step(of: template, entry, node))
        }
        var session = ScriptSession(
            variables: result.job.variables, runner: result.job.runner.architecture, file: file)
        let scripts = ["before_script", "script"].compactMap { key in
            (key == "script" ? node.entry(key) : inherited(key, node)).map { (key, $0.value) }
        }
        if node["trigger"] == nil {
            for (key, value) in scripts { steps += self.steps(key, value, &session, &result) }
            if let after = inherited("after_script", node) {
                session.beginShell()
                session.errexitOff = nil
                let isOfTemplate = templates[entry.name] != nil && node["script"] == nil
                for var step in isOfTemplate ? [] : self.steps("after_script", after.value, &session, &result) {
                    step.mayFail = after.place
                    step.runsAfterFailure = true
                    steps.append(step)
                }
            }
        }
        if let run = node.entry("run") {
            result.gaps.append(
                Pipeline.Gap(run.place, Text(en: "`run` is not read.", ja: "`run` は読み取っていません。")))
        }
        ScriptReports.settle(&steps)
        if let cache = inherited("cache", node), !steps.isEmpty, cache.value.isMap || !cache.value.items.isEmpty {
            steps[0].activities.insert(Activity(.cache, tool: "GitLab", place: cache.place), at: 0)
        }
        result.job.steps = steps
    }

    private func steps(
        _ name: String, _ value: GitLabNode, _ session: inout ScriptSession, _ result: inout Result
    ) -> [Step] {
        var items: [GitLabNode] = []
        flatten(value, 0, &items)
        var steps: [Step] = []
        for item in items {
            guard let text = item.string else {
                result.gaps.append(
                    Pipeline.Gap(
                        item.place,
                        Text(
                            en: "This command is no text to YAML, so it is not read.",
                            ja: "このコマンドは YAML では文字列にならないため、読み取っていません。")))
                continue
            }
            let script = PipelineScript(
                text: text, in: item.source, range: item.range, stopsOnError: true, pipefail: true)
            let activities = session.read(script)
            steps.append(
                Step(
                    name: name, place: script.place, work: .script(script), activities: activities,
                    from: item.source.path == path ? nil : item.source.path, unread: session.takeUnread()))
            // `- set +e` holds for the items behind it.
            for command in script.shell.commands where command.program == "set" && !command.context.isConditional {
                let words = command.words.compactMap(\.literal)
                if words.contains("+e") { session.errexitOff = script.place(command) }
                if words.contains(where: { $0.hasPrefix("-e") || $0 == "-xe" }) { session.errexitOff = nil }
            }
        }
        return steps
    }

    /// A script may be a list of lists, from anchors and references.
    private func flatten(_ node: GitLabNode, _ depth: Int, _ items: inout [GitLabNode]) {
        guard depth < 10, items.count < 20_000 else { return }
        if node.isList {
            for item in node.items { flatten(item, depth + 1, &items) }
        } else if case .null = node.kind {
            return
        } else {
            items.append(node)
        }
    }

    private func step(of template: GitLabTemplate.Job, _ entry: GitLabNode.Entry, _ node: GitLabNode) -> Step {
        let place = entry.place
        let image = node["variables"]?["CS_IMAGE"] ?? root["variables"]?["CS_IMAGE"]
        let activities = template.kinds.map { kind -> Activity in
            switch kind {
            case .scan(let target):
                // Whether what is found holds up a merge is a policy of the project.
                let names = target == .image ? image : nil
                let use = names.flatMap { node in
                    node.string.map { Activity.ImageUse(GitLabText.term($0) { _ in nil }, node.place) }
                }
                return Activity(
                    .scan, tool: template.name, place: place, images: use.map { [$0] } ?? [],
                    facts: .scan(Activity.Scan(target, failing: .unknown)))
            case .build: return Activity(.build, tool: template.name, place: place, facts: .build(Activity.Build()))
            case .push: return Activity(.push, tool: template.name, place: place)
            case .deploy:
                return Activity(
                    .deploy, tool: template.name, place: place, facts: .deploy(service: nil, waits: .absent))
            case .test: return Activity(.test, tool: template.name, place: place)
            case .lint: return Activity(.lint, tool: template.name, place: place)
            }
        }
        return Step(
            name: template.name, place: place,
            work: .action(ActionUse(name: template.name, version: nil, place: place)), activities: activities)
    }
}
