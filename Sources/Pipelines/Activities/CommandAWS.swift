import Basics
import ECSModel
import ShellSyntax

/// The AWS CLI.
enum CommandAWS {
    static func read(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        guard call.program == "aws" else { return nil }
        // Every option of the AWS CLI that begins with two dashes takes a value, but for switches.
        let options = CommandOptions(call.words[...], taking(call.words))
        let texts = options.texts
        guard let service = texts.first, texts.count > 1 else { return options.mayHoldMore ? nil : [] }
        let verb = texts[1]
        switch service {
        case "ecr", "ecr-public": return registry(call, verb, options, session)
        case "ecs": return ecs(call, verb, texts, options, &session)
        case "deploy": return codeDeploy(call, verb, texts, options, &session)
        case "cloudformation": return cloudFormation(call, verb, texts, options, &session)
        case "sts": return security(call, verb, options)
        case "configure":
            // Kept in a file, and so for good.
            let isKey = verb == "set" && texts.dropFirst(2).first.map { $0.hasSuffix("aws_access_key_id") } == true
            return isKey ? [call.activity(.login, [], .login(Activity.Login(.longLivedKeys)))] : []
        case "application-autoscaling": return scaling(call, verb, options)
        case "sns", "chatbot", "ses", "sesv2":
            return verb.hasPrefix("publish") || verb.hasPrefix("send") ? [call.activity(.notify)] : []
        case "lambda":
            return verb == "update-function-code" ? [deploy(call, options.value("--function-name"), nil, &session)] : []
        case "apprunner":
            return verb == "start-deployment" || verb == "update-service"
                ? [deploy(call, options.value("--service-arn"), nil, &session)] : []
        case "codepipeline":
            if verb == "put-approval-result" { return [call.activity(.approve)] }
            return verb == "start-pipeline-execution" ? nil : []
        // Another build may do anything.
        case "codebuild": return verb == "start-build" || verb == "start-build-batch" ? nil : []
        case "inspector2", "securityhub": return []
        default: return service.contains("${") ? nil : []
        }
    }

    /// Long options whose next word is no option, but for known switches.
    private static func taking(_ words: [CommandWord]) -> Set<String> {
        let switches: Set = [
            "--force-new-deployment", "--no-cli-pager", "--no-include-email", "--include-email", "--no-verify-ssl",
            "--no-paginate", "--debug", "--no-sign-request", "--no-fail-on-empty-changeset",
            "--fail-on-empty-changeset",
            "--no-execute-changeset", "--enable-execute-command", "--no-enable-execute-command",
            "--auto-rollback-enabled",
            "--no-auto-rollback-enabled", "--quiet", "--recursive", "--force", "--force-upload", "--delete", "--dryrun",
        ]
        return Set(words.lazy.filter(\.isOption).map(\.text)).subtracting(switches)
    }

    private static func deploy(
        _ call: CommandCall, _ service: TermText?, _ waits: Bool?, _ session: inout ScriptSession
    ) -> Activity {
        session.hasDeployed = true
        return call.activity(
            .deploy, [], .deploy(service: service, waits: waits.map { .known($0, call.place) } ?? .absent))
    }

    private static func registry(
        _ call: CommandCall, _ verb: String, _ options: CommandOptions, _ session: ScriptSession
    ) -> [Activity] {
        let repository = options.value("--repository-name")
        func images() -> [Activity.ImageUse] { repository.map { [Activity.ImageUse($0, call.place)] } ?? [] }
        switch verb {
        case "get-login":
            // It prints `docker login -p`, which the shell runs when it is told to: `$(…)`, `| sh`.
            guard call.command.context.isInSubstitution || call.next != nil else { return [] }
            return [call.activity(.login, [], .login(Activity.Login(.runToken, passwordInArguments: call.place)))]
        case "get-login-password":
            // The login that it is for counts.
            let logins = call.next?.words.contains { $0.literal == "login" } ?? false
            return logins || call.command.context.isInSubstitution || call.next != nil
                ? [] : [call.activity(.login, [], .login(Activity.Login(.runToken)))]
        case "start-image-scan": return [call.scan(.image, .unknown, at: nil, images(), tool: "aws ecr")]
        case "describe-image-scan-findings":
            // Whether what it says is looked at shows only in what follows.
            return [call.scan(.image, .unknown, at: nil, images(), tool: "aws ecr")]
        case "put-image": return [call.activity(.promote, images(), tool: "aws ecr")]
        default: return []
        }
    }

    private static func ecs(
        _ call: CommandCall, _ verb: String, _ texts: [String], _ options: CommandOptions,
        _ session: inout ScriptSession
    ) -> [Activity]? {
        switch verb {
        case "register-task-definition": return [call.activity(.registerTaskDefinition)]
        case "update-service":
            let deploys = options.has(
                "--force-new-deployment", "--task-definition", "--cli-input-json", "--cli-input-yaml")
            guard deploys || options.mayHoldMore else { return [] }
            return [deploy(call, options.value("--service"), false, &session)]
        case "create-service", "update-service-primary-task-set":
            return [deploy(call, options.value("--service", "--service-name"), false, &session)]
        // docs: "aws ecs deploy" waits until the deployment succeeds.
        case "deploy": return [deploy(call, options.value("--service"), true, &session)]
        case "wait": return texts.contains("services-stable") ? [call.activity(.verify)] : []
        case "stop-service-deployment": return [call.activity(.rollback)]
        case "run-task", "start-task":
            let migrates = call.words.contains { word in
                ["migrat", "flyway", "liquibase", "alembic"].contains { word.text.contains($0) }
            }
            return migrates ? [call.activity(.migrate)] : nil
        default: return []
        }
    }

    private static func codeDeploy(
        _ call: CommandCall, _ verb: String, _ texts: [String], _ options: CommandOptions,
        _ session: inout ScriptSession
    ) -> [Activity] {
        switch verb {
        case "create-deployment": return [deploy(call, options.value("--application-name"), false, &session)]
        case "wait": return [call.activity(.verify)]
        case "stop-deployment": return [call.activity(.rollback)]
        default: return []
        }
    }

    private static func cloudFormation(
        _ call: CommandCall, _ verb: String, _ texts: [String], _ options: CommandOptions,
        _ session: inout ScriptSession
    ) -> [Activity] {
        switch verb {
        case "deploy":
            if options.has("--no-execute-changeset") { return [] }
            return [deploy(call, options.value("--stack-name"), true, &session)]
        case "create-stack", "update-stack", "execute-change-set":
            return [deploy(call, options.value("--stack-name"), false, &session)]
        case "wait": return [call.activity(.verify)]
        case "rollback-stack", "cancel-update-stack", "continue-update-rollback": return [call.activity(.rollback)]
        case "validate-template": return [call.activity(.lint, tool: "aws cloudformation")]
        default: return []
        }
    }

    private static func security(_ call: CommandCall, _ verb: String, _ options: CommandOptions) -> [Activity] {
        let role = options.value("--role-arn")
        switch verb {
        case "assume-role-with-web-identity", "assume-role-with-saml":
            return [call.activity(.login, [], .login(Activity.Login(.oidc, role: role)))]
        case "assume-role": return [call.activity(.login, [], .login(Activity.Login(.unknown, role: role)))]
        default: return []
        }
    }

    private static func scaling(_ call: CommandCall, _ verb: String, _ options: CommandOptions) -> [Activity] {
        guard verb == "register-scalable-target", let state = options.value("--suspended-state")?.known else {
            return []
        }
        return [call.activity(state.contains("rue") ? .suspendScaling : .resumeScaling)]
    }
}
