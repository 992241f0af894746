import Basics
import DockerfileSyntax
import Foundation
import Lens
import Parity
import Pipelines
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
    /// The file of known findings.
    var baseline: String?
    /// Whether what is found becomes the new baseline.
    var updatesBaseline = false
    /// Lists only what changed since that revision.
    var diff: String?
    /// Built images to hold against the files.
    var images: [ImageRequest] = []
    /// Leaves `plimsoll.yml` aside, as when a new one is written.
    var ignoresProjectFile = false
}

struct ReviewOutcome: Sendable {
    var review: Review
    var exitCode: Int32
    /// What `--update-baseline` has to write.
    var baseline: Baseline?
    /// How the place was judged.
    var settings: ReviewSettings
    /// Whether something could not be judged: then a review without findings is no clean one.
    var isIncomplete: Bool
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
        let project = try ReviewSettings.read(
            place, config: request.config, level: request.level, today: request.today,
            ignoresProjectFile: request.ignoresProjectFile)
        let settings = project.settings
        let narrowing = try await narrowing(place)
        let registry = await rules
        let judge = Judge(registry, settings, evidence: request.answers)
        let found = place.found
        let loader = WorkloadLoader(tree: place.tree, roles: project.roles)
        let files = found.dockerfiles
        progress.begin(files.count)
        let today = request.today
        // Nothing is answered, and no catalogue set up, unless a report asks.
        let answering = Lazy { Answering(registry, attestations: project.attestations, today: today) }
        let jsonnet = JsonnetProgram(folder: place.folder)
        async let infrastructure = DefinitionLoader(tree: place.tree).load(found.definitionCandidates) {
            await jsonnet.render($0, $1)
        }
        let dockerfiles = await judged(files, loader, judge, narrowing, answering, place)
        let definitions = DefinitionReviewer(
            judge: judge, narrowing: narrowing, place: place, answering: answering, assigns: needsIdentities)
        let loaded = await infrastructure
        let joined = definitions.review(loaded, with: dockerfiles.map { ($0.workload, $0.review) })
        let delivery = PipelineLoader(tree: place.tree).load(
            found.otherFiles + found.definitionCandidates, loaded, workloads: dockerfiles.map(\.workload))
        let delivered = PipelineReviewer(
            judge: judge, narrowing: narrowing, place: place, answering: answering, assigns: needsIdentities
        ).review(delivery, with: zip(dockerfiles.map(\.workload), joined.reviews).map { ($0, $1) })
        let environments = ParityLoader(tree: place.tree, settings: project.parity).load(found, loaded)
        let compared = ParityReviewer(
            judge: judge, narrowing: narrowing, place: place, answering: answering, assigns: needsIdentities
        ).review(environments, loaded, with: zip(dockerfiles.map(\.workload), delivered.reviews).map { ($0, $1) })
        let images = try await ReviewedImages(
            requests: request.images, judge: judge, narrowing: narrowing, place: place, answering: answering,
            assigns: needsIdentities, budget: project.budget, ignores: project.vulnerabilities
        ).review(zip(dockerfiles.map(\.workload), compared.reviews).map { ($0, $1) })
        var judged = dockerfiles
        for index in judged.indices { judged[index].review = images.reviews[index] }
        let (told, tools, shellCheckEntries) = await withShellCheck(judged, settings.set, judge, narrowing, place)
        progress.end()
        let workloads = told + joined.others + delivered.others + compared.others + images.others
        // Only these are asked for: thousands of others need not be copied.
        let silenced = workloads.flatMap { $0.findings.filter { $0.suppression != nil } }
        let entries =
            judged.flatMap(\.entries) + joined.entries + delivered.entries + compared.entries
            + images.entries + shellCheckEntries
        let (gone, outside) = narrowing.gone(
            entries, level: settings.set, starts: place.starts, hasShellCheck: tools.contains { $0.state == .ran })
        var review = Review(
            version: Version.number, date: request.today, registry: registry, ruleCount: judge.ruleCount,
            files: records(found, workloads, place) + Self.union(joined.files, delivered.files), workloads: workloads,
            sheet: Lazy { answering.value.combine(workloads.map(\.sheet)) }, tools: tools,
            notes: notes(found, isEmpty: workloads.isEmpty) + images.notes + project.notes(registry, place)
                + narrowing.notes(silenced, gone: gone.count),
            sources: place.sources)
        review.details =
            project.details(judge.silencer, silenced, place) + project.needlessAcceptances(images.vulnerabilities)
        let isIncomplete = review.files.contains { $0.state != .judged } || review.workloads.isEmpty
        let failOn = request.failOn ?? project.failOn ?? .severity(.medium)
        let fails = workloads.contains { $0.findings.contains { $0.isListedFault && failOn.fails($0.severity) } }
        review.judging = judge.judging
        review.images = images.records
        let all = judged.map(\.workload)
        review.graph = Lazy {
            guard !loaded.stacks.isEmpty else { return nil }
            return SystemGraph(loaded.likeliest, workloads: all).mapPaths(place.shown)
        }
        review.parity = Lazy {
            environments.services.isEmpty ? nil : ParityTable(environments).mapPaths(place.shown)
        }
        return ReviewOutcome(
            review: review, exitCode: fails ? 1 : isIncomplete ? 3 : 0,
            baseline: request.updatesBaseline ? Baseline(level: settings.set, entries + outside) : nil,
            settings: project, isIncomplete: isIncomplete)
    }

    /// What is not to be listed, read before anything is judged: a wrong name must not cost a review.
    private func narrowing(_ place: ReviewPlace) async throws(Failure) -> Narrowing {
        var narrowing = Narrowing()
        if let path = request.baseline {
            narrowing.baselinePath = path
            narrowing.takesAll = request.updatesBaseline
            do throws(Failure) {
                let bytes = try ReviewPlace.disk(path).read(path, limit: 256 << 20)
                narrowing.baseline = try Baseline.read(SourceFile(path: path, bytes: bytes))
            } catch {
                guard error.code == .notFound, request.updatesBaseline else {
                    guard error.code == .notFound else { throw error }
                    throw Failure(
                        .notFound,
                        Text(
                            en: "There is no baseline `\(path)`. Make it with --update-baseline.",
                            ja: "ベースライン `\(path)` がありません。--update-baseline を付けて作成してください。"))
                }
                narrowing.baseline = Baseline(level: .calm, [])
            }
        }
        if let revision = request.diff {
            narrowing.revision = revision
            narrowing.changes = try await GitChanges.since(revision, in: place.folder)
        }
        return narrowing
    }

    /// Judges in as many parts as there are cores, each part in one task.
    private func judged(
        _ files: [ContainerFile], _ loader: WorkloadLoader, _ judge: Judge, _ narrowing: Narrowing,
        _ answering: Lazy<Answering>, _ place: ReviewPlace
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
                            var found = await findings(workload, judge, history, place)
                            let entries = narrowing.apply(
                                to: &found, dockerfile: workload.dockerfile.source.path, judge.registry)
                            let findings = found.map { $0.mapPaths(place.shown) }
                            let review = WorkloadReview(
                                name: workload.name, dockerfile: place.shown(workload.dockerfile.source.path),
                                role: workload.role.title, roleReason: workload.roleReason,
                                context: workload.context.map { place.shown($0.root) },
                                unread: Unread.reason(workload.dockerfile), findings: findings,
                                sheet: Lazy { answering.value.answer(findings) },
                                picture: Lazy { WorkloadPicture(workload).mapPaths(place.shown) })
                            result.append(Judged(review: review, workload: workload, entries: entries))
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
        var workload: Workload
        var dockerfile: Dockerfile { workload.dockerfile }
        /// What a baseline of it would hold.
        var entries: [Baseline.Entry]
    }

    /// Lets ShellCheck's findings join in; each Dockerfile is checked once, whatever number of workloads it makes.
    private func withShellCheck(
        _ judged: [Judged], _ set: RuleSet, _ judge: Judge, _ narrowing: Narrowing, _ place: ReviewPlace
    ) async -> ([WorkloadReview], [ToolRecord], [Baseline.Entry]) {
        var reviews = judged.map(\.review)
        var entries: [Baseline.Entry] = []
        guard request.usesShellCheck else { return (reviews, [ToolRecord(name: "ShellCheck", state: .off)], []) }
        var batch = ShellCheckBatch()
        var seen: Set<String> = []
        for (index, item) in judged.enumerated() where seen.insert(item.dockerfile.source.path).inserted {
            batch.add(item.dockerfile, workload: index)
        }
        let outcome = await ShellCheckRun.run(batch, program: ShellCheckRun.find(), set: set)
        for (index, found) in Dictionary(grouping: outcome.findings, by: \.workload) {
            var findings = found.map(\.finding)
            judge.silencer.silence(&findings, judged[index].dockerfile)
            if needsIdentities { Identity.assign(&findings) { place.tree.source($0) } }
            entries += narrowing.apply(
                to: &findings, dockerfile: judged[index].dockerfile.source.path, judge.registry)
            reviews[index].findings += findings.map { $0.mapPaths(place.shown) }
        }
        let record: ToolRecord =
            switch outcome.state {
            case .ran: ToolRecord(name: "ShellCheck", state: .ran)
            case .absent: ToolRecord(name: "ShellCheck", state: .absent)
            case .failed(let why): ToolRecord(name: "ShellCheck", state: .failed, detail: why)
            }
        return (reviews, [record], entries)
    }

    private var needsIdentities: Bool { request.identities || request.baseline != nil }

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
        if needsIdentities { Identity.assign(&findings) { place.tree.source($0) } }
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

    /// A template with a pipeline in it is one file.
    private static func union(
        _ definitions: [ContainerFileRecord], _ pipelines: [ContainerFileRecord]
    ) -> [ContainerFileRecord] {
        let known = Set(definitions.map(\.path))
        return definitions + pipelines.filter { !known.contains($0.path) }
    }

    private func notes(_ found: Discovered, isEmpty: Bool) -> [Text] {
        var notes = found.problems.map(\.text)
        if isEmpty {
            notes.append(
                Text(
                    en: "No Dockerfile and no ECS definition was found: there is nothing to judge.",
                    ja: "Dockerfile も ECS の定義も見つからなかったため、評価の対象がありません。"))
        }
        return notes
    }
}
