import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// The folders of the image that the application writes to, as far as its files tell.
enum WrittenFolders {
    /// Absolute paths, sorted, none within another.
    static func of(_ workload: Workload) -> [String] {
        var found: Set<String> = []
        let folder = workload.folder
        for word in workload.config?.volumes ?? [] {
            if let path = absolute(word.value.value, folder) { found.insert(path) }
        }
        for part in StartScript.all(workload) {
            for command in part.shell.commands {
                if command.program == "mkdir" {
                    found.formUnion(
                        command.options(taking: ["-m", "--mode"]).positionals.compactMap {
                            absolute($0.literal, folder)
                        })
                }
                for redirection in command.redirections where redirection.writesFile {
                    if let path = absolute(redirection.target.literal, folder), let parent = parent(path) {
                        found.insert(parent)
                    }
                }
            }
        }
        let words = workload.finalProgram?.words ?? []
        for (option, value) in zip(words, words.dropFirst()) where option.hasPrefix("--") && option.has("log") {
            if value.hasPrefix("/"), let path = absolute(value, folder), let parent = parent(path) {
                found.insert(parent)
            }
        }
        found.formUnion(made(workload))
        let kept = found.filter { path in
            !isOpen(path) && !found.contains { $0 != path && path.hasPrefix($0 + "/") }
        }
        return kept.sorted()
    }

    /// `mkdir -p data /var/log/app` in the build: folders that are made for what runs, by their names.
    private static func made(_ workload: Workload) -> Set<String> {
        var found: Set<String> = []
        var folder = workload.config.flatMap { KnownStart.of($0.base)?.workdir }
        var copied: Set<String> = []
        for (_, instruction) in workload.shipped {
            switch instruction.keyword {
            case .workdir: folder = absolute(instruction.word?.value, folder)
            case .copy, .add:
                if let path = absolute(instruction.words.last?.value, folder) { copied.insert(path) }
            case .run:
                guard let script = instruction.script else { continue }
                for command in script.shell.commands
                where command.program == "mkdir" && !command.context.isInSubstitution {
                    for word in command.options(taking: ["-m", "--mode"]).positionals {
                        guard let path = absolute(word.literal, folder) else { continue }
                        let name = RelativePath.name(path).lowercased()
                        if names.contains(name) || path.hasPrefix("/var/log/") || path.hasPrefix("/var/lib/") {
                            found.insert(path)
                        }
                    }
                }
            default: break
            }
        }
        return found.subtracting(copied)
    }

    private static let names: Set<String> = [
        "data", "log", "logs", "uploads", "upload", "media", "storage", "state", "db", "files", "cache", "sessions",
    ]

    /// Those that a RUN gives to this user already, or that everybody may write to.
    static func owned(by user: String, in workload: Workload) -> (String) -> Bool {
        var given: [String] = []
        var folder = workload.config.flatMap { KnownStart.of($0.base)?.workdir }
        for (_, instruction) in workload.shipped {
            if instruction.keyword == .workdir { folder = absolute(instruction.word?.value, folder) }
            guard instruction.keyword == .run, let script = instruction.script else { continue }
            for command in script.shell.commands where command.program == "chown" {
                let words = command.options().positionals.map(\.template)
                guard let owner = words.first, ImageUsers.user(owner) == user else { continue }
                given += words.dropFirst().compactMap { absolute($0, folder) }
            }
        }
        return { path in given.contains { path == $0 || path.hasPrefix($0 == "/" ? "/" : $0 + "/") } }
    }

    /// Mounts and folders that are open to all.
    private static func isOpen(_ path: String) -> Bool {
        ["/tmp", "/var/tmp", "/dev", "/proc", "/sys"].contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    /// The system's own, which no application may own.
    static let system: Set<String> = [
        "/", "/etc", "/usr", "/usr/local", "/usr/local/bin", "/usr/bin", "/bin", "/lib", "/opt", "/var", "/var/log",
        "/var/lib", "/var/run", "/home", "/root", "/srv", "/run", "/sbin", "/usr/sbin",
    ]

    /// Whether a start script does what only root may.
    static func needRoot(_ workload: Workload) -> Bool {
        let programs: Set<String> = [
            "chown", "chgrp", "apt-get", "apt", "apk", "dnf", "yum", "useradd", "usermod", "groupmod", "adduser",
            "groupadd",
            "addgroup", "service", "mount", "sysctl", "iptables", "update-ca-certificates", "sudo", "su", "ldconfig",
            "cron",
            "crond", "ip", "setcap", "a2enmod",
        ]
        return StartScript.all(workload).contains { part in
            part.shell.commands.contains { programs.contains($0.program ?? "") || $0.wrappers.contains("sudo") }
        }
    }

    private static func absolute(_ path: String?, _ folder: String?) -> String? {
        guard let path, !path.isEmpty, !path.contains("$"), !path.contains("*"), !path.contains("~"),
            path.utf8.allSatisfy(ExecForm.isPlain)
        else { return nil }
        if path.hasPrefix("/") { return RelativePath.join("", path).map { "/" + $0 } }
        guard let folder else { return nil }
        return RelativePath.join(folder, path).map { "/" + $0 }
    }

    private static func parent(_ path: String) -> String? {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return nil }
        return String(path[..<slash])
    }
}

extension Workload {
    /// The folder that it starts in, where it is known.
    var folder: String? {
        guard let config else { return nil }
        if let workdir = config.workdir { return workdir.value }
        return KnownStart.of(config.base)?.workdir
    }
}
