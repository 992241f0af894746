import Basics
import ShellSyntax

/// Commands that write a secret to a file.
enum SecretSink {
    /// The file that a secret from a variable or a mount ends in; nil when the command writes none.
    static func path(of command: Command, in script: ShellScript) -> String? {
        let words = command.effectiveArguments
        let hasSecret = words.contains(where: holdsSecret)
        if let target = command.redirections.first(where: { $0.writesFile && ($0.fd ?? 1) == 1 })?.target.template,
            !target.hasPrefix("/dev/"), ["echo", "printf", "cat", "envsubst", "base64", "jq"].contains(command.program)
        {
            let heredoc = command.redirections.lazy.compactMap { script.heredoc(of: $0) }.first
            if hasSecret || heredoc.map(holdsSecret) == true { return notPublic(target) }
        }
        switch command.program {
        case "cp", "mv", "install":
            let paths = words.map(\.template).filter { !$0.hasPrefix("-") }
            return paths.count > 1 && paths[0].hasPrefix("/run/secrets/") && !isPublic(paths[0])
                ? paths.last.flatMap(notPublic) : nil
        case "npm", "pnpm", "yarn":
            guard hasSecret, words.first?.literal == "config" || words.first?.literal == "set" else { return nil }
            return command.program == "yarn" ? "~/.yarnrc.yml" : "~/.npmrc"
        case "git":
            guard words.contains(where: holdsSecret) else { return nil }
            if words.contains(where: { $0.literal == "config" }) {
                return command.hasOption("--global")
                    ? "~/.gitconfig" : command.hasOption("--system") ? "/etc/gitconfig" : ".git/config"
            }
            guard words.first(where: { $0.literal?.hasPrefix("-") != true })?.literal == "clone" else { return nil }
            let holdsLogin = words.contains {
                $0.template.has("://") && $0.template.contains("@") && holdsSecret($0)
            }
            return holdsLogin ? ".git/config" : nil
        case "pip", "pip3":
            return hasSecret && words.first?.literal == "config" ? "~/.config/pip/pip.conf" : nil
        case "poetry", "composer", "bundle":
            guard hasSecret, words.contains(where: { $0.literal == "config" }) else { return nil }
            return command.program == "composer"
                ? "auth.json" : command.program == "bundle" ? ".bundle/config" : "auth.toml"
        case "aws":
            return hasSecret && words.first?.literal == "configure" ? "~/.aws/credentials" : nil
        default: return nil
        }
    }

    /// Certificates and public keys are often mounted as secrets and are none.
    private static func isPublic(_ path: String) -> Bool {
        let path = path.lowercased()
        return path.has("ca-cert") || path.has("ca-trust") || path.has("/anchors/")
            || [".pub", ".crt", ".cer", "-ca", "_ca", "/ca"].contains { path.hasSuffix($0) }
    }

    private static func notPublic(_ path: String) -> String? { isPublic(path) ? nil : path }

    private static func holdsSecret(_ word: Word) -> Bool {
        word.variables.contains(where: SecretName.matches)
            || word.substitutions.contains { $0.text.has("/run/secrets/") }
            || word.template.hasPrefix("/run/secrets/")
    }

    private static func holdsSecret(_ heredoc: Heredoc) -> Bool {
        heredoc.parts.contains { part in
            if case .parameter(let parameter) = part { return SecretName.matches(parameter.name) }
            if case .substitution(let substitution) = part { return substitution.text.has("/run/secrets/") }
            return false
        }
    }

    /// Whether the same RUN takes the file away, or the setting out of it.
    static func isUndone(_ path: String, after command: Command, in run: ShellRuns.Run) -> Bool {
        let name = LayerPath.name(path)
        return run.commands[(command.index + 1)...].contains { later in
            let words = later.effectiveArguments
            switch later.program {
            case "rm", "shred", "unlink", "mv":
                return words.contains { word in
                    guard let text = word.literal else { return true }
                    return LayerPath.name(text) == name || word.hasUnquotedGlob
                        || (path == ".git/config" && later.hasOption("-r", "-R"))
                        || (later.hasOption("-r", "-R") && path.contains(text))
                }
            case "git":
                return words.contains {
                    ["--unset", "--unset-all", "--remove-section", "set-url"].contains($0.literal)
                        || $0.literal == "remote"
                }
            case "npm", "pnpm", "yarn", "pip", "pip3", "poetry", "composer", "bundle":
                return words.contains { ["delete", "rm", "unset", "--unset", "logout"].contains($0.literal) }
            default: return false
            }
        }
    }
}
