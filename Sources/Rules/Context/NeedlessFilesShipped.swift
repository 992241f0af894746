import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct NeedlessFilesShipped: Rule {
    static let about = About(
        id: "CX106", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Needless files copied into the image", ja: "不要なファイルをイメージにコピーしている"),
        why: Text(
            en: "Logs, dumps, archives and caches of a working copy make each pull slower and may hold personal data.",
            ja: "作業コピーのログ、ダンプ、アーカイブ、キャッシュは pull を遅くし、個人情報を含むこともあります。"),
        remedy: Text(en: "Add them to `.dockerignore`.", ja: "`.dockerignore` に追加してください。"),
        message: Text(
            en: "`{source}` copies `{folder}` ({files} {files|1=file|files}, {size}), which the image does not need",
            ja: "`{source}` が、イメージに不要な `{folder}` ({files} 個、{size}) をコピーします"),
        links: ["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
        aliases: ["DKL-LI-0003"],
        answers: ["PERF_01.dockerignore", "COST_04.dockerignore", "COST_03.no-leftovers"],
        yieldsTo: ["CX101", "CX104", "CX105"],
        fails: [
            """
            === Dockerfile
            FROM python:3.13
            COPY ⟦.⟧ /app
            === .dockerignore
            .git
            === backup.dump
            x
            """
        ],
        passes: [
            """
            === Dockerfile
            FROM python:3.13
            COPY . /app
            === .dockerignore
            *.dump
            === backup.dump
            x
            """,
            "=== Dockerfile\nFROM debian:13\nADD rootfs.tar.gz /\n=== rootfs.tar.gz\nx",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let kinds: Set<SensitivePath.Kind> = [.log, .dump, .toolCache, .editor, .systemLitter]
        NeedlessFolder.report(workload, kinds, &report) { copy, entry in
            copy.source(of: entry.sample).map { $0.isRoot || !$0.path.hasSuffix(entry.place) } ?? false
        }
    }
}
