import Basics
import Reports

/// The checkup as people read it.
struct CheckupText {
    let checkup: Checkup
    let language: Language
    let width: Int

    func render() -> String {
        var lines = ["Plimsoll \(checkup.version)" + (checkup.program.map { "  \($0)" } ?? "")]
        section(Text(en: "Programs", ja: "関連プログラム"), &lines)
        for tool in checkup.tools { add(tool, &lines) }
        section(Text(en: "Settings", ja: "設定ファイル"), &lines)
        if checkup.settings.isEmpty {
            lines.append(
                "  – "
                    + Text(
                        en: "none, and none are needed; `plimsoll init` writes a plimsoll.yml",
                        ja: "なし (なくても動作します)。`plimsoll init` で plimsoll.yml を作成できます")(language))
        }
        for file in checkup.settings {
            let mark = file.state == .invalid ? "✗" : file.state == .valid ? "✓" : "–"
            lines.append("  \(mark) \(file.path)")
            note(file.detail(language), &lines)
        }
        let files = Text(
            en: "{count} container {count|1=file|files} found in this folder",
            ja: "このフォルダーのコンテナ関連ファイル: {count} 件")
        lines.append("  – " + files(language, ["count": "\(checkup.containerFiles)"]))
        section(Text(en: "Terminal", ja: "端末"), &lines)
        for line in terminal { lines.append("  – " + line(language)) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ title: Text, _ lines: inout [String]) {
        lines += ["", title(language)]
    }

    private func add(_ tool: Checkup.Tool, _ lines: inout [String]) {
        let mark = tool.state == .found ? "✓" : "–"
        let state: Text =
            switch tool.state {
            case .found: Text(en: "", ja: "")
            case .absent where tool.name == Checkup.Tool.database: Text(en: "none", ja: "なし")
            case .absent: Text(en: "not installed", ja: "未インストール")
            case .silent where tool.name == Checkup.Tool.database:
                Text(en: "holds no complete list", ja: "完全な一覧がありません")
            case .silent: Text(en: "does not answer", ja: "応答なし")
            }
        let facts = [tool.version ?? "", state(language), tool.state == .absent ? "" : tool.path ?? ""]
        lines.append("  \(mark) " + ([tool.name] + facts.filter { !$0.isEmpty }).joined(separator: "  "))
        let adds = Text(en: "adds: {what}", ja: "効果: {what}")
        note(adds(language, ["what": tool.adds(language)]), &lines)
        guard tool.state == .absent else { return }
        let systems = [("debian", "Debian, Ubuntu"), ("macos", "macOS")]
        if let command = tool.install["any"] { lines.append("      \(command)") }
        for (key, name) in systems {
            if let command = tool.install[key] { lines.append("      \(name): \(command)") }
        }
    }

    private func note(_ text: String, _ lines: inout [String]) {
        lines += DisplayWidth.wrap(text, to: max(40, width - 4)).map { "    " + $0 }
    }

    private var terminal: [Text] {
        let facts = checkup.terminal
        let from = facts.languageFrom
        return [
            facts.language == "ja"
                ? Text(en: "language: Japanese (\(from ?? ""))", ja: "表示言語: 日本語 (\(from ?? ""))")
                : Text(
                    en: "language: English (\(from ?? "no LANG is set")); LANG=ja_JP.UTF-8 or --lang ja for Japanese",
                    ja: "表示言語: 英語 (\(from ?? "LANG は未設定"))。LANG=ja_JP.UTF-8 または --lang ja で日本語になります"),
            facts.colour
                ? Text(en: "colour: on", ja: "色付き表示: 有効")
                : Text(
                    en: "colour: off (\(facts.isInteractive ? "NO_COLOR or TERM says so" : "no terminal"))",
                    ja: "色付き表示: 無効 (\(facts.isInteractive ? "NO_COLOR または TERM の指定" : "端末に接続されていません"))"),
            Text(en: "width: \(facts.columns) columns", ja: "表示幅: \(facts.columns) 桁"),
        ]
    }
}
