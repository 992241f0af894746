import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
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

    /// Those that nothing of the application needs, by all that is known: an ignore file may name them.
    ///
    /// A name that needs a look at the content counts only where the content speaks: SQL files are mostly migrations,
    /// and a `.pem` may be the certificate that the database is trusted by.
    static func toKeepOut(_ files: [ContextFile], _ workload: Workload, _ context: BuildContext) -> [Needless] {
        let installs = Self.makesItsOwn(workload)
        let secrets = Set(workload.shippedSecrets.map(\.path))
        return among(files.filter { !speaksInContent($0) || isCertain($0, secrets, context) }).filter { entry in
            switch entry.kind {
            // Data that a program reads comes packed, too.
            case .archive: false
            // Without an install or a build these are what the image runs.
            case .dependencies, .buildOutput: installs
            default: true
            }
        }
    }

    /// Whether the build installs packages or compiles.
    static func makesItsOwn(_ workload: Workload) -> Bool {
        let used = workload.stagesInUse
        return workload.dockerfile.stages.contains { stage in
            used.contains(stage.index)
                && ShellRuns.of(stage, in: workload.dockerfile).contains { run in
                    run.commands.contains {
                        $0.packageCall.map { !$0.manager.isSystem } == true || $0.program == "make"
                    }
                }
        }
    }

    private static func speaksInContent(_ file: ContextFile) -> Bool {
        SensitivePath.classify(file.path)?.needsContent == true
    }

    private static func isCertain(_ file: ContextFile, _ secrets: Set<String>, _ context: BuildContext) -> Bool {
        let path = context.treePath(file.path)
        if SensitivePath.classify(file.path)?.isSecret == true { return secrets.contains(path) }
        return DatabaseDump.isDump(path, in: context.tree)
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
