import Advisories
import Basics
import DockerfileSyntax
import ImageScan
import Inventory
import RuleKit
import Workload

struct BaseNeedsRebuild: Rule {
    static let about = About(
        id: "IM406", since: "0.1", severity: .medium,
        title: Text(en: "The base image has vulnerabilities that are fixed", ja: "ベースイメージに修正版のある脆弱性がある"),
        why: Text(
            en:
                "The base was built before the fixes came out. A rebuild on its newest build takes them in at once, without a change of code.",
            ja: "ベースイメージは修正版の公開前に作られたものです。最新のビルドを使って再ビルドすれば、コードを変えずにまとめて取り込めます。"),
        remedy: Text(
            en: "Build with `--pull`, or raise the digest or tag in `FROM`; rebuild on a schedule.",
            ja: "`--pull` を付けてビルドするか、`FROM` のダイジェストやタグを更新し、定期的に再ビルドしてください。"),
        message: Text(
            en: """
                A newer build of the base image can remove {fixed} of {total} open vulnerabilities ({severe} of them high or \
                critical; the worst is {id} in {package})
                """,
            ja: """
                ベースイメージを新しいビルドに替えると、未対応の脆弱性 {total} 件のうち {fixed} 件 (重要以上 {severe} 件) を解消できます。\
                最も深刻なのは {package} の {id} です
                """),
        links: ["https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often"],
        aliases: ["CIS-DI-0004"],
        answers: ["SEC_03.known-vulnerabilities"], onlyFaults: ["SEC_03.known-vulnerabilities"],
        fails: [
            """
            === Dockerfile
            ⟦FROM debian:12⟧
            COPY app /
            === image
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER COPY app / # buildkit
            0755 app (1 MB)
            VULNERABILITY CVE-2024-1 critical deb openssl 3.0.1 fixed 3.0.2 layer 1
            VULNERABILITY CVE-2024-2 low deb tar 1.34 layer 1
            """,
            """
            === image
            ⟦⟧BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            VULNERABILITY CVE-2024-1 high deb openssl 3.0.1 fixed 3.0.2 layer 1
            """,
        ],
        passes: [
            """
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER COPY app /
            0755 app (1 MB)
            VULNERABILITY CVE-2024-1 critical deb openssl 3.0.1 layer 1
            VULNERABILITY CVE-2024-2 critical npm left-pad 1.0.0 fixed 1.0.1 layer 2
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let image = subject.image
        guard let known = image.vulnerabilities, image.base.layers != nil else { return }
        let total = Set(known.open.map(Self.key))
        let fixable = known.open.filter { item in
            !item.fixed.isEmpty && item.package.layer.flatMap { image.isBase($0) } == true
        }
        let severe = fixable.filter { $0.level >= .high || $0.exploited != nil }
        guard let worst = severe.max(by: { ($0.level, $1.id) < ($1.level, $0.id) }) else { return }
        report.fault(
            at: place(subject),
            [
                "fixed": String(Set(fixable.map(Self.key)).count), "total": String(total.count),
                "severe": String(Set(severe.map(Self.key)).count), "id": worst.id, "package": worst.package.name,
            ])
    }

    /// A vulnerability of one package: the libraries of one source share theirs, and each is updated.
    private static func key(_ item: Vulnerability) -> String {
        "\(item.id) \(item.package.name) \(item.package.version)"
    }

    /// The FROM that names the base.
    private func place(_ subject: ImageSubject) -> Span {
        guard let file = subject.image.dockerfile, let stage = subject.workload?.stage,
            let first = file.lineage(of: stage).first, file.instructions.indices.contains(first.from)
        else { return subject.span }
        return file.source.span(file.instructions[first.from].range)
    }
}
