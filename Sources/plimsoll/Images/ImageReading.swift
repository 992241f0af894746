import Advisories
import Basics
import DockerfileSyntax
import ImageScan
import Inventory
import OCIImage
import Reports
import RuleKit
import Workload

/// Reads an image and finds out all that rules and reports want to know of it.
struct ImageReading: Sendable {
    var request: ImageRequest
    /// Images whose layers a lock file knows.
    var bases: [ImageScanner.KnownBase] = []
    /// What people accepted, from plimsoll.yml.
    var ignores = VulnerabilityIgnores()

    /// - Parameter workloads: those whose Dockerfile may have made the image; the one that fits best is held against it.
    func read(_ workloads: [Workload]) async throws(Failure) -> (image: ScannedImage, workload: Workload?) {
        let source = try await ImageOpening.source(request)
        var scanner = ImageScanner()
        scanner.options.secrets = request.looksForSecrets
        scanner.options.packages = request.looksForPackages || request.looksForVulnerabilities
        scanner.bases = bases
        var image = try await scanner.scan(source, platform: request.platform)
        let workload = WorkloadOfImage.find(image, among: workloads)
        if let workload, let stage = workload.stage {
            image = scanner.joined(image, with: workload.dockerfile, stage: stage)
        }
        if request.looksForVulnerabilities {
            image.vulnerabilities = try VulnerabilityJudging(request: request, ignores: ignores).judge(image)
        }
        image.signatures = try await SignatureReading(request: request).read(source, image)
        return (image, workload)
    }
}

/// Which workload's Dockerfile made an image.
enum WorkloadOfImage {
    /// The one whose instructions fit the history best; nil where none does.
    static func find(_ image: ScannedImage, among workloads: [Workload]) -> Workload? {
        var best: (workload: Workload, share: Double)?
        for workload in workloads {
            guard let stage = workload.stage else { continue }
            let match = image.history.matched(with: workload.dockerfile, stage: stage)
            let found = match.instructions.count { $0 != nil }
            guard found > 0 else { continue }
            let stray = match.strayInstructions.count + match.straySteps.count
            let share = Double(found) / Double(found + stray)
            if share > (best?.share ?? 0) { best = (workload, share) }
        }
        return best?.workload
    }
}
