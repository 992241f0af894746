import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

/// Package files given by path.
enum LocalPackages {
    /// Whether a command installs files only, and these were not fetched in this RUN or were checked in it.
    static func areChecked(_ subject: RunCommand, ending: String) -> Bool {
        let names = subject.command.effectiveArguments.map(\.template).filter { !$0.hasPrefix("-") }
        let files = names.filter { $0.hasSuffix(ending) && !$0.has("://") }
        let verbs: Set<String> = ["add", "install", "localinstall", "update", "upgrade", "reinstall"]
        guard !files.isEmpty, files.count == names.filter({ !verbs.contains($0) }).count else { return false }
        return subject.script.shell.downloads.isEmpty
            || subject.script.shell.commands.contains(where: Verification.checks)
    }
}
