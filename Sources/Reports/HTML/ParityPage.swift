package import Basics
package import Parity

/// The comparison of environments as a page of its own.
package enum ParityPage {
    package static func render(_ table: ParityTable, _ language: Language, today: Day) -> String {
        let out = Markup(language)
        let frame = HTMLFrame(
            title: ParityPanel.title, heading: ParityPanel.title, version: Version.number,
            footer: SheetFooter.written(today))
        return frame.render(to: out, language) {
            guard table.isEmpty else { return ParityPanel(table, out).write() }
            out.element("pre", ParityWords.nothing)
        }
    }
}
