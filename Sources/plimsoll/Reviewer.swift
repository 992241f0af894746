import Basics
import DockerfileSyntax
import Foundation
import Lens
import Reports
import RuleKit
import Rules
import ShellCheck
import Synchronization
import Workload

/// What `plimsoll review` was asked for.
struct ReviewRequest: Sendable {
    var paths: [String]
    var level: RuleSet?
    var failOn: FailOn?
    var config: String?
    var usesShellCheck = true
    var today = Day.today
    /// Whether a report will ask for the answers.
    var answers = true
    /// Whether a report or a baseline will ask by what findings are recognised in other runs.
    var identities = false
}

struct ReviewOutcome: Sendable {
    var review: Review
    /// What was judged, as it was read.
    var dockerfiles: [Dockerfile]
    var exitCode: Int32
}

/// Joins the parts: finds, reads, judges on all cores, answers.
struct Reviewer: Sendable {
    private let request: ReviewRequest
    private let progress: Progress

    init(_ request: ReviewRequest, progress: Progress) {
        self.request = request
        self.progress = progress
    }

    func run() async throws(Failure) -> ReviewOutcome {
        // The rules are set up while the disk is read.
        async let rules = Registry.all
        let place = try ReviewPlace(request.paths)
        let project = try projectFile(place)
        var settings = project.settings
        settings.today = request.today
        if let level = request.level { settings.set = level }
        let registry = await rules
        let unknown = settings.rules.keys.filter { registry.rules(named: $0).isEmpty }.sorted()
        let judge = Judge(registry, settings, evidence: request.answers)
        let found = place.found
        let loader = WorkloadLoader(tree: place.tree, roles: place.roles(project))
        let files = found.dockerfiles
        progress.begin(files.count)
        let today = request.today
        // Nothing is answered, and no catalogue set up, unless a report asks.
        let answering = Lazy { Answering(registry, attestations: project.attestations, today: today) }
        let judged = await judged(files, loader, judge, answering, place)
        let (workloads, tools) = await withShellCheck(judged, settings.set, place)
        progress.end()
        var review = Review(
            version: Version.number, date: request.today, registry: registry, ruleCount: judge.ruleCount,
            files: records(found, workloads, place), workloads: workloads,
            sheet: Lazy { answering.value.combine(workloads.map(\.sheet)) }, tools: tools,
            notes: notes(found, place, project, unknown),
            sources: place.sources)
        review.judging = judge.judging
        return ReviewOutcome(
            review: review, dockerfiles: judged.map(\.dockerfile), exitCode: exitCode(review, project))
    }

    private func projectFile(_ place: ReviewPlace) throws(Failure) -> ProjectFile {
        if let path = request.config {
            let bytes = try DiskTree(root: "").read(path, limit: 1 << 20)
            return try ProjectFile.read(SourceFile(path: path, bytes: bytes))
        }
        guard let source = place.projectFile else { return ProjectFile() }
        return try ProjectFile.read(source)
    }

    /// Judges in as many parts as there are cores, each part in one task.
    private func judged(
        _ files: [ContainerFile], _ loader: WorkloadLoader, _ judge: Judge, _ answering: Lazy<Answering>,
        _ place: ReviewPlace
    ) async -> [Judged] {
        let history = GitHistory(folder: place.folder)
        let parts = max(1, min(ProcessInfo.processInfo.activeProcessorCount, files.count / 4))
        let progress = progress
        let next = Counter()
        return await withTaskGroup(of: [Judged].self) { group in
            for part in 0..<parts {
                group.addTask {
                    let judge = part == 0 ? judge : judge.copy(with: .fresh())
                    var result: [Judged] = []
                    while case let index = next.take(), index < files.count {
                        for workload in loader.workloads(of: files[index]) {
                            let findings = await findings(workload, judge, history, place)
                                .map { $0.mapPaths(place.shown) }
                            let review = WorkloadReview(
                                name: workload.name, dockerfile: place.shown(workload.dockerfile.source.path),
                                role: workload.role.title, roleReason: workload.roleReason,
                                context: workload.context.map { place.shown($0.root) },
                                unread: Unread.reason(workload.dockerfile), findings: findings,
                                sheet: Lazy { answering.value.answer(findings) },
                                picture: Lazy { WorkloadPicture(workload) })
                            result.append(Judged(review: review, dockerfile: workload.dockerfile))
                        }
                        progress.step()
                    }
                    return result
                }
            }
            var all: [Judged] = []
            for await part in group { all += part }
            return all.sorted { $0.review.name < $1.review.name }
        }
    }

    /// Deals out numbers from 0 on, each once.
    private final class Counter: Sendable {
        private let value = Mutex(0)

        func take() -> Int {
            value.withLock { value in
                defer { value += 1 }
                return value
            }
        }
    }

    private struct Judged: Sendable {
        var review: WorkloadReview
        var dockerfile: Dockerfile
    }

    /// Lets ShellCheck's findings join in; each Dockerfile is checked once, whatever number of workloads it makes.
    private func withShellCheck(
        _ judged: [Judged], _ set: RuleSet, _ place: ReviewPlace
    ) async -> ([WorkloadReview], [ToolRecord]) {
        var reviews = judged.map(\.review)
        guard request.usesShellCheck else { return (reviews, [ToolRecord(name: "ShellCheck", state: .off)]) }
        var batch = ShellCheckBatch()
        var seen: Set<String> = []
        for (index, item) in judged.enumerated() where seen.insert(item.dockerfile.source.path).inserted {
            batch.add(item.dockerfile, workload: index)
        }
        let outcome = await ShellCheckRun.run(batch, program: ShellCheckRun.find(), set: set)
        for (index, found) in Dictionary(grouping: outcome.findings, by: \.workload) {
            var findings = found.map(\.finding)
            if request.identities { Identity.assign(&findings) { place.tree.source($0) } }
            reviews[index].findings += findings.map { $0.mapPaths(place.shown) }
        }
        let record: ToolRecord =
            switch outcome.state {
            case .ran: ToolRecord(name: "ShellCheck", state: .ran)
            case .absent: ToolRecord(name: "ShellCheck", state: .absent)
            case .failed(let why): ToolRecord(name: "ShellCheck", state: .failed, detail: why)
            }
        return (reviews, [record])
    }

    /// Judges, and once more with the history of the files where it has something to add.
    private func findings(
        _ workload: Workload, _ judge: Judge, _ history: GitHistory, _ place: ReviewPlace
    ) async -> [Finding] {
        var findings = judge.judge(workload)
        if findings.contains(where: { $0.rule == "WL401" && $0.verdict == .fault }),
            let history = await history.value()
        {
            findings = judge.judge(workload.with(history))
        }
        // By paths from the root of the repository: from wherever a review starts, a finding stays the same one.
        if request.identities { Identity.assign(&findings) { place.tree.source($0) } }
        return findings
    }

    private func records(
        _ found: Discovered, _ workloads: [WorkloadReview], _ place: ReviewPlace
    ) -> [ContainerFileRecord] {
        var unread: [String: Text] = [:]
        for workload in workloads { unread[workload.dockerfile] = workload.unread }
        return found.containerFiles.map { file in
            let path = place.shown(file.path)
            switch file.state {
            case .found:
                let reason = file.kind == .compose || file.kind == .bake ? nil : unread[path]
                return ContainerFileRecord(path: path, state: reason == nil ? .judged : .partly, reason: reason)
            case .refused(let reason), .template(let reason):
                return ContainerFileRecord(path: path, state: .refused, reason: reason)
            }
        }
    }

    private func notes(
        _ found: Discovered, _ place: ReviewPlace, _ project: ProjectFile, _ unknown: [String]
    ) -> [Text] {
        var notes = found.problems.map(\.text)
        if found.dockerfiles.isEmpty {
            notes.append(
                Text(
                    en: "No Dockerfile was found: there is nothing to judge.",
                    ja: "Dockerfile が見つからなかったため、評価の対象がありません。"))
        }
        for name in unknown {
            notes.append(
                Text(
                    en: "plimsoll.yml sets the rule `\(name)`, which does not exist.",
                    ja: "plimsoll.yml で指定されたルール `\(name)` は存在しません。"))
        }
        for attestation in project.attestations where attestation.expires < request.today {
            notes.append(
                Text(
                    en: "The attestation of \(attestation.id) expired on \(attestation.expires) and does not count.",
                    ja: "\(attestation.id) の表明は \(attestation.expires) に期限切れとなったため、無効です。"))
        }
        return notes
    }

    private func exitCode(_ review: Review, _ project: ProjectFile) -> Int32 {
        let threshold: Severity? =
            switch request.failOn {
            case .never?: nil
            case .severity(let severity)?: severity
            case nil: project.failOn ?? .medium
            }
        if let threshold, review.faults.contains(where: { $0.severity >= threshold }) { return 1 }
        if review.files.contains(where: { $0.state != .judged }) || review.workloads.isEmpty { return 3 }
        return 0
    }
}
