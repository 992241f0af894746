import Basics
import ImageScan
import RuleKit

struct OldBaseImage: Rule {
    static let about = About(
        id: "IM502", since: "0.1", severity: .medium,
        title: Text(en: "Base image older than a year", ja: "ベースイメージが 1 年以上前のもの"),
        why: Text(
            en: """
                A distribution mends dozens of packages a month. The image lacks all of that since its base was made, \
                however often the application is built anew.
                """,
            ja: """
                ディストリビューションは毎月多数のパッケージを修正します。アプリケーションを何度ビルドしても、\
                ベースイメージの作成日以降の修正は含まれません。
                """),
        remedy: Text(
            en: "Take up the newest image of the same release: raise the digest or the tag, and build with `--pull`.",
            ja: "同じリリースの最新イメージに更新してください。ダイジェストやタグを更新し、`--pull` を付けてビルドします。"),
        message: Text(
            en: "The base image{name|=|, `}{name}{name|=|`,} was made on {date}, {days} days ago",
            ja: "ベースイメージ{name|=| `}{name}{name|=|` }は {date} ({days} 日前) に作成されたものです"),
        links: ["https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often"],
        answers: ["PERF_04.base-age"],
        onlyFaults: ["PERF_04.base-age"],
        fails: [
            """
            === Dockerfile
            ⟦FROM debian:12⟧
            COPY app /app
            === image
            BASE 1
            LAYER @2025-01-15 ADD rootfs.tar /
            0644 etc/passwd
            LAYER @2026-08-20 COPY app /app # buildkit
            0755 app
            """
        ],
        passes: [
            """
            === image
            BASE 1
            LAYER @2026-06-01 ADD rootfs.tar /
            0644 etc/passwd
            LAYER @2026-08-20 COPY app /app # buildkit
            0755 app
            """,
            """
            === image
            BASE 1
            LAYER @1970-01-01 bazel build
            0644 etc/passwd
            LAYER @2026-08-20 COPY app /app # buildkit
            0755 app
            """,
            """
            === image
            LAYER @2020-01-01 ADD rootfs.tar /
            0644 etc/passwd
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard let days = BaseAge.days(subject.image, on: report.today), days > 365 else { return }
        report.fault(
            at: subject.rootSpan,
            [
                "name": subject.image.base.name ?? "", "date": subject.image.base.created?.description ?? "",
                "days": String(days),
            ])
    }
}
