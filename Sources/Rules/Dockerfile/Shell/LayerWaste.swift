import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

/// Files as they come and go, layer by layer, in the stages of the final image.
enum LayerWaste {
    struct File {
        let path: String
        let instruction: Int
        let range: Range<Int>
    }

    struct Removal {
        let file: File
        let run: ShellRuns.Run
        /// The word of `rm` that names it.
        let word: ShellSyntax.Word
    }

    /// Removals of what an earlier instruction brought.
    static func removals(_ file: Dockerfile) -> [Removal] {
        guard let last = file.lastStage else { return [] }
        var present = LayerFiles()
        var found: [Removal] = []
        var workdir = LayerPath.ofBase
        for stage in file.lineage(of: last) {
            for index in stage.instructions {
                let instruction = file.instructions[index]
                switch instruction.keyword {
                case .workdir:
                    workdir = instruction.word?.value.map { LayerPath.resolve($0, in: workdir) } ?? ""
                case .copy, .add: for new in arrivals(file, index, workdir) { present.add(new) }
                case .run:
                    guard let script = instruction.script, script.interpreter.isShell else { continue }
                    let run = ShellRuns.Run(file: file, index: index, script: script)
                    found += removals(run, &present, workdir)
                    for new in downloads(run, workdir) { present.add(new) }
                default: break
                }
            }
        }
        return found
    }

    /// The files of COPY and ADD whose place the file tells.
    private static func arrivals(_ file: Dockerfile, _ index: Int, _ workdir: String) -> [File] {
        let instruction = file.instructions[index]
        guard let target = instruction.words.last?.value, instruction.heredocs.isEmpty else { return [] }
        let sources = instruction.words.dropLast()
        let folder = LayerPath.resolve(target, in: workdir)
        guard !folder.isEmpty else { return [] }
        let isFolder = target.hasSuffix("/") || target == "." || sources.count > 1 || folder == workdir
        return sources.compactMap { source in
            guard let path = source.value, !path.contains("*") else { return nil }
            // Of a folder the content arrives.
            if path == "." || path.hasSuffix("/") {
                return File(path: folder, instruction: index, range: source.range)
            }
            // ADD unpacks local archives.
            if instruction.keyword == .add, DownloadTarget.isArchive(path), !path.has("://") { return nil }
            // A local archive that is unpacked is one for ADD, which `copied-archive` tells.
            if instruction.keyword == .copy, instruction.flag("from") == nil, DownloadTarget.isTarball(path) {
                return nil
            }
            let name = LayerPath.name(path)
            return File(
                path: isFolder ? (folder == "/" ? "/" + name : folder + "/" + name) : folder, instruction: index,
                range: source.range)
        }
    }

    private static func downloads(_ run: ShellRuns.Run, _ workdir: String) -> [File] {
        guard run.commands.count <= ShellRuns.commandLimit else { return [] }
        let mounts = run.instruction.mounts.compactMap(\.target)
        // After a `cd` a relative path may be anywhere.
        let moves = run.commands.contains { $0.program == "cd" || $0.program == "pushd" }
        return run.commands.compactMap { command in
            guard let target = DownloadTarget.of(command), !command.context.isConditional,
                target.path.hasPrefix("/") || !moves
            else { return nil }
            let path = LayerPath.resolve(target.path, in: workdir)
            guard !path.isEmpty, !mounts.contains(where: { LayerPath.covers($0, path) }) else { return nil }
            // Gone, moved or unknown by the end of the same RUN.
            let isTouched = run.commands[(command.index + 1)...].contains { later in
                ["rm", "mv", "find", "unlink"].contains(later.program)
                    && later.effectiveArguments.contains { matches($0, path, workdir) || $0.literal == nil }
            }
            return isTouched ? nil : File(path: path, instruction: run.index, range: run.place(target.word))
        }
    }

    private static func removals(_ run: ShellRuns.Run, _ present: inout LayerFiles, _ workdir: String) -> [Removal] {
        guard run.commands.count <= ShellRuns.commandLimit, !present.isEmpty else { return [] }
        var found: [Removal] = []
        let moves = run.commands.contains { $0.program == "cd" || $0.program == "pushd" }
        for command in run.commands where command.program == "rm" && !command.context.isConditional {
            for word in command.effectiveArguments {
                guard word.literal.map({ $0.hasPrefix("/") || !moves }) == true,
                    let folder = searched(word, workdir)
                else { continue }
                let gone = present.take(below: folder) { matches(word, $0.path, workdir) }
                if let first = gone.first { found.append(Removal(file: first, run: run, word: word)) }
            }
        }
        return found
    }

    /// The file or folder that an argument of `rm` names, or the folder of its pattern; nil for an option.
    private static func searched(_ word: ShellSyntax.Word, _ workdir: String) -> String? {
        guard let text = word.literal, !text.hasPrefix("-") else { return nil }
        if !word.hasUnquotedGlob { return LayerPath.resolve(text, in: workdir) }
        return LayerPath.resolve(String(text.dropLast(LayerPath.name(text).count)), in: workdir)
    }

    /// Whether an argument of `rm` takes a path away: itself, a folder above it, or `*.tgz` in its folder.
    private static func matches(_ word: ShellSyntax.Word, _ path: String, _ workdir: String) -> Bool {
        guard let text = word.literal, !text.hasPrefix("-") else { return false }
        if !word.hasUnquotedGlob {
            return LayerPath.covers(LayerPath.resolve(text, in: workdir), path)
        }
        let name = LayerPath.name(text)
        let folder = LayerPath.resolve(String(text.dropLast(name.count)), in: workdir)
        guard name.hasPrefix("*"), !name.dropFirst().contains("*"), !folder.contains("*"), !folder.isEmpty else {
            return false
        }
        return path.hasSuffix(name.dropFirst())
            && path.dropLast(LayerPath.name(path).count) == (folder == "/" ? "/" : folder + "/")
    }
}
