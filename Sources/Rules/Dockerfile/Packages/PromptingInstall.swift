import Basics
import RuleKit
import ShellSyntax

struct PromptingInstall: Rule {
    static let about = About(
        id: "DF302", since: "0.1", severity: .medium,
        title: Text(en: "Package manager asks for confirmation", ja: "パッケージマネージャーが確認を求める"),
        why: Text(
            en:
                "A build has nobody to answer: as soon as the call needs a confirmation, it aborts and the build fails.",
            ja: "ビルド中は誰も応答できません。確認が必要になった時点で処理が中止され、ビルドが失敗します。"),
        remedy: Text(
            en: "Give the option that answers yes: `-y`, or `--noconfirm` for pacman.",
            ja: "確認を省くオプション (`-y`、pacman では `--noconfirm`) を付けてください。"),
        message: Text(
            en: "`{manager} {verb}` waits for a confirmation that nobody gives",
            ja: "`{manager} {verb}` は確認を求めますが、ビルド中は誰も応答できません"),
        links: [
            "https://manpages.debian.org/bookworm/apt/apt-get.8.en.html",
            "https://dnf.readthedocs.io/en/latest/command_ref.html",
        ],
        aliases: ["DL3014", "DL3030", "DL3034", "DL3038", "DS-0021"],
        differs: Text(
            en: "Knows `-qq`, `yes |`, apt.conf and `zypper -n`; covers conda and pacman too.",
            ja: "`-qq`、`yes |`、apt.conf、`zypper -n` を認識し、conda と pacman も対象とします。"),
        fails: [
            "FROM debian:12\nRUN apt-get update && apt-get ⟦install⟧ --no-install-recommends curl",
            "FROM fedora:43\nRUN dnf ⟦install⟧ git && dnf clean all",
            "FROM opensuse/leap:16.0\nRUN zypper ⟦in⟧ git",
            "FROM continuumio/miniconda3:25.1.1-0\nRUN conda ⟦install⟧ numpy=2.1",
        ],
        passes: [
            "FROM debian:12\nRUN apt-get -y install curl", "FROM debian:12\nRUN apt-get install -qq curl",
            "FROM debian:12\nRUN apt-get install -qyy curl", "FROM debian:12\nRUN yes | apt-get install curl",
            "FROM debian:12\nRUN apt-get install $APT_OPTIONS curl",
            "FROM debian:12\nRUN apt-get -o APT::Get::Assume-Yes=true install curl",
            "FROM debian:12\nRUN apt-get install curl -y", "FROM fedora:43\nRUN dnf -qy install git",
            "FROM opensuse/leap:16.0\nRUN zypper -n in git",
            "FROM redhat/ubi9-minimal:9.5\nRUN microdnf install git", "FROM alpine:3.22\nRUN apk add git",
            "FROM continuumio/miniconda3:25.1.1-0\nENV CONDA_ALWAYS_YES=true\nRUN conda install numpy=2.1",
        ],
        fixes: [
            (
                "FROM debian:12\nRUN apt-get update && apt-get install curl",
                "FROM debian:12\nRUN apt-get update && apt-get install -y curl"
            ),
            ("FROM archlinux:base\nRUN pacman -S git", "FROM archlinux:base\nRUN pacman -S --noconfirm git"),
        ]
    )

    static let commands =
        PackagePrograms.apt + ["yum", "dnf", "dnf5", "tdnf", "zypper", "pacman"] + PackagePrograms.conda

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb.changesPackages, !call.isDryRun, !call.mayHaveHiddenOptions,
            run.command.context.pipelineIndex == 0,
            !run.command.redirections.contains(where: { !$0.writesFile && $0.operator != .duplicateOutput }),
            !answersYes(call, run)
        else { return }
        let option = call.manager == .pacman ? "--noconfirm" : "-y"
        report.fault(
            at: run.place(call.verbRange), ["manager": call.manager.rawValue, "verb": call.rawVerb],
            fix: Fix(.safe, [run.adding(option, to: call)]))
    }

    private func answersYes(_ call: PackageCall, _ run: RunCommand) -> Bool {
        if call.hasFlag("-y", "--yes", "--assume-yes", "--assumeyes", "--force-yes", "--noconfirm") { return true }
        switch call.manager {
        case .zypper: return call.hasFlag("-n", "--non-interactive", "--no-confirm")
        case .conda, .mamba, .micromamba: return run.isOn("CONDA_ALWAYS_YES") || run.fileMentions("always_yes")
        case .dnf, .yum, .tdnf: return run.fileMentions("assumeyes")
        case .pacman: return false
        default:
            // Two levels of quiet imply yes.
            let quiet = call.options.options.filter { $0.name == "-q" || $0.name == "--quiet" }
            return quiet.count > 1 || quiet.contains { $0.value == "2" } || call.hasFlag("--trivial-only")
                || run.fileMentions("Assume-Yes")
        }
    }
}
