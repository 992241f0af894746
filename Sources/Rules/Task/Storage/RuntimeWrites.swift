import Basics
import DockerfileSyntax
import ECSModel
import RuleKit
import ShellSyntax
import Workload

/// What an image's program writes to while it runs, as its files show beyond doubt.
///
/// Folders that the build makes are not among them: that a folder is there does not mean that something is written.
struct RuntimeWrites {
    var path: String
    /// The folder that needs a volume.
    var folder: String
    var place: Span

    static func of(_ container: TaskSubject.Container) -> [RuntimeWrites] {
        // Another command than the image's own is not known from its files.
        guard let workload = container.workload, workload.startsOnECS, container.definition.command.isAbsent,
            container.definition.entryPoint.isAbsent
        else { return [] }
        var found = scripts(workload) + logs(workload)
        if let server = server(workload, container.definition) { found.append(server) }
        var seen: Set<String> = []
        return found.filter { seen.insert($0.folder).inserted }.sorted { $0.folder < $1.folder }
    }

    /// `mkdir -p /srv/data` and `> /etc/app.conf` in scripts that run at the start.
    private static func scripts(_ workload: Workload) -> [RuntimeWrites] {
        var found: [RuntimeWrites] = []
        for part in StartScript.all(workload) {
            for command in part.shell.commands
            where !command.context.isConditional && !command.context.isInFunction {
                for redirection in command.redirections where redirection.writesFile {
                    if let path = absolute(redirection.target.literal) {
                        found.append(
                            RuntimeWrites(
                                path: path, folder: RelativePath.folder(path), place: part.place(redirection.range)))
                    }
                }
                guard command.program == "mkdir" else { continue }
                for word in command.options(taking: ["-m", "--mode"]).positionals {
                    guard let path = absolute(word.literal) else { continue }
                    found.append(RuntimeWrites(path: path, folder: path, place: part.place(word.range)))
                }
            }
        }
        return found
    }

    /// Log files of servers.
    private static func logs(_ workload: Workload) -> [RuntimeWrites] {
        workload.serverConfigs.flatMap(\.writesLogs).compactMap { target in
            guard !target.isStream, let path = absolute(target.path) else { return nil }
            return RuntimeWrites(path: path, folder: RelativePath.folder(path), place: target.span)
        }
    }

    /// Servers that cannot start without a folder of their own.
    private static func server(_ workload: Workload, _ definition: ContainerDefinition) -> RuntimeWrites? {
        guard let program = workload.finalProgram else { return nil }
        switch program.name {
        case "gunicorn":
            // Each worker makes a file to show that it lives.
            guard
                !program.words.contains(where: {
                    $0.hasPrefix("--worker-tmp-dir") || $0 == "-c" || $0.hasPrefix("--config")
                })
            else { return nil }
            // Its file or this variable may name another folder, such as `/dev/shm`.
            let variable = "GUNICORN_CMD_ARGS"
            let isToldElsewhere = workload.serverConfigs.contains { config in
                if case .gunicorn(let config) = config { config.workerTemporaryFolder != nil } else { false }
            }
            guard !isToldElsewhere, workload.config?.environment[variable] == nil,
                !(definition.environment + definition.secrets).contains(where: { $0.name.value ?? variable == variable }
                ),
                definition.environmentFiles.isEmpty
            else { return nil }
            return RuntimeWrites(path: "/tmp", folder: "/tmp", place: program.place)
        case "nginx":
            // A configuration of one's own may have its temporary folders elsewhere.
            let hasOwnFolders = workload.serverConfigs.contains { config in
                if case .nginx(let config) = config { !config.writablePaths.isEmpty } else { false }
            }
            guard !hasOwnFolders else { return nil }
            let config = workload.config?.base
            guard case .image(let image)? = config, image.officialName == "nginx" else { return nil }
            return RuntimeWrites(path: "/var/cache/nginx", folder: "/var/cache/nginx", place: program.place)
        default: return nil
        }
    }

    private static func absolute(_ path: String?) -> String? {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("/dev/"), !path.hasPrefix("/proc/"),
            !path.contains(where: { "$*?~{".contains($0) }), let clean = RelativePath.join("", path)
        else { return nil }
        return "/" + clean
    }
}
