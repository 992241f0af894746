import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// Edits that send logs to the container's own output.
enum LogEdits {
    private static let note = Text(
        en: "The log goes to standard output: set a log driver such as `awslogs` in the task definition.",
        ja: "ログは標準出力に出力されます。タスク定義で `awslogs` などのログドライバーを設定してください。")

    /// `>> /var/log/app.log 2>&1` is taken away, with the `mkdir` that only made its folder.
    static func redirection(_ place: Span, _ workload: Workload) -> Fix? {
        for script in workload.scripts where script.source.path == place.path {
            guard let command = command(at: place.bytes, in: script.shell, { $0 }),
                let cut = cut(command, in: script.shell)
            else { continue }
            let path = place.path == workload.dockerfile.source.path ? nil : place.path
            var edits = [Edit(path: path, cut, "")]
            let folders = command.redirections.compactMap { $0.writesFile ? $0.target.literal : nil }.compactMap(folder)
            if Set(folders).count == 1, let folder = folders.first,
                let made = script.shell.commands.first(where: { other in
                    let words = other.options().positionals
                    return other.program == "mkdir" && words.count == 1 && words.first?.literal == folder
                        && other.index < command.index
                }),
                let edit = CommandEdits.remove(made, from: script.shell, of: script.source, path: path)
            {
                edits.append(edit)
            }
            return Fix(.ask, edits, note: note)
        }
        guard let config = workload.config, place.path == workload.dockerfile.source.path else { return nil }
        let line = CommandLine(config)
        guard let script = line.script ?? line.shellArguments,
            let command = command(at: place.bytes, in: script.shell, { script.sourceRange($0) }),
            let cut = cut(command, in: script.shell)
        else { return nil }
        return .ask(script.sourceRange(cut), "", note: note)
    }

    private static func command(
        at range: Range<Int>, in shell: ShellScript, _ place: (Range<Int>) -> Range<Int>
    ) -> Command? {
        shell.commands.first { $0.redirections.contains { place($0.range) == range } }
    }

    /// From behind the last word to the end of the redirections, which must all be such that nothing else is lost.
    private static func cut(_ command: Command, in shell: ShellScript) -> Range<Int>? {
        guard let last = command.words.last, command.redirections.count <= 2,
            command.redirections.allSatisfy({ redirection in
                redirection.range.lowerBound >= last.range.upperBound
                    && (redirection.writesFile
                        || redirection.operator == .duplicateOutput && redirection.target.literal == "1")
            }),
            let end = command.redirections.map(\.range.upperBound).max()
        else { return nil }
        return last.range.upperBound..<end
    }

    private static func folder(_ path: String) -> String? {
        path.lastIndex(of: "/").map { String(path[..<$0]) }
    }

    /// `--access-logfile /var/log/access.log` of a server that takes `-` for its output.
    static func option(_ place: Span, _ path: String, _ workload: Workload) -> Fix? {
        guard let program = workload.finalProgram, ["gunicorn", "hypercorn"].contains(program.name),
            place.path == workload.dockerfile.source.path
                || workload.scripts.contains(where: { $0.source.path == place.path }),
            let range = workload.range(of: path, in: place)
        else { return nil }
        let file = place.path == workload.dockerfile.source.path ? nil : place.path
        return Fix(.ask, [Edit(path: file, range, "-")], note: note)
    }

    /// `access_log /srv/access.log;` of nginx.
    static func setting(_ target: LogTarget, _ workload: Workload) -> Fix? {
        guard
            workload.serverConfigs.contains(where: { config in
                if case .nginx = config { return config.path == target.span.path }
                return false
            }), let source = workload.tree?.source(target.span.path),
            let range = source.range(of: target.path, in: target.span.bytes)
        else { return nil }
        let stream = target.kind == .error ? "/dev/stderr" : "/dev/stdout"
        return Fix(.ask, [Edit(path: target.span.path, range, stream)], note: note)
    }
}

extension Workload {
    /// Where a text stands in a place of a file that the start was read from; nil unless it stands there once.
    func range(of text: String, in span: Span) -> Range<Int>? {
        bytes(of: span).flatMap { SourceFile.range(of: text, in: span.bytes, of: $0) }
    }
}

extension SourceFile {
    /// Where a text stands in a range; nil unless it stands there once.
    func range(of text: String, in range: Range<Int>) -> Range<Int>? { Self.range(of: text, in: range, of: bytes) }

    static func range(of text: String, in range: Range<Int>, of bytes: [UInt8]) -> Range<Int>? {
        let needle = Array(text.utf8)
        let range = range.clamped(to: 0..<bytes.count)
        guard !needle.isEmpty, range.count >= needle.count else { return nil }
        let found = (range.lowerBound...range.upperBound - needle.count).filter {
            bytes[$0] == needle[0] && bytes[$0..<$0 + needle.count].elementsEqual(needle)
        }
        return found.count == 1 ? found[0]..<found[0] + needle.count : nil
    }
}
