import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct ArchiveLeftBehind: Rule {
    static let about = About(
        id: "DF415", since: "0.1", severity: .low,
        title: Text(en: "An unpacked archive stays in the layer", ja: "展開済みアーカイブの残存"),
        why: Text(
            en: "What was downloaded and unpacked is stored twice, and every pull pays for it.",
            ja: "ダウンロードしたアーカイブと展開した内容が二重に保存され、pull のたびに転送されます。"),
        remedy: Text(
            en: "Remove the archive in the same `RUN`, or download in a build stage.",
            ja: "同じ `RUN` の中でアーカイブを削除するか、ビルドステージでダウンロードしてください。"),
        message: Text(en: "`{path}` is unpacked and left behind", ja: "`{path}` が展開後もそのまま残っています"),
        links: ["https://docs.docker.com/build/building/best-practices/#run"],
        answers: ["COST_03.no-leftovers", "PERF_02.small-image"],
        fails: [
            "FROM debian:13\nRUN wget -q -O ⟦/tmp/go.tgz⟧ https://example.com/go.tgz && tar -C /usr/local -xzf /tmp/go.tgz",
            "FROM debian:13\nRUN curl -fsSLO ⟦https://example.com/tool.zip⟧ && unzip tool.zip -d /opt",
            "FROM debian:13\nRUN curl -fsSLo ⟦/a.deb⟧ https://example.com/a.deb && apt-get install -y /a.deb",
        ],
        passes: [
            "FROM debian:13\nRUN wget -O a.tgz https://example.com/a.tgz && tar xzf a.tgz && rm a.tgz",
            "FROM debian:13\nRUN cd /tmp && curl -LO https://example.com/a.tgz && tar xf a.tgz && rm -rf /tmp/*",
            "FROM debian:13 AS b\nRUN wget https://example.com/a.tgz && tar xzf a.tgz\nFROM scratch\nCOPY --from=b /a /a",
            "FROM debian:13\nRUN --mount=type=cache,target=/dl wget -O /dl/a.tgz https://example.com/a.tgz && tar xf /dl/a.tgz",
            "FROM debian:13\nRUN wget https://example.com/a.tgz && tar xzf a.tgz && rm -rf \"$tmp\"",
            "FROM debian:13\nRUN wget -O /srv/www/a.zip https://example.com/a.zip",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN wget -q -O /tmp/go.tgz https://example.com/go.tgz && tar -C /opt -xzf /tmp/go.tgz",
                "FROM debian:13\nRUN wget -q -O /tmp/go.tgz https://example.com/go.tgz && tar -C /opt -xzf /tmp/go.tgz && rm /tmp/go.tgz"
            ),
            (
                "FROM debian:13\nRUN curl -fsSLO https://example.com/tool.zip \\\n    && unzip tool.zip -d /opt \\\n    && ls /opt",
                "FROM debian:13\nRUN curl -fsSLO https://example.com/tool.zip \\\n    && unzip tool.zip -d /opt \\\n    && rm tool.zip \\\n    && ls /opt"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.lastStage.map(file.lineage(of:)) ?? [] {
            for run in ShellRuns.of(stage, in: file) { check(run, &report) }
        }
    }

    private func check(_ run: ShellRuns.Run, _ report: inout Report) {
        guard run.commands.count <= ShellRuns.commandLimit else { return }
        for command in run.commands where command.isDownload {
            guard let target = DownloadTarget.of(command), DownloadTarget.isArchive(target.path) else { continue }
            let name = LayerPath.name(target.path)
            let later = run.commands[(command.index + 1)...]
            guard later.contains(where: { unpacks($0, name) }), !later.contains(where: { mayRemove($0, name) }),
                !run.instruction.mounts.compactMap(\.target).contains(where: { LayerPath.covers($0, target.path) })
            else { continue }
            report.fault(
                at: run.place(target.word), ["path": target.path], fix: fix(run, later.last { unpacks($0, name) }, name)
            )
        }
    }

    /// Removes it behind the last command that reads it, by the name that this one knows it by.
    private func fix(_ run: ShellRuns.Run, _ command: Command?, _ name: String) -> Fix? {
        guard let command,
            let word = command.effectiveArguments.first(where: { LayerPath.name($0.template) == name }),
            let path = word.literal, !word.isQuoted, !path.hasPrefix("-"),
            let edit = run.subject(command).appending("rm " + path)
        else { return nil }
        return Fix(.safe, [edit])
    }

    private func unpacks(_ command: Command, _ name: String) -> Bool {
        ["tar", "unzip", "bsdtar", "7z", "dpkg", "rpm", "apt-get", "apt", "yum", "dnf"].contains(command.program)
            && command.effectiveArguments.contains { LayerPath.name($0.template) == name }
    }

    /// Whether it removes or moves the archive, or may: variables and globs hide what goes.
    private func mayRemove(_ command: Command, _ name: String) -> Bool {
        switch command.program {
        case "rm", "mv", "unlink":
            command.effectiveArguments.contains { word in
                guard let text = word.literal else { return true }
                if text.hasPrefix("-") { return false }
                // A folder that is removed may be the one it lies in.
                return word.hasUnquotedGlob || LayerPath.name(text) == name
                    || command.hasOption("-r", "-R", "--recursive")
                    || word.hasBraces
            }
        case "find": command.hasOption("-delete") || command.effectiveArguments.contains { $0.literal == "rm" }
        default: false
        }
    }
}
