import Basics
import RuleKit
import Testing

@testable import Reports

/// Workflow commands are escaped as GitHub documents it, and are no more than it shows.
struct ExchangeGitHubTests {
    @Test(arguments: [
        ("a:b,c", "a:b,c", "a%3Ab%2Cc"), ("100%", "100%25", "100%25"), ("a\nb", "a%0Ab", "a%0Ab"),
        ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"), ("%0A", "%250A", "%250A"), ("::error::", "::error::", "%3A%3Aerror%3A%3A"),
        ("日本語", "日本語", "日本語"),
    ])
    func escaping(text: String, data: String, property: String) {
        #expect(GitHubReport.data(text) == data)
        #expect(GitHubReport.property(text) == property)
    }

    private func lines(_ review: Review, _ language: Language = .english) -> [String] {
        GitHubReport.render(review, language).split(separator: "\n").map(String.init)
    }

    @Test(arguments: [1, 10, 50, 51, 200])
    func neverMoreThanGitHubShows(count: Int) {
        let lines = lines(ExchangeReview.large(count))
        let made = ["error", "warning", "notice"].map { kind in lines.count { $0.hasPrefix("::\(kind) ") } }
        #expect(made.allSatisfy { $0 <= 10 })
        let logged = lines.count { $0.hasPrefix("- ") }
        let hasMore = lines.last?.contains("in the log of this step") == true
        #expect(made.reduce(0, +) - (hasMore ? 1 : 0) + logged == count, "each finding is told once")
        #expect(hasMore == (logged > 0))
        #expect(lines.count { $0.hasPrefix("::group::") } == lines.count { $0 == "::endgroup::" })
    }

    @Test func worstComeFirst() throws {
        let errors = lines(ExchangeReview.large(100)).filter { $0.hasPrefix("::error ") }
        // 20 of them are critical: none of the ten is merely high.
        let last = try #require(errors.last)
        #expect(errors.count == 10)
        #expect(last.contains("`l49` runs"), "\(last)")
    }

    /// What a repository holds starts no command of its own.
    @Test func hostileTextIsNoCommand() throws {
        let text = "FROM debian:12\n" + String(repeating: "LABEL a=b\n", count: 30)
        let path = "::error::a\n::set-env name=x::y/Dockerfile"
        let source = SourceFile(path: path, text: text)
        let review = ExchangeReview.of(["Dockerfile": text]) { findings in
            findings = (2...30).map { line in
                ExchangeReview.fault(
                    "DF902", .high, source, source.lineRange(line),
                    arguments: ["command": "x\n::add-mask::y\r\n##[command]z\u{2028}::stop"])
            }
        }
        let text2 = GitHubReport.render(review, .english)
        let starts = text2.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix(while: \.isWhitespace) }
        #expect(
            starts.allSatisfy { line in
                ["::error file=", "::group::Plimsoll", "::endgroup::", "::notice title=Plimsoll", "- "].contains {
                    line.hasPrefix($0)
                }
            })
        #expect(starts.filter { !$0.hasPrefix("::error") }.allSatisfy { !$0.contains("##[") })
    }

    @Test func silencedIsSilent() throws {
        #expect(!lines(try ExchangeReview.sample()).contains { $0.contains("./old") })
        #expect(GitHubReport.render(ExchangeReview.of([:]), .english) == "")
    }
}
