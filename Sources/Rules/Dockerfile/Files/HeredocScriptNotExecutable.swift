import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct HeredocScriptNotExecutable: Rule {
    static let about = About(
        id: "DF508", since: "0.1", severity: .high,
        title: Text(en: "Script from a here-document that cannot be executed", ja: "実行権限のないヒアドキュメントのスクリプト"),
        why: Text(
            en: """
                Files made by a here-document have mode 0644: the container stops at once with "permission \
                denied".
                """,
            ja: "ヒアドキュメントで作成したファイルのモードは 0644 です。コンテナは「permission denied」で直ちに停止します。"),
        remedy: Text(en: "Give the COPY `--chmod=755`.", ja: "COPY に `--chmod=755` を指定してください。"),
        message: Text(
            en: "`{path}` is started as a program but has no execute permission",
            ja: "`{path}` はプログラムとして起動されますが、実行権限がありません"),
        links: ["https://docs.docker.com/reference/dockerfile/#here-documents"],
        answers: ["COST_07.start-up"],
        fails: [
            """
            FROM debian:12
            COPY <<EOF ⟦/start.sh⟧
            #!/bin/sh
            exec app
            EOF
            ENTRYPOINT ["/start.sh"]
            """,
            """
            FROM debian:12
            COPY <<'EOF' ⟦/usr/local/bin/run⟧
            #!/bin/sh
            EOF
            CMD ["run", "x"]
            """,
        ],
        passes: [
            """
            FROM debian:12
            COPY --chmod=755 <<EOF /start.sh
            #!/bin/sh
            EOF
            ENTRYPOINT ["/start.sh"]
            """,
            """
            FROM debian:12
            COPY <<EOF /start.sh
            #!/bin/sh
            EOF
            ENTRYPOINT ["sh", "/start.sh"]
            """,
            """
            FROM debian:12
            COPY <<EOF /start.sh
            #!/bin/sh
            EOF
            RUN chmod +x /start.sh
            ENTRYPOINT ["/start.sh"]
            """,
            """
            FROM debian:12
            COPY <<EOF /etc/app.conf
            a=1
            EOF
            CMD ["app"]
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                COPY <<EOF /start.sh
                #!/bin/sh
                EOF
                ENTRYPOINT ["/start.sh"]
                """,
                """
                FROM debian:12
                COPY --chmod=755 <<EOF /start.sh
                #!/bin/sh
                EOF
                ENTRYPOINT ["/start.sh"]
                """
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            let instructions = stage.instructions.map { file.instructions[$0] }
            let started = instructions.filter { ($0.keyword == .entrypoint || $0.keyword == .cmd) && $0.isJSON }
                .compactMap { $0.words.first?.raw }
            if started.isEmpty { continue }
            for instruction in instructions {
                guard let copy = instruction.copy, copy.chmod == nil, copy.sources.count == 1,
                    let source = copy.sources.first,
                    case .heredoc(let number) = source.kind, instruction.heredocs.indices.contains(number),
                    let destination = copy.destination, let path = destination.value, path.hasPrefix("/")
                else { continue }
                let content = file.source.bytes[instruction.heredocs[number].content]
                let name = path.split(separator: "/").last.map(String.init) ?? path
                let isOnPath = path.has("/bin/") || path.has("/sbin/")
                guard content.starts(with: "#!".utf8),
                    started.contains(where: { $0 == path || (isOnPath && $0 == name) })
                else { continue }
                let isChanged = instructions.contains { run in
                    run.keyword == .run
                        && (run.script?.shell.commands.contains {
                            ["chmod", "install", "cp"].contains($0.program ?? "")
                        } == true || run.script?.interpreter.isShell == false)
                }
                if isChanged { continue }
                let end = instruction.keywordRange.upperBound
                report.fault(at: destination.range, ["path": path], fix: .safe(end..<end, " --chmod=755"))
            }
        }
    }
}
