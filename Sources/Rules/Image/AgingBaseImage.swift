import Basics
import ImageScan
import RuleKit

struct AgingBaseImage: Rule {
    static let about = About(
        id: "IM507", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Base image older than three months", ja: "ベースイメージが 3 か月以上前のもの"),
        why: Text(
            en: "Fixes of the distribution since that day are not in the image.",
            ja: "作成日以降にディストリビューションが提供した修正が、イメージに含まれていません。"),
        remedy: Text(
            en: "Let Renovate or Dependabot raise the base, or rebuild on a schedule with `--pull`.",
            ja: "Renovate や Dependabot でベースイメージを更新するか、`--pull` を付けた定期的な再ビルドを設定してください。"),
        message: Text(
            en: "The base image{name|=|, `}{name}{name|=|`,} was made on {date}, {days} days ago",
            ja: "ベースイメージ{name|=| `}{name}{name|=|` }は {date} ({days} 日前) に作成されたものです"),
        proof: Text(
            en: "The base image was made on {date}, {days} days ago", ja: "ベースイメージは {date} ({days} 日前) に作成されたものです"),
        links: ["https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often"],
        answers: ["PERF_04.base-age"],
        fails: [
            """
            === image
            ⟦⟧BASE 1
            LAYER @2026-03-01 ADD rootfs.tar /
            0644 etc/passwd
            LAYER @2026-08-20 COPY app /app # buildkit
            0755 app
            """
        ],
        passes: [
            """
            === image
            BASE 1
            LAYER @2025-01-15 ADD rootfs.tar /
            0644 etc/passwd
            LAYER @2026-08-20 COPY app /app # buildkit
            0755 app
            """,
            """
            === image
            LAYER @2026-01-15 ADD rootfs.tar /
            0644 etc/passwd
            """,
        ],
        proves: [
            """
            === Dockerfile
            ⟦FROM debian:12⟧
            COPY app /app
            === image
            BASE 1
            LAYER @2026-08-15 ADD rootfs.tar /
            0644 etc/passwd
            LAYER @2026-08-20 COPY app /app # buildkit
            0755 app
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let image = subject.image
        // A program alone stands on nothing that could grow old.
        if image.base.layers == 0 || image.system == nil && image.base.evidence == .none { return }
        guard let days = BaseAge.days(image, on: report.today) else {
            report.unsure(at: subject.rootSpan, because: BaseAge.unknown)
            return
        }
        let told = [
            "name": image.base.name ?? "", "date": image.base.created?.description ?? "", "days": String(days),
        ]
        if days <= 90 {
            report.holds(at: subject.rootSpan, told)
        } else if days <= 365 {
            report.fault(at: subject.rootSpan, told)
        }
    }
}
