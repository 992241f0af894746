import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct ShellSyntaxInExecForm: Rule {
    static let about = About(
        id: "WL114", since: "0.1", severity: .high,
        title: Text(en: "Shell syntax that no shell reads", ja: "シェルに解釈されないシェル構文"),
        why: Text(
            en:
                "A JSON array is started without a shell: `&&`, `|`, `>` and `$VAR` reach the program as they are written.",
            ja: "JSON 配列のコマンドはシェルを介さずに起動されます。`&&`、`|`、`>`、`$VAR` は文字どおりの引数としてプログラムに渡されます。"),
        remedy: Text(
            en:
                "Use a shell where you need it, as in `[\"sh\", \"-c\", \"exec node server.js --port $PORT\"]`, or let the program read the variable.",
            ja: "シェルが必要なら `[\"sh\", \"-c\", \"exec node server.js --port $PORT\"]` のように書くか、変数をプログラム側で読んでください。"),
        message: Text(en: "`{word}` is passed on as it is written", ja: "`{word}` は展開されず、そのまま渡されます"),
        links: ["https://docs.docker.com/reference/dockerfile/#exec-form"],
        answers: ["COST_05.sigterm"],
        fails: [
            "FROM node:22\nCMD [\"node\", \"server.js\", \"--port\", ⟦\"$PORT\"⟧]",
            "FROM node:22\nCMD [\"npm\", \"run\", \"migrate\", ⟦\"&&\"⟧, \"node\", \"server.js\"]",
            "FROM eclipse-temurin:21-jre\nENTRYPOINT [\"java\", ⟦\"${JAVA_OPTS}\"⟧, \"-jar\", \"app.jar\"]",
            "FROM debian:12\nCMD [\"app\", ⟦\">\"⟧, \"/dev/null\"]",
        ],
        passes: [
            "FROM node:22\nCMD [\"sh\", \"-c\", \"exec node server.js --port $PORT\"]",
            "FROM node:22\nCMD node server.js --port $PORT",
            "FROM debian:12\nENTRYPOINT [\"/entrypoint.sh\"]\nCMD [\"app\", \"$PORT\"]",
            "FROM kubernetes:1\nCMD [\"app\", \"$(POD_IP)\"]",
            "FROM debian:12\nCMD [\"awk\", \"{print $1}\"]",
            "FROM nginx:1\nCMD [\"nginx\", \"-g\", \"daemon off;\"]",
            "FROM debian:12\nCMD [\"grep\", \"-E\", \"^a$\"]",
            "FROM debian:12\nENTRYPOINT [\"tini\", \"--\", \"sh\", \"-c\"]\nCMD [\"a && b\"]",
        ],
        fixes: [
            (
                "FROM node:22\nCMD [\"node\", \"server.js\", \"--port\", \"$PORT\"]",
                "FROM node:22\nCMD [\"sh\", \"-c\", \"exec node server.js --port $PORT\"]"
            ),
            (
                "FROM node:22\nCMD [\"npm\", \"run\", \"migrate\", \"&&\", \"node\", \"server.js\"]",
                "FROM node:22\nCMD [\"sh\", \"-c\", \"npm run migrate && exec node server.js\"]"
            ),
        ]
    )

    private static let operators: Set<String> = ["&&", "||", "|", ">", ">>", "2>&1", "&", "<", "2>", ";"]
    /// Programs that read expressions of their own.
    private static let readers: Set<String> = ["awk", "sed", "grep", "perl", "jq", "find", "expr", "test", "envsubst"]

    func check(_ workload: Workload, _ report: inout Report) {
        guard let config = workload.config, workload.role != .buildOnly,
            workload.knownBase?.family != .windows
        else { return }
        let line = CommandLine(config)
        guard line.script == nil || line.words.isEmpty == false else { return }
        let texts = line.words.map(\.word.raw)
        let names = texts.map { RelativePath.name($0) }
        // A shell or a script among the words may well read them, and so may a base image's entrypoint.
        let isRead = names.contains { name in
            ["sh", "bash", "ash", "dash", "zsh", "ksh", "eval", "cmd", "powershell", "pwsh", "supervisord"].contains(
                name)
                || name.hasSuffix(".sh") || name.contains("entrypoint") || Self.readers.contains(name)
        }
        guard !isRead, !line.mayHaveBaseEntrypoint || KnownStart.of(config.base) != nil else { return }
        if let first = texts.first, config.entrypoint != nil, !isKnownProgram(first, workload) { return }
        for (word, _) in line.words where Self.isShellSyntax(word.raw) {
            return report.fault(at: word.range, ["word": word.raw], fix: fix(line, workload))
        }
    }

    /// The same words for a shell, which becomes the program.
    private func fix(_ line: CommandLine, _ workload: Workload) -> Fix? {
        let family = workload.knownBase?.family
        guard let first = line.words.first, line.words.allSatisfy({ $0.instruction == first.instruction }),
            family != .distroless, family != .scratch,
            !line.words.contains(where: { ["|", "||", "&", "exec"].contains($0.word.raw) })
        else { return nil }
        var words: [String] = []
        for (word, _) in line.words {
            let raw = word.raw
            if Self.operators.contains(raw) || raw.utf8.allSatisfy({ ExecForm.isPlain($0) || "${}".utf8.contains($0) })
            {
                words.append(raw)
            } else {
                guard !raw.contains("'"), !Self.isShellSyntax(raw) else { return nil }
                words.append("'" + raw + "'")
            }
        }
        let start = words.lastIndex { $0 == "&&" || $0 == ";" }.map { $0 + 1 } ?? 0
        guard start < words.count else { return nil }
        words.insert("exec", at: start)
        let text = ExecForm.text(["sh", "-c", words.joined(separator: " ")])
        return .ask(
            workload.dockerfile.instructions[first.instruction].argumentsSpan, text,
            note: Text(
                en:
                    "Blanks in a variable's value make several words now: write quotes around it where it must stay one.",
                ja: "変数の値に空白があると複数の引数に分かれます。1 つの引数にする必要がある場合は引用符で囲んでください。"))
    }

    /// A script of one's own may expand what it is given.
    private func isKnownProgram(_ path: String, _ workload: Workload) -> Bool {
        guard let last = workload.process?.links.last else { return false }
        return StopBehaviour.of(last.name) != .unknown || ["npm", "yarn", "go"].contains(last.name)
    }

    static func isShellSyntax(_ word: String) -> Bool {
        if operators.contains(word) { return true }
        // `$VAR`, `${VAR}`, `--port=$PORT`; `$(VAR)` is Kubernetes', `^a$` and `$1` are patterns.
        let bytes = Array(word.utf8)
        for index in bytes.indices where bytes[index] == UInt8(ascii: "$") && index + 1 < bytes.count {
            if index > 0, bytes[index - 1] == UInt8(ascii: "$") || bytes[index - 1] == UInt8(ascii: "\\") { continue }
            var next = index + 1
            if bytes[next] == UInt8(ascii: "{") { next += 1 }
            guard next < bytes.count, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[next]) else { continue }
            return true
        }
        return false
    }
}
