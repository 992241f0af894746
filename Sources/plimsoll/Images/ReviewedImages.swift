import Advisories
import Basics
import DockerfileSyntax
import ImageScan
import Lens
import Reports
import RuleKit
import Workload

/// Opens the images that a review was told of, and joins what is found with the workloads whose Dockerfiles made them.
struct ReviewedImages {
    let requests: [ImageRequest]
    let judge: Judge
    let narrowing: Narrowing
    let place: ReviewPlace
    let answering: Lazy<Answering>
    /// Whether findings get their identities.
    let assigns: Bool
    let budget: ImageBudget?
    let ignores: VulnerabilityIgnores

    struct Outcome {
        var reviews: [WorkloadReview]
        /// Images that no Dockerfile here made.
        var others: [WorkloadReview] = []
        var records: [ImageRecord] = []
        var entries: [Baseline.Entry] = []
        var notes: [Text] = []
        /// What was found out of the vulnerabilities of each; nil where that was not asked for.
        var vulnerabilities: [VulnerabilityReport?] = []
    }

    /// - Throws: for an image that cannot be read: a review that was asked for it must not pass without.
    func review(_ known: [(workload: Workload, review: WorkloadReview)]) async throws(Failure) -> Outcome {
        var outcome = Outcome(reviews: known.map(\.review))
        guard !requests.isEmpty else { return outcome }
        var reading = ImageReading(request: requests[0])
        reading.ignores = ignores
        if let source = place.lockFile { reading.bases = try ImageLock.read(source).bases }
        for request in requests {
            reading.request = request
            let (image, workload) = try await reading.read(known.map(\.workload))
            let subject = ImageSubject(
                image, workload: workload, budget: budget, isKeyGiven: !request.keyFiles.isEmpty)
            var findings = judge.judge(subject)
            findings += try ForeignEvidence.findings(request.reports, about: image)
            if assigns { Identity.assign(&findings) { place.tree.source($0) } }
            outcome.entries += narrowing.apply(
                to: &findings, dockerfile: workload?.dockerfile.source.path, judge.registry)
            // The image's own name is no path.
            let told = findings.map { finding in
                finding.mapPaths { $0 == image.name ? $0 : place.shown($0) }
            }
            var record = ImageRecord(image)
            if let path = record.dockerfile?.path { record.dockerfile?.path = place.shown(path) }
            outcome.records.append(record)
            outcome.vulnerabilities.append(image.vulnerabilities)
            let answering = answering
            let target = workload.flatMap { workload in known.firstIndex { $0.workload.name == workload.name } }
            if let target {
                outcome.reviews[target] = outcome.reviews[target].with(told) { answering.value.answer($0) }
            } else {
                outcome.notes.append(
                    Text(
                        en: "No Dockerfile here fits the history of the image \(image.name).",
                        ja: "イメージ \(image.name) の履歴に合う Dockerfile が見つかりません。"))
                outcome.others.append(
                    WorkloadReview(
                        name: image.name, dockerfile: image.name, role: Text(en: "built image", ja: "ビルド済みイメージ"),
                        roleReason: Text(en: "it was named as an image", ja: "イメージとして指定されました"), context: nil,
                        unread: nil, findings: told, sheet: Lazy { answering.value.answer(told) }))
            }
        }
        return outcome
    }
}
