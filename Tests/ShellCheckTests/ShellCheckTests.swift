import Basics
import DockerfileSyntax
import RuleKit
import ShellCheck
import Testing

/// ShellCheck's findings stand at the Dockerfile's own lines. `Scripts/toolchain` installs it for the tests.
struct ShellCheckTests {
    static let program = ShellCheckRun.find()

    private func check(_ texts: [String], set: RuleSet) async -> ShellCheckRun.Outcome {
        var batch = ShellCheckBatch()
        for (index, text) in texts.enumerated() {
            batch.add(Dockerfile(path: "\(index)/Dockerfile", text), workload: index)
        }
        return await ShellCheckRun.run(batch, program: Self.program, set: set)
    }

    @Test(.enabled(if: program != nil, "shellcheck is not installed"))
    func placesAreThoseOfTheDockerfile() async throws {
        let text = "FROM debian:12\n# c\nRUN echo one && \\\n    # inside\n    echo $two\n"
        let outcome = await check([text], set: .style)
        let finding = try #require(outcome.findings.first { $0.finding.rule == "SC2086" }?.finding)
        #expect(finding.span.start == Position(line: 5, column: 10))
        #expect(finding.span.end == Position(line: 5, column: 14))
        #expect(finding.foreign?.tool == "ShellCheck")
    }

    @Test(.enabled(if: program != nil, "shellcheck is not installed"))
    func heredocsTabsAndWideCharactersKeepTheirPlaces() async throws {
        let text = "FROM debian:12\nRUN <<EOF\n\techo 日本 $x\nEOF\n"
        let outcome = await check([text], set: .style)
        let finding = try #require(outcome.findings.first { $0.finding.rule == "SC2086" }?.finding)
        #expect(finding.span.start == Position(line: 3, column: 10))
    }

    @Test(.enabled(if: program != nil, "shellcheck is not installed"))
    func equalSnippetsAreToldAtEachPlace() async {
        let text = "FROM debian:12\nRUN cd $x\n"
        let outcome = await check([text, text], set: .style)
        #expect(Set(outcome.findings.map(\.workload)) == [0, 1])
    }

    @Test(.enabled(if: program != nil, "shellcheck is not installed"))
    func theCalmSetHearsErrorsOnly() async {
        let text = "FROM debian:12\nRUN echo $x\nRUN if true; then echo; done\n"
        let outcome = await check([text], set: .calm)
        #expect(!outcome.findings.isEmpty)
        #expect(outcome.findings.allSatisfy { $0.finding.severity == .medium })
    }

    @Test func absenceIsTold() async {
        let outcome = await ShellCheckRun.run(ShellCheckBatch(), program: nil, set: .calm)
        guard case .absent = outcome.state else {
            Issue.record("\(outcome.state)")
            return
        }
    }

    @Test func aProgramThatFailsIsTold() async {
        var batch = ShellCheckBatch()
        batch.add(Dockerfile("FROM a:1\nRUN x\n"), workload: 0)
        let outcome = await ShellCheckRun.run(batch, program: "/bin/false", set: .calm)
        guard case .failed = outcome.state else {
            Issue.record("\(outcome.state)")
            return
        }
    }
}
