import Basics
import DockerfileSyntax
import ImageScan
import Lens
import Reports
import RuleKit
import Rules
import Workload

/// Judges one built image by itself, or against the Dockerfile that should have made it.
struct ImageReviewer {
    let request: ImageRequest
    /// A Dockerfile, or a folder that holds it.
    let dockerfile: String?
    /// A file that says what the image may weigh.
    let budget: String?
    let level: RuleSet?
    let config: String?

    struct Outcome {
        var review: Review
        var record: ImageRecord
        var image: ScannedImage
        /// The threshold that a settings file names.
        var failOn: FailOn?
    }

    func run() async throws(Failure) -> Outcome {
        let place = try dockerfile.map { path throws(Failure) in try ReviewPlace([path]) }
        let project = try settings(place)
        var workloads: [Workload] = []
        if let place {
            let loader = WorkloadLoader(tree: place.tree, roles: project.roles)
            workloads = place.found.dockerfiles.flatMap { loader.workloads(of: $0) }
        }
        let given = try budget.map { path throws(Failure) in
            try ImageBudget.read(
                SourceFile(path: path, bytes: try ReviewPlace.disk(path).read(path, limit: 1 << 20)))
        }
        var reading = ImageReading(request: request)
        reading.ignores = project.vulnerabilities
        let base = if let place { place } else { try ReviewPlace.settingsOnly() }
        if let source = base.lockFile { reading.bases = try ImageLock.read(source).bases }
        let (image, workload) = try await reading.read(workloads)
        let registry = Registry.all
        let judge = Judge(registry, project.settings, evidence: true)
        let subject = ImageSubject(
            image, workload: workload, budget: given ?? project.budget, isKeyGiven: !request.keyFiles.isEmpty)
        let told = judge.judge(subject) + HistoryReview(registry, project.settings).findings(image)
        let others = try ForeignEvidence.findings(request.reports, about: image)
        let findings = told.map { $0.mapPaths { place?.shown($0) ?? $0 } } + others
        let today = request.today
        let answering = Lazy { Answering(registry, attestations: project.attestations, today: today) }
        let shown = workload.map { place?.shown($0.dockerfile.source.path) ?? $0.dockerfile.source.path }
        let sheet = Lazy { answering.value.answer(findings) }
        let one = WorkloadReview(
            name: image.name, dockerfile: shown ?? image.name, role: Text(en: "built image", ja: "ビルド済みイメージ"),
            roleReason: Text(en: "it was named as an image", ja: "イメージとして指定されました"), context: nil, unread: nil,
            findings: findings, sheet: sheet)
        let record = ImageRecord(image)
        var review = Review(
            version: Version.number, date: today, registry: registry, ruleCount: judge.ruleCount, files: [],
            workloads: [one], sheet: sheet, tools: [],
            notes: notes(image, workloads, workload) + project.endedAcceptances(),
            sources: { place?.sources($0) })
        review.details = project.needlessAcceptances([image.vulnerabilities])
        review.judging = judge.judging
        review.images = [record]
        return Outcome(review: review, record: record, image: image, failOn: project.failOn)
    }

    /// `plimsoll.yml` beside the Dockerfile, else in this folder; an image needs neither.
    private func settings(_ place: ReviewPlace?) throws(Failure) -> ReviewSettings {
        let base = if let place { place } else { try ReviewPlace.settingsOnly() }
        return try ReviewSettings.read(base, config: config, level: level, today: request.today)
    }

    private func notes(_ image: ScannedImage, _ workloads: [Workload], _ workload: Workload?) -> [Text] {
        var notes: [Text] = []
        if dockerfile != nil, workload == nil {
            notes.append(
                Text(
                    en: "No Dockerfile there fits the image's history: layers are not joined to lines.",
                    ja: "イメージの履歴に合う Dockerfile が見つからないため、レイヤーと行を対応付けられません。"))
        }
        return notes
    }
}
