import Basics
import RuleKit
import ShellSyntax

struct RecommendedPackagesInstalled: Rule {
    static let about = About(
        id: "DF305", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Recommended packages are installed too", ja: "推奨パッケージも一緒にインストールされる"),
        why: Text(
            en: "Packages that are only recommended come along: the image grows, and so does what must be patched.",
            ja: "必須ではない推奨パッケージまで入るため、イメージが大きくなり、脆弱性対応の対象も増えます。"),
        remedy: Text(
            en:
                "Leave them out with `--no-install-recommends` or its equivalent, and name the packages that are then missing.",
            ja: "`--no-install-recommends` などのオプションで除外し、不足するパッケージは明示してください。"),
        message: Text(en: "`{option}` is missing", ja: "`{option}` がありません"),
        proof: Text(en: "recommended packages are left out", ja: "推奨パッケージを除外しています"),
        links: [
            "https://docs.docker.com/build/building/best-practices/#apt-get",
            "https://dnf.readthedocs.io/en/latest/conf_ref.html",
        ],
        aliases: ["DL3015", "DS-0029"],
        differs: Text(
            en: "Only in the stage that ships; covers weak dependencies of dnf and zypper too.",
            ja: "最終ステージだけを対象とし、dnf の弱い依存関係と zypper も確認します。"),
        answers: ["COST_04.package-flags"],
        fails: [
            "FROM debian:12\nRUN apt-get update && apt-get ⟦install⟧ -y nginx",
            "FROM fedora:43\nRUN dnf ⟦install⟧ -y nginx && dnf clean all",
        ],
        passes: [
            "FROM debian:12 AS build\nRUN apt-get update && apt-get install -y gcc\nFROM scratch",
            "FROM debian:12\nRUN echo 'APT::Install-Recommends \"0\";' > /etc/apt/apt.conf.d/99x && apt-get install -y nginx",
            "FROM debian:12\nRUN apt-get -o APT::Install-Recommends=false install -y nginx",
            "FROM debian:12\nRUN apt-get install -y --install-recommends nginx",
        ],
        proves: [
            "FROM debian:12\nRUN apt-get update && ⟦apt-get install -y --no-install-recommends nginx⟧",
            "FROM amazonlinux:2023\nRUN ⟦dnf --setopt=install_weak_deps=False install -y nginx⟧ && dnf clean all",
        ],
        fixes: [
            (
                "FROM debian:12\nRUN apt-get update && apt-get install -y nginx",
                "FROM debian:12\nRUN apt-get update && apt-get install --no-install-recommends -y nginx"
            )
        ]
    )

    static let commands = PackagePrograms.apt + ["dnf", "dnf5", "microdnf", "zypper"]

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .install, call.rawVerb != "build-dep", !call.packages.isEmpty,
            run.isInLastStage, !call.isDryRun
        else { return }
        let option =
            call.manager.isApt
            ? "--no-install-recommends"
            : call.manager == .zypper ? "--no-recommends" : "--setopt=install_weak_deps=False"
        let isConfigured =
            call.manager.isApt
            ? run.fileMentions("Install-Recommends")
            : call.manager.isDnf && run.fileMentions("install_weak_deps") && run.fileMentions("dnf.conf")
        if isConfigured || call.hasFlag("--install-recommends", "--recommends") { return }
        let isLeftOut =
            call.hasFlag("--no-install-recommends", "--no-recommends", "--without-recommends", "-R")
            || call.options.values("--setopt").contains { $0.hasPrefix("install_weak_deps=") }
        if isLeftOut {
            report.holds(at: run.place(call))
        } else if !call.mayHaveHiddenOptions {
            report.fault(
                at: run.place(call.verbRange), ["option": option], fix: Fix(.ask, [run.adding(option, to: call)]))
        }
    }
}
