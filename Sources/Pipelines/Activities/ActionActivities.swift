import Basics
import ECSModel

/// What well-known actions of GitHub do.
///
/// Inputs and their defaults are those of each action's `action.yml`. An action that is not known here may do anything.
enum ActionActivities {
    static func read(_ context: ActionContext) -> ActionReading {
        let name = context.use.name.lowercased()
        if let reading = read(name, context) { return reading }
        let parts = name.split(separator: "/", maxSplits: 2)
        guard parts.count > 1 else { return .unknown }
        if let kind = ActionTable.kinds[name] { return ActionReading([simple(kind, context)]) }
        if ActionTable.harmless.contains(name) { return ActionReading() }
        // Actions in folders of one repository: `gradle/actions/setup-gradle`, `snyk/actions/docker`.
        if ActionTable.families.contains(where: { name.hasPrefix($0) }) { return ActionReading() }
        return .unknown
    }

    static func simple(
        _ kind: Activity.Kind, _ context: ActionContext, images: [Activity.ImageUse] = []
    ) -> Activity {
        Activity(kind, tool: context.use.name, place: context.place, images: images)
    }

    private static func read(_ name: String, _ context: ActionContext) -> ActionReading? {
        switch name {
        case "docker/login-action", "azure/docker-login": dockerLogin(context)
        case "redhat-actions/podman-login": dockerLogin(context)
        case "docker/metadata-action", "crazy-max/ghaction-docker-meta": ImageMetadata.read(context)
        case "docker/build-push-action", "depot/build-push-action", "useblacksmith/build-push-action",
            "int128/kaniko-action":
            build(context, isNative: name.hasPrefix("depot/"))
        case "docker/bake-action", "depot/bake-action": bake(context)
        case "redhat-actions/buildah-build": buildah(context)
        case "redhat-actions/push-to-registry": pushToRegistry(context)
        case "aws-actions/configure-aws-credentials": awsCredentials(context)
        case "aws-actions/amazon-ecr-login": registryLogin(context)
        case "aws-actions/amazon-ecs-render-task-definition": renderTaskDefinition(context)
        case "aws-actions/amazon-ecs-deploy-task-definition": deployTaskDefinition(context)
        case "aws-actions/aws-cloudformation-github-deploy": stackDeploy(context)
        case "google-github-actions/auth":
            cloudLogin(context, oidc: "workload_identity_provider", key: "credentials_json")
        case "azure/login": cloudLogin(context, oidc: "client-id", key: "creds")
        case "actions/cache", "actions/cache/restore", "actions/cache/save", "swatinem/rust-cache",
            "buildjet/cache", "reproducible-containers/buildkit-cache-dance":
            ActionReading([simple(.cache, context)])
        case "actions/attest-build-provenance", "actions/attest":
            ActionReading([simple(.sign, context, images: context.image("subject-name"))])
        case "actions/attest-sbom":
            ActionReading([simple(.sbom, context), simple(.sign, context, images: context.image("subject-name"))])
        case "anchore/sbom-action", "anchore/sbom-action/download-syft":
            ActionReading([
                simple(name == "anchore/sbom-action" ? .sbom : .install, context, images: context.image("image"))
            ])
        case "cypress-io/github-action": ActionReading([simple(.test, context)])
        case "trstringer/manual-approval": ActionReading([simple(.approve, context)])
        default: scan(name, context) ?? setUp(name, context)
        }
    }

    /// `actions/setup-node` and its like install a tool; most keep packages when `cache` is given.
    private static func setUp(_ name: String, _ context: ActionContext) -> ActionReading? {
        guard let last = name.split(separator: "/").last,
            last.hasPrefix("setup-") || last.hasPrefix("install-") || last.hasSuffix("-installer")
                || ActionTable.installers.contains(name)
        else { return nil }
        // What is given to run is not read.
        if context.value("arguments").map({ $0.known != "" }) ?? false { return .unknown }
        // Set-up actions of one's own organization may do more, such as logging in.
        let owner = String(name.prefix { $0 != "/" })
        let isKnown = ActionTable.installers.contains(name) || ActionTable.owners.contains(owner)
        var activities = [simple(.install, context)]
        if let cache = context.value("cache"), cache.known != "false", cache.known != "" {
            activities.append(simple(.cache, context))
        }
        return ActionReading(activities, isUnderstood: isKnown)
    }
}
