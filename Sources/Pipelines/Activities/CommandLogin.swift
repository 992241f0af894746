import Basics
import ECSModel
import ShellSyntax

/// `docker login` and its like: where the password comes from.
enum CommandLogin {
    static func read(_ call: CommandCall, _ session: ScriptSession) -> Activity {
        let options = call.options([
            "-u", "--username", "-p", "--password", "--authfile", "--cert-dir", "--registry-config",
        ])
        let host = options.rest.first?.value
        var login = Activity.Login(.unknown, host: host)
        if let password = options.last("-p", "--password"), let value = password.value {
            login.way = way(value, session)
            login.passwordInArguments = password.place
            if value.shown.contains("aws ecr get-login-password") { login.way = .runToken }
        } else {
            login.way = input(call, session)
        }
        return call.activity(.login, [], .login(login))
    }

    /// What is written to its standard input.
    private static func input(_ call: CommandCall, _ session: ScriptSession) -> Activity.Login.Way {
        for redirection in call.command.redirections where redirection.operator == .hereString {
            return way(call.script.value(redirection.target, variables: session.value), session)
        }
        guard let source = call.before.last, let program = source.program else { return .unknown }
        switch program {
        case "aws": return source.words.contains { $0.literal == "get-login-password" } ? .runToken : .unknown
        case "echo", "printf":
            guard let word = source.words.dropFirst().last(where: { $0.literal?.hasPrefix("-") != true }) else {
                return .unknown
            }
            return way(call.script.value(word, variables: session.value), session)
        case "gcloud", "gh", "glab", "az": return .runToken
        default: return .unknown
        }
    }

    /// Where a value comes from, told by its name.
    static func way(_ value: TermText, _ session: ScriptSession) -> Activity.Login.Way {
        if value.known != nil { return value.known == "" ? .unknown : .plainPassword }
        let name = value.firstUnknown.text
        let runTokens = [
            "CI_REGISTRY_PASSWORD", "CI_JOB_TOKEN", "CI_DEPENDENCY_PROXY_PASSWORD", "GITHUB_TOKEN", "github.token",
            "get-login-password",
        ]
        if runTokens.contains(where: { name.contains($0) }) { return .runToken }
        if name.hasPrefix("secrets.") { return .secretPassword }
        switch session.source(name) {
        case .secret?, .parameterStore?: return .secretPassword
        case .plain?, nil: return .unknown
        }
    }
}
