import Basics

/// What a reader of the results has to know of the run itself.
extension SARIFRun {
    private static let titles: [(id: String, title: Text)] = [
        ("file-not-judged", Text(en: "A container file was not judged", ja: "評価されなかったコンテナ関連ファイル")),
        ("image-not-known", Text(en: "Something of an image is not known", ja: "イメージについて判定できなかった項目")),
        ("results-cut", Text(en: "Results were left out", ja: "省略された結果")),
        ("tool-not-run", Text(en: "Another tool did not run", ja: "実行されなかった外部ツール")),
        ("note", Text(en: "A thing to know", ja: "お知らせ")),
    ]

    /// The kinds of notifications.
    static func kinds(_ language: Language) -> [SARIF.Rule] {
        titles.map { SARIF.Rule(id: $0.id, shortDescription: SARIF.Message(text: $0.title(language))) }
    }

    mutating func notifications(left: Int) -> [SARIF.Notification] {
        var result: [SARIF.Notification] = []
        if left > 0 {
            let text = Text(
                en: "{n} {n|1=result was|results were} left out to keep within GitHub's limits: the least severe ones.",
                ja: "GitHub の上限に収めるため、重大度の低いものから {n} 件の結果を省略しました。")
            result.append(notification("results-cut", .warning, text(language, ["n": "\(left)"])))
        }
        for file in review.files where file.state != .judged {
            let state =
                file.state == .partly
                ? Text(en: "Partly judged", ja: "一部のみ評価しました") : Text(en: "Not judged", ja: "評価の対象外です")
            let words = [state(language), file.reason?(language)].compactMap(\.self).joined(separator: ": ")
            var note = notification("file-not-judged", .warning, words)
            note.locations = [
                SARIF.Location(physicalLocation: SARIF.Physical(artifactLocation: places.location(file.path)))
            ]
            result.append(note)
        }
        for point in review.openPoints {
            result.append(notification("image-not-known", .warning, "\(point.image): \(point.text(language))"))
        }
        for tool in review.tools where tool.state == .absent || tool.state == .failed {
            let text =
                tool.state == .absent
                ? Text(
                    en: "{tool} is not installed: its findings are not in this review.",
                    ja: "{tool} がインストールされていないため、その指摘は含まれていません。")
                : Text(
                    en: "{tool} failed, its findings are not in this review: {why}",
                    ja: "{tool} の実行に失敗したため、その指摘は含まれていません: {why}")
            let words = text(language, ["tool": tool.name, "why": Masking.text(tool.detail ?? "")])
            result.append(notification("tool-not-run", tool.state == .absent ? .note : .warning, words))
        }
        return result + review.notes.map { notification("note", .note, $0(language)) }
    }

    private func notification(_ id: String, _ level: SARIF.Level, _ text: String) -> SARIF.Notification {
        SARIF.Notification(descriptor: .init(id: id), level: level, message: SARIF.Message(text: text))
    }
}
