import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// Stages for programs of Node.js and Python: packages are installed, and code is built, on an image with compilers;
/// the result runs on a slim one.
enum RuntimeSplit {
    static func fix(_ workload: Workload) -> Fix? {
        guard let stage = workload.stage, let image = stage.baseImage else { return nil }
        switch image.officialName {
        case "node": return node(workload, stage, image)
        case "python": return python(workload, stage, image)
        default: return nil
        }
    }

    /// The slim variant of a tag; the tag itself where it is small already.
    static func slim(_ image: ImageReference) -> String? {
        guard let tag = image.tag, image.digest == nil, tag.first?.isNumber == true else { return nil }
        if tag.has("slim") || tag.has("alpine") { return image.name + ":" + tag }
        let parts = tag.split(separator: "-", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return image.name + ":" + tag + "-slim" }
        guard TagParts.isDebian(parts[1]) else { return nil }
        return image.name + ":" + (image.officialName == "node" ? tag + "-slim" : "\(parts[0])-slim-\(parts[1])")
    }

    // MARK: Node.js

    private static func node(_ workload: Workload, _ stage: Stage, _ image: ImageReference) -> Fix? {
        let file = workload.dockerfile
        guard let slim = slim(image), let boundary = RunNeeds.lastBuild(stage, file),
            let split = StageSplit(workload, boundary: boundary), split.folder != "/",
            workload.installs.contains(where: { $0.language == .javascript && $0.folder == split.folder })
        else { return nil }
        var tail: [String] = []
        if let prune = prune(workload, in: stage) { tail.append(prune) }
        return runnable(
            split, slim, runtime: "node", artefacts: [split.folder], copies: .outside([split.folder]), tail: tail)
    }

    /// The command that takes development dependencies away after the build; nil where there are none, or where the
    /// program is started with one of them.
    static func prune(_ workload: Workload, in stage: Stage) -> String? {
        let rule = DevelopmentDependenciesInstalled()
        let installs = workload.installs.filter { $0.stage == stage.index && $0.language == .javascript }
        guard installs.count == 1, let install = installs.first, let manifest = install.manifest,
            !manifest.developmentDependencies.isEmpty, manifest.workspaces.isEmpty,
            rule.takesDevelopment(install.call, workload.command(install)), !startsWithTool(workload, install)
        else { return nil }
        switch install.call.manager {
        case .npm: return "RUN npm prune --omit=dev"
        case .pnpm: return "RUN pnpm prune --prod"
        default: return nil
        }
    }

    /// Whether the program is started with a development dependency: nodemon, ts-node.
    static func startsWithTool(_ workload: Workload, _ install: DependencyInstall) -> Bool {
        guard let process = workload.process else { return true }
        let development = install.manifests.flatMap(\.developmentDependencies).map(\.name)
        let names = Set(development).union(["ts-node", "tsx", "nodemon", "tsc"])
        let scripts = workload.scripts.flatMap { $0.shell.commands.compactMap(\.program) }
        return process.links.contains { names.contains($0.name) } || scripts.contains { names.contains($0) }
    }

    // MARK: Python

    private static func python(_ workload: Workload, _ stage: Stage, _ image: ImageReference) -> Fix? {
        let file = workload.dockerfile
        let installs = stage.instructions.filter { index in
            file.instructions[index].script?.shell.packageCalls.contains { $0.manager == .pip && $0.installs } == true
        }
        guard let slim = slim(image), !slim.has("alpine"), let first = installs.first, let boundary = installs.last,
            let split = StageSplit(workload, boundary: boundary), !mentionsEnvironment(file),
            installs.allSatisfy({ isPlain(file.instructions[$0]) }),
            // What is run before the packages are there is run for more than them.
            split.before.allSatisfy({ installs.contains($0) || isPreparation(file.instructions[$0]) })
        else { return nil }
        let folder = "/opt/venv"
        let path = "ENV PATH=\(folder)/bin:$PATH"
        let make = file.inserting("RUN python -m venv \(folder)\n\(path)", before: first)
        return runnable(
            split, slim, runtime: "python", artefacts: [folder], copies: .all, settings: [path], extra: [make])
    }

    /// Whether the file makes a virtual environment by itself.
    private static func mentionsEnvironment(_ file: Dockerfile) -> Bool {
        file.instructions.contains { instruction in
            guard [.run, .env].contains(instruction.keyword) else { return false }
            let text = file.source.text(instruction.range)
            return text.contains("venv") || text.contains("virtualenv") || text.contains("PYTHONUSERBASE")
        }
    }

    private static func isPlain(_ run: Instruction) -> Bool {
        guard let script = run.script, script.interpreter.isShell, run.heredocs.isEmpty else { return false }
        return script.shell.commands.allSatisfy { command in
            guard let call = command.packageCall else { return ["set", "rm"].contains(command.program ?? "") }
            guard call.manager == .pip else { return call.manager.isSystem }
            return !call.hasFlag("--user", "--target", "-t", "--prefix", "--root", "-e", "--editable", "--system")
                && call.packages.allSatisfy { $0.kind == .registry }
        }
    }

    /// Packages of the system, users and folders.
    private static func isPreparation(_ instruction: Instruction) -> Bool {
        guard instruction.keyword == .run else { return true }
        guard let script = instruction.script, script.interpreter.isShell else { return false }
        let programs: Set<String> = ["useradd", "groupadd", "adduser", "addgroup", "set", "rm", "export"]
        return script.shell.commands.allSatisfy { command in
            command.packageCall?.manager.isSystem == true || command.program.map(programs.contains) == true
        }
    }

    // MARK: Both

    /// The fix, where all that runs in the last stage is in its image.
    private static func runnable(
        _ split: StageSplit, _ image: String, runtime: String, artefacts: [String], copies: StageSplit.Copies,
        settings: [String] = [], tail: [String] = [], extra: [Edit] = []
    ) -> Fix? {
        let workload = split.workload
        let file = workload.dockerfile
        let isStart: (Int) -> Bool = { [.cmd, .entrypoint].contains(file.instructions[$0].keyword) }
        guard RunNeeds.lacking(split.behind.filter { file.instructions[$0].keyword != .healthcheck }, workload) == nil,
            RunNeeds.lacking(split.before.filter(isStart), workload) == nil
        else { return nil }
        var extra = extra
        for index in split.stage.instructions where file.instructions[index].keyword == .healthcheck {
            let (edit, isPossible) = HealthcheckTool.edit(index, file, runtime: runtime)
            // One in front of the boundary is moved as it stands.
            guard isPossible, edit == nil || index > split.boundary else { return nil }
            if let edit { extra.append(edit) }
        }
        var (packages, left) = RunNeeds.systemPackages(split.before, file)
        if image.has("alpine") { (left, packages) = (left + packages, []) }
        return split.fix(
            image: image, artefacts: artefacts, copies: copies, packages: packages, settings: settings, tail: tail,
            extra: extra, note: note(left))
    }

    private static func note(_ left: [String]) -> Text {
        let names = left.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
        guard !names.isEmpty else {
            return Text(
                en: "Start the image once and check that the program finds its files and libraries.",
                ja: "イメージを一度起動し、プログラムが必要なファイルとライブラリを見つけられることを確認してください。")
        }
        return Text(
            en: """
                \(names) stay in the build stage: install in the last one what the program needs at run time, and start \
                the image once to check.
                """,
            ja: "\(names) はビルドステージに残ります。実行時に必要なものは最終ステージでもインストールし、一度起動して確認してください。")
    }
}
