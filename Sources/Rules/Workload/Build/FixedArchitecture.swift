import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct FixedArchitecture: Rule {
    static let about = About(
        id: "WL407", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Download for one architecture", ja: "特定アーキテクチャ向けのダウンロード"),
        why: Text(
            en: """
                The image cannot be built for Graviton, which costs about a fifth less on Fargate; built there all the \
                same, the program does not start.
                """,
            ja: """
                Fargate で約 2 割安い Graviton 向けにビルドできなくなります。そのままビルドできても、\
                プログラムは起動しません。
                """),
        remedy: Text(
            en: "Declare `ARG TARGETARCH` and put it in the address.",
            ja: "`ARG TARGETARCH` を宣言し、URL の中で使ってください。"),
        message: Text(
            en: "`{part}` ties the image to one architecture", ja: "`{part}` により、イメージが 1 つのアーキテクチャに固定されます"),
        links: [
            "https://docs.docker.com/build/building/multi-platform/",
            "https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope",
        ],
        answers: ["COST_06.platforms", "SUSTAINABILITY_02.multi-arch"],
        fails: [
            "FROM debian:13\nRUN curl -fsSLo /t.tgz https://example.com/v1/tool-⟦linux-amd64⟧.tar.gz",
            "FROM debian:13\nADD https://example.com/tool_⟦linux_amd64⟧.zip /t.zip",
        ],
        passes: [
            "FROM debian:13\nARG TARGETARCH\nRUN curl -fsSLo /t.tgz https://example.com/v1/tool-linux-$TARGETARCH.tar.gz",
            """
            FROM debian:13
            RUN case "$(uname -m)" in x86_64) u=https://example.com/t-linux-amd64 ;; aarch64) u=https://example.com/t-linux-arm64 ;; esac; curl -fsSLO "$u"
            """,
            "FROM --platform=linux/amd64 debian:13\nRUN curl -fsSLO https://example.com/t-linux-amd64",
            "FROM debian:13\nRUN echo linux-amd64",
        ]
    )

    private static let marks = [
        "linux-amd64", "linux_amd64", "linux-x86_64", "linux_x86_64", "x86_64-unknown-linux-gnu",
        "x86_64-unknown-linux-musl", "linux-x64", "linux64", "Linux-x86_64", "Linux_x86_64", "Linux-amd64", "amd64.deb",
        "x86_64.rpm", "amd64.tar.gz", "x86_64.zip", "x86_64.tar.gz",
    ]

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        let used = workload.stagesInUse
        for stage in file.stages where used.contains(stage.index) && stage.platform == nil {
            for index in stage.instructions where file.instructions.indices.contains(index) {
                let instruction = file.instructions[index]
                let text = file.source.text(instruction.range)
                guard ["amd64", "x86_64", "x64", "linux64"].contains(where: text.contains),
                    !["arm64", "aarch64", "TARGETARCH", "TARGETPLATFORM"].contains(where: text.contains)
                else { continue }
                if let place = place(in: instruction, file.source) {
                    report.fault(at: place, ["part": file.source.text(place)])
                }
            }
        }
    }

    /// The first mark in an address.
    private func place(in instruction: Instruction, _ source: SourceFile) -> Range<Int>? {
        switch instruction.keyword {
        case .add:
            return instruction.copy?.sources.filter { $0.kind == .url }.lazy
                .compactMap { mark(in: $0.word.range, source) }.first
        case .run:
            guard let script = instruction.script, script.interpreter.isShell else { return nil }
            for command in script.shell.commands where ["curl", "wget"].contains(command.program ?? "") {
                for word in command.effectiveArguments where word.template.contains("://") {
                    if let place = mark(in: script.sourceRange(word.range), source) { return place }
                }
            }
            return nil
        default: return nil
        }
    }

    private func mark(in range: Range<Int>, _ source: SourceFile) -> Range<Int>? {
        let bytes = source.bytes[range]
        for mark in Self.marks {
            let needle = Array(mark.utf8)
            guard bytes.count >= needle.count else { continue }
            for start in range.lowerBound...(range.upperBound - needle.count)
            where bytes[start..<start + needle.count].elementsEqual(needle) {
                return start..<start + needle.count
            }
        }
        return nil
    }
}
