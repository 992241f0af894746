import Advisories
import Basics
import ImageScan
import RuleKit

/// What other scanners' reports say of an image, as findings beside our own.
enum ForeignEvidence {
    /// - Throws: for a file that is no report that is known, and for one about another image.
    static func findings(_ paths: [String], about image: ScannedImage) throws(Failure) -> [Finding] {
        var findings: [Finding] = []
        for path in paths {
            let bytes = try ReviewPlace.disk(path).read(path, limit: 256 << 20)
            let report = try ForeignReports.read(bytes, name: path)
            for item in try report.findings(about: image.identity, name: path) {
                let package = [item.package, item.version].compactMap(\.self).joined(separator: " ")
                let parts = [item.id, package, item.path ?? "", item.message].filter { !$0.isEmpty }
                findings.append(
                    Finding(
                        rule: item.id, verdict: .fault, severity: severity(item.level), span: image.span,
                        foreign: .init(
                            tool: item.tool, message: parts.joined(separator: ": "), link: item.link ?? "")))
            }
        }
        return findings
    }

    private static func severity(_ level: Vulnerability.Level) -> Severity {
        switch level {
        case .critical: .critical
        case .high: .high
        case .medium: .medium
        case .low, .none, .unknown: .low
        }
    }
}
