import Basics
import RuleKit
import Workload

/// Reports folders of some kinds that COPY carries into the image, once a source.
enum NeedlessFolder {
    static func report(
        _ workload: Workload, _ kinds: Set<SensitivePath.Kind>, _ report: inout Report,
        where applies: (ContextCopy, Needless) -> Bool
    ) {
        for copy in workload.neededCopies {
            // Names that only content can judge are left out here.
            let entries = Needless.among(copy.files).filter {
                kinds.contains($0.kind) && SensitivePath.classify($0.sample.path)?.needsContent == false
            }
            guard
                let entry = entries.first(where: { workload.ships(copy, $0.sample) && applies(copy, $0) }),
                let source = copy.source(of: entry.sample), source.path != entry.place
            else { continue }
            report.fault(
                at: source.range,
                [
                    "source": source.text, "folder": entry.place, "files": String(entry.count),
                    "size": Size.shown(entry.bytes),
                ], fix: ignoring(entry.place, workload))
        }
    }

    /// Adds a line to the ignore file that is there.
    static func ignoring(_ line: String, _ workload: Workload) -> Fix? {
        guard let file = workload.context?.ignoreFile?.source else { return nil }
        let end = file.bytes.count
        let gap = file.bytes.last.map { $0 == 0x0A ? "" : "\n" } ?? ""
        let isException = line.hasPrefix("!")
        return Fix(
            .ask, [Edit(path: file.path, end..<end, gap + line + "\n")],
            note: isException
                ? Text(
                    en: "Check that the file was not kept out on purpose, such as for a secret in it.",
                    ja: "シークレットを含むなど、意図的に除外されていたものでないことを確認してください。")
                : Text(
                    en: "Check that neither the build nor the program reads it from the image.",
                    ja: "ビルドやプログラムがイメージ内のこのパスを読み込まないことを確認してください。"))
    }
}
