import Basics
import ECSModel
import Templates

/// One action of a stage.
///
/// Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/structure-configuration-examples.html
struct PipelineAction {
    let term: Term
    let stage: String
    /// The number of the stack that references are resolved in; -1 for files of their own.
    let stack: Int
    let category: String
    let provider: String

    init(_ term: Term, stage: String, stack: Int) {
        self.term = term
        self.stage = stage
        self.stack = stack
        category = term["actionTypeId"]?["category"]?.string ?? ""
        provider = term["actionTypeId"]?["provider"]?.string ?? ""
    }

    /// Its name.
    var place: Place { term.heading }
    var stageText: TermText? { stage.isEmpty ? nil : TermText(stage) }
    var isApproval: Bool { category == "Approval" }

    func text(_ key: String) -> Field<TermText> { term["configuration"]?.text(key) ?? .absent }

    private var name: String { term["name"]?.text?.shown ?? provider }

    /// Providers that do nothing but what their names say.
    private static let understood: Set<String> = [
        "CodeCommit", "CodeStarSourceConnection", "GitHub", "S3", "ECR", "Manual", "ECRBuildAndPublish",
        "InspectorScan", "ECS", "CodeDeployToECS", "CodeDeploy", "CloudFormation", "CloudFormationStackSet",
        "CloudFormationStackInstances", "ElasticBeanstalk", "AppConfig", "ServiceCatalog", "EKS", "EC2",
    ]

    /// Whether all that it does is known; not for functions, state machines and what others provide.
    var isUnderstood: Bool { Self.understood.contains(provider) || category == "Source" || category == "Approval" }

    /// The `OAuthToken` of a GitHub source that stands in the definition.
    var plainSecret: Place? {
        guard provider == "GitHub", case .known(let text, let place) = text("OAuthToken"), let token = text.known
        else { return nil }
        // The answer of `get-pipeline` hides it, and dynamic references are looked up.
        guard token.utf8.count >= 8, !token.hasPrefix("*"), !token.hasPrefix("{{") else { return nil }
        return place
    }

    func environmentVariables() -> [Variable] {
        guard case .known(let text, let place) = text("EnvironmentVariables"), let known = text.known,
            let document = try? Document.read(
                SourceFile(path: place.path, text: known), as: .json)
        else { return [] }
        return document.root.items.prefix(300).compactMap { item in
            guard let name = item["name"]?.string else { return nil }
            let source: Variable.Source
            switch item["type"]?.string {
            case "PARAMETER_STORE": source = .parameterStore
            case "SECRETS_MANAGER": source = .secret
            default: source = .plain
            }
            let value =
                source == .plain
                ? Placeholders.read(item["value"]?.string ?? "") : TermText([.unknown(Unknown(.variable, name))])
            return Variable(name: name, value: value, source: source, place: place)
        }
    }

    // MARK: What it does

    func step(service: TermText?) -> Step {
        Step(
            name: name, place: place, work: .service(provider), activities: activities(service: service),
            unread: isUnderstood ? [] : [place])
    }

    private func activities(service: TermText?) -> [Activity] {
        switch (category, provider) {
        case ("Source", _):
            return [Activity(.checkout, tool: provider, place: place)]
        case ("Approval", _):
            return [Activity(.approve, tool: "CodePipeline", place: place)]
        case (_, "ECRBuildAndPublish"): return buildAndPublish()
        case (_, "InspectorScan"): return [scan()]
        case ("Deploy", "CloudFormation"), ("Deploy", "CloudFormationStackSet"),
            ("Deploy", "CloudFormationStackInstances"):
            // A change set alone changes nothing.
            if text("ActionMode").value?.known == "CHANGE_SET_REPLACE" { return [] }
            return [deploy(text("StackName").value ?? text("StackSetName").value)]
        case ("Deploy", "ECS"): return [deploy(text("ServiceName").value)]
        case ("Deploy", "S3"): return [deploy(text("BucketName").value)]
        case ("Deploy", _): return [deploy(service ?? text("DeploymentGroupName").value)]
        default: return []
        }
    }

    /// An action ends when the deployment does.
    private func deploy(_ service: TermText?) -> Activity {
        Activity(.deploy, tool: provider, place: place, facts: .deploy(service: service, waits: .known(true, place)))
    }

    /// Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECRBuildAndPublish.html
    private func buildAndPublish() -> [Activity] {
        guard let repository = text("ECRRepositoryName").value else { return [] }
        var images: [Activity.ImageUse] = []
        if case .known(let tags, let place) = text("ImageTags") {
            if let known = tags.known {
                for tag in known.split(separator: ",").prefix(50) {
                    images.append(
                        Activity.ImageUse(repository + TermText(":" + tag.filter { $0 != " " }), place))
                }
            } else {
                images.append(Activity.ImageUse(repository + TermText(":") + tags, place))
            }
        } else {
            images.append(Activity.ImageUse(repository + TermText(":latest"), place))
        }
        var build = Activity.Build()
        if let path = text("DockerFilePath").value {
            build.dockerfile = path
            build.context = path.known.map { TermText(RelativePath.folder($0)) }
        }
        return [
            Activity(.build, tool: provider, place: place, images: images, facts: .build(build)),
            Activity(.push, tool: provider, place: place, images: images),
        ]
    }

    /// Thresholds make it fail; what it does without any is not documented. Source:
    /// https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-InspectorScan.html
    private func scan() -> Activity {
        let thresholds = ["CriticalThreshold", "HighThreshold", "MediumThreshold", "LowThreshold"]
        let given = thresholds.compactMap { text($0).place }
        let target: Activity.Scan.Target
        switch text("InspectorRunMode").value?.known {
        case "ECRImageScan": target = .image
        case "SourceCodeScan": target = .code
        default: target = .unknown
        }
        var images: [Activity.ImageUse] = []
        if case .known(let repository, let place) = text("ECRRepositoryName") {
            let tag = text("ImageTag").value ?? TermText("latest")
            images.append(Activity.ImageUse(repository + TermText(":") + tag, place))
        }
        let facts = Activity.Scan(
            target, failing: given.isEmpty ? .unknown : .fails, failingPlace: given.first)
        return Activity(.scan, tool: provider, place: place, images: images, facts: .scan(facts))
    }

    /// The commands of a Commands action, which runs them in order and stops at the first that fails.
    func commands(_ variables: [Variable]) -> [Step] {
        var session = ScriptSession(variables: variables)
        return (term["commands"]?.items ?? []).prefix(500).compactMap { command in
            guard let text = command.text else { return nil }
            let script = PipelineScript(
                text: text.shown, in: command.place.source, range: command.place.range)
            var step = Step(name: name, place: command.place, work: .script(script))
            step.activities = session.read(script)
            step.unread = session.takeUnread()
            return step
        }
    }
}
