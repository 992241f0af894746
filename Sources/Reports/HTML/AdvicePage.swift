package import Advice
package import Basics
package import Pricing

/// Which service suits each workload, as a page of its own: a part for each workload, a card for each service.
package enum AdvicePage {
    package static func render(_ advice: [Advice], rate: Exact, _ language: Language, today: Day) -> String {
        let out = Markup(language)
        let title = Text(en: "Which service", ja: "サービスの選択")
        let frame = HTMLFrame(
            title: title, heading: title, tabs: tabs(advice), version: Version.number,
            footer: SheetFooter.written(today))
        return frame.render(to: out, language) {
            for (number, item) in advice.enumerated() {
                AdvicePanel(item, id: id(number), rate: rate, out).write()
            }
            guard advice.isEmpty else { return }
            out.element("p", Text(en: "No workload was found here.", ja: "ワークロードが見つかりませんでした。"))
        }
    }

    private static func id(_ number: Int) -> String { "workload-\(number + 1)" }

    private static func tabs(_ advice: [Advice]) -> [(id: String, title: Text, count: Int?)] {
        guard advice.count > 1 else { return [] }
        return advice.enumerated().map { number, item in
            (id(number), Text(en: item.facts.name, ja: item.facts.name), nil)
        }
    }
}
