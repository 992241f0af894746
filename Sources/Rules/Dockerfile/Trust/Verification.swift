import DockerfileSyntax
import ShellSyntax

/// What a build checks of what it has fetched.
struct Verification {
    /// What the file tells of the check of one download.
    enum State {
        case checked
        /// Something is checked beside it; that it is this file cannot be told.
        case perhaps
        case unchecked
    }

    /// A check, by the index of its RUN, with all that it or what is piped into it names.
    private var checks: [(instruction: Int, stage: Int, text: String)] = []
    private let file: Dockerfile

    init(_ file: Dockerfile) {
        self.file = file
        for stage in file.stages {
            for index in stage.instructions where file.instructions[index].keyword == .run {
                guard let shell = file.instructions[index].script?.shell else { continue }
                for command in shell.commands where Self.checks(command) {
                    // No build has more; a file made to hurt might.
                    guard checks.count < 200 else { return }
                    checks.append((index, stage.index, Self.text(command, shell)))
                }
            }
        }
    }

    /// Looks for the check of a file in the RUN that fetches it, and by its name in later ones of the stage.
    func state(of name: String, _ index: Int) -> State {
        guard !checks.isEmpty, let stage = file.stage(of: index)?.index else { return .unchecked }
        var state = State.unchecked
        for check in checks where check.stage == stage && check.instruction >= index {
            if !name.isEmpty, check.text.contains(name) { return .checked }
            if check.instruction == index { state = .perhaps }
        }
        return state
    }

    private static func text(_ check: Command, _ shell: ShellScript) -> String {
        var text = ""
        for command in shell.commands where command.context.pipelineID == check.context.pipelineID {
            for word in command.words { text += word.template + "\n" }
            for redirection in command.redirections {
                text += redirection.target.template + "\n"
                if let heredoc = shell.heredoc(of: redirection) { text += shell.text(heredoc.body) }
            }
        }
        return text
    }

    /// Whether a command compares what was fetched with a digest or a signature.
    static func checks(_ command: Command) -> Bool {
        switch command.program {
        case "sha256sum", "sha512sum", "sha384sum", "sha224sum", "sha1sum", "md5sum", "shasum", "b2sum", "b3sum",
            "cksum", "sha256", "sha512":
            // `-c` reads the digests to compare with; in `$(…)` the script compares by itself.
            return command.hasOption("-c", "--check") || command.context.isInSubstitution
                || command.context.pipelineCount > 1
        case "openssl":
            return command.effectiveArguments.first?.literal.map { $0.hasPrefix("dgst") || $0.hasPrefix("sha") }
                ?? false
        case "gpg", "gpg2": return command.hasOption("--verify", "--decrypt", "-d")
        case "gpgv", "gpgv2", "slsa-verifier": return true
        case "minisign": return command.hasOption("-V")
        case "signify", "signify-openbsd": return command.hasOption("-V", "-C")
        case "cosign": return command.effectiveArguments.first?.literal?.hasPrefix("verify") ?? false
        case "gh": return command.effectiveArguments.contains { $0.literal == "attestation" }
        case "git":
            return command.effectiveArguments.contains { $0.literal == "verify-tag" || $0.literal == "verify-commit" }
        default: return false
        }
    }
}
