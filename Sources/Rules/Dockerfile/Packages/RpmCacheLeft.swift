import Basics
import RuleKit
import ShellSyntax

struct RpmCacheLeft: Rule {
    static let about = About(
        id: "DF314", since: "0.1", severity: .low,
        title: Text(en: "Metadata of the package manager left in the image", ja: "パッケージマネージャーのメタデータがイメージに残る"),
        why: Text(
            en: """
                Repository metadata of tens of megabytes stays in the layer and is pulled with the image, at every \
                start on Fargate.
                """,
            ja: "数十 MB のリポジトリメタデータがレイヤーに残り、イメージとともに取得されます。Fargate では起動のたびに発生します。"),
        remedy: Text(
            en: "End the same `RUN` with `dnf clean all` (`yum clean all`, `zypper clean -a`), or use a cache mount.",
            ja: "同じ `RUN` の最後で `dnf clean all` (`yum clean all`、`zypper clean -a`) を実行するか、キャッシュマウントを使ってください。"),
        message: Text(
            en: "`{manager} {verb}` is not followed by `{manager} clean {what}` in this `RUN`",
            ja: "この `RUN` では `{manager} {verb}` の後に `{manager} clean {what}` がありません"),
        proof: Text(en: "the metadata is removed in the layer that fetched it", ja: "取得したレイヤーの中でメタデータを削除しています"),
        links: ["https://dnf.readthedocs.io/en/latest/command_ref.html"],
        aliases: ["DL3032", "DL3036", "DL3040", "DS-0015", "DS-0019", "DS-0020", "DS-0027"],
        differs: Text(
            en: "Knows cache mounts, `rm -rf /var/cache/dnf` and stages that do not ship.",
            ja: "キャッシュマウント、`rm -rf /var/cache/dnf`、最終イメージに含まれないステージを考慮します。"),
        answers: ["COST_03.no-leftovers", "COST_04.package-flags"],
        fails: [
            "FROM amazonlinux:2\nRUN yum ⟦install⟧ -y nginx",
            "FROM amazonlinux:2023\nRUN dnf install -y nginx && dnf clean all && dnf ⟦install⟧ -y git",
            "FROM amazonlinux:2023\nRUN dnf ⟦install⟧ -y nginx\nRUN dnf clean all",
            "FROM amazonlinux:2023\nRUN dnf -y ⟦swap⟧ curl-minimal curl-full",
            "FROM opensuse/leap:16.0\nRUN zypper -n ⟦in⟧ nginx",
        ],
        passes: [
            "FROM amazonlinux:2023 AS build\nRUN dnf install -y gcc\nFROM scratch",
            "FROM fedora:43\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y nginx",
            "FROM redhat/ubi9:9.5\nRUN dnf install -y --installroot /mnt/root nginx",
        ],
        proves: [
            "FROM amazonlinux:2\nRUN yum ⟦install⟧ -y nginx && yum clean all",
            "FROM amazonlinux:2023\nRUN dnf ⟦install⟧ -y nginx; rm -rf /var/cache/dnf",
            "FROM opensuse/leap:16.0\nRUN zypper -n ⟦in⟧ nginx && zypper clean -a",
            "FROM redhat/ubi9-minimal:9.5\nRUN microdnf ⟦install⟧ -y nginx && microdnf clean all",
        ],
        fixes: [
            (
                "FROM amazonlinux:2023\nRUN dnf install -y nginx",
                "FROM amazonlinux:2023\nRUN dnf install -y nginx && dnf clean all"
            )
        ]
    )

    static let commands = PackagePrograms.rpm

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, fetches(call), run.isInLastStage, run.isLastCall(fetches), !call.isDryRun,
            !call.hasFlag("--installroot", "--root", "-C", "--cacheonly"),
            !run.hasMount(
                on: "/var/cache/dnf", "/var/cache/yum", "/var/cache/zypp", "/var/cache/libdnf5", "/var/cache/tdnf")
        else { return }
        let place = run.place(call.verbRange)
        let isCleaned =
            run.isFollowed { $0.verb == .clean && ($0.manager.isDnf || $0.manager == .zypper) }
            || run.removesLater(
                "/var/cache/dnf", "/var/cache/yum", "/var/cache/zypp", "/var/cache/libdnf5", "/var/cache/tdnf")
        if isCleaned {
            report.holds(at: place)
            return
        }
        let what = call.manager == .zypper ? "-a" : "all"
        let fix = run.command.wrappers.isEmpty ? run.appending("\(call.manager.rawValue) clean \(what)") : nil
        report.fault(
            at: place, ["manager": call.manager.rawValue, "verb": call.rawVerb, "what": what],
            fix: fix.map { Fix(.safe, [$0]) })
    }

    private func fetches(_ call: PackageCall) -> Bool {
        guard call.manager.isDnf || call.manager == .zypper else { return false }
        return call.verb.needsIndex || call.verb == .update || call.rawVerb == "swap"
    }
}
