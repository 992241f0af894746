import Basics
import RuleKit
import ShellSyntax

struct BuildToolsInFinalImage: Rule {
    static let about = About(
        id: "DF325", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Build tools in the final image", ja: "最終イメージにビルドツールが入る"),
        why: Text(
            en: """
                Compilers and headers weigh hundreds of megabytes, bring most of the reported vulnerabilities, and help \
                an intruder to build tools in the container.
                """,
            ja: "コンパイラやヘッダーは数百 MB あり、検出される脆弱性の多くを占めます。侵入者がコンテナ内でツールをビルドする手段にもなります。"),
        remedy: Text(
            en: "Build in a stage of its own and copy the result, or remove them in the same `RUN`.",
            ja: "専用のステージでビルドして成果物だけをコピーするか、同じ `RUN` の中で削除してください。"),
        message: Text(
            en: "Only needed to build, but stays in the image: {packages}", ja: "ビルドにしか使わないものがイメージに残ります: {packages}"),
        links: ["https://docs.docker.com/build/building/multi-stage/"],
        aliases: ["droast:DF011"],
        answers: ["COST_03.no-build-tools", "OPS_01.multi-stage", "COST_04.multi-stage"],
        fails: [
            "FROM python:3.13-slim\nRUN apt-get update && apt-get install -y libpq5 ⟦gcc⟧ libpq-dev\nCMD [\"python\", \"app.py\"]",
            "FROM alpine:3.22\nRUN apk add --no-cache ⟦build-base⟧\nENTRYPOINT [\"/app\"]",
        ],
        passes: [
            "FROM python:3.13 AS build\nRUN apt-get install -y gcc\nFROM python:3.13-slim\nCMD [\"python\"]",
            "FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc && pip install uwsgi && apt-get purge -y gcc\nCMD [\"python\"]",
            "FROM alpine:3.22\nRUN apk add --no-cache build-base",
            "FROM alpine:3.22\nRUN apk add --virtual .b gcc && make && apk del .b\nCMD [\"/app\"]",
        ]
    )

    static let commands = PackagePrograms.system

    func check(_ run: RunCommand, _ report: inout Report) {
        guard run.installsIntoFinalImage, let call = run.call else { return }
        let tools = call.packages.filter { UnwantedTools.isDevelopment($0.name) }
        guard let first = tools.first else { return }
        let names = tools.prefix(5).map { "`\($0.name)`" } + (tools.count > 5 ? ["…"] : [])
        report.fault(at: run.place(first.range), ["packages": names.joined(separator: ", ")])
    }
}
