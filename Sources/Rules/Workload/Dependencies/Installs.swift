import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// What rules about dependencies ask of a workload.
extension Workload {
    /// The installs in the stages that the image needs.
    var neededInstalls: [DependencyInstall] {
        let used = stagesInUse
        return installs.filter { used.contains($0.stage) }
    }

    /// Whether what an install leaves in its stage becomes part of the image that runs.
    func ships(_ install: DependencyInstall) -> Bool {
        guard let stage else { return false }
        if dockerfile.lineage(of: stage).contains(where: { $0.index == install.stage }) { return true }
        guard install.language == .javascript, let folder = install.folder else { return false }
        return ships((folder == "/" ? "" : folder) + "/node_modules/.bin", from: install.stage)
    }

    /// The command of an install, as rules about commands see it.
    func command(_ install: DependencyInstall) -> RunCommand {
        RunCommand(
            file: dockerfile, index: install.instruction, script: install.script, command: install.command)
    }
}

extension DependencyInstall {
    /// Whether the call says that it wants no lock file.
    var refusesLock: Bool {
        call.hasFlag("--no-lockfile", "--no-lock", "--skip-lock", "--no-package-lock", "--ignore-pipfile")
            || call.options.options.contains { $0.name == "--package-lock" && $0.value == "false" }
    }
}

/// Texts and places that several of these rules share.
enum Evidence {
    /// The first line of a file.
    static func file(_ path: String, _ note: Text) -> Finding.Related {
        let start = Position(line: 1, column: 1)
        return .init(Span(path: path, bytes: 0..<0, start: start, end: start), note)
    }

    /// Names in backticks, the first few of them.
    static func list(_ names: [String], limit: Int = 3) -> String {
        names.prefix(limit).map { "`\($0)`" }.joined(separator: ", ") + (names.count > limit ? ", …" : "")
    }
}
