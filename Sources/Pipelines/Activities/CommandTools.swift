import Basics
import ECSModel
import ShellSyntax

/// Finds who understands a program.
enum CommandTools {
    /// What a call does; nil when it is not understood and may do anything.
    static func read(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        guard let found = tool(call, &session) else { return other(call, &session) }
        // `./scripts/migrate` is a script of the repository that happens to be called as a tool is.
        return found.isEmpty && isLocal(call) && !isInstalled(call) ? nil : found
    }

    /// `node_modules/.bin/jest`, `vendor/bin/phpunit`, `./gradlew`.
    private static func isInstalled(_ call: CommandCall) -> Bool {
        call.path.contains("bin/") || call.program == "gradlew" || call.program == "mvnw"
    }

    private static func tool(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        if let found = CommandDocker.read(call, &session) { return found }
        if let found = CommandBuilders.read(call, &session) { return found }
        if let found = CommandCopies.read(call, &session) { return found }
        if let found = CommandScans.read(call, &session) { return found }
        if let found = CommandAWS.read(call, &session) { return found }
        if let found = CommandDeploy.read(call, &session) { return found }
        if let found = CommandRequests.read(call, &session) { return found }
        if let found = CommandWrappers.read(call, &session) { return found }
        return CommandRows.read(call)
    }

    private static func other(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        let program = call.program
        if isLocal(call) || call.isSourced && localScript(call, session) != nil { return nil }
        // What an installer that is piped into a shell does, the rules on downloads judge.
        if shells.contains(program), !call.before.isEmpty, call.words.first.map({ $0.isOption }) ?? true {
            return [call.activity(.install)]
        }
        // `eval $(ssh-agent)`: what is in the substitution was read.
        if program == "eval" {
            return call.command.words.allSatisfy { $0.isConstant || !$0.substitutions.isEmpty } ? [] : nil
        }
        if program == "cd" || program == "pushd" {
            session.shell.folder = folder(call, session)
            return []
        }
        if program == "popd" { session.shell.folder = nil }
        if program == "echo" || program == "printf" { CommandRequests.readOutput(call, &session) }
        return CommandNeutral.programs.contains(program) ? [] : nil
    }

    /// A program of the repository: `./deploy.sh`, `ci/build`.
    static func isLocal(_ call: CommandCall) -> Bool {
        call.path.utf8.contains(UInt8(ascii: "/")) && !call.path.hasPrefix("/")
    }

    private static func folder(_ call: CommandCall, _ session: ScriptSession) -> String? {
        guard let target = call.words.first?.value.known, let now = session.shell.folder, !target.hasPrefix("/"),
            !target.hasPrefix("~"), target != "-"
        else {
            let roots: Set = ["CODEBUILD_SRC_DIR", "GITHUB_WORKSPACE", "github.workspace", "CI_PROJECT_DIR"]
            guard let value = call.words.first?.value, value.parts.count <= 2, roots.contains(value.firstUnknown.text),
                value.knownPrefix.isEmpty
            else { return nil }
            return RelativePath.join("", value.parts.count == 2 ? value.knownSuffix : "")
        }
        return RelativePath.join(now, target)
    }

    private static let shells: Set<String> = ["sh", "bash", "dash", "ash", "zsh"]
    private static let sizeLimit = 256 << 10

    /// The shell script of the repository that a call runs.
    static func localScript(_ call: CommandCall, _ session: ScriptSession) -> PipelineScript? {
        var path: String?
        if isLocal(call) {
            path = call.path
        } else if shells.contains(call.program) || call.program == "source" || call.program == "." {
            path = call.options(["-o", "+o"], stopsAtWord: true).rest.first?.value.known
        }
        guard let path, let source = session.open(path), source.bytes.count <= sizeLimit else { return nil }
        let start = source.text(0..<min(source.bytes.count, 64))
        // A program in another language is no shell script, whatever its name.
        if start.hasPrefix("#!") {
            let line = start.prefix { $0 != "\n" }
            guard shells.contains(where: { line.hasSuffix($0) || line.contains($0 + " ") }) else { return nil }
        } else if isLocal(call), !path.hasSuffix(".sh") {
            return nil
        }
        return PipelineScript(
            text: source.text(0..<source.bytes.count), in: source, range: 0..<source.bytes.count, stopsOnError: false)
    }
}
