package import Basics
package import Pricing

/// The estimate as a page of its own.
package enum CostPage {
    package static func render(_ estimate: CostEstimate, _ language: Language, today: Day) -> String {
        let out = Markup(language)
        let frame = HTMLFrame(
            title: Text(en: "Cost of the services", ja: "サービスのコスト"),
            heading: Text(en: "Cost of the services", ja: "サービスのコスト"), version: Version.number,
            footer: SheetFooter.written(today))
        return frame.render(to: out, language) {
            guard estimate.environments.isEmpty else { return CostPanel(estimate, today, out).write() }
            out.element("p", Text(en: "No ECS service was found here.", ja: "ECS サービスの定義が見つかりませんでした。"))
        }
    }
}

/// The last line of pages that are no review.
enum SheetFooter {
    static func written(_ today: Day) -> (text: Text, arguments: [String: String]) {
        (
            Text(en: "Written by Plimsoll {version} on {date}.", ja: "Plimsoll {version} が {date} に作成しました。"),
            ["version": Version.number, "date": "\(today)"]
        )
    }
}
