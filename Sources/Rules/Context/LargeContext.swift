import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct LargeContext: Rule {
    /// What is sent for each build on a machine without the files: a minute at a slow office line.
    private static let limit = 100_000_000

    static let about = About(
        id: "CX107", since: "0.1", severity: .low,
        title: Text(en: "Large build context", ja: "ビルドコンテキストが大きい"),
        why: Text(
            en: "All of it is read, hashed and sent before the instruction can start, and mostly stored in the image.",
            ja: "命令を始める前にすべてが読み取られ、ハッシュ計算され、転送されます。多くはそのままイメージに残ります。"),
        remedy: Text(
            en: "Keep large files out with `.dockerignore`; fetch data at run time from S3 or mount it.",
            ja: "大きなファイルは `.dockerignore` で除外し、データは実行時に S3 から取得するかマウントしてください。"),
        message: Text(
            en: "`{source}` takes {size} in {files} {files|1=file|files}; the largest is `{largest}` ({part})",
            ja: "`{source}` は {files} 個、{size} を取り込みます。最大は `{largest}` ({part}) です"),
        links: ["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
        answers: ["PERF_01.dockerignore", "COST_04.dockerignore", "SUSTAINABILITY_01.small"],
        fails: [
            """
            === Dockerfile
            FROM python:3.13
            COPY ⟦.⟧ /app
            === app.py
            1
            === model/weights.bin (150 MB)
            0
            """
        ],
        passes: [
            """
            === Dockerfile
            FROM node:22
            COPY . .
            === package.json
            {}
            """
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        for copy in workload.neededCopies where copy.totalBytes >= Self.limit {
            guard let source = copy.sources.first(where: { $0.outcome == .found }) else { continue }
            let (name, bytes) = Self.largest(copy)
            report.fault(
                at: source.range,
                [
                    "source": source.text, "size": Size.shown(copy.totalBytes), "files": String(copy.files.count),
                    "largest": name, "part": Size.shown(bytes),
                ])
        }
    }

    /// The largest file, or the largest folder at the top where no file is a fifth of all.
    private static func largest(_ copy: ContextCopy) -> (String, Int) {
        if let file = copy.files.max(by: { $0.size < $1.size }), file.size * 5 >= copy.totalBytes {
            return (file.path, file.size)
        }
        var folders: [Substring: Int] = [:]
        for file in copy.files { folders[file.path.prefix { $0 != "/" }, default: 0] += file.size }
        let best = folders.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return best.map { (String($0.key), $0.value) } ?? ("", 0)
    }
}
