import DockerfileSyntax
import ShellSyntax

/// Whether a build checks what it has fetched.
enum Verification {
    /// What the file tells of the check of one download.
    enum State {
        case checked
        /// Something is checked beside it; that it is this file cannot be told.
        case perhaps
        case unchecked
    }

    /// Looks for the check of a file in the RUN that fetches it, and by its name in later ones of the stage.
    static func state(of name: String, _ index: Int, in file: Dockerfile) -> State {
        guard let stage = file.stage(of: index) else { return .unchecked }
        var state = State.unchecked
        for later in index..<stage.instructions.upperBound where file.instructions[later].keyword == .run {
            guard let shell = file.instructions[later].script?.shell else { continue }
            for check in shell.commands where checks(check) {
                if !name.isEmpty, mentions(name, check, shell) { return .checked }
                if later == index { state = .perhaps }
            }
        }
        return state
    }

    /// Whether a check, or what is piped into it, names a file.
    private static func mentions(_ name: String, _ check: Command, _ shell: ShellScript) -> Bool {
        shell.commands.contains { command in
            command.context.pipelineID == check.context.pipelineID
                && (command.words.contains { $0.template.contains(name) }
                    || command.redirections.contains { redirection in
                        redirection.target.template.contains(name)
                            || shell.heredoc(of: redirection).map { shell.text($0.body).contains(name) } ?? false
                    })
        }
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
