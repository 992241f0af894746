import Basics
import RuleKit
import Workload

/// Lines for the ignore file that keep secrets out of the context.
enum IgnoreFix {
    /// Keeps files out that one source of a COPY brings; makes the ignore file where there is none.
    static func hiding(_ secrets: [ShippedSecret], _ workload: Workload) -> Fix? {
        guard let context = workload.context else { return nil }
        var lines: [String] = []
        for secret in secrets {
            let path = context.root.isEmpty ? secret.path : String(secret.path.dropFirst(context.root.utf8.count + 1))
            // A program cannot do without its own code, and a COPY not without the file that it names.
            guard SensitivePath.classify(path)?.isSecret == true, !isNamed(path, workload),
                !path.contains(where: { "*?[]!\\".contains($0) })
            else { return nil }
            if !lines.contains(path) { lines.append(path) }
        }
        guard !lines.isEmpty else { return nil }
        let note = Text(
            en: """
                The values are known to all who had the file or an image: replace them, and give the new ones to the \
                task as `secrets`. Check that nothing reads the files in the image.
                """,
            ja: """
                これらの値は、ファイルやイメージに触れた人にすでに知られています。新しい値に変更し、タスク定義の `secrets` で\
                渡してください。イメージ内のファイルを読む処理がないことも確認してください。
                """)
        guard let file = context.ignoreFile, !file.patterns.isEmpty else {
            var fix = IgnoreFileDraft(workload, context, hiding: lines).fix
            fix.note = note
            return fix
        }
        let end = file.source.bytes.count
        let gap = file.source.bytes.last.map { $0 == 0x0A ? "" : "\n" } ?? ""
        return Fix(
            .ask, [Edit(path: file.source.path, end..<end, gap + lines.joined(separator: "\n") + "\n")], note: note)
    }

    /// Whether a COPY, ADD or mount names a path itself.
    static func isNamed(_ path: String, _ workload: Workload) -> Bool {
        workload.contextCopies.contains { copy in copy.sources.contains { $0.path == path && !$0.isRoot } }
    }
}
