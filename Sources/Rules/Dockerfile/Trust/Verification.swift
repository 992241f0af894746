import DockerfileSyntax
import ShellSyntax

/// Whether a build checks what it has fetched.
enum Verification {
    /// Whether a checksum or signature is checked in a RUN or in a later one of its stage.
    static func follows(_ index: Int, in file: Dockerfile) -> Bool {
        guard let stage = file.stage(of: index) else { return false }
        return (index..<stage.instructions.upperBound).contains { later in
            guard file.instructions[later].keyword == .run, let script = file.instructions[later].script else {
                return false
            }
            return script.shell.commands.contains(where: checks)
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
