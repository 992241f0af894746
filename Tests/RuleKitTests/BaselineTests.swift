import Basics
import RuleKit
import Testing

struct BaselineTests {
    private static func entry(_ id: String, _ path: String, _ message: String = "m") -> Baseline.Entry {
        Baseline.Entry(identity: id, rule: "DF101", path: path, message: message)
    }

    private static func read(_ text: String) throws(Failure) -> Baseline {
        try Baseline.read(SourceFile(path: "b.json", text: text))
    }

    @Test func hasOneLineAFindingInTheOrderOfPaths() {
        let baseline = Baseline(
            level: .strict, [Self.entry("2", "b"), Self.entry("3", "a", "say \"x\"\\\n"), Self.entry("2", "b")])
        #expect(
            baseline.text == """
                {
                  "plimsoll-baseline": 1,
                  "level": "strict",
                  "findings": [
                    {"id": "3", "rule": "DF101", "path": "a", "message": "say \\"x\\"\\\\\\n"},
                    {"id": "2", "rule": "DF101", "path": "b", "message": "m"}
                  ]
                }

                """)
    }

    @Test(arguments: [[], [entry("1", "日本/Dockerfile", "語\u{1}\t\"")], [entry("1", "a"), entry("2", "a")]])
    func isReadAsItWasWritten(entries: [Baseline.Entry]) throws {
        let baseline = try Self.read(Baseline(level: .style, entries).text)
        #expect(baseline.entries == entries && baseline.level == .style)
        #expect(entries.allSatisfy { baseline.contains($0.identity) } && !baseline.contains("0"))
    }

    @Test func orderAndFurtherKeysDoNotMatter() throws {
        let text =
            #"{"by": "hand", "findings": [{"note": 1, "id": "9"}, {"id": "1", "path": "a"}], "plimsoll-baseline": 1}"#
        let baseline = try Self.read(text)
        #expect(baseline.contains("9") && baseline.contains("1") && baseline.level == .calm)
    }

    @Test(arguments: [
        ("", "b.json"), ("[]", "no baseline"), ("{}", "no baseline"), (#"{"plimsoll-baseline": 2}"#, "newer"),
        (#"{"plimsoll-baseline": 1, "findings": [{"rule": "x"}]}"#, "b.json:1: this is no baseline"),
    ])
    func otherFilesAreRefused(text: String, message: String) {
        #expect {
            _ = try Self.read(text)
        } throws: { error in
            "\(error)".contains(message)
        }
    }
}
