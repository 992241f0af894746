import Basics
import RuleKit
import ShellSyntax

struct WholeSystemUpgrade: Rule {
    static let about = About(
        id: "DF307", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Upgrade of all packages in the build", ja: "ビルド中の全パッケージのアップグレード"),
        why: Text(
            en: """
                The result depends on the day of the build, and the old files stay in the layers below. As a quick \
                way to security updates it is legitimate; a newer base image is the lasting one.
                """,
            ja: "結果がビルドした日に左右され、古いファイルも下のレイヤーに残ります。緊急のセキュリティ更新としては妥当ですが、恒久的な対応はベースイメージの更新です。"),
        remedy: Text(
            en: "Take a newer base image and rebuild often; name single packages where one fix is urgent.",
            ja: "新しいベースイメージを使い、こまめに再ビルドしてください。急ぐ修正は対象のパッケージだけを指定します。"),
        message: Text(
            en: "`{manager} {verb}` upgrades whatever the mirror has on the day of the build",
            ja: "`{manager} {verb}` はビルド時点でミラーにある版へすべて更新します"),
        links: ["https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often"],
        aliases: ["DL3005", "DL3017", "DL3031", "DL3035", "DL3039", "DKL-DI-0003", "DS-0024"],
        differs: Text(
            en:
                "Strict only: Docker's own advice no longer forbids upgrades. Upgrades of named packages and of security fixes alone pass.",
            ja: "strict のみで報告します。現在の Docker 公式の指針はアップグレードを禁じていません。パッケージを指定した更新やセキュリティ修正だけの更新は対象外です。"),
        answers: ["PERF_03.pinned-packages"],
        fails: [
            "FROM debian:12\nRUN apt-get update && ⟦apt-get -y dist-upgrade⟧",
            "FROM debian:12\nRUN apt-get update && ⟦apt-get upgrade -y⟧ && apt-get install -y nginx",
            "FROM alpine:3.22\nRUN ⟦apk upgrade --no-cache⟧",
            "FROM amazonlinux:2\nRUN ⟦yum -y update⟧ && yum clean all",
            "FROM opensuse/leap:16.0\nRUN ⟦zypper -n dup⟧",
        ],
        passes: [
            "FROM alpine:3.22\nRUN apk upgrade --no-cache libssl3", "FROM amazonlinux:2\nRUN yum update -y --security",
            "FROM amazonlinux:2\nRUN yum update-minimal -y --security", "FROM opensuse/leap:16.0\nRUN zypper -n patch",
            "FROM archlinux:base\nRUN pacman -Syu --noconfirm git",
        ]
    )

    static let commands = PackagePrograms.apt + PackagePrograms.apk + PackagePrograms.rpm

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .upgrade || call.verb == .distUpgrade, call.packages.isEmpty,
            run.isNeeded, !call.isDryRun, call.rawVerb != "patch",
            !call.hasFlag("--security", "--sec-severity", "--advisory", "--advisories", "--cve", "--cves")
        else { return }
        report.fault(at: run.place(call), ["manager": call.manager.rawValue, "verb": call.rawVerb])
    }
}
