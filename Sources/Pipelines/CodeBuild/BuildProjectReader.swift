import Basics
import ECSModel
import Workload

/// Reads the CodeBuild projects of the definitions.
struct BuildProjectReader {
    let system: System
    /// The files of the repository, for the buildspecs that projects name.
    let tree: any FileTree

    func project(_ member: System.Member) -> BuildProject {
        let properties = member.properties
        let name = properties.text("name").value.map(\.shown) ?? member.resource.address
        let environment = properties["environment"]
        let source = properties["source"]
        var project = BuildProject(
            name: name, place: member.place, resource: member, spec: spec(member, source),
            runner: Self.runner(environment, at: member.place))
        project.role = Self.rights(properties, "serviceRole", stack: member.stack)
        project.sourceType = source?.string("type") ?? .absent
        project.location = source?.text("location") ?? .absent
        project.authorization = source?["auth"]?.string("type") ?? .absent
        project.environmentType = environment?.string("type") ?? .absent
        project.privileged = project.runner.privileged
        project.fleet = environment?["fleet"]?.text("fleetArn") ?? .absent
        project.variables = Self.variables(environment?["environmentVariables"])
        let cache = properties["cache"]
        project.cache = cache?.string("type") ?? .absent
        project.cacheModes = cache?.strings("modes") ?? .absent
        if let logs = properties["logsConfig"] {
            project.cloudWatchLog = Self.log(logs, "cloudWatchLogs", isOnWithout: true)
            project.s3Log = Self.log(logs, "s3Logs", isOnWithout: false)
        }
        project.artifactsUnencrypted = properties["artifacts"]?.bool("encryptionDisabled") ?? .absent
        project.encryptionKey = properties.text("encryptionKey")
        project.timeout = properties.int("timeoutInMinutes")
        project.isInVPC = properties["vpcConfig"] != nil
        project.visibility = properties.string("visibility")
        if let triggers = properties["triggers"] {
            if triggers.bool("webhook").value != false { project.webhook = Self.groups(triggers) }
            project.pullRequestApproval =
                triggers["pullRequestBuildPolicy"]?.string("requiresCommentApproval") ?? .absent
        }
        return project
    }

    // MARK: Parts

    static func rights(_ term: Term, _ key: String, stack: Int?) -> Rights? {
        guard let role = term[key], let text = role.text else { return nil }
        return Rights(role: text, stack: stack, place: role.place)
    }

    static func variables(_ list: Term?) -> [Variable] {
        (list?.items ?? []).compactMap { item in
            guard item.isMap, let name = item["name"]?.string else { return nil }
            let source: Variable.Source
            switch item["type"]?.string {
            case "PARAMETER_STORE": source = .parameterStore
            case "SECRETS_MANAGER": source = .secret
            default: source = .plain
            }
            let value = item["value"]
            // Of a secret only its name stands here.
            let text = source == .plain ? value?.text : TermText([.unknown(Unknown(.variable, name))])
            return Variable(name: name, value: text ?? TermText(""), source: source, place: (value ?? item).place)
        }
    }

    private static func runner(_ environment: Term?, at place: Place) -> Runner {
        guard let environment else { return Runner(.ephemeral, place: place) }
        let image = environment["image"]
        // Machines of a fleet are kept between builds.
        return Runner(
            environment["fleet"] == nil ? .ephemeral : .selfHosted, label: environment["computeType"]?.text,
            image: image?.text, architecture: architecture(environment),
            privileged: environment.bool("privilegedMode"), place: (image ?? environment).place)
    }

    private static func architecture(_ environment: Term) -> String? {
        guard let type = environment["type"]?.string else { return nil }
        if type.hasPrefix("ARM_") || type.hasSuffix("_ARM") { return "arm64" }
        return type.hasPrefix("LINUX_") || type.hasPrefix("WINDOWS_") ? "amd64" : nil
    }

    /// A log to CloudWatch is written unless it is switched off.
    private static func log(_ logs: Term, _ key: String, isOnWithout: Bool) -> BuildProject.Log {
        guard let log = logs[key] else {
            return BuildProject.Log(isOn: isOnWithout ? .absent : .known(false, logs.place))
        }
        let isOn = log.string("status").map { ["ENABLED": true, "DISABLED": false][$0] }
        return BuildProject.Log(
            isOn: isOn.isAbsent ? .known(true, log.place) : isOn, place: log.heading,
            encryptionDisabled: log.bool("encryptionDisabled"))
    }

    private static func groups(_ triggers: Term) -> [BuildProject.FilterGroup] {
        (triggers["filterGroups"]?.items ?? []).prefix(100).map { group in
            var events: Set<String> = []
            var references: [String] = []
            var limitsActors = false
            for filter in group.items where filter.isMap {
                let pattern = filter["pattern"]?.string ?? ""
                let isExcluded = filter["excludeMatchedPattern"]?.string == "true"
                switch filter["type"]?.string {
                case "EVENT":
                    for event in pattern.split(separator: ",") { events.insert(String(event.filter { $0 != " " })) }
                case "HEAD_REF", "BASE_REF", "TAG_NAME", "RELEASE_NAME":
                    if !isExcluded, !pattern.isEmpty { references.append(pattern) }
                case "ACTOR_ACCOUNT_ID": if !isExcluded { limitsActors = true }
                // What is not known may limit everything.
                case nil: limitsActors = true
                default: continue
                }
            }
            return BuildProject.FilterGroup(
                events: events, references: references, limitsActors: limitsActors,
                place: group.items.first?.heading ?? group.place)
        }
    }

    // MARK: Buildspec

    private func spec(_ member: System.Member, _ source: Term?) -> BuildProject.Spec {
        let place = member.place
        guard let source else { return .file("buildspec.yml", path: find("buildspec.yml", from: place.path), place) }
        guard let term = source["buildSpec"] else {
            return .file("buildspec.yml", path: find("buildspec.yml", from: place.path), source.heading)
        }
        if InlineBuildspec.isInline(term, definition: place.path) { return .inline(term.place) }
        guard let name = term.string else { return .unknown(term.place) }
        if name.isEmpty { return .file("buildspec.yml", path: find("buildspec.yml", from: place.path), term.place) }
        if name.hasPrefix("arn:") { return .unknown(term.place) }
        return .file(name, path: find(name, from: place.path), term.place)
    }

    /// The path of a buildspec that is named from the root of its repository: which folder that is shows by what is
    /// there, the outermost first.
    func find(_ name: String, from definition: String) -> String? {
        var folders = [""]
        for part in RelativePath.folder(definition).split(separator: "/").prefix(50) {
            folders.append(folders.last.map { $0.isEmpty ? String(part) : $0 + "/" + part } ?? "")
        }
        for folder in folders {
            guard let path = RelativePath.join(folder, name), let entry = tree.entry(path) else { continue }
            if entry.kind != .folder { return path }
        }
        return nil
    }
}
