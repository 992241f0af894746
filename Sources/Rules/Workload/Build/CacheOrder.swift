import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// Which COPY makes which install run again.
enum CacheOrder {
    /// A COPY or ADD in front of an install that brings files which change more often than the manifests.
    static func sources(
        before install: DependencyInstall, in workload: Workload
    ) -> (instruction: Int, place: Range<Int>)? {
        let file = workload.dockerfile
        guard file.stages.indices.contains(install.stage) else { return nil }
        for index in file.stages[install.stage].instructions where index < install.instruction {
            guard file.instructions.indices.contains(index), let view = file.instructions[index].copy,
                view.from == nil
            else { continue }
            let known = workload.contextCopies.first { $0.instruction == index }
            for source in view.sources where source.kind == .path {
                guard let text = source.word.value else { continue }
                if isVolatile(text, source.word.range, known, workload) { return (index, source.word.range) }
            }
        }
        return nil
    }

    private static func isVolatile(
        _ text: String, _ place: Range<Int>, _ copy: ContextCopy?, _ workload: Workload
    ) -> Bool {
        let clean = RelativePath.join("", text) ?? text
        let isWhole = clean.isEmpty || clean == "*"
        guard let copy, workload.hasRealContext, let source = copy.sources.first(where: { $0.range == place }),
            source.outcome == .found
        else { return isWhole }
        let files = copy.files.filter { source.isRoot || source.isWildcard || $0.path.hasPrefix(source.path + "/") }
        return files.contains { !SourceName.isInstallInput($0.path) && SourceName.isCode($0.path) }
    }

    /// Whether the same language's dependencies were installed before, so that this run only adds to them.
    static func isRepeated(_ install: DependencyInstall, in workload: Workload) -> Bool {
        workload.installs.contains {
            $0.stage == install.stage && $0.instruction < install.instruction && $0.language == install.language
        }
    }

    /// Whether the install reads more than manifests: scripts of its own, packages in the same repository, the
    /// project itself.
    static func needsSources(_ install: DependencyInstall) -> Bool {
        switch install.call.manager {
        case .poetry: if !install.call.hasFlag("--no-root") { return true }
        case .uv: if !install.call.hasFlag("--no-install-project", "--no-install-workspace") { return true }
        case .pdm: if !install.call.hasFlag("--no-self") { return true }
        case .composer: if !install.call.hasFlag("--no-scripts") { return true }
        case .mvn: if install.manifests.isEmpty { return true }
        // Each project of a solution is read: which ones, only the solution tells.
        case .dotnet, .swift, .cargo: return true
        default: break
        }
        return install.manifests.contains { manifest in
            !manifest.workspaces.isEmpty || !manifest.includes.isEmpty && manifest.sources.contains { $0.kind == .path }
                || manifest.sources.contains { $0.kind == .path }
                || ["preinstall", "install", "postinstall", "prepare"].contains { manifest.script($0) != nil }
        }
    }

    /// The names of the files that the install reads.
    static func inputs(of install: DependencyInstall) -> [String] {
        if !install.manifests.isEmpty {
            let paths = install.manifests.map(\.path) + (install.lock.map { [$0.path] } ?? [])
            return paths.map { RelativePath.name($0) }
        }
        if install.call.manager == .pip {
            return install.call.requirementFiles.compactMap(\.literal)
        }
        return DependencyInstall.manifestNames(of: install.call.manager)
            + DependencyInstall.lockNames(of: install.call.manager).prefix(1)
    }

    /// What the history tells: how often the copied files changed, and how often those that the install reads.
    static func history(_ install: DependencyInstall, _ copy: Int, _ workload: Workload) -> Text? {
        guard let history = workload.history, history.commits.count >= 20, let context = workload.context,
            let copied = workload.contextCopies.first(where: { $0.instruction == copy })
        else { return nil }
        let roots = copied.sources.filter { !$0.isWildcard }.map { context.treePath($0.path) }
        let inputs = Set(install.manifests.map(\.path) + install.locks.map(\.path))
        guard !inputs.isEmpty, !roots.isEmpty else { return nil }
        let all = history.count { path in
            let local = context.root.isEmpty ? path : String(path.dropFirst(context.root.utf8.count + 1))
            return roots.contains { $0.isEmpty || path == $0 || path.hasPrefix($0 + "/") }
                && !context.matcher.decide(local).isIgnored
        }
        let needed = history.count { inputs.contains($0) }
        guard all > needed else { return nil }
        let total = history.commits.count
        return Text(
            en: "of the last \(total) commits, \(all) changed what is copied here and \(needed) what the install reads",
            ja: "直近 \(total) 件のコミットのうち、ここでコピーする内容を変えたのは \(all) 件、インストールに必要な内容を変えたのは \(needed) 件です")
    }
}
