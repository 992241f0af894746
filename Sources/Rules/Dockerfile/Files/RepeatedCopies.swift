import Basics
import DockerfileSyntax
import RuleKit

struct RepeatedCopies: Rule {
    static let about = About(
        id: "DF510", since: "0.1", severity: .style, set: .style,
        title: Text(en: "Several COPY in a row to one folder", ja: "同じフォルダーへの連続した COPY"),
        why: Text(en: "Each makes a layer of its own.", ja: "それぞれが別のレイヤーになります。"),
        remedy: Text(en: "Name all files in one COPY.", ja: "1 つの COPY にまとめてください。"),
        message: Text(
            en: "Could be one with the `COPY` above: both go to `{destination}`",
            ja: "直前の `COPY` と 1 つにまとめられます (どちらも `{destination}` へのコピーです)"),
        links: ["https://docs.docker.com/build/building/best-practices/"],
        answers: ["PERF_06.related-runs"],
        fails: [
            """
            FROM debian:12
            COPY a.txt /app/
            ⟦COPY b.txt /app/⟧
            """
        ],
        passes: [
            """
            FROM debian:12
            COPY a.txt /app/
            COPY b.txt /srv/
            """,
            """
            FROM debian:12
            COPY go.mod ./
            RUN go mod download
            COPY main.go ./
            """,
            """
            FROM debian:12
            COPY src /app/
            COPY lib /app/
            """,
            """
            FROM debian:12
            COPY --chown=1 a.txt /app/
            COPY b.txt /app/
            """,
            """
            FROM debian:12
            COPY a.txt /app/b.txt
            COPY c.txt /app/d.txt
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            for index in stage.instructions.dropFirst() {
                let (above, here) = (file.instructions[index - 1], file.instructions[index])
                guard let first = above.copy, let second = here.copy, first.isAdd == second.isAdd else { continue }
                guard let destination = second.destination?.value, destination == first.destination?.value,
                    second.destinationIsFolder == true, above.flags.map(\.text) == here.flags.map(\.text)
                else { continue }
                // The content of a folder is copied, not the folder: names with an ending are files.
                let sources = first.sources + second.sources
                guard sources.allSatisfy({ $0.kind == .path && isFile($0.word.shown) }) else { continue }
                report.fault(at: here.range, ["destination": destination])
            }
        }
    }

    private func isFile(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return !path.hasSuffix("/") && name.dropFirst().contains(".") && !name.hasPrefix("..")
    }
}
