import Basics
import DockerfileSyntax
import RuleKit
import Testing

/// Which findings other tools' comments and settings silence.
struct SilencerTests {
    private static let registry = Registry([Tagged.self, Cased.self, CurlAgain.self])

    /// Speaks of each FROM.
    struct Tagged: Rule {
        static let about = toyAbout("DF911", severity: .low, aliases: ["DL3006", "DS-0001", "CKV_DOCKER_7"])
        func check(_ file: Dockerfile, _ report: inout Report) {
            for instruction in file.instructions where instruction.keyword == .from {
                report.fault(at: instruction.range)
            }
        }
    }

    /// Speaks of each FROM as one of BuildKit's checks does.
    struct Cased: Rule {
        static let about = toyAbout("DF912", severity: .style, aliases: ["StageNameCasing", "DL3099"])
        func check(_ file: Dockerfile, _ report: inout Report) {
            for instruction in file.instructions where instruction.keyword == .from {
                report.fault(at: instruction.range)
            }
        }
    }

    struct CurlAgain: Rule {
        static let about = toyAbout("DF913", aliases: ["DS-0014"])
        static let commands = ["curl"]
        func check(_ run: RunCommand, _ report: inout Report) { report.fault(at: run.place) }
    }

    private static func findings(_ text: String, _ change: (inout Settings) -> Void = { _ in }) -> [String] {
        var settings = Settings()
        settings.today = Day(year: 2026, month: 9, day: 1)
        change(&settings)
        return Toy.judge(text, settings, registry)
            .map { "\($0.rule) \($0.span.start.line)\($0.suppression == nil ? "" : "~")" }
    }

    @Test(arguments: [
        ("# hadolint ignore=DL3006\nFROM a\n", ["DF911 2~", "DF912 2"]),
        ("# hadolint ignore=dl3006\nFROM a\n", ["DF911 2", "DF912 2"]),
        ("# hadolint ignore=StageNameCasing\nFROM a\n", ["DF911 2", "DF912 2"]),
        ("FROM a\nFROM b\n# hadolint global ignore=DL3006\n", ["DF911 1~", "DF912 1", "DF911 2~", "DF912 2"]),
        ("# check=skip=StageNameCasing\nFROM a\n", ["DF911 2", "DF912 2~"]),
        ("# check=skip=stagenamecasing\nFROM a\n", ["DF911 2", "DF912 2"]),
        ("# check=skip=all\nFROM a\n", ["DF911 2", "DF912 2~"]),
        ("# check=skip=DL3006\nFROM a\n", ["DF911 2", "DF912 2"]),
        ("#trivy:ignore:AVD-DS-0001\nFROM a\n", ["DF911 2~", "DF912 2"]),
        ("#trivy:ignore:ds001\nFROM a\n", ["DF911 2~", "DF912 2"]),
        ("#trivy:ignore:DS-*\nFROM a\n", ["DF911 2~", "DF912 2"]),
        ("#trivy:ignore:*\nFROM a\n", ["DF911 2~", "DF912 2"]),
        ("#trivy:ignore:DL3006\nFROM a\n", ["DF911 2", "DF912 2"]),
        ("#trivy:ignore:DS-0001:exp:2026-09-02\nFROM a\n", ["DF911 2~", "DF912 2"]),
        ("#trivy:ignore:DS-0001:exp:2026-09-01\nFROM a\n", ["DF911 2", "DF912 2"]),
        ("#trivy:ignore:DS-0001:exp:soon\nFROM a\n", ["DF911 2", "DF912 2"]),
        ("FROM a\nRUN curl x #trivy:ignore:DS-0014\n", ["DF911 1", "DF912 1", "DF913 2~"]),
        ("FROM a\n# checkov:skip=CKV_DOCKER_7:x\nFROM b\n", ["DF911 1~", "DF912 1", "DF911 3~", "DF912 3"]),
        ("# tally ignore=hadolint/DL3006\nFROM a\n", ["DF911 2~", "DF912 2"]),
    ])
    func commentsSilence(text: String, expected: [String]) {
        #expect(Self.findings(text) == expected)
    }

    @Test func buildChecksThatFailABuildFailAReview() {
        var settings = Settings()
        settings.today = Day(year: 2026, month: 9, day: 1)
        let findings = Toy.judge("# check=error=true\nFROM a\n", settings, Self.registry)
        #expect(findings.map(\.severity) == [.low, .medium])
    }

    @Test func hadolintsPragmasCanBeSwitchedOff() {
        let text = "# hadolint ignore=DL3006\n# plimsoll ignore=DF912 x\nFROM a\n"
        #expect(Self.findings(text) { $0.readsHadolintPragmas = false } == ["DF911 3", "DF912 3~"])
    }

    private static func entry(
        _ rule: String, _ paths: [String] = [], ends: String? = nil, isForeign: Bool = true, at path: String = ".x"
    ) -> IgnoreEntry {
        let span = Span(
            path: path, bytes: 0..<1, start: Position(line: 1, column: 1), end: Position(line: 1, column: 2))
        return IgnoreEntry(
            rule: rule, paths: paths, reason: "why", ends: ends.flatMap { Day($0) }, span: span, isForeign: isForeign)
    }

    @Test(arguments: [
        (entry("DL3006"), ["DF911 1~", "DF912 1"]),
        (entry("AVD-DS-0001"), ["DF911 1~", "DF912 1"]),
        (entry("DL9999"), ["DF911 1", "DF912 1"]),
        (entry("DL3006", ["Dockerfile"]), ["DF911 1~", "DF912 1"]),
        (entry("DL3006", ["**/Docker*"]), ["DF911 1~", "DF912 1"]),
        (entry("DL3006", ["docs/Dockerfile"]), ["DF911 1", "DF912 1"]),
        (entry("DL3006", at: "sub/.x"), ["DF911 1~", "DF912 1"]),
        (entry("DL3006", ["Dockerfile"], at: "sub/.x"), ["DF911 1", "DF912 1"]),
        (entry("DL3006", ends: "2026-09-02"), ["DF911 1~", "DF912 1"]),
        (entry("DL3006", ends: "2026-09-01"), ["DF911 1", "DF912 1"]),
    ])
    func entriesSilence(entry: IgnoreEntry, expected: [String]) {
        #expect(Self.findings("FROM a\n") { $0.ignores = [entry] } == expected)
    }

    @Test func ourOwnFileWinsOverAnotherTools() {
        #expect(
            Self.findings("FROM a\n") {
                $0.ignores = [Self.entry("DL3006")]
                $0.rules["DF911"] = .init(isOn: true)
            } == ["DF911 1", "DF912 1"])
        #expect(
            Self.findings("FROM a\n") {
                $0.ignores = [Self.entry("DL3006", isForeign: false)]
                $0.rules["DF911"] = .init(severity: .high)
            } == ["DF911 1~", "DF912 1"])
        #expect(
            Self.findings("FROM a\n") {
                $0.foreignRules["DL3006"] = .init(isOn: true)
                $0.rules["DF911"] = .init(isOn: false)
            } == ["DF912 1"])
    }

    @Test func silencedBySettingsKeepsReasonPlaceAndKind() throws {
        var settings = Settings()
        settings.ignores = [Self.entry("DL3006")]
        let finding = try #require(Toy.judge("FROM a\n", settings, Self.registry).first)
        #expect(finding.suppression?.kind == .settings && finding.suppression?.reason == "why")
        #expect(finding.suppression?.span?.path == ".x")
    }

    @Test func shellChecksFindingsAreSilencedByTheirNumber() {
        let file = Dockerfile(
            SourceFile(path: "Dockerfile", text: "FROM a\n# hadolint ignore=SC2086\nRUN b $c\nRUN d $e\n"))
        var settings = Settings()
        settings.ignores = [Self.entry("SC2046")]
        var findings = [(2, "SC2086"), (2, "SC2046"), (3, "SC2086")].map { index, code in
            Finding(
                rule: code, verdict: .fault, severity: .low, span: file.source.span(file.instructions[index - 1].range),
                foreign: .init(tool: "ShellCheck", message: code, link: ""))
        }
        Judge(Self.registry, settings).silencer.silence(&findings, file)
        #expect(findings.map { $0.suppression?.kind } == [.pragma, .settings, nil])
    }

    @Test func whatSilencesNothingIsKnown() {
        var settings = Settings()
        settings.ignores = [Self.entry("DL3006"), Self.entry("DL9999"), Self.entry("DS-0014", ends: "2020-01-01")]
        let silencer = Judge(Self.registry, settings).silencer
        #expect(silencer.unused(among: settings.ignores).map(\.rule) == ["DL3006"])
    }
}
