import Basics
import ECSModel
import ShellSyntax

/// Programs that run another one, and the runners of a project's own scripts.
enum CommandWrappers {
    static func read(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        switch call.program {
        case "npx", "bunx", "uvx", "dotenvx":
            return inner(call.innerAtFirstWord(taking: ["-p", "--package", "-c", "--from", "--with"]), &session)
        case "xargs":
            return inner(call.innerAtFirstWord(taking: ["-I", "-n", "-P", "-d", "-L", "-a", "-E", "-s"]), &session)
        case "cross-env", "dotenv":
            var words = call.words[...]
            while let word = words.first, word.isOption || word.text.contains("=") { words = words.dropFirst() }
            guard let first = words.first?.value.known else { return nil }
            return inner(call.inner(first, words.dropFirst()), &session)
        case "poetry", "pipenv", "uv", "pdm", "hatch", "rye", "pixi", "conda": return run(call, "run", &session)
        case "bundle": return run(call, "exec", &session)
        case "pipx": return run(call, "run", &session)
        case "aws-vault", "chamber", "doppler", "op", "infisical", "nix", "devbox": return behindDashes(call, &session)
        case "python", "python3", "py": return python(call, &session)
        case "php", "ruby": return interpreter(call, &session)
        case "npm", "pnpm", "yarn", "bun": return node(call, &session)
        case "make", "task", "just", "rake", "mage", "nox", "invoke", "composer": return target(call, &session)
        default: return nil
        }
    }

    private static func inner(_ call: CommandCall?, _ session: inout ScriptSession) -> [Activity]? {
        guard let call, session.depth < 8 else { return nil }
        session.depth += 1
        defer { session.depth -= 1 }
        return CommandTools.read(call, &session)
    }

    /// `poetry run pytest`; its other verbs install.
    private static func run(_ call: CommandCall, _ verb: String, _ session: inout ScriptSession) -> [Activity]? {
        let words = call.options(stopsAtWord: true).rest
        guard words.first?.text == verb else { return [] }
        let rest = words.dropFirst().drop { $0.isOption }
        guard let first = rest.first?.value.known else { return nil }
        return inner(call.inner(first, rest.dropFirst()), &session)
    }

    private static func behindDashes(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        guard
            let dashes = call.words.firstIndex(where: { $0.text == "--" || $0.text == "-c" || $0.text == "--command" }),
            dashes + 1 < call.words.count, let first = call.words[dashes + 1].value.known
        else { return [] }
        return inner(call.inner(first, call.words[(dashes + 2)...]), &session)
    }

    private static func python(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        var words = call.words[...]
        while let word = words.first, word.isOption, word.text != "-m", word.text != "-c" { words = words.dropFirst() }
        guard let first = words.first?.text else { return [] }
        if first == "-m", let module = words.dropFirst().first?.value.known {
            let names = [
                "unittest": "python-unittest", "build": "pip", "venv": "pip", "pip": "pip", "ensurepip": "pip",
            ]
            return inner(call.inner(names[module] ?? module, words.dropFirst(2)), &session)
        }
        if first == "-c" { return [] }
        if RelativePath.name(first) == "manage.py" {
            switch words.dropFirst().first?.text {
            case "migrate": return [call.activity(.migrate, tool: "manage.py")]
            case "test": return [call.activity(.test, tool: "manage.py")]
            case "check": return [call.activity(.lint, tool: "manage.py")]
            default: return []
            }
        }
        return first == "--version" || first == "setup.py" ? [] : nil
    }

    /// `php artisan migrate`, `php vendor/bin/phpunit`.
    private static func interpreter(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        let words = call.options(["-d", "-I", "-r", "-c"], stopsAtWord: true).rest
        guard let path = words.first?.value.known else { return words.isEmpty ? [] : nil }
        if path == "artisan" || path == "bin/console" {
            let verb = words.dropFirst().first?.text ?? ""
            if verb == "migrate" || verb == "doctrine:migrations:migrate" {
                return [call.activity(.migrate, tool: path)]
            }
            return verb == "test" ? [call.activity(.test, tool: path)] : []
        }
        return path.contains("bin/") ? inner(call.inner(path, words.dropFirst()), &session) : nil
    }

    /// `npm test`, `yarn lint`, `pnpm run build`.
    private static func node(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        let options = call.options(
            ["--prefix", "-C", "--dir", "--cwd", "-w", "--workspace", "--filter", "-F"], stopsAtWord: true)
        var words = options.rest[...]
        if words.first?.text == "workspace" { words = words.dropFirst(2) }
        guard let verb = words.first?.text else { return [] }
        let own: Set = [
            "ci", "install", "i", "add", "remove", "link", "pack", "publish", "version", "cache", "config", "set",
            "login",
            "audit", "outdated", "prune", "rebuild", "list", "ls", "view", "init", "import", "fetch", "store", "dedupe",
            "root", "bin", "global", "help", "plugin", "plugins", "deploy", "pkg", "setup", "env", "update", "upgrade",
            "install-ci-test", "access", "dist-tag", "whoami", "ping", "explain", "fund", "why", "info", "workspaces",
        ]
        if verb == "exec" || verb == "dlx" || verb == "x" {
            let rest = words.dropFirst().drop { $0.isOption }
            guard let first = rest.first?.value.known else { return nil }
            return inner(call.inner(first, rest.dropFirst()), &session)
        }
        if ["t", "tst", "it", "cit", "install-test"].contains(verb) { return [call.activity(.test)] }
        if verb == "run" || verb == "run-script" {
            guard let name = words.dropFirst().first(where: { !$0.isOption })?.value.known else { return nil }
            return byName(name, call)
        }
        if verb == "test" || verb == "start" || verb == "stop" { return byName(verb, call) }
        if own.contains(verb) { return [] }
        if call.program == "yarn" || call.program == "pnpm" || call.program == "bun" {
            // yarn runs a script of the project, or else a program that is installed.
            return byName(verb, call) ?? CommandRows.read(call.inner(verb, words.dropFirst()))
        }
        return verb.hasPrefix("${") ? nil : []
    }

    /// A script of the project says by its name what it does, or it is not understood.
    static func byName(_ name: String, _ call: CommandCall) -> [Activity]? {
        let tool = "\(call.program) \(name)"
        let parts = name.split { ":-_./".contains($0) }.map(String.init)
        guard let first = parts.first else { return nil }
        let all = Set(parts)
        if !all.isDisjoint(with: [
            "docker", "image", "container", "push", "deploy", "publish", "release", "scan", "audit",
        ]) {
            return nil
        }
        if [
            "test", "tests", "e2e", "unit", "integration", "jest", "vitest", "cypress", "playwright", "spec",
            "coverage",
            "pytest",
        ].contains(first) || all.contains("test") || all.contains("tests") {
            return [call.activity(.test, tool: tool)]
        }
        if ["lint", "eslint", "prettier", "typecheck", "format", "fmt", "stylelint", "tsc", "types", "vet"].contains(
            first)
            || all.contains("lint")
        {
            return [call.activity(.lint, tool: tool)]
        }
        if ["migrate", "migration", "migrations"].contains(first) || name == "db:migrate" || all.contains("migrate") {
            return [call.activity(.migrate, tool: tool)]
        }
        let harmless: Set = [
            "compile", "bundle", "clean", "generate", "codegen", "start", "stop", "serve", "prepare", "dev",
            "install", "deps", "dependencies", "help", "version", "bootstrap", "tidy",
        ]
        if harmless.contains(first) { return [] }
        // What a package's own `build` makes is no image; what make's does may well be one.
        return first == "build" && ["npm", "yarn", "pnpm", "bun"].contains(call.program) ? [] : nil
    }

    private static func target(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        let words = call.options(["-C", "--directory", "-f", "--file", "-j", "-s", "--session"]).rest
            .filter { !$0.text.contains("=") }
        if call.program == "nox" || call.program == "composer" && words.isEmpty {
            return call.program == "nox" ? [call.activity(.test)] : []
        }
        if call.program == "composer" {
            switch words.first?.text {
            case "run", "run-script", "exec":
                return words.dropFirst().first?.value.known.flatMap { byName($0, call) }
            case "test": return [call.activity(.test)]
            case "audit": return [call.scan(.files, .fails)]
            case "validate": return [call.activity(.lint)]
            default: return []
            }
        }
        guard !words.isEmpty else { return nil }
        var result: [Activity] = []
        for word in words {
            if word.text == "check" || word.text == "spec" {
                result.append(call.activity(.test, tool: "\(call.program) \(word.text)"))
                continue
            }
            guard let name = word.value.known, let found = byName(name, call) else { return nil }
            result += found
        }
        return result
    }
}
