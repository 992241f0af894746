import Basics
import ECSModel
import Workload

/// Makes pipelines of what definitions say.
struct CodePipelineBuilder {
    let system: System
    let projects: [BuildProject]
    let groups: [DeploymentGroup]
    let events: PipelineEvents
    let names: AWSNames
    var work: BuildWork
    private(set) var usedProjects: Set<Int> = []
    /// Actions of one pipeline that are read; AWS allows 1,000.
    private static let actionLimit = 1_000

    init(system: System, projects: [BuildProject], groups: [DeploymentGroup], tree: any FileTree) {
        self.system = system
        self.projects = projects
        self.groups = groups
        events = PipelineEvents(system)
        names = AWSNames(system: system)
        work = BuildWork(system, tree: tree)
    }

    // MARK: CodePipeline

    mutating func pipeline(_ source: PipelineSource, _ files: inout PipelineFiles) -> Pipeline {
        let properties = source.properties
        var pipeline = Pipeline(name: source.name, form: .codePipeline, place: source.place)
        pipeline.stack = source.member?.stack
        pipeline.version = properties.string("pipelineType")
        pipeline.role = BuildProjectReader.rights(properties, "roleArn", stack: source.member?.stack)
        pipeline.stores = stores(properties, source)
        if properties["stages"]?.isUnknown == true, let place = properties["stages"]?.place {
            pipeline.gaps.append(Pipeline.Gap(place, Self.openStages))
        }
        let held = Set(
            (properties["disableInboundStageTransitions"]?.items ?? []).compactMap { $0["stageName"]?.string })
        var ids: Set<String> = []
        /// The jobs that ran last before those that are added.
        var before: [String] = []
        for stage in properties["stages"]?.items ?? [] where stage.isMap {
            var made = Self.stage(stage)
            if held.contains(made.name) { made.isHeld = made.place }
            for group in Self.groups(stage["actions"]?.items ?? []) {
                var now: [String] = []
                for term in group where ids.count < Self.actionLimit {
                    var id = "\(made.name)/\(term["name"]?.text?.shown ?? "action")"
                    while !ids.insert(id).inserted { id += "+" }
                    let action = PipelineAction(term, stage: made.name, stack: source.stack)
                    pipeline.jobs.append(job(id, action, needs: before, &pipeline, &files))
                    now.append(id)
                }
                if !now.isEmpty { before = now }
                made.jobs += now
            }
            pipeline.stages.append(made)
        }
        let subject = source.member.map { PipelineEvents.Subject.resource($0) } ?? .pipeline(source.name)
        addTriggers(properties, events.triggers(of: subject), to: &pipeline)
        pipeline.notifies += events.notifies(subject)
        pipeline.rollsBack = RollbackFacts(system: system, groups: groups).rollsBack(pipeline)
        return pipeline
    }

    private static let openStages = Text(
        en: "its stages show only when the definition is evaluated.", ja: "ステージは定義を評価するまでわかりません。")

    /// Actions that run at the same time, in the order of their run orders.
    private static func groups(_ actions: [Term]) -> [[Term]] {
        let maps = actions.filter(\.isMap)
        let byOrder = Dictionary(grouping: maps) { $0.int("runOrder").value ?? 1 }
        return byOrder.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func stage(_ term: Term) -> PipelineStage {
        var stage = PipelineStage(name: term["name"]?.text?.shown ?? "stage", place: term.heading)
        stage.onFailure = (term["onFailure"]?.string("result") ?? .absent)
            .map { PipelineStage.Failing(rawValue: $0) }
        stage.entryConditions = (term["beforeEntry"]?["conditions"]?.items ?? []).flatMap { condition in
            (condition["rules"]?.items ?? []).map(\.heading)
        }
        return stage
    }

    private func stores(_ properties: Term, _ source: PipelineSource) -> [ArtifactStore] {
        func store(_ term: Term, _ region: Field<TermText>) -> ArtifactStore {
            let bucket = term.text("location")
            return ArtifactStore(
                place: bucket.place ?? term.heading, bucket: bucket,
                resource: system.resolve(bucket, type: ResourceType.bucket, from: source.stack),
                encryptionKey: term["encryptionKey"]?.text("id") ?? .absent, region: region)
        }
        var result: [ArtifactStore] = []
        if let term = properties["artifactStore"], term.isMap { result.append(store(term, .absent)) }
        for item in (properties["artifactStores"]?.items ?? []).prefix(50) {
            guard let term = item["artifactStore"], term.isMap else { continue }
            result.append(store(term, item.text("region")))
        }
        return result
    }

    // MARK: Actions

    private mutating func job(
        _ id: String, _ action: PipelineAction, needs: [String], _ pipeline: inout Pipeline,
        _ files: inout PipelineFiles
    ) -> Job {
        var job = Job(id: id, place: action.place, needs: needs, runner: Runner(.service))
        job.rights = BuildProjectReader.rights(action.term, "roleArn", stack: action.stack)
        if action.category == "Deploy", let stage = action.stageText {
            job.environment = .known(stage, action.place)
        }
        if action.isApproval { job.approval = .required(action.place) }
        switch action.provider {
        case "CodeBuild": build(action, &job, &pipeline, &files)
        case "Commands":
            job.runner = Runner(.ephemeral)
            job.variables = BuildProjectReader.variables(action.term["environmentVariables"])
            job.steps = action.commands(job.variables)
        default:
            if action.provider == "CodeDeployToECS" || action.provider == "CodeDeploy" {
                if let index = group(of: action) {
                    pipeline.deploymentGroups[id] = index
                    for notice in groups[index].notices
                    where notice.events.value?.contains("DeploymentFailure") ?? true {
                        pipeline.notifies.append(notice.place)
                    }
                }
            }
            let group = pipeline.deploymentGroups[id].map { groups[$0] }
            job.steps = [action.step(service: group?.services.first?.service.value)]
            if let secret = action.plainSecret { pipeline.plainSecrets.append(secret) }
        }
        return job
    }

    private mutating func build(
        _ action: PipelineAction, _ job: inout Job, _ pipeline: inout Pipeline, _ files: inout PipelineFiles
    ) {
        let project = system.resolve(
            action.text("ProjectName"), type: ResourceType.codeBuildProject, from: action.stack)
        guard let project, let index = index(of: project) else {
            job.runner = Runner(.ephemeral, privileged: .unknown(Unknown(.missing, "project"), action.place))
            job.steps = [action.step(service: nil)]
            pipeline.gaps.append(Pipeline.Gap(action.place, BuildGap.missingProject))
            return
        }
        usedProjects.insert(index)
        pipeline.projects[job.id] = index
        fill(&job, with: index, given: action.environmentVariables(), &pipeline, &files)
    }

    private mutating func fill(
        _ job: inout Job, with index: Int, given: [Variable], _ pipeline: inout Pipeline, _ files: inout PipelineFiles
    ) {
        let project = projects[index]
        let result = work.work(of: project, given: given, &files)
        job.runner = project.runner
        job.rights = project.role
        job.variables = result.variables + project.variables + given
        job.steps = result.steps
        pipeline.gaps += result.gaps
    }

    private func index(of member: System.Member) -> Int? {
        projects.firstIndex {
            $0.resource.stack == member.stack && $0.resource.resource.address == member.resource.address
        }
    }

    private func group(of action: PipelineAction) -> Int? {
        let field = action.text("DeploymentGroupName")
        guard let text = field.value else { return nil }
        if let member = system.resolve(text, type: ResourceType.deploymentGroup, from: action.stack) {
            return groups.firstIndex {
                $0.resource.stack == member.stack && $0.resource.resource.address == member.resource.address
            }
        }
        // Two groups of one stack may have the same name in two applications.
        let application = action.text("ApplicationName").value
        let found = groups.indices.filter { index in
            groups[index].resource.stack == action.stack && groups[index].application.value == application
                && groups[index].resource.properties["deploymentGroupName"]?.text == text
        }
        return found.count == 1 ? found[0] : nil
    }

    // MARK: CodeBuild

    /// A project that builds without CodePipeline.
    mutating func pipeline(of index: Int, _ files: inout PipelineFiles) -> Pipeline {
        let project = projects[index]
        var pipeline = Pipeline(name: project.name, form: .codeBuild, place: project.place)
        pipeline.stack = project.resource.stack
        pipeline.projects[project.name] = index
        let subject = PipelineEvents.Subject.resource(project.resource)
        pipeline.triggers = WebhookTriggers.triggers(of: project) + events.triggers(of: subject)
        if pipeline.triggers.isEmpty {
            let isCalled = project.sourceType.value == "CODEPIPELINE"
            pipeline.triggers = [Trigger(isCalled ? .call : .manual, place: project.place)]
        }
        pipeline.notifies = events.notifies(subject)
        var job = Job(id: project.name, place: project.place, runner: project.runner)
        fill(&job, with: index, given: [], &pipeline, &files)
        pipeline.jobs = [job]
        return pipeline
    }
}
