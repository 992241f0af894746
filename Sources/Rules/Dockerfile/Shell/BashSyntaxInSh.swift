import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct BashSyntaxInSh: Rule {
    static let about = About(
        id: "DF419", since: "0.1", severity: .medium,
        title: Text(en: "bash syntax in sh", ja: "sh で bash の構文を使用"),
        why: Text(
            en: """
                `RUN` uses `/bin/sh`, which is dash on Debian and Ubuntu and BusyBox on Alpine. What only bash knows \
                fails there, or quietly means something else: `cmd &> file` runs `cmd` in the background.
                """,
            ja: """
                `RUN` は `/bin/sh` を使います。Debian と Ubuntu では dash、Alpine では BusyBox です。bash 固有の構文は\
                エラーになるか、別の意味で解釈されます。例えば `cmd &> file` は `cmd` をバックグラウンドで実行します。
                """),
        remedy: Text(
            en: "Set `SHELL` to bash where the image has it, or write it as POSIX shells read it.",
            ja: "bash があるイメージでは `SHELL` で bash を指定するか、POSIX シェルで動く書き方にしてください。"),
        message: Text(
            en: "`{construct}` is not known to {shell}, the `/bin/sh` of this image",
            ja: "`{construct}` は、このイメージの `/bin/sh` である {shell} では使えません"),
        links: [
            "https://docs.docker.com/reference/dockerfile/#shell", "https://man7.org/linux/man-pages/man1/dash.1.html",
        ],
        aliases: ["SC3010", "SC3030", "SC3046", "SC3020", "SC3001", "SC3037", "SC3040", "droast:DF066"],
        fails: [
            "FROM debian:13\nRUN if ⟦[[⟧ -f /etc/a ]]; then rm /etc/a; fi",
            "FROM python:3.13\nRUN ⟦source⟧ /venv/bin/activate && pip install flask",
            "FROM ubuntu:24.04\nRUN make ⟦&>⟧ /var/log/make.log",
            "FROM alpine:3.22\nRUN files=⟦(⟧a b); echo \"$files\"",
            "FROM debian:12\nRUN ⟦echo -e⟧ 'a\\nb' > /etc/a",
            "FROM debian:12\nRUN set ⟦-o pipefail⟧; curl -f https://example.com/a | tar x",
        ],
        passes: [
            "FROM debian:13\nSHELL [\"/bin/bash\", \"-c\"]\nRUN [[ -f /etc/a ]] && rm /etc/a",
            "FROM alpine:3.22\nRUN [[ -f /etc/a ]] && source /etc/a && set -o pipefail",
            "FROM amazonlinux:2023\nRUN source /etc/profile && [[ -f /a ]]",
            "FROM registry.example.com/base:1\nRUN [[ -f /etc/a ]]",
            "FROM debian:13\nRUN bash -c '[[ -f /etc/a ]]'",
            "FROM debian:13\nRUN ln -sf /bin/bash /bin/sh\nRUN source /etc/profile",
            "FROM debian:13\nRUN [ -f /etc/a ] && . /etc/a && echo -n x",
            "FROM debian:13\nRUN set -e; /bin/bash -c \"source /a && set -o pipefail\"",
            "FROM debian:13\nRUN bash <<EOF\nsource /a\n[[ -f b ]]\nEOF",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            let shell: Shell
            switch ShellRuns.family(of: stage, in: file) {
            case .debian: shell = .dash
            case .alpine, .busybox: shell = .busybox
            default: continue
            }
            for run in ShellRuns.of(stage, in: file) {
                if replacesShell(run) { break }
                guard run.script.interpreter == .sh, run.script.shell.shebang == nil else { continue }
                check(run, shell, &report)
            }
        }
    }

    private enum Shell: String {
        case dash
        case busybox = "BusyBox"
    }

    private func check(_ run: ShellRuns.Run, _ shell: Shell, _ report: inout Report) {
        // A script handed to bash or another program is not for this shell.
        let foreign = run.commands.filter { $0.program.flatMap(Self.isForeign) == true }.map(\.range)
        func isForeign(_ range: Range<Int>) -> Bool { foreign.contains { $0.overlaps(range) } }
        let heredocs = run.script.shell.heredocs.map(\.body)
        for construct in run.script.shell.extensions where Self.isUnknown(construct.kind, to: shell) {
            guard !isForeign(construct.range), !heredocs.contains(where: { $0.overlaps(construct.range) }) else {
                continue
            }
            report.fault(
                at: run.place(construct.range),
                ["construct": Self.shown(construct, run.script.shell), "shell": shell.rawValue])
        }
        guard shell == .dash else { return }
        for command in run.commands where !command.context.isInNestedShell && command.effectiveIndex == 0 {
            guard let range = Self.unknownToDash(command), !isForeign(range) else { continue }
            report.fault(
                at: run.place(range), ["construct": run.script.shell.text(range), "shell": shell.rawValue])
        }
    }

    private static func shown(_ construct: ShellExtension, _ script: ShellScript) -> String {
        switch construct.kind {
        case .doubleBracket: "[[ … ]]"
        case .arithmeticCommand: "((…))"
        case .array: "(…)"
        case .processSubstitution: script.text(construct.range).hasPrefix(">") ? ">(…)" : "<(…)"
        default:
            script.text(construct.range).split(whereSeparator: \.isNewline).first.map { String($0.prefix(24)) } ?? ""
        }
    }

    private static func isForeign(_ program: String) -> Bool {
        ["bash", "zsh", "ksh", "su", "runuser", "python", "python3", "ssh"].contains(program)
    }

    /// BusyBox's ash takes over most of bash's everyday syntax.
    private static func isUnknown(_ kind: ShellExtension.Kind, to shell: Shell) -> Bool {
        switch kind {
        case .array, .arithmeticCommand, .pipeBoth, .selectLoop, .hereString: true
        case .ansiQuote: false
        default: shell == .dash
        }
    }

    private static func unknownToDash(_ command: Command) -> Range<Int>? {
        guard let first = command.words.first, let name = first.literal else { return nil }
        switch name {
        case "source", "pushd", "popd", "shopt", "declare", "typeset", "let": return first.range
        case "echo":
            guard command.words.count > 2, let flag = command.words[1].literal,
                flag == "-e" || flag == "-ne" || flag == "-en"
            else { return nil }
            return first.range.lowerBound..<command.words[1].range.upperBound
        case "set":
            guard let name = command.words.firstIndex(where: { $0.literal == "pipefail" }), name > 1 else { return nil }
            return command.words[name - 1].range.lowerBound..<command.words[name].range.upperBound
        default: return nil
        }
    }

    /// `ln -sf /bin/bash /bin/sh`, `dpkg-reconfigure dash`: what follows has another shell.
    private func replacesShell(_ run: ShellRuns.Run) -> Bool {
        run.commands.contains { command in
            switch command.program {
            case "ln", "cp", "mv": command.words.last?.literal?.hasSuffix("bin/sh") == true
            case "dpkg-reconfigure": command.effectiveArguments.contains { $0.literal == "dash" }
            case "dpkg-divert": command.effectiveArguments.contains { $0.template.hasSuffix("bin/sh") }
            default: false
            }
        }
    }
}
