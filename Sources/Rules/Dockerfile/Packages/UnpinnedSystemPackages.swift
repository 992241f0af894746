import Basics
import RuleKit
import ShellSyntax

struct UnpinnedSystemPackages: Rule {
    static let about = About(
        id: "DF308", since: "0.1", severity: .style, set: .style,
        title: Text(en: "Distribution packages without a version", ja: "バージョン指定のないディストリビューションパッケージ"),
        why: Text(
            en: "The build takes the version that the mirror has on that day, so two builds may differ.",
            ja: "ビルドした日にミラーにある版が入るため、ビルドごとに結果が変わる可能性があります。"),
        remedy: Text(
            en: """
                Where builds must repeat exactly, pin the base image by digest and use a snapshot mirror; a version \
                by itself works only where the mirror keeps old versions.
                """,
            ja: "厳密な再現性が必要なら、ベースイメージをダイジェストで固定し、スナップショットミラーを使ってください。バージョン指定だけで済むのは、ミラーが古い版を残している場合に限ります。"),
        message: Text(en: "`{package}` has no version", ja: "`{package}` にバージョン指定がありません"),
        proof: Text(en: "all packages have a version", ja: "すべてのパッケージにバージョンを指定しています"),
        links: [
            "https://docs.docker.com/build/building/best-practices/#apt-get", "https://snapshot.debian.org/",
        ],
        aliases: ["DL3008", "DL3018", "DL3033", "DL3037", "DL3041"],
        differs: Text(
            en: """
                A matter of style here. Debian, Ubuntu and Alpine remove old versions from their mirrors, so a pinned \
                version makes the build fail at the next security update, which is why many users switch these rules off.
                """,
            ja:
                "ここでは style に分類します。Debian、Ubuntu、Alpine はミラーから古い版を削除するため、固定すると次のセキュリティ更新でビルドが失敗します。実際、これらのルールは無効にされることが多くあります。"
        ),
        answers: ["PERF_03.pinned-packages"],
        fails: [
            "FROM debian:12\nRUN apt-get update && apt-get install -y ⟦nginx⟧ curl",
            "FROM alpine:3.22\nRUN apk add --no-cache curl=8.14.1-r1 ⟦git⟧",
            "FROM fedora:43\nRUN dnf install -y ⟦git⟧ && dnf clean all",
        ],
        passes: [
            "FROM alpine:3.22\nRUN apk add --no-cache $PACKAGES", "FROM debian:12\nRUN apt-get install -y ./agent.deb",
            "FROM alpine:3.22\nRUN apk add --no-cache 'curl~=8.14'",
            "FROM fedora:43\nRUN dnf install -y @development-tools",
            "FROM debian:12\nRUN apt-get install -y nginx/bookworm-backports",
        ],
        proves: [
            "FROM debian:12\nRUN apt-get update && ⟦apt-get install -y nginx=1.22.1-9+deb12u1⟧",
            "FROM alpine:3.22\nARG CURL_VERSION=8.14.1-r1\nRUN ⟦apk add --no-cache curl=$CURL_VERSION⟧",
        ]
    )

    static let commands = PackagePrograms.apt + PackagePrograms.apk + PackagePrograms.rpm

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .install, call.rawVerb != "build-dep", run.isNeeded,
            !call.rawVerb.hasPrefix("group"), !call.rawVerb.hasPrefix("module")
        else { return }
        if call.hasFlag("--from-lockfile") { return }
        let named = call.packages.filter { $0.kind == .registry }
        if let loose = named.first(where: { $0.version == nil && $0.release == nil && !$0.name.hasPrefix("@") }) {
            report.fault(at: run.place(loose.nameRange ?? loose.range), ["package": loose.name])
        } else if !named.isEmpty, named.count == call.packages.count, named.allSatisfy(\.isPinned) {
            report.holds(at: run.place(call))
        }
    }
}
