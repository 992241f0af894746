import Basics
import ECSModel

/// Programs that deploy.
enum CommandDeploy {
    static func read(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        let found: [Activity]?
        switch call.program {
        case "ecspresso": found = ecspresso(call)
        case "copilot": found = copilot(call)
        case "terraform", "tofu", "terragrunt": found = terraform(call)
        case "cdk", "sam", "pulumi", "ecs-cli", "ecs-deploy", "fargate", "serverless", "sls", "eb", "sst", "lambroll",
            "cdktf":
            found = stacks(call)
        case "kubectl", "helm", "helmfile", "kustomize", "argocd": found = kubernetes(call)
        default: return nil
        }
        if found?.contains(where: { $0.kind == .deploy }) == true { session.hasDeployed = true }
        return found
    }

    private static func deploy(
        _ call: CommandCall, _ service: TermText? = nil, waits: Field<Bool> = .absent
    ) -> Activity {
        call.activity(.deploy, [], .deploy(service: service, waits: waits))
    }

    // ecspresso's README, "Usage": deploy waits unless it is told not to.
    private static func ecspresso(_ call: CommandCall) -> [Activity] {
        let options = call.options([
            "--config", "--envfile", "--ext-str", "--ext-code", "--assume-role-arn", "--timeout", "--filter-command",
            "--tasks", "--revision", "--rollback-events", "--log-lines", "--overrides", "--overrides-file",
            "--task-def", "--count", "--latest-task-definition", "--wait-until",
        ])
        guard options.isOn("--dry-run") != true else { return [] }
        switch options.texts.first {
        case "deploy", "scale", "refresh", "create":
            let wait = options.first("--no-wait", "--wait")
            let isOn = wait.map { $0.name == "--wait" && $0.value?.known != "false" } ?? true
            var result: [Activity] = []
            if let option = options.first("--suspend-auto-scaling"), options.isOn("--suspend-auto-scaling") == true {
                result.append(at(option.place, call.activity(.suspendScaling)))
            }
            result.append(deploy(call, waits: .known(isOn, wait?.place ?? call.place)))
            if let option = options.first("--resume-auto-scaling"), options.isOn("--resume-auto-scaling") == true {
                result.append(at(option.place, call.activity(.resumeScaling)))
            }
            return result
        case "rollback": return [call.activity(.rollback)]
        case "register": return [call.activity(.registerTaskDefinition)]
        case "wait": return [call.activity(.verify)]
        // It looks at roles, images and secrets before the deployment.
        case "verify": return [call.activity(.lint)]
        case "run":
            let migrates = call.words.contains { $0.text.contains("migrat") }
            return migrates ? [call.activity(.migrate)] : []
        default: return []
        }
    }

    private static func at(_ place: Place, _ activity: Activity) -> Activity {
        var result = activity
        result.place = place
        return result
    }

    /// `copilot deploy` builds and pushes the image itself.
    private static func copilot(_ call: CommandCall) -> [Activity] {
        let options = call.options(["-n", "--name", "-e", "--env", "-a", "--app", "--tag", "--resource-tags"])
        let texts = options.texts
        if texts.contains("rollback") { return [call.activity(.rollback)] }
        guard texts.contains("deploy") || texts.contains("release") else { return [] }
        let deployment = deploy(call, options.value("-n", "--name"))
        if texts.first == "env" || texts.first == "pipeline" { return [deployment] }
        return [call.activity(.build, [], .build(Activity.Build())), call.activity(.push), deployment]
    }

    private static func terraform(_ call: CommandCall) -> [Activity] {
        let options = call.options()
        switch options.texts.first(where: { $0 != "run-all" && $0 != "run" }) {
        case "apply": return [deploy(call, waits: .absent)]
        case "validate", "fmt": return [call.activity(.lint)]
        case "test": return [call.activity(.test)]
        default: return []
        }
    }

    private static func stacks(_ call: CommandCall) -> [Activity] {
        let options = call.options([
            "-c", "--cluster", "--service", "-n", "--stack-name", "--profile", "--region", "-s", "--stage", "-t",
            "--timeout",
        ])
        let texts = options.texts
        switch call.program {
        case "ecs-deploy": return [deploy(call, options.value("-n", "--service"), waits: .known(true, call.place))]
        case "pulumi": return texts.first == "up" || texts.first == "update" ? [deploy(call)] : []
        case "ecs-cli":
            if texts.contains("push") {
                return [call.activity(.push, CommandDocker.images(options.rest.dropFirst().prefix(1), ScriptSession()))]
            }
            return texts.contains("up") || texts.contains("start") || texts.contains("create") ? [deploy(call)] : []
        case "fargate": return texts.contains("deploy") ? [deploy(call)] : []
        case "sam":
            return texts.first == "deploy" || texts.first == "sync"
                ? [deploy(call, options.value("--stack-name"))]
                : texts.first == "validate" ? [call.activity(.lint)] : []
        default:
            if texts.first == "rollback" { return [call.activity(.rollback)] }
            return texts.first == "deploy" ? [deploy(call)] : []
        }
    }

    private static func kubernetes(_ call: CommandCall) -> [Activity] {
        let options = call.options([
            "-n", "--namespace", "--context", "--kubeconfig", "-f", "--filename", "--values", "--set", "--set-string",
            "-l",
            "--selector", "--timeout", "--for", "-k", "--kustomize", "--version", "-c", "--container", "-e",
            "--environment",
        ])
        let texts = options.texts
        if options.has("--dry-run") { return [] }
        switch (texts.first ?? "", texts.dropFirst().first ?? "") {
        case ("apply", _), ("set", "image"), ("rollout", "restart"), ("upgrade", _), ("install", _), ("sync", _),
            ("replace", _), ("create", "deployment"), ("patch", "deployment"), ("app", "sync"):
            return [deploy(call)]
        case ("rollout", "undo"), ("rollback", _), ("app", "rollback"): return [call.activity(.rollback)]
        case ("rollout", "status"), ("wait", _), ("test", _), ("app", "wait"): return [call.activity(.verify)]
        case ("lint", _): return [call.activity(.lint)]
        default: return []
        }
    }
}
