import Basics
import DockerfileSyntax
import RuleKit

struct ArgumentAfterUse: Rule {
    static let about = About(
        id: "DF127", since: "0.1", severity: .medium,
        title: Text(en: "ARG declared after it is used", ja: "使用後に宣言された ARG"),
        why: Text(
            en: "An ARG takes effect from its own line on; above it the variable is empty.",
            ja: "ARG は宣言した行から有効になります。それより上では変数は空です。"),
        remedy: Text(en: "Move the ARG above its first use.", ja: "ARG を最初に使う行より上へ移してください。"),
        message: Text(en: "`{name}` is used above its `ARG`", ja: "`{name}` がその `ARG` より前で使われています"),
        links: ["https://docs.docker.com/reference/dockerfile/#arg"],
        fails: [
            """
            FROM debian:12
            RUN curl -O https://example.com/⟦$VERSION⟧.tgz
            ARG VERSION=1
            """,
            """
            FROM debian:12
            WORKDIR /opt/⟦${APP}⟧
            ARG APP
            """,
        ],
        passes: [
            """
            FROM debian:12
            ARG VERSION=1
            RUN echo $VERSION
            """,
            """
            FROM debian:12
            ARG A=1
            RUN echo $A
            ARG A=2
            """,
            """
            FROM debian:12
            RUN A=1; echo $A
            ARG A
            """,
            """
            FROM debian:12 AS a
            RUN echo $A
            FROM debian:12
            ARG A
            """,
            """
            ARG A=1
            FROM debian:$A
            ARG A
            """,
        ],
        fixes: [
            (
                "FROM debian:12\nRUN curl -O https://example.com/$VERSION.tgz\nARG VERSION=1",
                "FROM debian:12\nARG VERSION=1\nRUN curl -O https://example.com/$VERSION.tgz"
            )
        ]
    )

    /// The ARG goes in front of the instruction that uses it.
    private func fix(_ use: VariableUse, _ declared: Int, _ stage: Stage, _ file: Dockerfile) -> Fix? {
        let argument = file.instructions[declared]
        guard argument.pairs.count == 1, argument.pairs[0].value?.raw.contains("$") != true,
            file.source.line(at: argument.range.lowerBound) == file.source.line(at: argument.range.upperBound - 1)
        else { return nil }
        return Fix(
            .ask,
            [file.inserting(file.source.text(argument.range), before: use.instruction), file.removing(declared)])
    }

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            var later: [String: Int] = [:]
            for index in stage.instructions where file.instructions[index].keyword == .arg {
                for pair in file.instructions[index].pairs { later[pair.key.shown] = index }
            }
            if later.isEmpty { continue }
            let first = file.declarations(of: stage)
            let uses =
                VariableUse.all(in: file, stage)
                + file.undefinedVariables.filter { stage.instructions.contains($0.instruction) }
                .map { VariableUse(name: $0.name, range: $0.range, instruction: $0.instruction) }
            for use in uses {
                guard let declared = later[use.name], declared > use.instruction, use.instruction != stage.from else {
                    continue
                }
                if let earlier = first[use.name], earlier < use.instruction { continue }
                report.fault(at: use.range, ["name": use.name], fix: fix(use, declared, stage, file))
            }
        }
    }
}
