import Basics
import DockerfileSyntax
import RuleKit
import Workload

/// What rules about the build context ask of a workload.
extension Workload {
    /// What COPY and ADD take in the stages that the image needs.
    var neededCopies: [ContextCopy] {
        let used = stagesInUse
        return contextCopies.filter { $0.way != .mount && used.contains($0.stage) }
    }

    /// The first COPY or ADD of the whole context, with the place of the source.
    var wholeCopy: (copy: ContextCopy, place: Range<Int>)? {
        for copy in neededCopies where !copy.hasExcludes {
            if let source = copy.sources.first(where: { $0.isRoot && $0.outcome == .found }) {
                return (copy, source.range)
            }
        }
        return nil
    }

    /// Whether what a COPY brings in a stage is part of the image that runs.
    func ships(_ copy: ContextCopy, _ file: ContextFile) -> Bool {
        if let target = copy.target(of: file) { return ships(target, from: copy.stage) }
        guard let stage else { return false }
        return dockerfile.lineage(of: stage).contains { $0.index == copy.stage }
    }

    /// Whether the ignore file keeps at least one thing out.
    var hasIgnorePatterns: Bool { context?.ignoreFile?.patterns.contains { !$0.isException } == true }
}

/// Files that are of no use in an image, those of one folder told as one.
struct Needless: Sendable {
    let kind: SensitivePath.Kind
    let place: String
    var count = 0
    var bytes = 0
    /// A file of it.
    let sample: ContextFile

    /// The biggest first.
    static func among(_ files: [ContextFile]) -> [Needless] {
        var result: [String: Needless] = [:]
        for file in files {
            guard let sensitive = SensitivePath.classify(file.path) else { continue }
            var entry =
                result[sensitive.place] ?? Needless(kind: sensitive.kind, place: sensitive.place, sample: file)
            entry.count += 1
            entry.bytes += file.size
            result[sensitive.place] = entry
        }
        return result.values.sorted { ($1.bytes, $0.place) < ($0.bytes, $1.place) }
    }
}

/// Sizes as people read them.
enum Size {
    static func shown(_ bytes: Int) -> String {
        var value = Double(bytes)
        for unit in ["B", "kB", "MB"] {
            if value < 1000 { return number(value, unit == "B") + " " + unit }
            value /= 1000
        }
        return number(value, false) + " GB"
    }

    private static func number(_ value: Double, _ isWhole: Bool) -> String {
        if isWhole || value >= 10 { return String(Int(value.rounded())) }
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}
