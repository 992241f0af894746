import Basics
import RuleKit
import ShellSyntax

struct BreakSystemPackages: Rule {
    static let about = About(
        id: "DF330", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "pip writes into the distribution's Python", ja: "pip がディストリビューションの Python に書き込む"),
        why: Text(
            en: """
                pip may replace modules that the distribution's own programs need; the option is there to say that \
                this breakage is accepted.
                """,
            ja: "ディストリビューション自身のプログラムが使うモジュールを pip が置き換える可能性があります。このオプションは、その破損を受け入れるという指定です。"),
        remedy: Text(
            en: "Install into a virtual environment, or start from the `python` image, whose Python is your own.",
            ja: "仮想環境にインストールするか、独自の Python を持つ `python` イメージを使ってください。"),
        message: Text(
            en: "`{option}` lets pip overwrite system packages", ja: "`{option}` により pip がシステムのパッケージを上書きできます"),
        links: ["https://packaging.python.org/en/latest/specifications/externally-managed-environments/"],
        fails: [
            "FROM debian:12\nRUN pip3 install ⟦--break-system-packages⟧ awscli==1.42.0",
            "FROM alpine:3.22\nRUN python3 -m pip install ⟦--break-system-packages⟧ -r requirements.txt",
        ],
        passes: [
            "FROM debian:12\nRUN python3 -m venv /venv && /venv/bin/pip install awscli==1.42.0",
            "FROM debian:12 AS build\nRUN pip3 install --break-system-packages meson==1.8.0\nFROM scratch",
        ]
    )

    static let commands = PackagePrograms.pip + ["uv"]

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .install, run.isInLastStage,
            let option = call.options.first("--break-system-packages")
        else { return }
        report.fault(at: run.place(option.word), ["option": option.name])
    }
}
