import Basics
import RuleKit

/// The bar above a list that narrows it down. Only the script can work it, so that it is not shown without.
struct HTMLFilter {
    /// A button that stands for one value of the items' `data-` attribute of that key.
    struct Chip {
        let key: String
        let value: String
        let title: Text
        let count: Int
        /// Whether its value is a name of the data, for which there is no small drawing.
        var isPlain = false
    }

    /// A choice among values whose names are the same in both languages, or not.
    struct Choice {
        let key: String
        let title: Text
        let options: [(value: String, title: Text)]
    }

    let panel: String
    let chips: [Chip]
    var choices: [Choice] = []
    let total: Int
    /// Whether the items open and close.
    var hasDetails = true

    func write(to out: Markup) {
        out.element("div", ["class": "filter", "role": "search", "aria-labelledby": "\(panel)-filter"]) {
            out.element("span", ["class": "sr", "id": "\(panel)-filter"], Labels.filter)
            out.element("div", ["class": "row"]) {
                out.element("label", ["class": "find"]) {
                    out.element("span", Labels.search)
                    out.empty("input", ["type": "search", "data-key": "text", "autocomplete": "off"])
                }
                for choice in choices where choice.options.count > 1 { write(choice, to: out) }
            }
            out.element("div", ["class": "row"]) {
                for chip in chips where chip.count > 0 {
                    out.element(
                        "button",
                        [
                            "type": "button", "class": chip.isPlain ? "chip plain" : "chip \(chip.value)",
                            "data-key": chip.key,
                            "data-value": chip.value, "aria-pressed": "false",
                        ]
                    ) {
                        out.both(chip.title)
                        out.element("span", ["class": "count"], text: "\(chip.count)")
                    }
                }
                out.element("p", ["class": "status", "role": "status", "aria-live": "polite"]) {
                    out.both(Labels.shown)
                    out.raw(" ")
                    out.element("b", ["data-shown": ""], text: "\(total)")
                    out.raw(" ")
                    out.both(Labels.ofAll, ["n": "\(total)"])
                }
                out.element("span", ["class": "actions"]) {
                    out.element("button", ["type": "button", "data-clear": "", "hidden": "hidden"], Labels.clear)
                    guard hasDetails else { return }
                    out.element("button", ["type": "button", "data-expand": ""], Labels.expand)
                    out.element("button", ["type": "button", "data-collapse": ""], Labels.collapse)
                }
            }
        }
        out.element("p", ["class": "nothing", "hidden": "hidden"], Labels.nothingMatches)
    }

    private func write(_ choice: Choice, to out: Markup) {
        out.element("label") {
            out.element("span", choice.title)
            out.element("select", ["data-key": choice.key]) {
                for option in [(value: "", title: Labels.all)] + choice.options {
                    let isSame = option.title.en == option.title.ja
                    out.element(
                        "option",
                        [
                            "value": option.value, "data-en": isSame ? nil : option.title.en,
                            "data-ja": isSame ? nil : option.title.ja,
                        ], text: option.title.en)
                }
            }
        }
    }
}
