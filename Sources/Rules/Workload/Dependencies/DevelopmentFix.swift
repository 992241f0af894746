import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// Keeps development dependencies out of the image that runs.
enum DevelopmentFix {
    static func fix(_ install: DependencyInstall, _ workload: Workload) -> Fix? {
        let file = workload.dockerfile
        let run = workload.command(install)
        guard install.call.manager != .pip, file.stages.indices.contains(install.stage) else { return nil }
        if install.language == .javascript, needsTools(install, file) {
            let stage = file.stages[install.stage]
            guard let prune = RuntimeSplit.prune(workload, in: stage), let last = RunNeeds.lastBuild(stage, file) else {
                return nil
            }
            let ships = workload.shippingStages.contains { $0.index == install.stage }
            guard ships else {
                let note = Text(
                    en: "What runs behind it in this stage no longer finds development tools.",
                    ja: "このステージでこれより後に実行する処理では、開発用ツールを使えなくなります。")
                return Fix(.ask, [file.inserting(prune, after: last)], note: note)
            }
            return RuntimeSplit.fix(workload)
        }
        guard let option = DevelopmentDependenciesInstalled.option(install.call),
            install.language != .javascript || !RuntimeSplit.startsWithTool(workload, install)
        else { return nil }
        return Fix(
            .ask, [run.adding(option, to: install.call)],
            note: Text(
                en: "Check that the program imports none of the development dependencies when it runs.",
                ja: "実行時にプログラムが開発用の依存関係を読み込まないことを確認してください。"))
    }

    /// Whether something is built behind the install, for which the tools are there.
    private static func needsTools(_ install: DependencyInstall, _ file: Dockerfile) -> Bool {
        if install.manifests.contains(where: { manifest in
            ["postinstall", "prepare", "install"].contains { manifest.script($0) != nil }
        }) {
            return true
        }
        let managers: Set<String> = ["npm", "npx", "yarn", "pnpm", "pnpx", "bun", "bunx", "yarnpkg"]
        return file.stages[install.stage].instructions.contains { index in
            guard index >= install.instruction, let script = file.instructions[index].script,
                file.instructions[index].keyword == .run
            else { return false }
            return script.shell.commands.contains { command in
                if index == install.instruction, command.index <= install.command.index { return false }
                guard let program = command.program else { return true }
                if let call = command.packageCall,
                    call.manager == .npm || call.manager == .yarn || call.manager == .pnpm
                {
                    return ![.clean, .install, .sync].contains(call.verb)
                }
                return managers.contains(program) || ["tsc", "vite", "webpack", "next", "ng", "make"].contains(program)
                    || command.words.contains { $0.template.contains("node_modules") }
            }
        }
    }
}
