import Basics

/// What stands around the parts of each page: its head, title, tabs, switches and footer.
///
/// Nothing is fetched, and nothing could be: the page's policy forbids every request. It lets in one style sheet and
/// one script by their hashes, so that markup that got into the page from a reviewed file could not run either. The
/// texts stand in the asked language; those of the other one lie at the end, each once, and the script puts them in
/// their place. Without JavaScript the parts stand one below the other in the asked language.
struct HTMLFrame {
    let title: Text
    let heading: Text
    /// The parts that a tab shows; none for a page of one part.
    var tabs: [(id: String, title: Text, count: Int?)] = []
    let version: String
    let footer: (text: Text, arguments: [String: String])

    /// The page, with what `body` writes in its middle.
    func render(to out: Markup, _ language: Language, _ body: () -> Void) -> String {
        out.raw("<!DOCTYPE html>\n")
        out.element("html", ["lang": language.rawValue]) {
            head(out, language)
            out.raw("\n")
            out.element("body") {
                out.element("a", ["class": "skip", "href": "#main"], Labels.skip)
                header(out, language)
                out.element("main", ["id": "main", "tabindex": "-1"], body)
                out.element("footer") { out.element("p", footer.text, footer.arguments) }
                out.raw("\n")
                out.element("script", ["type": "application/json", "id": "texts"]) { out.writeOthers() }
            }
        }
        out.raw("\n")
        return out.text
    }

    /// The hashes do not change while the program runs.
    private static let policy =
        "default-src 'none'; style-src '\(SHA256.source(HTMLStyle.text))'; "
        + "script-src '\(SHA256.source(HTMLScript.text))'; base-uri 'none'; form-action 'none'"

    private func head(_ out: Markup, _ language: Language) {
        out.element("head") {
            out.empty("meta", ["charset": "utf-8"])
            out.empty("meta", ["http-equiv": "Content-Security-Policy", "content": Self.policy])
            out.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
            out.empty("meta", ["name": "referrer", "content": "no-referrer"])
            out.empty("meta", ["name": "color-scheme", "content": "light dark"])
            out.empty("meta", ["name": "generator", "content": "Plimsoll \(version)"])
            out.element("title", ["data-en": title(.english), "data-ja": title(.japanese)], text: title(language))
            out.element("style") { out.verbatim(HTMLStyle.text) }
            out.element("script") { out.verbatim(HTMLScript.text) }
        }
    }

    private func header(_ out: Markup, _ language: Language) {
        out.element("header", ["class": "top"]) {
            out.element("div", ["class": "bar"]) {
                out.element("h1") {
                    HTMLSymbols.writeMark(to: out)
                    out.element("span", heading)
                }
                out.element("div", ["class": "switches"]) {
                    out.element("div", ["class": "group", "role": "group", "aria-label": "Language / 言語"]) {
                        for (choice, name) in [(Language.english, "English"), (.japanese, "日本語")] {
                            out.element(
                                "button",
                                [
                                    "type": "button", "lang": choice.rawValue, "data-language": choice.rawValue,
                                    "aria-pressed": choice == language ? "true" : "false",
                                ], text: name)
                        }
                    }
                    out.element(
                        "button", ["type": "button", "data-theme-switch": "", "aria-pressed": "false"], Labels.dark)
                    out.element("button", ["type": "button", "data-print": ""], Labels.print)
                }
            }
            guard !tabs.isEmpty else { return }
            out.element("nav", ["class": "tabs"]) {
                for tab in tabs {
                    out.element("a", ["href": "#\(tab.id)", "id": "tab-\(tab.id)"]) {
                        out.both(tab.title)
                        if let count = tab.count { out.element("span", ["class": "count"], text: "\(count)") }
                    }
                }
            }
        }
    }
}
