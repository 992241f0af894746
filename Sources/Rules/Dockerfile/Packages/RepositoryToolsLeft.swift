import Basics
import RuleKit
import ShellSyntax

struct RepositoryToolsLeft: Rule {
    static let about = About(
        id: "DF310", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Repository tools left in the image", ja: "リポジトリ管理ツールがイメージに残る"),
        why: Text(
            en:
                "`software-properties-common` brings Python and D-Bus along; nothing uses them when the container runs.",
            ja: "`software-properties-common` は Python や D-Bus も入れますが、コンテナの実行時には使われません。"),
        remedy: Text(
            en: "Write the source below `/etc/apt/sources.list.d` yourself, or purge the tools in the same `RUN`.",
            ja: "`/etc/apt/sources.list.d` に設定を直接書くか、同じ `RUN` の中でツールを削除してください。"),
        message: Text(
            en: "`{package}` stays in the image only to add a repository",
            ja: "リポジトリの追加にだけ使う `{package}` がイメージに残ります"),
        links: ["https://manpages.debian.org/bookworm/apt/sources.list.5.en.html"],
        answers: ["COST_03.no-build-tools"],
        fails: [
            "FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y ⟦software-properties-common⟧ && add-apt-repository -y ppa:deadsnakes/ppa"
        ],
        passes: [
            "FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y software-properties-common && add-apt-repository -y ppa:x/y && apt-get purge -y software-properties-common",
            "FROM ubuntu:24.04 AS build\nRUN apt-get install -y software-properties-common\nFROM scratch",
        ]
    )

    static let commands = PackagePrograms.apt

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .install, run.isInLastStage,
            run.isLastCall({ $0.manager.isApt && $0.verb == .remove })
        else { return }
        for package in call.packages
        where package.name == "software-properties-common" || package.name == "python3-software-properties" {
            report.fault(at: run.place(package.range), ["package": package.name])
        }
    }
}
