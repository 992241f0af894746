import Advisories
import Basics
import Parity
import RuleKit
import Testing
import Workload

struct ProjectFileTests {
    private static func read(_ text: String) throws(Failure) -> ProjectFile {
        try ProjectFile.read(SourceFile(path: "plimsoll.yml", text: text))
    }

    @Test func readsEverything() throws {
        let file = try Self.read(
            """
            level: strict
            fail-on: high
            rules-as-of: "0.1"
            rules:
              DF201: off
              untagged-base-image: on
              DL3008: low
              DF301:
                severity: critical
                enabled: true
                reason: our mirror keeps versions
            roles:
              base/Dockerfile: base
              jobs: job
            attestations:
              - id: SEC_01.user
                answer: met
                owner: platform
                date: 2026-01-01
                expires: 2026-12-31
                note: set in the task definition
            """)
        #expect(file.settings.set == .strict && file.failOn == .severity(.high) && file.settings.asOf == "0.1")
        #expect(file.settings.rules["DF201"] == .init(isOn: false))
        #expect(file.settings.rules["untagged-base-image"] == .init(isOn: true))
        #expect(file.settings.rules["DL3008"] == .init(severity: .low))
        #expect(
            file.settings.rules["DF301"]
                == .init(isOn: true, severity: .critical, reason: "our mirror keeps versions"))
        #expect(file.roles == ["base/Dockerfile": .base, "jobs": .job])
        let attestation = try #require(file.attestations.first)
        #expect(attestation.id == "SEC_01.user" && attestation.answer == .met && attestation.owner == "platform")
        #expect(attestation.expires == Day("2026-12-31") && attestation.span?.start.line == 16)
    }

    @Test func readsAcceptedVulnerabilities() throws {
        let file = try Self.read(
            """
            vulnerabilities:
              - id: CVE-2026-1234
                package: openssl
                until: 2026-12-31
                reason: the engine is not loaded
              - id: GHSA-aaaa-bbbb-cccc
                reason: only the tests use it
            """)
        let expected = [
            VulnerabilityIgnores.Entry(
                id: "CVE-2026-1234", package: "openssl", until: Day("2026-12-31"), reason: "the engine is not loaded"),
            VulnerabilityIgnores.Entry(id: "GHSA-aaaa-bbbb-cccc", reason: "only the tests use it"),
        ]
        #expect(file.vulnerabilities.entries == expected)
    }

    @Test(arguments: [
        ("- id: CVE-2026-1", "2:5", "`id` and `reason`"),
        ("- reason: none", "2:5", "`id` and `reason`"),
        ("- {id: CVE-2026-1, reason: a, expires: 2026-01-01}", "2:33", "expires"),
        ("- {id: CVE-2026-1, reason: a, until: soon}", "2:40", "a date"),
        ("- {id: CVE-2026-1, reason: ''}", "2:30", "a reason"),
        ("- CVE-2026-1", "2:5", "a mapping"),
    ])
    func refusesAnAcceptanceThatNobodyCouldFollow(entry: String, place: String, word: String) {
        let failure = #expect(throws: Failure.self) { try Self.read("vulnerabilities:\n  " + entry) }
        let message = failure?.message.en ?? ""
        #expect(message.contains("plimsoll.yml:\(place)") && message.contains(word), "\(message)")
    }

    @Test func readsWhatMayDifferBetweenEnvironments() throws {
        let file = try Self.read(
            """
            parity:
              allow:
                - field: containers.*.variables.LOG_LEVEL
                  reason: more is logged before production
              environments:
                staging: deploy/blue
                production: [deploy/green, live.json]
            """)
        let allowance = try #require(file.parity.allowances.first)
        #expect(allowance.pattern.text == "containers.*.variables.LOG_LEVEL" && allowance.span.start.line == 3)
        #expect(allowance.reason == "more is logged before production")
        #expect(file.parity.environments.map(\.name.id) == ["staging", "production"])
        #expect(file.parity.environments.map(\.paths) == [["deploy/blue"], ["deploy/green", "live.json"]])
    }

    @Test(
        arguments: [
            ("parity: []", "plimsoll.yml:1:9: expected a mapping"),
            ("parity: {alow: []}", "plimsoll.yml:1:10: unknown key `alow`: did you mean `allow`?"),
            ("parity: {allow: [task.cpu]}", "expected a mapping with `field` and `reason`"),
            ("parity: {allow: [{field: task.cpu}]}", "expected `field` and `reason`"),
            (
                "parity: {allow: [{field: cpu, reason: x}]}",
                "plimsoll.yml:1:26: expected a field as `plimsoll parity` shows"
            ),
            ("parity: {allow: [{field: task..cpu, reason: x}]}", "expected a field as `plimsoll parity` shows"),
            ("parity: {allow: [{field: task.cpu, reason: \"\"}]}", "expected a reason"),
            ("parity: {allow: [{field: task.cpu, why: x}]}", "unknown key `why`"),
            ("parity: {environments: {prod: ../other}}", "expected a file or folder of the repository"),
        ])
    func wrongParityIsAnErrorWithItsPlace(text: String, message: String) {
        let failure = #expect(throws: Failure.self) { try Self.read(text) }
        #expect(failure?.text(.english).contains(message) == true, "\(String(describing: failure))")
    }

    @Test func readsWhatOtherToolsCanSayToo() throws {
        let file = try Self.read(
            """
            fail-on: never
            foreign-settings: false
            trusted-registries: [docker.io, "*.example.com"]
            label-schema: {team: text, version: semver}
            strict-labels: true
            ignore:
              - rule: DL3008
              - rule: AVD-DS-0002
                paths: ["api/**", web/Dockerfile]
                reason: needs root
                expires: 2026-12-31
              - {rule: some-slug, paths: a}
            """)
        #expect(file.failOn == .never && !file.readsForeignSettings)
        let policy = try #require(file.settings.policy)
        #expect(policy.trustedRegistries == ["docker.io", "*.example.com"] && policy.isStrict)
        #expect(policy.labels == [LabelRequirement("team", .text), LabelRequirement("version", .semver)])
        #expect(file.settings.ignores.map(\.rule) == ["DL3008", "AVD-DS-0002", "some-slug"])
        #expect(file.settings.ignores.map(\.paths) == [[], ["api/**", "web/Dockerfile"], ["a"]])
        let entry = file.settings.ignores[1]
        // The last day still counts.
        #expect(entry.reason == "needs root" && entry.ends == Day("2027-01-01") && !entry.isForeign)
        #expect(!entry.isExpired(Day(year: 2026, month: 12, day: 31)))
    }

    @Test(arguments: [
        ("ignore: DL3008", "plimsoll.yml:1:9: ", "a list"), ("ignore: [DL3008]", "plimsoll.yml:1:10: ", "a mapping"),
        ("ignore: [{reason: x}]", "plimsoll.yml:1:10: ", "`rule`"),
        ("ignore:\n  - rule: x\n    expired: x", "plimsoll.yml:3:5: ", "did you mean `expires`?"),
        ("ignore:\n  - rule: x\n    expires: soon", "plimsoll.yml:3:14: ", "a date"),
        ("trusted-registries: x", "plimsoll.yml:1:21: ", "a list"),
        ("label-schema: {a: number}", "plimsoll.yml:1:19: ", "one of text"),
        ("strict-labels: maybe", "plimsoll.yml:1:16: ", "true or false"),
    ])
    func newSettingsAreHeldToTheSame(text: String, place: String, hint: String) {
        #expect {
            _ = try Self.read(text)
        } throws: { error in
            "\(error)".hasPrefix(place) && "\(error)".contains(hint)
        }
    }

    @Test(arguments: ["", "\n", "# only a comment\n", "rules:\n", "attestations:\n", "{}"])
    func nothingIsASetting(text: String) throws {
        let file = try Self.read(text)
        #expect(file.settings.rules.isEmpty && file.settings.set == .calm && file.failOn == nil)
    }

    /// A setting that is not understood is an error that says where, and what was meant.
    @Test(arguments: [
        ("levle: strict", "plimsoll.yml:1:1: ", "did you mean `level`?"),
        ("\nrulse:\n  DF201: off", "plimsoll.yml:2:1: ", "did you mean `rules`?"),
        ("something-else: 1", "plimsoll.yml:1:1: ", "known are level"),
        ("level: loud", "plimsoll.yml:1:8: ", "one of calm, strict, style"),
        ("fail-on: always", "plimsoll.yml:1:10: ", "one of style, low, medium, high, critical"),
        ("rules-as-of: next", "plimsoll.yml:1:14: ", "a version"),
        ("rules:\n  DF201: loud", "plimsoll.yml:2:10: ", "on, off, or a severity"),
        ("rules:\n  DF201:\n    severty: low", "plimsoll.yml:3:5: ", "did you mean `severity`?"),
        ("rules:\n  DF201:\n    enabled: perhaps", "plimsoll.yml:3:14: ", "true or false"),
        ("rules: [DF201]", "plimsoll.yml:1:8: ", "a mapping"),
        ("roles:\n  Dockerfile: servant", "plimsoll.yml:2:15: ", "one of"),
        ("- level", "plimsoll.yml:1:1: ", "a mapping of settings"),
        ("attestations: SEC_01", "plimsoll.yml:1:15: ", "a list"),
        ("attestations:\n  - id: SEC_01.user", "plimsoll.yml:2:5: ", "`"),
        ("attestations:\n  - id: a\n    anwser: met", "plimsoll.yml:3:5: ", "did you mean `answer`?"),
        (Self.attested(date: "2026-02-30", expires: "2026-12-31"), "plimsoll.yml:5:11: ", "a date"),
        (Self.attested(date: "2026-02-03", expires: "2026-02-02"), "plimsoll.yml:6:14: ", "a day after"),
        ("level: [", "plimsoll.yml:", ""),
    ])
    func errorsSayWhereAndWhat(text: String, place: String, hint: String) {
        do throws(Failure) {
            _ = try Self.read(text)
            Issue.record("nothing was thrown")
        } catch {
            #expect(error.code == .invalid)
            #expect(error.text(.english).hasPrefix(place), "\(error.text(.english))")
            #expect(hint.isEmpty || error.text(.english).contains(hint), "\(error.text(.english))")
            #expect(error.text(.japanese).hasPrefix(place), "\(error.text(.japanese))")
        }
    }

    private static func attested(date: String, expires: String) -> String {
        "attestations:\n  - id: a\n    answer: met\n    owner: b\n    date: \(date)\n    expires: \(expires)\n"
    }
}
