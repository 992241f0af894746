import ECSModel
import ShellSyntax

/// Looks once more at scans whose findings later steps may judge.
enum ScriptReports {
    private static let showing: Set<String> = [
        "cat", "less", "more", "head", "tail", "ls", "echo", "cp", "mv", "aws", "curl", "rm", "chmod", "mkdir", "touch",
        "gzip",
        "tar", "zip", "gsutil",
    ]

    /// Of a scan that never fails by itself it is not known whether it may be ignored when a later script of the job, or
    /// the rest of its own, names the file with its findings: `jq -e … report.json`.
    ///
    /// To show the file or to carry it away is no judgement.
    static func settle(_ steps: inout [Step]) {
        for index in steps.indices {
            for position in steps[index].activities.indices {
                guard case .scan(var scan) = steps[index].activities[position].facts, scan.failing == .neverFails,
                    let report = scan.report?.known, report.utf8.count > 2, report != "/dev/null"
                else { continue }
                let place = steps[index].activities[position].place
                let isRead = steps[index...].contains { step in
                    guard case .script(let script) = step.work else { return false }
                    return script.shell.commands.contains { command in
                        let isNamed =
                            command.words.contains { $0.template.contains(report) }
                            || command.redirections.contains { $0.operator == .input && $0.target.template == report }
                        guard isNamed, !showing.contains(command.program ?? "") else { return false }
                        let own = script.place(command)
                        return own.path != place.path || own.range.lowerBound >= place.range.upperBound
                    }
                }
                guard isRead else { continue }
                scan.failing = .unknown
                scan.failingPlace = nil
                steps[index].activities[position].facts = .scan(scan)
            }
        }
    }
}
