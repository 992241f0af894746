import Basics
import Fixing
import Reports
import RuleKit
import Workload

/// What `plimsoll fix` tells people.
struct FixReport {
    let run: FixRun
    let language: Language
    let ink: Ink

    /// What was mended, what could not be, and what waits for a decision.
    ///
    /// - Parameter isWritten: false where the files stay as they are.
    func summary(isWritten: Bool) -> String {
        let outcome = run.outcome
        var lines: [String] = []
        lines += applied(outcome, isWritten)
        if !outcome.refused.isEmpty {
            lines.append(ink(t("Could not be fixed:", "修正できなかった指摘:"), .bold))
            for refused in outcome.refused {
                lines.append("  " + self.line(refused.finding))
                lines.append("      " + ink(refused.refusal.text(language, run.registry), .yellow))
            }
        }
        if !outcome.declined.isEmpty {
            lines.append(
                t(
                    "{n} {n|1=fix was|fixes were} not wanted.", "見送った修正: {n} 件",
                    ["n": "\(outcome.declined.count)"]))
        }
        if !outcome.waiting.isEmpty {
            lines.append(
                ink(
                    t(
                        "{n} more {n|1=finding|findings} can be fixed with --ask:", "--ask を付けると、さらに {n} 件を修正できます:",
                        ["n": "\(outcome.waiting.count)"]), .bold))
            lines += outcome.waiting.map { "  " + self.line($0) }
        }
        for file in run.place.found.containerFiles {
            if case .refused(let reason) = file.state {
                lines.append("\(run.shown(file.path)): \(reason(language))")
            }
        }
        for problem in run.place.found.problems { lines.append(problem.text(language)) }
        if run.place.found.dockerfiles.isEmpty {
            lines.append(t("No Dockerfile was found.", "Dockerfile が見つかりませんでした。"))
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func applied(_ outcome: FixOutcome, _ isWritten: Bool) -> [String] {
        guard !outcome.applied.isEmpty else { return [t("Nothing was fixed.", "修正した箇所はありません。")] }
        let counts = ["n": "\(outcome.applied.count)", "m": "\(outcome.changes.count)"]
        var lines = [
            ink(
                isWritten
                    ? t(
                        "Fixed {n} {n|1=finding|findings} in {m} {m|1=file|files}:",
                        "{m} 個のファイルで {n} 件の指摘を修正しました:", counts)
                    : t(
                        "Would fix {n} {n|1=finding|findings} in {m} {m|1=file|files}:",
                        "{m} 個のファイルで {n} 件の指摘を修正できます:", counts), .bold)
        ]
        for proposal in outcome.applied {
            lines.append("  " + line(proposal.finding))
            if let note = proposal.fix.note {
                lines += DisplayWidth.wrap(note(language, proposal.finding.arguments), to: 90).map { "      " + $0 }
            }
        }
        return lines
    }

    /// `DF602 apt-lists-left  api/Dockerfile:12  its message`.
    func line(_ finding: Finding) -> String {
        let place = "\(run.shown(finding.span.path)):\(finding.span.start.line)"
        let rule = run.registry.rule(finding.rule)
        let message = rule?.about.message(language, finding.arguments) ?? ""
        return "\(ink(finding.rule, .cyan)) \(rule?.slug ?? "")  \(place)  \(ink(message, .dim))"
    }

    /// A patch as people read it: coloured, and without bytes that would move the cursor.
    static func coloured(_ diff: UnifiedDiff, _ ink: Ink) -> String {
        diff.lines.map { line -> String in
            let text = clean(String(decoding: line, as: UTF8.self))
            if text.hasPrefix("--- ") || text.hasPrefix("+++ ") { return ink(text, .bold) + "\n" }
            if text.hasPrefix("@@") { return ink(text, .cyan) + "\n" }
            if text.hasPrefix("-") { return ink(text, .red) + "\n" }
            if text.hasPrefix("+") { return ink(text, .green) + "\n" }
            return text + "\n"
        }.joined()
    }

    private static func clean(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars where scalar != "\r" {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            result.unicodeScalars.append(isControl && scalar != "\t" ? "·" : scalar)
        }
        return result
    }

    private func t(_ en: String, _ ja: String, _ arguments: [String: String] = [:]) -> String {
        Text(en: en, ja: ja)(language, arguments)
    }
}
