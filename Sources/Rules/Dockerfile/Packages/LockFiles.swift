import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

/// What a package manager reads: the manifest that people write, and the lock file that fixes every version.
struct LockFiles {
    let manifests: [String]
    let locks: [String]

    init(_ manifests: [String], _ locks: [String]) {
        self.manifests = manifests
        self.locks = locks
    }

    static func of(_ manager: PackageManager) -> LockFiles? {
        switch manager {
        case .npm: LockFiles(["package.json"], ["package-lock.json", "npm-shrinkwrap.json"])
        case .yarn: LockFiles(["package.json"], ["yarn.lock"])
        case .pnpm: LockFiles(["package.json"], ["pnpm-lock.yaml"])
        case .bun: LockFiles(["package.json"], ["bun.lock", "bun.lockb"])
        case .bundle: LockFiles(["Gemfile"], ["Gemfile.lock"])
        case .composer: LockFiles(["composer.json"], ["composer.lock"])
        case .poetry: LockFiles(["pyproject.toml"], ["poetry.lock"])
        case .pipenv: LockFiles(["Pipfile"], ["Pipfile.lock"])
        case .uv: LockFiles(["pyproject.toml"], ["uv.lock"])
        case .pdm: LockFiles(["pyproject.toml"], ["pdm.lock"])
        case .cargo: LockFiles(["Cargo.toml"], ["Cargo.lock"])
        case .go: LockFiles(["go.mod"], ["go.sum"])
        default: nil
        }
    }
}

/// Whether a file is there when a command runs, as far as the Dockerfile tells.
enum Presence {
    /// The place of the word that brings it.
    case copied(Range<Int>)
    /// A folder or a variable may bring it, or the base image.
    case possible
    case absent
}

extension RunCommand {
    /// Whether one of these files was brought in before this command, by COPY, ADD or a bind mount.
    func presence(of names: [String]) -> Presence {
        guard let stage else { return .possible }
        var result = Presence.absent
        for mount in instruction.mounts where mount.type == "bind" {
            let source = mount.source ?? mount.target ?? "."
            switch Self.match(source, names, isFolder: mount.source == nil && mount.from != nil) {
            case .exact: return .copied(instruction.keywordRange)
            case .maybe: result = .possible
            case .no: break
            }
        }
        for earlier in file.inherited(stage) where earlier.range.lowerBound < instruction.range.lowerBound {
            guard earlier.keyword == .copy || earlier.keyword == .add else {
                if earlier.keyword == .run, bringsFiles(earlier) { result = .possible }
                continue
            }
            for word in earlier.words.dropLast() where !word.raw.hasPrefix("<<") {
                switch Self.match(word.value ?? "$", names, isFolder: false) {
                case .exact: return .copied(word.range)
                case .maybe: result = .possible
                case .no: break
                }
            }
        }
        if case .absent = result, rootImage?.tag?.has("onbuild") == true { return .possible }
        return result
    }

    private static let bringing: Set<String> = ["git", "curl", "wget", "tar", "unzip", "svn", "hg", "cp", "mv"]

    /// Whether a RUN fetches or makes files.
    private func bringsFiles(_ run: Instruction) -> Bool {
        guard let commands = run.script?.shell.commands else { return true }
        return commands.contains { command in
            guard let program = command.program else { return !command.words.isEmpty }
            if Self.bringing.contains(program) || command.redirections.contains(where: \.writesFile) { return true }
            return command.effectiveArguments.first?.literal == "init"
                || command.effectiveArguments.first?.literal == "new"
        }
    }

    private enum Match { case exact, maybe, no }

    /// Whether a source of COPY brings one of the files.
    private static func match(_ source: String, _ names: [String], isFolder: Bool) -> Match {
        if isFolder || source.contains("$") || source.hasSuffix("/") { return .maybe }
        let base = source.split(separator: "/").last.map(String.init) ?? ""
        if base.isEmpty || base == "." || base == ".." || base == "*" { return .maybe }
        if names.contains(where: { Glob.matches(base, $0) }) { return .exact }
        if base.contains("*") || base.contains("?") || base.contains("[") { return base.contains("[") ? .maybe : .no }
        // `src` may be a folder; `Gemfile` is a file without a dot.
        return base.dropFirst().contains(".") || base == "Gemfile" || base == "Pipfile" || base == "gradlew"
            ? .no : .maybe
    }
}

/// The `*` and `?` of COPY in one path component.
enum Glob {
    static func matches(_ pattern: String, _ name: String) -> Bool {
        let pattern = Array(pattern.utf8)
        let name = Array(name.utf8)
        var p = 0
        var n = 0
        var star: (p: Int, n: Int)?
        while n < name.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = (p, n)
                p += 1
            } else if p < pattern.count, pattern[p] == UInt8(ascii: "?") || pattern[p] == name[n] {
                p += 1
                n += 1
            } else if let last = star {
                p = last.p + 1
                n = last.n + 1
                star = (last.p, n)
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

extension PackageCall {
    /// Whether it installs the dependencies of the project, and nothing by name.
    var installsProject: Bool {
        guard packages.isEmpty, arguments.isEmpty || manager == .go || manager == .cargo else { return false }
        if hasFlag("--version", "-v", "--help", "-h") && verbRange.upperBound == range.lowerBound { return false }
        switch manager {
        case .npm, .yarn, .pnpm, .bun:
            return installs && !hasFlag("-g", "--global", "--location", "--version", "-v", "--help")
        case .bundle, .composer, .poetry, .pdm: return verb == .sync
        case .uv: return rawVerb == "sync"
        case .pipenv: return verb == .sync || verb == .install && requirementFiles.isEmpty
        case .cargo: return (verb == .build || verb == .download) && rawVerb != "chef cook"
        case .go: return rawVerb == "mod download" || verb == .build
        default: return false
        }
    }

    /// Whether the arguments show a Yarn of version 2 or later, or the file sets one up.
    func isModernYarn(in run: RunCommand) -> Bool {
        manager == .yarn
            && (hasFlag("--immutable", "--immutable-cache", "--inline-builds") || run.fileMentions(".yarnrc.yml")
                || run.fileMentions(".yarn/") || run.fileMentions(".yarn ") || run.fileMentions("corepack")
                || run.fileMentions("yarn set version"))
    }
}
