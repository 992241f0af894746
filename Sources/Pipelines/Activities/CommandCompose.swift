import Basics
import ECSModel

/// `docker compose`. Its images stand in its own file, so they are not named here.
enum CommandCompose {
    private static let globals: Set<String> = [
        "-f", "--file", "-p", "--project-name", "--profile", "--env-file", "--project-directory", "--ansi",
        "--progress",
        "--parallel",
    ]
    private static let runTaking: Set<String> = [
        "-e", "--env", "--entrypoint", "-u", "--user", "-w", "--workdir", "-v", "--volume", "-p", "--publish", "--name",
        "-l", "--label", "--pull", "--env-file", "--index",
    ]

    static func read(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        let options = call.options(globals, stopsAtWord: true)
        guard let verb = options.rest.first else { return options.mayHoldMore ? nil : [] }
        let inner = call.inner("docker compose", options.rest.dropFirst())
        switch verb.text {
        case "build":
            let options = inner.options(["--build-arg", "--builder", "-m", "--memory", "--progress", "--ssh"])
            var result = [build(inner, options)]
            if options.isOn("--push") == true { result.append(inner.activity(.push)) }
            return result
        case "push": return [inner.activity(.push)]
        case "up":
            let options = inner.options(["--scale", "--timeout", "-t", "--exit-code-from", "--attach", "--pull"])
            var result = options.isOn("--build") == true ? [build(inner, options)] : []
            if options.has("--abort-on-container-exit", "--exit-code-from", "--abort-on-container-failure", "--wait") {
                result.append(inner.activity(.imageTest))
            }
            session.hasStartedContainer = true
            session.startedImages = []
            return result
        case "run", "exec":
            let options = inner.options(runTaking, stopsAtWord: true)
            var result = options.isOn("--build") == true ? [build(inner, options)] : []
            guard let start = options.rest.dropFirst().first else { return result + [inner.activity(.imageTest)] }
            result += CommandRun.inside(inner.inner(start.text, options.rest.dropFirst(2)), [], inner, &session)
            return result
        default: return verb.value.known == nil ? nil : []
        }
    }

    private static func build(_ call: CommandCall, _ options: CommandOptions) -> Activity {
        call.activity(
            .build, [],
            .build(
                Activity.Build(noCache: options.isOn("--no-cache") == true ? options.first("--no-cache")?.place : nil)))
    }
}
