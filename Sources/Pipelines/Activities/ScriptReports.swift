import ECSModel
import ShellSyntax

/// Looks once more at scans whose findings later steps may judge.
enum ScriptReports {
    /// Of a scan that never fails by itself it is not known whether it may be ignored when a later script of the job, or
    /// the rest of its own, names the file with its findings: `jq -e … report.json`.
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
                        let own = script.place(command)
                        guard own.path != place.path || own.range.lowerBound >= place.range.upperBound else {
                            return false
                        }
                        return command.words.contains { $0.template.contains(report) }
                            || command.redirections.contains { $0.operator == .input && $0.target.template == report }
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
