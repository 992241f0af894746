package import Basics
import RuleKit

/// The review as JUnit XML, in the form that Jenkins' xUnit plug-in documents (`junit-10.xsd`) and that GitLab and
/// CodeBuild read: a suite for each workload, in it a failed test for each finding, a skipped one for each that is
/// silenced, and a passed one for each rule that found proof that all is well.
///
/// The name of a test holds no line number, so that servers which compare two runs see which test broke.
package enum JUnitReport {
    package static func render(_ review: Review, _ language: Language) -> String {
        var masking = Masking(review)
        let listed = Dictionary(grouping: review.listed, by: \.index)
        var suites: [Suite] = []
        for (index, workload) in review.workloads.enumerated() {
            let items = listed[index] ?? []
            var suite = Suite(name: workload.label)
            var names: [String: Int] = [:]
            for item in items.sorted(by: precedes) {
                let test = item.heading(language)
                let count = names[test, default: 0] + 1
                names[test] = count
                suite.add(count == 1 ? test : "\(test) (\(count))", outcome(item, &masking, language))
            }
            let failed = Set(items.map(\.finding.rule))
            let held = Set(workload.findings.filter { $0.verdict == .holds && $0.isShown }.map(\.rule))
            for rule in review.registry.rules where held.contains(rule.about.id) && !failed.contains(rule.about.id) {
                suite.add("\(rule.about.id) \(rule.about.title(language))", .passed)
            }
            suites.append(suite)
        }
        if let suite = files(review, language) { suites.append(suite) }
        if let suite = images(review, language) { suites.append(suite) }
        return document(suites, review.date)
    }

    private enum Outcome {
        case passed
        case failed(type: String, message: String, body: String)
        case skipped(message: String)
    }

    private struct Suite {
        let name: String
        var tests: [String] = []
        var failures = 0
        var skipped = 0

        init(name: String) { self.name = name }

        mutating func add(_ test: String, _ outcome: Outcome) {
            // Jenkins takes what stands before the last full stop for the package.
            let group = Escape.map(name) { $0 == "." ? "_" : nil }
            let head =
                "<testcase name=\"\(Escape.attribute(test))\" classname=\"\(Escape.attribute("plimsoll.\(group)"))\""
            switch outcome {
            case .passed: tests.append("    \(head) time=\"0\"/>\n")
            case .failed(let type, let message, let body):
                failures += 1
                tests.append(
                    """
                        \(head) time="0">
                          <failure type="\(Escape.attribute(type))" message="\(Escape.attribute(message))">\(Escape.xml(body))</failure>
                        </testcase>

                    """)
            case .skipped(let message):
                skipped += 1
                tests.append(
                    """
                        \(head) time="0">
                          <skipped message="\(Escape.attribute(message))"/>
                        </testcase>

                    """)
            }
        }
    }

    private static func document(_ suites: [Suite], _ date: Day) -> String {
        func sum(_ part: (Suite) -> Int) -> Int { suites.reduce(0) { $0 + part($1) } }
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites name=\"plimsoll\" tests=\"\(sum(\.tests.count))\" failures=\"\(sum(\.failures))\""
        text += " errors=\"0\" time=\"0\">\n"
        for suite in suites {
            text += "  <testsuite name=\"\(Escape.attribute(suite.name))\" tests=\"\(suite.tests.count)\""
            text += " failures=\"\(suite.failures)\" errors=\"0\" skipped=\"\(suite.skipped)\" time=\"0\""
            text += " timestamp=\"\(date)T00:00:00\">\n"
            text += suite.tests.joined() + "  </testsuite>\n"
        }
        return text + "</testsuites>\n"
    }

    /// Findings of one rule stand together, in the order of the file: their numbers then stay the same ones.
    private static func precedes(_ a: Listed, _ b: Listed) -> Bool {
        let (a, b) = (a.finding, b.finding)
        return (a.rule, a.span.path, a.span.start) < (b.rule, b.span.path, b.span.start)
    }

    private static func outcome(_ item: Listed, _ masking: inout Masking, _ language: Language) -> Outcome {
        let place = item.finding.span.place
        if let suppression = item.finding.suppression {
            let text =
                switch suppression.kind {
                case .pragma, .settings: Text(en: "silenced: {reason}", ja: "抑制: {reason}")
                case .baseline: Text(en: "known from the baseline", ja: "ベースラインで既知の指摘です")
                case .unchanged: Text(en: "in lines that did not change", ja: "変更のない行の指摘です")
                }
            return .skipped(message: "\(place): " + text(language, ["reason": Masking.text(suppression.reason)]))
        }
        var body = "\(place)\n"
        let excerpt = masking.quoted(item.finding.span)
        if !excerpt.isEmpty { body += excerpt + "\n" }
        for related in item.finding.related {
            body += "\(related.span.place): \(Masking.text(related.note(language, item.finding.arguments)))\n"
        }
        if let why = item.why(language) { body += Text(en: "\nWhy: ", ja: "\n理由: ")(language) + why + "\n" }
        if let remedy = item.remedy(language) { body += Text(en: "Do: ", ja: "対処: ")(language) + remedy + "\n" }
        if let link = item.link { body += link + "\n" }
        return .failed(type: item.finding.severity.rawValue, message: "\(place): \(item.message(language))", body: body)
    }

    /// Container files that were not judged, or not wholly.
    private static func files(_ review: Review, _ language: Language) -> Suite? {
        let unread = review.files.filter { $0.state != .judged }
        guard !unread.isEmpty else { return nil }
        var suite = Suite(name: Text(en: "Container files", ja: "コンテナ関連ファイル")(language))
        for file in unread {
            let state =
                file.state == .partly
                ? Text(en: "partly judged", ja: "一部のみ評価") : Text(en: "refused", ja: "対象外")
            suite.add(
                file.path,
                .skipped(
                    message: [state(language), file.reason?(language)].compactMap(\.self)
                        .joined(separator: ": ")))
        }
        return suite
    }

    /// What is not known of images: a server that shows no failure must not look as if there were none.
    private static func images(_ review: Review, _ language: Language) -> Suite? {
        let points = review.openPoints
        guard !points.isEmpty else { return nil }
        var suite = Suite(name: Text(en: "Built images", ja: "ビルド済みイメージ")(language))
        for (number, point) in points.enumerated() {
            let before = points[..<number].count { $0.image == point.image }
            suite.add(
                before == 0 ? point.image : "\(point.image) (\(before + 1))", .skipped(message: point.text(language)))
        }
        return suite
    }
}
