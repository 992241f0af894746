import Basics
import Foundation
import Reports
import RuleKit
import Testing

/// A finding is recognised again when its file changes elsewhere.
struct ExchangeFingerprintTests {
    static let file = """
        FROM debian:12
        RUN make all && \\
            make install
        CMD npm start
        """

    /// The fingerprints of all results, by rule and order.
    private func fingerprints(_ text: String) throws -> [String: [String]] {
        let results = ExchangeSARIFTests.results(try ExchangeSARIFTests.run(ExchangeReview.of(["Dockerfile": text])))
        var all: [String: [String]] = [:]
        for result in results {
            let rule = try #require(result["ruleId"] as? String)
            let prints = try #require(result["partialFingerprints"] as? [String: String])
            all[rule, default: []].append(try #require(prints["plimsoll/v1"]))
        }
        return all
    }

    @Test(arguments: [
        ("lines above", "# a\n\n# b\n" + file),
        ("an instruction above", file.replacing("RUN make", with: "LABEL a=b\nRUN make")),
        ("an instruction below", file + "\nLABEL a=b"),
        ("CRLF", file.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")),
        ("indentation", file.replacing("    make install", with: "\t  make install")),
        ("trailing line break", file + "\n"),
    ])
    func survives(edit: String, text: String) throws {
        let before = try fingerprints(Self.file)
        #expect(before["DF902"]?.count == 1 && before["DF903"]?.count == 1)
        #expect(try fingerprints(text) == before, "\(edit)")
    }

    @Test func changesWithTheText() throws {
        let before = try fingerprints(Self.file)
        let after = try fingerprints(Self.file.replacing("npm start", with: "npm run serve"))
        #expect(before["DF902"] != after["DF902"])
        #expect(before["DF903"] == after["DF903"])
    }

    @Test func twoEqualLinesDiffer() throws {
        let prints = try fingerprints("FROM debian:12\nRUN make\nLABEL a=b\nRUN make\n")
        let two = try #require(prints["DF903"])
        #expect(two.count == 2 && Set(two).count == 2)
        // The first of them keeps its own.
        #expect(try fingerprints("FROM debian:12\nRUN make\n")["DF903"] == [two[0]])
    }

    @Test func differsBetweenFilesAndRules() throws {
        let review = ExchangeReview.of(["a/Dockerfile": Self.file, "b/Dockerfile": Self.file])
        let identities = review.workloads.flatMap(\.findings).filter { $0.verdict == .fault }.compactMap(\.identity)
        #expect(identities.count == 4 && Set(identities).count == 4)
    }
}
