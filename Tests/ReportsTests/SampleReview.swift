import Basics
import DockerfileSyntax
import Lens
import Reports
import RuleKit
import Workload

/// A small review that never changes: rules of its own judge a workload in memory.
enum SampleReview {
    static let files = [
        "Dockerfile": """
        FROM debian:12 AS build
        ARG 名前="値"
        RUN make 日本語 && \\
            make install
        # plimsoll ignore=shell-form-start the wrapper handles signals
        CMD ./old
        FROM $BASE
        \tRUN true
        CMD npm start

        """,
        "plimsoll.yml": "level: strict\n",
    ]

    static let registry = Registry([TaggedBase.self, ShellFormStart.self, LongRun.self, UnusedArgument.self])

    static func make() throws -> Review {
        let tree = MemoryTree(files)
        let found = Discovery.find(in: tree, from: [""])
        var settings = Settings()
        settings.set = .strict
        let judge = Judge(registry, settings)
        let today = Day(year: 2026, month: 11, day: 21)
        let attestation = Attestation(
            id: "CONTAINER_BUILD_REL_01", answer: .met, owner: "platform team", date: today,
            expires: Day(year: 2027, month: 5, day: 1), note: "restore drill of October")
        let answering = Answering(registry, attestations: [attestation], today: today)
        let loader = WorkloadLoader(tree: tree)
        let workloads = found.dockerfiles.flatMap { loader.workloads(of: $0) }.map { workload in
            var findings = judge.judge(workload)
            findings.append(shellCheck(workload.dockerfile.source))
            return WorkloadReview(
                name: workload.name, dockerfile: workload.dockerfile.source.path, role: workload.role.title,
                roleReason: workload.roleReason, context: workload.context?.root,
                unread: Text(en: "line 9: not understood; the rest is judged", ja: "9 行目を解釈できませんでした。残りは評価しています"),
                findings: findings, sheet: Lazy { [findings] in answering.answer(findings) })
        }
        let sheets = workloads.map(\.sheet)
        return Review(
            version: "0.1.0", date: today, registry: registry, ruleCount: judge.ruleCount,
            files: [
                ContainerFileRecord(path: "Dockerfile", state: .judged),
                ContainerFileRecord(
                    path: "Dockerfile.j2", state: .refused,
                    reason: Text(en: "a template of Jinja", ja: "Jinja のテンプレートです")),
                ContainerFileRecord(
                    path: "old/Dockerfile", state: .partly, reason: Text(en: "line 9", ja: "9 行目")),
            ],
            workloads: workloads, sheet: Lazy { answering.combine(sheets) },
            tools: [
                ToolRecord(name: "ShellCheck", state: .ran), ToolRecord(name: "hypothetical", state: .absent),
                ToolRecord(name: "broken", state: .failed, detail: "exit 9"),
            ],
            notes: [Text(en: "A thing to know.", ja: "知っておくべきことです。")], sources: { tree.source($0) })
    }

    /// A finding of another tool joins in with its own words.
    private static func shellCheck(_ source: SourceFile) -> Finding {
        let word = source.lineRange(3).lowerBound + "RUN make ".utf8.count
        return Finding(
            rule: "SC2086", verdict: .fault, severity: .low, span: source.span(word..<word + 9),
            foreign: Finding.Foreign(
                tool: "ShellCheck", message: "Double quote to prevent globbing.",
                link: "https://www.shellcheck.net/wiki/SC2086"))
    }
}

private func sampleAbout(
    _ id: String, _ severity: Severity, title: Text, message: Text, proof: Text? = nil, answers: [String]
) -> About {
    About(
        id: id, since: "0.1", severity: severity, title: title,
        why: Text(
            en:
                "What happens to people who leave it is told here at such a length that it has to be broken into lines.",
            ja: "放置すると何が起きるかをここで説明します。折り返しが必要になる程度の長さがあり、`USER` のようなコードも含みます。"),
        remedy: Text(en: "Do the other thing.", ja: "別の方法にしてください。"), message: message, proof: proof,
        links: ["https://docs.docker.com/reference/dockerfile/"], aliases: ["DL3025"], answers: answers, fails: [],
        passes: [])
}

/// Holds for a tag, is unsure of a variable.
struct TaggedBase: Rule {
    static let about = sampleAbout(
        "DF901", .medium, title: Text(en: "Base image without a tag", ja: "タグのないベースイメージ"),
        message: Text(en: "`{image}` has no tag", ja: "`{image}` にタグがありません"),
        proof: Text(en: "`{image}` is tagged", ja: "`{image}` はタグで固定されています"),
        answers: ["PERF_03.tag", "REL_04.base-pinned"])

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            if stage.base == .unknown {
                report.unsure(at: stage.image.range, because: Text(en: "a variable names it", ja: "変数で指定されています"))
            } else {
                report.holds(at: stage.image.range, ["image": stage.image.shown])
            }
        }
    }
}

/// Has a fix and a related place.
struct ShellFormStart: Rule {
    static let about = sampleAbout(
        "DF902", .high, title: Text(en: "Start in shell form", ja: "シェル形式の起動コマンド"),
        message: Text(en: "`{command}` runs below a shell", ja: "`{command}` がシェル経由で起動されます"),
        answers: ["COST_05.sigterm"])

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .cmd {
            let text = file.source.text(instruction.range)
            report.fault(
                at: instruction.range, ["command": String(text.dropFirst(4))],
                fix: .ask(instruction.range, "CMD [\"npm\", \"start\"]"),
                related: [
                    Finding.Related(
                        file.source.span(0..<4), Text(en: "the stage begins here", ja: "ステージはここから始まります"))
                ])
        }
    }
}

/// Reports an instruction of several lines with wide characters.
struct LongRun: Rule {
    static let about = sampleAbout(
        "DF903", .style, title: Text(en: "Long RUN", ja: "長い RUN"),
        message: Text(en: "Long `RUN`", ja: "`RUN` が長すぎます"), answers: [])

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .run {
            report.fault(at: instruction.range)
        }
    }
}

/// Its subject does not occur.
struct UnusedArgument: Rule {
    static let about = sampleAbout(
        "DF904", .low, title: Text(en: "Unused argument", ja: "未使用の引数"),
        message: Text(en: "unused", ja: "使われていません"), answers: ["DP_03.parent"])

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.notApplicable(at: 0..<4, because: Text(en: "there is none", ja: "該当するものがありません"))
    }
}
