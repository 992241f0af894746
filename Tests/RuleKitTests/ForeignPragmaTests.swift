import Basics
import DockerfileSyntax
import RuleKit
import Testing

/// Other tools' comments, by what those tools document and do: hadolint 2.15.1, BuildKit's `ParseLintOptions`, trivy's
/// inline ignores, checkov's suppressions of Dockerfiles.
struct ForeignPragmaTests {
    /// What is silenced, as `tool names -> the text it speaks of`, or `file` for a whole file.
    private static func read(_ text: String) -> [String] {
        let file = Dockerfile(SourceFile(path: "Dockerfile", text: text))
        return Pragma.read(file).map { pragma in
            let names = pragma.rules.map(\.text).joined(separator: ",")
            let scope = pragma.isGlobal ? "file" : pragma.scope.isEmpty ? "nothing" : file.source.text(pragma.scope)
            let reason = pragma.reason.isEmpty ? "" : " (\(pragma.reason))"
            let ends = pragma.ends.map { " until \($0)" } ?? ""
            return "\(pragma.tool) \(names) -> \(scope)\(reason)\(ends)"
        }
    }

    @Test(arguments: [
        ("# hadolint ignore=DL3006\nFROM a\n", ["hadolint DL3006 -> FROM a"]),
        ("#hadolint ignore=DL3006\nFROM a\n", ["hadolint DL3006 -> FROM a"]),
        ("#  hadolint   ignore = DL3006,  SC1035\nFROM a\n", ["hadolint DL3006,SC1035 -> FROM a"]),
        (
            "FROM a\n# hadolint ignore=DL3003 # We accept it\nRUN b\nRUN c\n",
            ["hadolint DL3003 -> RUN b (We accept it)"]
        ),
        // The statement that follows is the one in the next line.
        ("# hadolint ignore=DL3006\n\nFROM a\n", ["hadolint DL3006 -> nothing"]),
        ("# hadolint ignore=DL3006\n# more\nFROM a\n", ["hadolint DL3006 -> nothing"]),
        ("FROM a\nRUN b && \\\n# hadolint ignore=DL3003\n  c\n", ["hadolint DL3003 -> nothing"]),
        // A reason needs a `#` of its own.
        ("# hadolint ignore=DL3006 a reason\nFROM a\n", []),
        ("# hadolint ignore=DL3006,\nFROM a\n", []),
        ("# hadolint ignore=DL3007;DL3006\nFROM a\n", []),
        ("# hadolint ignore:DL3006\nFROM a\n", []),
        ("# HADOLINT ignore=DL3006\nFROM a\n", []),
        ("# see hadolint ignore=DL3006\nFROM a\n", []),
        ("# hadolint\nFROM a\n", []),
        // Global ones stand anywhere.
        ("FROM a\n# hadolint global ignore=DL3003,DL3006 # accepted \n", ["hadolint DL3003,DL3006 -> file (accepted)"]),
        ("# hadolint shell=powershell\nFROM a\n", []),
        ("# tally ignore=DL3006;reason=because\nFROM a\n", ["tally DL3006 -> FROM a (because)"]),
        (
            "# tally global ignore=hadolint/DL3006,tally/secrets-in-code\nFROM a\n",
            ["tally hadolint/DL3006,tally/secrets-in-code -> file"]
        ),
        ("FROM a\n# shellcheck disable=SC2086,SC2046\nRUN b $c\n", ["shellCheck SC2086,SC2046 -> RUN b $c"]),
    ])
    func hadolintAndItsLike(text: String, expected: [String]) {
        #expect(Self.read(text) == expected)
    }

    @Test(arguments: [
        ("# check=skip=StageNameCasing\nFROM a AS B\n", ["buildKit StageNameCasing -> file"]),
        ("# syntax=docker/dockerfile:1\n# check=skip=A,B;error=true\nFROM a\n", ["buildKit A,B -> file"]),
        ("# Check = skip = A , B ; error = true\nFROM a\n", ["buildKit A,B -> file"]),
        ("# check=error=true;skip=all\nFROM a\n", ["buildKit all -> file"]),
        ("# check=error=true\nFROM a\n", ["buildKit  -> file"]),
        ("# check=error=false\nFROM a\n", []),
        // Behind a comment, a blank line or an instruction it is a comment.
        ("# a comment\n# check=skip=A\nFROM a\n", []),
        ("\n# check=skip=A\nFROM a\n", []),
        ("FROM a\n# check=skip=A\n", []),
    ])
    func buildChecks(text: String, expected: [String]) {
        #expect(Self.read(text) == expected)
    }

    @Test(arguments: [
        ("#trivy:ignore:AVD-DS-0001\nFROM a\n", ["trivy AVD-DS-0001 -> FROM a"]),
        ("# trivy:ignore:DS-0001 - a reason\nFROM a\n", ["trivy DS-0001 -> FROM a (a reason)"]),
        ("#tfsec:ignore:DS001\nFROM a\n", ["trivy DS001 -> FROM a"]),
        ("#trivy:ignore:A #trivy:ignore:B\nFROM a\n", ["trivy A -> FROM a", "trivy B -> FROM a"]),
        ("#trivy:ignore:A\n#trivy:ignore:B\nFROM a\n", ["trivy A -> FROM a", "trivy B -> FROM a"]),
        ("#trivy:ignore:A\n\nFROM a\n", ["trivy A -> nothing"]),
        ("#trivy:ignore:A\n# more\nFROM a\n", ["trivy A -> nothing"]),
        ("FROM a\nRUN b #trivy:ignore:A\n", ["trivy A -> RUN b #trivy:ignore:A"]),
        ("FROM a\nRUN b && \\\n  c #trivy:ignore:A\n", []),
        ("#trivy:ignore:A[user=x]\nFROM a\n", ["trivy A -> FROM a"]),
        ("#trivy:ignore:A:exp:2026-12-01\nFROM a\n", ["trivy A -> FROM a until 2026-12-01"]),
        ("#trivy:exp:2026-12-01:ignore:A\nFROM a\n", ["trivy A -> FROM a until 2026-12-01"]),
        ("#trivy:ignore:A:exp:2026-99-01\nFROM a\n", ["trivy A -> FROM a until 1-01-01"]),
        ("#trivy:ignore:DS-*\nFROM a\n", ["trivy DS-* -> FROM a"]),
        ("#trivy:ignore\nFROM a\n", []), ("#trivy:exp:2022-01-01\nFROM a\n", []), ("#trivy:ignore:\nFROM a\n", []),
        ("#nottrivy:ignore:A\nFROM a\n", []),
    ])
    func trivy(text: String, expected: [String]) {
        #expect(Self.read(text) == expected)
    }

    @Test(arguments: [
        ("FROM a\n#checkov:skip=CKV_DOCKER_2:no need\n", ["checkov CKV_DOCKER_2 -> file (no need)"]),
        ("FROM a\n# checkov:skip=CKV_DOCKER_2\n", ["checkov CKV_DOCKER_2 -> file"]),
        ("# text checkov:skip= CKV2_DOCKER_1:\"quoted\"\nFROM a\n", ["checkov CKV2_DOCKER_1 -> file (quoted)"]),
        ("# bridgecrew:skip=CKV_DOCKER_3:x\nFROM a\n", ["checkov CKV_DOCKER_3 -> file (x)"]),
        ("# checkov:skip=A_1,B_2\nFROM a\n", ["checkov A_1 -> file"]),
        ("# checkov:skip=lower\nFROM a\n", []), ("# checkov:skip=\nFROM a\n", []),
    ])
    func checkov(text: String, expected: [String]) {
        #expect(Self.read(text) == expected)
    }

    @Test(arguments: [
        ("AVD-DS-0002", "ds-0002"), ("DS-0002", "ds-0002"), ("DS002", "ds-0002"), ("ds-2", "ds-0002"),
        ("avd-ds-0002", "ds-0002"), ("DS00002", "ds00002"), ("CKV_DOCKER_2", "ckv_docker_2"),
        ("hadolint/DL3006", "dl3006"), ("buildkit/StageNameCasing", "stagenamecasing"), ("shellcheck/SC2086", "sc2086"),
        ("tally/secrets-in-code", "tally/secrets-in-code"), ("AVD-AWS-0001", "aws-0001"), ("ds-", "ds-"),
    ])
    func idsHaveOneForm(name: String, normal: String) {
        #expect(PeerName.normal(name) == normal)
    }

    @Test func shellCheckAndBuildKitAreToldByTheirNames() {
        #expect(PeerName.isShellCheck("SC2086") && PeerName.isShellCheck("sc1000"))
        #expect(
            !PeerName.isShellCheck("SC20866") && !PeerName.isShellCheck("DL3006") && !PeerName.isShellCheck("SCabcd"))
        #expect(PeerName.isBuildCheck("StageNameCasing") && PeerName.isBuildCheck("JSONArgsRecommended"))
        #expect(!PeerName.isBuildCheck("DL3006") && !PeerName.isBuildCheck("CKV_DOCKER_1"))
        #expect(!PeerName.isBuildCheck("DS-0001") && !PeerName.isBuildCheck("tally/x") && !PeerName.isBuildCheck(""))
    }

    /// Nothing a file holds makes reading slow or wrong.
    @Test(arguments: [
        "# trivy:ignore:", "#trivy:ignore:A[", "# hadolint ignore=", "# hadolint global", "# checkov:skip=", "# tally",
        "# check=", "# check=skip", "# check=skip=;error=", ":i", ":ignore:", "# :skip=", "# shellcheck disable",
        "#", "# h", "# hadolint ignore=A,,B", "FROM a # trivy:ignore:\u{0}:",
    ])
    func fragmentsAreNoPragmas(text: String) {
        for tail in ["", "\n", "\nFROM a", "\r\nFROM a\r\n"] {
            let file = Dockerfile(SourceFile(path: "Dockerfile", text: text + tail))
            #expect(Pragma.read(file).allSatisfy { $0.rules.allSatisfy { !$0.text.isEmpty } })
        }
    }
}
