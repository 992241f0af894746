import Basics
import DockerfileSyntax
import RuleKit

struct BrokenExecForm: Rule {
    static let about = About(
        id: "DF107", since: "0.1", severity: .high,
        title: Text(en: "Exec form that is no JSON", ja: "JSON になっていない exec 形式"),
        why: Text(
            en: """
                What is no valid JSON is handed to a shell as it stands: the command `[` is not found, or your \
                process runs below a shell that keeps SIGTERM from it.
                """,
            ja: "正しい JSON でない場合は全体がそのままシェルに渡されます。`[` で始まるコマンドが見つからずに失敗するか、シェルの子プロセスとして動き、SIGTERM が届かなくなります。"),
        remedy: Text(
            en: "Write double quotes, a comma between the words and none behind the last.",
            ja: "ダブルクォートを使い、要素の間をカンマで区切り、末尾のカンマは付けないでください。"),
        message: Text(
            en: "This array is no valid JSON, so `{instruction}` runs it in a shell",
            ja: "この配列は正しい JSON でないため、`{instruction}` はシェル形式として扱われます"),
        links: ["https://docs.docker.com/reference/dockerfile/#exec-form"],
        aliases: ["JSONArgsRecommended"],
        differs: Text(
            en: "The JSON form itself is another rule's matter; this one is about arrays that were meant as JSON.",
            ja: "JSON 形式を使うかどうかは別のルールで扱います。このルールは、JSON のつもりで書かれた配列だけを対象とします。"),
        answers: ["COST_05.sigterm"],
        fails: [
            """
            FROM debian:12
            CMD ⟦['nginx', '-g', 'daemon off;']⟧
            """,
            """
            FROM debian:12
            ENTRYPOINT ⟦["./app", "--verbose",]⟧
            """,
            """
            FROM debian:12
            CMD ⟦["./app" "serve"]⟧
            """,
            """
            FROM debian:12
            CMD ⟦[“./app”]⟧
            """,
            """
            FROM debian:12
            CMD ⟦[ './app', 'x' ]⟧
            """,
            """
            FROM debian:12
            CMD ⟦["./app"] # start⟧
            """,
            """
            FROM debian:12
            HEALTHCHECK CMD ⟦['curl', 'localhost']⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            CMD ["nginx"]
            """,
            """
            FROM debian:12
            RUN [ -d /x ] || mkdir /x
            """,
            """
            FROM debian:12
            RUN [ "$A" = b ]
            """,
            """
            FROM debian:12
            RUN [[ $A == b ]]
            """,
            """
            FROM debian:12
            CMD nginx
            """,
            """
            FROM debian:12
            RUN [ "$A" ]
            """,
            """
            FROM debian:12
            RUN [ 'a' = 'a,b' ]
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                CMD ['nginx', '-g', 'daemon off;']
                """,
                """
                FROM debian:12
                CMD ["nginx", "-g", "daemon off;"]
                """
            ),
            (
                """
                FROM debian:12
                ENTRYPOINT ["./app", "--verbose",]
                """,
                """
                FROM debian:12
                ENTRYPOINT ["./app", "--verbose"]
                """
            ),
            (
                """
                FROM debian:12
                CMD [“./app”]
                """,
                """
                FROM debian:12
                CMD ["./app"]
                """
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions {
            let holder = instruction.trigger ?? instruction
            var arguments = holder.arguments
            if case .health(_, let command) = arguments { arguments = command }
            guard case .text(let word) = arguments, [.run, .cmd, .entrypoint, .healthcheck].contains(holder.keyword)
            else {
                continue
            }
            guard let array = LooseArray(word.raw) else { continue }
            report.fault(
                at: word.range, ["instruction": holder.keyword.rawValue],
                fix: array.json.map { Fix(array.isSafe ? .safe : .ask, [Edit(word.range, $0)]) })
        }
    }
}
