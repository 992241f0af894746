import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

/// A cache mount for the downloads of a package manager, on each RUN of the stage that calls it: what one of them has
/// fetched is no longer in the image, where the next would look for it.
enum CacheMountFix {
    static func fix(_ run: RunCommand, _ call: PackageCall, _ target: String) -> Fix? {
        let file = run.file
        guard let stage = run.stage else { return nil }
        var edits: [Edit] = []
        for index in stage.instructions where file.instructions.indices.contains(index) {
            let instruction = file.instructions[index]
            // The folder is root's.
            if instruction.keyword == .user { return nil }
            guard instruction.keyword == .run, let script = instruction.script, script.interpreter.isShell else {
                continue
            }
            let calls = script.shell.packageCalls.filter { $0.manager == call.manager }
            guard !calls.isEmpty else { continue }
            if instruction.mounts.contains(where: { $0.type == "cache" })
                || calls.contains(where: { $0.verb == .clean })
            {
                return nil
            }
            // Programs of `npm run` and the like need no downloads.
            guard index == run.index || calls.contains(where: { $0.verb != .run }) else { continue }
            for target in targets(call.manager, target) {
                edits.append(file.adding(flag: "--mount=type=cache,target=\(target)", to: index))
            }
            for call in calls where call.manager == .pip {
                for option in call.options.options where option.name == "--no-cache-dir" {
                    let place = script.sourceRange(option.word.range)
                    edits.append(Edit(file.removal(of: place), ""))
                }
            }
        }
        // Somebody takes the downloads themselves.
        let isTaken = file.instructions.contains { instruction in
            instruction.keyword == .copy && instruction.flag("from") != nil
                && instruction.words.dropLast().contains { word in
                    targets(call.manager, target).contains { Paths.covers(word.raw, $0) || word.raw.hasPrefix($0) }
                }
        }
        guard !isTaken, !edits.isEmpty, run.setting("PIP_NO_CACHE_DIR") == nil else { return nil }
        return Fix(
            .ask, merged(edits),
            note: Text(
                en:
                    "It helps where the builder keeps its state between builds; what is in the cache is not in the image.",
                ja: "ビルダーの状態がビルド間で保持される環境で効果があります。キャッシュの内容はイメージには入りません。"))
    }

    private static func targets(_ manager: PackageManager, _ target: String) -> [String] {
        manager == .go ? [target, "/root/.cache/go-build"] : [target]
    }

    /// Inserts at one place become one.
    private static func merged(_ edits: [Edit]) -> [Edit] {
        var result: [Edit] = []
        for edit in edits {
            if let place = result.firstIndex(where: { $0.range == edit.range && edit.range.isEmpty }) {
                result[place].replacement += edit.replacement
            } else {
                result.append(edit)
            }
        }
        return result
    }
}
