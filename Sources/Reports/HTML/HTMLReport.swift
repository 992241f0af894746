package import Basics
import Lens

/// The review as one HTML file that stands by itself: an architect opens it, searches it, prints it, hands it on.
package enum HTMLReport {
    package static func render(_ review: Review, _ language: Language) throws -> String {
        let page = HTMLPage(review, language)
        let frame = HTMLFrame(
            title: page.documentTitle, heading: Labels.report, tabs: page.tabs, version: review.version,
            footer: (
                Text(
                    en:
                        "Written by Plimsoll {version} on {date}. It judges from files: what only runs, or only people know, stays unknown until it is shown.",
                    ja: "Plimsoll {version} が {date} に作成しました。評価はファイルに基づきます。実行時の挙動や人だけが知る事項は、証拠が示されるまで未確認のままです。"),
                ["version": review.version, "date": "\(review.date)"]
            ))
        return frame.render(to: page.out, language) {
            SummaryPanel(page).write()
            FindingsPanel(page).write()
            SystemPanel(page)?.write()
            WorkloadsPanel(page).write()
            ImagePanel(page)?.write()
            if let parity = page.parity { ParityPanel(parity, page.out).write() }
            for (set, name) in zip(Catalogue.sets, HTMLPage.setPanels) {
                QuestionsPanel(page, set, id: name.id, title: name.title).write()
            }
        }
    }
}
