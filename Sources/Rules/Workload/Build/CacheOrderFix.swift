import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// Puts a COPY of the manifests and the install in front of the COPY of the sources.
enum CacheOrderFix {
    private static let managers: Set<PackageManager> = [
        .npm, .yarn, .pnpm, .bun, .pip, .pipenv, .poetry, .uv, .pdm, .bundle, .composer, .go,
    ]

    static func fix(_ install: DependencyInstall, _ copy: Int, _ workload: Workload) -> Fix? {
        let file = workload.dockerfile
        guard managers.contains(install.call.manager), let context = workload.context,
            let copied = workload.contextCopies.first(where: { $0.instruction == copy }),
            file.instructions[copy].heredocs.isEmpty, file.instructions[install.instruction].heredocs.isEmpty,
            let first = element(copy, file), let last = element(install.instruction, file),
            (copy + 1..<install.instruction).allSatisfy({ isNeutral(file.instructions[$0]) })
        else { return nil }
        let names: [String]
        if copied.takesAll {
            guard copied.destination == install.folder, let read = inputs(install, context), copied.sources.count == 1
            else { return nil }
            names = read
        } else {
            // The manifests come by a COPY of their own, which is among what moves.
            guard (copy + 1..<install.instruction).contains(where: { file.instructions[$0].keyword == .copy }),
                !install.manifests.contains(where: { manifest in
                    copied.files.contains { context.treePath($0.path) == manifest.path }
                })
            else { return nil }
            names = []
        }
        let source = file.source
        guard let install = moved(install, last, file) else { return nil }
        let head = names.isEmpty ? "" : command(of: names, like: file.instructions[copy], file)
        let text = head + source.text(first.upperBound..<install.start) + install.text
        let start = file.inserting("", before: copy).range.lowerBound
        var edits = [Edit(start..<start, text), Edit(first.upperBound..<install.start, "")]
        // Touching edits are one.
        if install.removed.lowerBound == install.start {
            edits[1] = Edit(first.upperBound..<install.removed.upperBound, "")
        } else {
            edits.append(Edit(install.removed, ""))
        }
        return Fix(
            .ask, edits.filter { !$0.range.isEmpty || !$0.replacement.isEmpty },
            note: Text(
                en: "If the install reads other files than these, copy them in front of it as well.",
                ja: "インストールがこれ以外のファイルも読み込む場合は、それらも先にコピーしてください。"))
    }

    private static func command(of names: [String], like instruction: Instruction, _ file: Dockerfile) -> String {
        let flags = instruction.flags.filter { $0.name == "chown" }.map { file.source.text($0.range) + " " }.joined()
        let keyword = instruction.keywordText == instruction.keywordText.lowercased() ? "copy" : "COPY"
        return "\(keyword) \(flags)\(names.joined(separator: " ")) ./\n"
    }

    /// The names of what the install reads, all in the root of the context; nil where something lies elsewhere.
    private static func inputs(_ install: DependencyInstall, _ context: BuildContext) -> [String]? {
        guard !install.manifests.isEmpty, install.manifests.allSatisfy({ $0.folder == context.root }) else {
            return nil
        }
        var paths = install.manifests.map(\.path) + (install.lock.map { [$0.path] } ?? [])
        for include in install.manifests.flatMap(\.includes) {
            guard !include.contains("/"), context.tree.exists(context.treePath(include)) else { return nil }
            paths.append(context.treePath(include))
        }
        if install.language == .javascript {
            paths += [".npmrc", ".yarnrc.yml", "pnpm-workspace.yaml"].map { context.treePath($0) }.filter {
                context.tree.exists($0) && !context.matcher.decide(RelativePath.name($0)).isIgnored
            }
            // Yarn of version 2 and later runs from files of the repository; patches are applied by the install.
            if [".yarn", "patches"].contains(where: { context.tree.exists(context.treePath($0)) }) { return nil }
        }
        var seen: Set<String> = []
        return paths.map { RelativePath.name($0) }.filter { seen.insert($0).inserted }
    }

    /// The part of a RUN that moves: all of it, or its first command.
    private struct Moved {
        /// Where the RUN begins, the comments above it included.
        var start: Int
        var text: String
        var removed: Range<Int>
    }

    private static func moved(_ install: DependencyInstall, _ element: Range<Int>, _ file: Dockerfile) -> Moved? {
        let instruction = file.instructions[install.instruction]
        if isAlone(install) {
            return Moved(start: element.lowerBound, text: file.source.text(element), removed: element)
        }
        let run = RunCommand(
            file: file, index: install.instruction, script: install.script, command: install.command)
        let commands = install.script.shell.commands
        guard install.command.index == 0, commands.count > 1, install.command.context.after == .and, run.isPlain,
            !instruction.isJSON, commands[1].context.before == .and
        else { return nil }
        let next = run.place(commands[1].range).lowerBound
        let flags = instruction.flags.map { file.source.text($0.range) + " " }.joined()
        let text = "\(instruction.keywordText) \(flags)\(file.source.text(run.place))\n"
        return Moved(start: element.lowerBound, text: text, removed: run.place.lowerBound..<next)
    }

    /// Whether the RUN does nothing but install, and clean up behind it.
    private static func isAlone(_ install: DependencyInstall) -> Bool {
        install.script.shell.commands.allSatisfy { command in
            if command.index == install.command.index { return true }
            if let call = command.packageCall { return call.manager == install.call.manager && call.verb != .run }
            return ["rm", "set", "corepack", "echo"].contains(command.program ?? "")
        }
    }

    /// Whether an instruction between the two has no need of the sources.
    private static func isNeutral(_ instruction: Instruction) -> Bool {
        switch instruction.keyword {
        case .env, .arg, .label, .expose, .copy: return true
        case .run:
            guard let script = instruction.script, script.interpreter.isShell else { return false }
            let programs: Set<String> = [
                "export", "set", "rm", "useradd", "groupadd", "adduser", "addgroup", "mkdir", "corepack", "echo",
            ]
            return script.shell.commands.allSatisfy { command in
                if let call = command.packageCall {
                    return call.installs && !call.packages.isEmpty || call.manager.isSystem
                }
                return command.program.map(programs.contains) == true
            }
        default: return false
        }
    }

    /// The lines of an instruction, their line end included; nil where the file ends without one.
    private static func element(_ index: Int, _ file: Dockerfile) -> Range<Int>? {
        for element in file.elements {
            guard case .instruction(let number) = element.kind, number == index else { continue }
            let bytes = file.source.bytes
            guard element.range.upperBound > 0, bytes[element.range.upperBound - 1] == 0x0A else { return nil }
            return element.range
        }
        return nil
    }
}
