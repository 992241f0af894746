import Basics
import DockerfileSyntax
import Foundation
import Lens
import Reports
import RuleKit
import Rules
import Workload

/// Reviews for the tests of the exchange formats.
enum ExchangeReview {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The sample, with the identities that every format but plain text has.
    static func sample() throws -> Review {
        var review = try SampleReview.make()
        for index in review.workloads.indices {
            Identity.assign(&review.workloads[index].findings, source: review.sources)
        }
        return review
    }

    /// A review of files in memory by the sample's rules; `change` may alter the findings of each workload.
    static func of(_ files: [String: String], change: (inout [Finding]) -> Void = { _ in }) -> Review {
        make(MemoryTree(files), from: [""], SampleReview.registry, change)
    }

    /// A review of a folder of the repository by all rules, those of taste as well.
    static func of(folder: String) -> Review {
        make(DiskTree(root: root.path), from: [folder], .all) { _ in }
    }

    private static func make(
        _ tree: any FileTree, from starts: [String], _ registry: Registry, _ change: (inout [Finding]) -> Void
    ) -> Review {
        let today = Day(year: 2026, month: 11, day: 21)
        var settings = Settings()
        settings.set = .style
        settings.today = today
        let judge = Judge(registry, settings)
        let answering = Answering(registry, today: today)
        let found = Discovery.find(in: tree, from: starts)
        let loader = WorkloadLoader(tree: tree)
        let workloads = found.dockerfiles.flatMap { loader.workloads(of: $0) }.map { workload in
            var findings = judge.judge(workload)
            change(&findings)
            Identity.assign(&findings) { tree.source($0) }
            return WorkloadReview(
                name: workload.name, dockerfile: workload.dockerfile.source.path, role: workload.role.title,
                roleReason: workload.roleReason, context: workload.context?.root, unread: nil, findings: findings,
                sheet: Lazy { [findings] in answering.answer(findings) })
        }
        let sheets = workloads.map(\.sheet)
        return Review(
            version: "0.1.0", date: today, registry: registry, ruleCount: judge.ruleCount,
            files: found.containerFiles.map { ContainerFileRecord(path: $0.path, state: .judged) },
            workloads: workloads, sheet: Lazy { answering.combine(sheets) }, tools: [], notes: [],
            sources: { tree.source($0) })
    }

    /// A fault of a rule of the sample about a range of the file.
    static func fault(
        _ rule: String, _ severity: Severity, _ source: SourceFile, _ range: Range<Int>,
        arguments: [String: String] = [:],
        fix: Fix? = nil, foreign: Finding.Foreign? = nil
    ) -> Finding {
        Finding(
            rule: rule, verdict: .fault, severity: severity, span: source.span(range), arguments: arguments, fix: fix,
            foreign: foreign)
    }

    /// `count` faults in a file of as many lines, of all severities in turn.
    static func large(_ count: Int) -> Review {
        let text = "FROM debian:12\n" + (0..<count).map { "LABEL l\($0)=x\n" }.joined()
        let source = SourceFile(path: "Dockerfile", text: text)
        return of(["Dockerfile": text]) { findings in
            findings = (0..<count).map { index in
                fault(
                    "DF902", Severity.allCases[index % Severity.allCases.count], source, source.lineRange(index + 2),
                    arguments: ["command": "l\(index)"])
            }
        }
    }
}
