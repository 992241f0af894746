import Basics
import RuleKit
import Testing

/// Settings files of other tools, by what those tools document.
struct ForeignSettingsTests {
    private static func read(_ path: String, _ text: String, _ tool: ForeignTool) -> ForeignSettings {
        var settings = ForeignSettings()
        settings.read(SourceFile(path: path, text: text), of: tool)
        return settings
    }

    private static func hadolint(_ text: String) -> ForeignSettings { read(".hadolint.yaml", text, .hadolint) }

    @Test func hadolintsWholeSchema() {
        let settings = Self.hadolint(
            """
            failure-threshold: warning
            format: tty
            ignored:
              - DL3000
              - SC1010
            label-schema:
              author: text
              contact: email
              created: rfc3339
              version: semver
              documentation: url
              git-revision: hash
              license: spdx
            no-color: true
            no-fail: false
            override:
              error: [DL3001, DL3002]
              warning: [DL3042]
              info: [DL3032]
              style: [DL3015]
            strict-labels: true
            disable-ignore-pragma: true
            trustedRegistries:
              - docker.io
              - "*.gcr.io"
            """)
        #expect(settings.notes.isEmpty && settings.files == [".hadolint.yaml"])
        #expect(settings.failOn == .severity(.medium))
        #expect(settings.ignores.map(\.rule) == ["DL3000", "SC1010"])
        #expect(settings.ignores.map(\.span.start.line) == [4, 5])
        #expect(
            settings.labels?.map { "\($0.key):\($0.type)" }.joined(separator: " ")
                == "author:text contact:email created:rfc3339 version:semver documentation:url git-revision:hash license:spdx"
        )
        #expect(
            settings.rules == [
                "DL3001": .init(severity: .high), "DL3002": .init(severity: .high), "DL3042": .init(severity: .medium),
                "DL3032": .init(severity: .low), "DL3015": .init(severity: .style),
            ])
        #expect(settings.isStrictAboutLabels && !settings.readsHadolintPragmas)
        #expect(settings.trustedRegistries == ["docker.io", "*.gcr.io"])
    }

    @Test(arguments: [
        ("failure-threshold: error", FailOn.severity(.high)), ("failure-threshold: warning", .severity(.medium)),
        ("failure-threshold: info", .severity(.low)), ("failure-threshold: style", .severity(.style)),
        ("failure-threshold: none", .never), ("failure-threshold: ignore", .never),
        ("failure-threshold: loud", nil), ("ignored: []", nil), ("", nil),
        ("no-fail: true", .never), ("no-fail: true\nfailure-threshold: error", .never), ("no-fail: false", nil),
    ])
    func thresholds(text: String, failOn: FailOn?) {
        #expect(Self.hadolint(text).failOn == failOn)
    }

    @Test(arguments: [
        ("failure-threshold: loud", "`loud` is no threshold"), ("override: {fatal: [DL1]}", "`fatal` is no level"),
        ("label-schema: {a: number}", "`number` is no type"), ("ingored: [DL3000]", "`ingored` is no setting"),
        ("- DL3000", "could not be read"), ("ignored: [", "could not be read"),
    ])
    func whatMeansNothingIsTold(text: String, note: String) {
        let notes = Self.hadolint(text).notes
        #expect(notes.count == 1 && notes.first?.en.contains(note) == true, "\(notes.map(\.en))")
        #expect(notes.first?.en.hasPrefix(".hadolint.yaml") == true)
    }

    @Test func registriesMayBeOneText() {
        #expect(Self.hadolint("trustedRegistries: docker.io").trustedRegistries == ["docker.io"])
        #expect(Self.hadolint("trustedRegistries: []").trustedRegistries == [])
    }

    /// Compared with hadolint 2.15.1.
    @Test(arguments: [
        ("gcr.io", "gcr.io", true), ("gcr.io", "GCR.io", false), ("example.com", "example.com:5000", false),
        ("example.com:5000", "example.com:5000", true), ("*.example.com", "foo.example.com", true),
        ("*.example.com", "example.com", false), ("gcr.*", "gcr.io", true), ("*gcr.io", "eu.gcr.io", true),
        ("ex*com", "example.com", false), ("*", "anything:1", true), ("docker.io", "docker.io", true),
        ("hub.docker.com", "docker.io", true), ("gcr.io/team", "gcr.io", false),
    ])
    func registriesMatch(pattern: String, registry: String, isTrusted: Bool) {
        #expect(Policy(trustedRegistries: [pattern]).trusts(registry) == isTrusted)
        #expect(Policy().trusts(registry) == nil)
    }

    private static func describe(_ settings: ForeignSettings) -> [String] {
        settings.ignores.map { entry in
            let paths = entry.paths.isEmpty ? "" : " in \(entry.paths.joined(separator: " "))"
            let ends = entry.ends.map { " until \($0)" } ?? ""
            return
                "\(entry.span.start.line) \(entry.rule)\(paths)\(ends)\(entry.reason.isEmpty ? "" : ": ")\(entry.reason)"
        }
    }

    @Test func trivysLines() {
        let settings = Self.read(
            ".trivyignore",
            """
            # Accept the risk
            # for now
            CVE-2018-14618

            # The image needs root
            AVD-DS-0002
              DS-0026 exp:2026-12-01
            DS001 # behind it
            AVD-AWS-0001
            aws-account-id
            DS-0013 exp:soon
            """, .trivy)
        #expect(
            Self.describe(settings) == [
                "6 AVD-DS-0002: The image needs root", "7 DS-0026 until 2026-12-01: The image needs root",
                "8 DS001: The image needs root",
            ])
        #expect(settings.notes.map(\.en) == [".trivyignore:11: `exp:soon` is no date; the line has no effect."])
    }

    @Test func trivysYAML() {
        let settings = Self.read(
            "app/.trivyignore.yaml",
            """
            vulnerabilities:
              - id: CVE-2022-40897
            misconfigurations:
              - id: AVD-DS-0001
              - id: AVD-DS-0002
                paths:
                  - "docs/Dockerfile"
                expired_at: 2026-09-01
                statement: The image needs root privileges
              - statement: no id
              - id: DS-0005
                expired_at: soon
            secrets:
              - id: aws-access-key-id
            """, .trivy)
        #expect(
            Self.describe(settings) == [
                "4 AVD-DS-0001", "5 AVD-DS-0002 in docs/Dockerfile until 2026-09-01: The image needs root privileges",
            ])
        #expect(settings.notes.map(\.en) == ["app/.trivyignore.yaml:12: `soon` is no date; the entry has no effect."])
        #expect(settings.ignores.last?.covers("app/docs/Dockerfile") == true)
        #expect(settings.ignores.last?.covers("docs/Dockerfile") == false)
    }

    @Test(arguments: [
        ("skip-check:\n  - CKV_DOCKER_2\n  - CKV2_DOCKER_1\n", ["2 CKV_DOCKER_2", "3 CKV2_DOCKER_1"]),
        ("skip-check: CKV_DOCKER_2, CKV_DOCKER_3", ["1 CKV_DOCKER_2", "1 CKV_DOCKER_3"]),
        ("skip-check: [LOW, CKV_DOCKER_2]", ["1 CKV_DOCKER_2"]), ("compact: true", []), ("", []),
    ])
    func checkovsOptions(text: String, expected: [String]) {
        #expect(Self.describe(Self.read(".checkov.yaml", text, .checkov)) == expected)
    }

    @Test func checkovsSoftFailNeverFails() {
        #expect(Self.read(".checkov.yaml", "soft-fail: true", .checkov).failOn == .never)
    }

    @Test func ourOwnFileDecides() throws {
        var settings = try ProjectFile.read(
            SourceFile(path: "plimsoll.yml", text: "trusted-registries: [a.example.com]\nlabel-schema: {team: text}\n")
        ).settings
        var foreign = Self.hadolint("trustedRegistries: [docker.io]\nlabel-schema: {x: url}\nstrict-labels: true")
        foreign.apply(to: &settings)
        #expect(settings.policy?.trustedRegistries == ["a.example.com"])
        #expect(settings.policy?.labels == [LabelRequirement("team", .text)] && settings.policy?.isStrict == false)
        foreign = Self.hadolint("label-schema: {x: url}\nstrict-labels: true")
        var bare = Settings()
        foreign.apply(to: &bare)
        #expect(bare.policy?.trustedRegistries == nil && bare.policy?.isStrict == true)
        #expect(bare.policy?.labels == [LabelRequirement("x", .url)])
        var untouched = Settings()
        ForeignSettings().apply(to: &untouched)
        #expect(untouched.policy == nil)
    }
}
