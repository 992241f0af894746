import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

/// Package indexes that stay in layers: who refreshes them and who relies on them.
extension PackageCall {
    /// apt and apk keep the index as it is until told to refresh it; the others see to it themselves.
    var keepsIndex: Bool { manager.isApt || manager == .apk }

    /// Whether it uses the same index as another call.
    func shares(_ other: PackageCall) -> Bool { manager.isApt ? other.manager.isApt : manager == other.manager }

    /// Whether it takes packages from the index and does not fetch a fresh one itself.
    var reliesOnIndex: Bool {
        guard verb.needsIndex, !hasFlag("--no-cache", "-U", "--update-cache", "--update", "--no-network") else {
            return false
        }
        return packages.isEmpty ? verb != .install : packages.contains { $0.kind == .registry }
    }
}

extension Instruction {
    /// The first call of a RUN that relies on an index which the RUN itself does not refresh before.
    func callOnOldIndex(like call: PackageCall) -> PackageCall? {
        guard keyword == .run, let calls = script?.shell.packageCalls else { return nil }
        for other in calls where call.shares(other) {
            if other.verb == .update { return nil }
            if other.reliesOnIndex { return other }
        }
        return nil
    }

    /// Whether a RUN refreshes the index and installs nothing from it.
    func onlyRefreshesIndex(like call: PackageCall) -> Bool {
        guard keyword == .run, let calls = script?.shell.packageCalls.filter({ call.shares($0) }) else { return false }
        guard let update = calls.lastIndex(where: { $0.verb == .update }) else { return false }
        return !calls[update...].contains { $0.verb.needsIndex }
    }
}

extension RunCommand {
    /// Whether something before this command may refresh the index in a way that cannot be read here: a downloaded
    /// script, a function, a program of the image.
    var mayRefreshIndexBefore: Bool {
        script.shell.commands.prefix(command.index).contains { earlier in
            guard earlier.kind == .simple else { return false }
            guard let program = earlier.program else { return !earlier.words.isEmpty }
            if Self.opaque.contains(program) || program.hasSuffix(".sh") { return true }
            if script.shell.functions.contains(where: { $0.name == program }) { return true }
            let name = earlier.words[earlier.effectiveIndex].literal ?? ""
            return name.contains("/") && !name.has("bin/")
        }
    }

    private static let opaque: Set<String> = [
        "sh", "bash", "dash", "zsh", ".", "source", "eval", "add-apt-repository", "apt-add-repository", "extrepo",
        "make", "python3", "python", "perl", "apt-update",
    ]
}
