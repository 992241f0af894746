import Basics
import ECSModel
import Templates

/// Reads one job of GitLab, what it extends put in place.
struct GitLabJobReader {
    struct Result {
        var job: Job
        var stage: String
        /// The jobs of `needs`; nil when the stages decide.
        var needs: [String]?
        /// Later stages wait for it.
        var holdsUp = true
        var triggers: [Trigger] = []
        var mayRunForMergeRequests = false
        var gaps: [Pipeline.Gap] = []
        var children: [GitLabChild] = []
    }

    let root: GitLabNode
    let path: String
    let templates: [String: GitLabTemplate.Job]
    let file: (String) -> SourceFile?
    let folder: String

    func read(_ entry: GitLabNode.Entry, _ node: GitLabNode) -> Result {
        let values = variables(node)
        let texts = Dictionary(values.map { ($0.name, $0.text) }) { $1 }
        func term(_ text: String) -> TermText { GitLabText.term(text) { texts[$0] } }
        let rules = GitLabRules(node)
        var job = Job(
            id: entry.name, place: entry.place, runner: runner(node, term), condition: rules.condition)
        job.variables = values.map { Variable(name: $0.name, value: term($0.text), source: .plain, place: $0.place) }
        job.variables += secrets(node)
        job.environment = environment(node, term)
        job.matrix = matrix(node)
        if let tokens = node.entry("id_tokens") {
            job.rights = Rights(scopes: ["id-token": .write], others: .read, place: tokens.place)
        }
        var result = Result(job: job, stage: node["stage"]?.string ?? "test")
        result.needs = needs(node)
        result.triggers = rules.triggers
        result.mayRunForMergeRequests = rules.triggers.contains { $0.kind == .pullRequest }
        readWhen(node, rules, &result)
        readTrigger(node, entry, &result)
        readSteps(node, entry, &result)
        return result
    }

    // MARK: - Variables

    private func variables(_ node: GitLabNode) -> [(name: String, text: String, place: Place)] {
        var result: [(name: String, text: String, place: Place)] = []
        let inherits = node["inherit"]?["variables"]?.string != "false"
        for group in [inherits ? root["variables"] : nil, node["variables"]] {
            for entry in group?.entries ?? [] {
                let value = entry.value.isMap ? entry.value["value"] : entry.value
                guard let text = value?.string else { continue }
                result.removeAll { $0.name == entry.name }
                result.append((entry.name, text, value?.place ?? entry.place))
            }
        }
        // A matrix sets its variables anew for each job.
        let names = Set(node["parallel"]?["matrix"]?.each.flatMap { $0.entries.map(\.name) } ?? [])
        return result.filter { !names.contains($0.name) }
    }

    /// `secrets:` from a vault.
    private func secrets(_ node: GitLabNode) -> [Variable] {
        (node["secrets"]?.entries ?? []).map {
            Variable(
                name: $0.name, value: TermText([.unknown(Unknown(.variable, $0.name))]), source: .secret,
                place: $0.place)
        }
    }

    private func matrix(_ node: GitLabNode) -> [[String: TermText]] {
        var result: [[String: TermText]] = []
        for group in node["parallel"]?["matrix"]?.each ?? [] {
            var rows: [[String: TermText]] = [[:]]
            for entry in group.entries {
                let values = entry.value.each.compactMap { $0.string.map { TermText($0) } }
                // GitLab allows 200 jobs.
                guard !values.isEmpty, rows.count * values.count <= 200 else { continue }
                rows = rows.flatMap { row in values.map { value in row.merging([entry.name: value]) { $1 } } }
            }
            result += rows.filter { !$0.isEmpty }
        }
        return Array(result.prefix(200))
    }

    // MARK: - Where it runs

    /// A value of the job, else of `default`, else of the file (the older way to write defaults).
    func inherited(_ key: String, _ node: GitLabNode) -> GitLabNode.Entry? {
        if let own = node.entry(key) { return own }
        if let inherit = node["inherit"]?["default"] {
            if inherit.string == "false" { return nil }
            if inherit.isList, !inherit.items.contains(where: { $0.string == key }) { return nil }
        }
        return root["default"]?.entry(key) ?? root.entry(key)
    }

    private func runner(_ node: GitLabNode, _ term: (String) -> TermText) -> Runner {
        let tags = inherited("tags", node)
        let labels = tags?.value.each.compactMap(\.string) ?? []
        // docs.gitlab.com/ci/runners/hosted_runners: each job has a new virtual machine.
        let isHosted = labels.contains { $0.hasPrefix("saas-") || $0.hasPrefix("gitlab-org") }
        var runner = Runner(isHosted ? .ephemeral : .unknown, place: tags?.place)
        if !labels.isEmpty { runner.label = TermText(labels.joined(separator: ", ")) }
        if labels.contains(where: { $0.hasPrefix("saas-linux") }) {
            runner.architecture = labels.contains { $0.contains("arm64") } ? "arm64" : "amd64"
        }
        if let image = inherited("image", node)?.value, let text = image.string ?? image["name"]?.string {
            runner.image = term(text)
            runner.imagePlace = (image["name"] ?? image).place
            runner.place = runner.place ?? (image["name"] ?? image).place
        }
        for service in inherited("services", node)?.value.each ?? [] {
            guard let text = service.string ?? service["name"]?.string else { continue }
            let place = (service["name"] ?? service).place
            runner.services.append(Runner.Service(image: term(text), place: place))
            // A Docker daemon in a container needs a runner that lets its containers do everything.
            if text.contains("dind") { runner.privileged = .known(true, place) }
        }
        return runner
    }

    private func environment(_ node: GitLabNode, _ term: (String) -> TermText) -> Field<TermText> {
        guard let value = node["environment"] else { return .absent }
        if let action = value["action"]?.string, action != "start" { return .absent }
        guard let name = value.string.map({ _ in value }) ?? value["name"], let text = name.string else {
            return .absent
        }
        return .known(term(text), name.place)
    }

    // MARK: - When it runs

    private func needs(_ node: GitLabNode) -> [String]? {
        guard let needs = node["needs"] else { return nil }
        return needs.each.compactMap {
            $0.string ?? ($0["pipeline"] == nil && $0["project"] == nil ? $0["job"]?.string : nil)
        }
    }

    private func readWhen(_ node: GitLabNode, _ rules: GitLabRules, _ result: inout Result) {
        let allowed = node["allow_failure"]
        let isManual = node["when"].flatMap { $0.string == "manual" ? $0.place : nil }
        let manualWays = rules.ways.filter { $0.when == "manual" }
        let manual = isManual ?? manualWays.first?.whenPlace
        if let manual {
            let always = isManual != nil && manualWays.isEmpty || manualWays.count == rules.ways.count
            result.job.approval = always ? .required(manual) : .unknown(manual)
            // With rules a job by hand holds up what follows, without them it does not.
            result.holdsUp = allowed.map { $0.string == "false" } ?? (isManual == nil)
        } else if case .known(_, let place) = result.job.environment {
            // Who may deploy to a protected environment, and who must agree, are settings of the project.
            result.job.approval = .unknown(place)
        }
        if let allowed, allowed.string == "true", manual == nil {
            result.job.mayFail = allowed.place
        } else if !rules.ways.isEmpty, rules.ways.allSatisfy({ $0.allowFailure != nil }) {
            result.job.mayFail = rules.ways.first?.allowFailure
        }
        if node["when"]?.string == "on_failure" { result.holdsUp = false }
    }

    private func readTrigger(_ node: GitLabNode, _ entry: GitLabNode.Entry, _ result: inout Result) {
        guard let trigger = node["trigger"] else { return }
        guard let includes = trigger["include"] else {
            let project = trigger.string ?? trigger["project"]?.string ?? ""
            result.gaps.append(
                Pipeline.Gap(
                    trigger.place,
                    Text(
                        en: "The pipeline of \(project) is not part of this repository.",
                        ja: "\(project) のパイプラインはこのリポジトリの外にあります。")))
            return
        }
        for include in includes.each {
            if let path = include.string ?? include["local"]?.string, !path.contains("$"), !path.contains("*"),
                let full = RelativePath.join(folder, path)
            {
                result.children.append(GitLabChild(path: full, place: entry.place))
            } else {
                result.gaps.append(
                    Pipeline.Gap(
                        include.place,
                        Text(
                            en: "The pipeline that this job starts is not at hand.",
                            ja: "このジョブが開始するパイプラインの内容は手元にありません。")))
            }
        }
    }
}
