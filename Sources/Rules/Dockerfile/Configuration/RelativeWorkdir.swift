import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct RelativeWorkdir: Rule {
    static let about = About(
        id: "DF615", since: "0.1", severity: .low,
        title: Text(en: "Relative WORKDIR with an unknown start", ja: "起点のわからない相対パスの WORKDIR"),
        why: Text(
            en: "Where it leads depends on the WORKDIR of the base image, and moves when the base changes.",
            ja: "実際の場所がベースイメージの WORKDIR に左右され、ベースが変わると変わってしまいます。"),
        remedy: Text(en: "Begin the path with a `/`.", ja: "パスを `/` から書いてください。"),
        message: Text(
            en: "`{path}` is relative to a folder that only the base image knows",
            ja: "`{path}` の起点となるディレクトリは、ベースイメージ次第です"),
        proof: Text(en: "`WORKDIR` is `{path}`", ja: "`WORKDIR` は絶対パス `{path}` です"),
        links: ["https://docs.docker.com/reference/build-checks/workdir-relative-path/"],
        aliases: ["DL3000", "WorkdirRelativePath", "DS-0009", "CKV_DOCKER_10"],
        differs: Text(
            en: "A path relative to an absolute WORKDIR above it is clear, and passes.",
            ja: "上にある絶対パスの WORKDIR からの相対指定は明確なので指摘しません。"),
        answers: ["COST_04.workdir"],
        yieldsTo: ["DF511"],
        fails: [
            """
            FROM debian:12
            WORKDIR ⟦app⟧
            """,
            """
            FROM debian:12 AS a
            FROM a
            WORKDIR ⟦./app⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            WORKDIR /app
            """,
            """
            FROM debian:12
            WORKDIR /srv
            WORKDIR app
            """,
            """
            FROM scratch
            WORKDIR app
            """,
            """
            FROM debian:12
            WORKDIR $HOME/app
            """,
            """
            FROM debian:12 AS a
            WORKDIR /srv
            FROM a
            WORKDIR app
            """,
            """
            FROM debian:12
            ARG D=/x
            WORKDIR $D
            """,
            """
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            WORKDIR C:/app
            """,
            """
            FROM debian:12
            ARG D
            WORKDIR ${D}
            WORKDIR app
            """,
        ],
        proves: [
            """
            FROM debian:12
            WORKDIR ⟦/app⟧
            """
        ],
        fixes: [
            (
                "FROM debian:12\nWORKDIR srv/app",
                "FROM debian:12\nWORKDIR /srv/app"
            ),
            (
                "FROM golang:1.26 AS a\nFROM a\nWORKDIR ./src",
                "FROM golang:1.26 AS a\nFROM a\nWORKDIR /go/src"
            ),
        ]
    )

    /// Where the folder that the base image works in is known.
    private func fix(_ word: Word, _ value: String, _ stage: Stage, _ file: Dockerfile) -> Fix? {
        guard let base = file.lineage(of: stage).first?.base, let start = KnownStart.of(base), word.raw == value,
            !value.hasPrefix("~"), let path = RelativePath.join(start.workdir, value)
        else { return nil }
        return .safe(word.range, "/" + path)
    }

    func check(_ file: Dockerfile, _ report: inout Report) {
        var known: [Bool] = []
        var isFault = false
        for stage in file.stages {
            var isKnown = stage.base == .scratch
            if case .stage(let index) = stage.base, known.indices.contains(index) { isKnown = known[index] }
            for index in stage.instructions where file.instructions[index].keyword == .workdir {
                guard let word = file.instructions[index].word else { continue }
                // A variable most often holds a full path.
                if !isKnown, let value = word.value, !Path.isAbsolute(value) {
                    isFault = true
                    report.fault(at: word.range, ["path": value], fix: fix(word, value, stage, file))
                }
                isKnown = true
            }
            known.append(isKnown)
        }
        guard !isFault, let stage = file.lastStage else { return }
        let last = file.inherited(stage).last { $0.keyword == .workdir }
        if let word = last?.word, let value = word.value, Path.isAbsolute(value) {
            report.holds(at: word.range, ["path": value])
        }
    }
}
