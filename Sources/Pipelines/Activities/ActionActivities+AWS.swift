import Basics
import ECSModel

extension ActionActivities {
    /// https://github.com/aws-actions/configure-aws-credentials: keys that are given win; without them the role is taken
    /// by OpenID Connect where the job may ask for a token, else with what the machine has.
    static func awsCredentials(_ context: ActionContext) -> ActionReading {
        let role = context.value("role-to-assume").flatMap { $0.known == "" ? nil : $0 }
        let login = Activity.Login(awsWay(context, role), host: TermText("aws"), role: role)
        return ActionReading([
            Activity(.login, tool: context.use.name, place: context.place, facts: .login(login))
        ])
    }

    private static func awsWay(_ context: ActionContext, _ role: TermText?) -> Activity.Login.Way {
        if let key = context.value("aws-access-key-id") ?? context.value("aws-secret-access-key"), key.known != "" {
            if context.value("aws-session-token").map({ $0.known != "" }) ?? false { return .unknown }
            let secret = context.value("aws-secret-access-key") ?? key
            return key.isSecret || secret.isSecret || secret.known != nil ? .longLivedKeys : .unknown
        }
        if context.flag("role-chaining") == true { return .unknown }
        guard role != nil else { return context.runnerKind == .selfHosted ? .machineRole : .unknown }
        if context.value("web-identity-token-file") != nil { return .oidc }
        let mayAsk = context.rights.map { $0["id-token"] == .write } ?? (context.runnerKind != .selfHosted)
        if mayAsk { return .oidc }
        return context.runnerKind == .selfHosted ? .machineRole : .unknown
    }

    /// https://github.com/aws-actions/amazon-ecr-login
    static func registryLogin(_ context: ActionContext) -> ActionReading {
        let isPublic = context.value("registry-type")?.known == "public"
        let login = Activity.Login(.runToken, host: isPublic ? TermText("public.ecr.aws") : nil)
        return ActionReading([
            Activity(.login, tool: context.use.name, place: context.place, facts: .login(login))
        ])
    }

    /// https://github.com/aws-actions/amazon-ecs-render-task-definition: puts an image into a file for the next step.
    static func renderTaskDefinition(_ context: ActionContext) -> ActionReading {
        var reading = ActionReading()
        // One step renders the file that another one rendered when there are several containers.
        reading.lists["task-definition"] = context.listed("task-definition") + context.image("image")
        return reading
    }

    /// https://github.com/aws-actions/amazon-ecs-deploy-task-definition: registers only, without a service; does not wait
    /// unless told to.
    static func deployTaskDefinition(_ context: ActionContext) -> ActionReading {
        let images = context.listed("task-definition")
        var activities = [
            Activity(.registerTaskDefinition, tool: context.use.name, place: context.place, images: images)
        ]
        if let service = context.value("service"), service.known != "" {
            activities.append(
                Activity(
                    .deploy, tool: context.use.name, place: context.place, images: images,
                    facts: .deploy(service: service, waits: waits(context, "wait-for-service-stability"))))
        }
        return ActionReading(activities)
    }

    /// Whether an input asks to wait; absent is no.
    private static func waits(_ context: ActionContext, _ name: String) -> Field<Bool> {
        guard let found = context.use.input(name) else { return .known(false, context.place) }
        if let flag = context.flag(name) { return .known(flag, found.place) }
        return .unknown(found.value.firstUnknown, found.place)
    }

    /// https://github.com/aws-actions/aws-cloudformation-github-deploy: waits for the stack.
    static func stackDeploy(_ context: ActionContext) -> ActionReading {
        ActionReading([
            Activity(
                .deploy, tool: context.use.name, place: context.place,
                facts: .deploy(service: context.value("name"), waits: .known(true, context.place)))
        ])
    }

    /// Logins to other clouds: by OpenID Connect, or by a key in a secret.
    static func cloudLogin(_ context: ActionContext, oidc: String, key: String) -> ActionReading {
        let hasKey = context.value(key).map { $0.known != "" } ?? false
        let way: Activity.Login.Way =
            hasKey ? .longLivedKeys : context.value(oidc) != nil ? .oidc : .unknown
        let login = Activity.Login(
            way, host: TermText(context.use.name.lowercased().hasPrefix("azure") ? "azure" : "gcp"))
        return ActionReading([
            Activity(.login, tool: context.use.name, place: context.place, facts: .login(login))
        ])
    }
}
