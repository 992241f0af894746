package import Basics
import Lens

/// The review as one HTML file that stands by itself: an architect opens it, searches it, prints it, hands it on.
///
/// Nothing is fetched, and nothing could be: the page's policy forbids every request. It lets in one style sheet and
/// one script by their hashes, so that markup that got into the page from a reviewed file could not run either. The
/// texts stand in the asked language; those of the other one lie at the end, each once, and the script puts them in
/// their place. Without JavaScript the pages stand one below the other in the asked language.
package enum HTMLReport {
    package static func render(_ review: Review, _ language: Language) throws -> String {
        let page = HTMLPage(review, language)
        let out = page.out
        out.raw("<!DOCTYPE html>\n")
        out.element("html", ["lang": language.rawValue]) {
            head(page, language)
            out.raw("\n")
            out.element("body") {
                out.element("a", ["class": "skip", "href": "#main"], Labels.skip)
                header(page, language)
                out.element("main", ["id": "main", "tabindex": "-1"]) {
                    SummaryPanel(page).write()
                    FindingsPanel(page).write()
                    SystemPanel(page)?.write()
                    WorkloadsPanel(page).write()
                    for (set, name) in zip(Catalogue.sets, HTMLPage.setPanels) {
                        QuestionsPanel(page, set, id: name.id, title: name.title).write()
                    }
                }
                footer(page)
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

    private static func head(_ page: HTMLPage, _ language: Language) {
        let out = page.out
        out.element("head") {
            out.empty("meta", ["charset": "utf-8"])
            out.empty("meta", ["http-equiv": "Content-Security-Policy", "content": policy])
            out.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
            out.empty("meta", ["name": "referrer", "content": "no-referrer"])
            out.empty("meta", ["name": "color-scheme", "content": "light dark"])
            out.empty("meta", ["name": "generator", "content": "Plimsoll \(page.review.version)"])
            let title = page.documentTitle
            out.element("title", ["data-en": title(.english), "data-ja": title(.japanese)], text: title(language))
            out.element("style") { out.verbatim(HTMLStyle.text) }
            out.element("script") { out.verbatim(HTMLScript.text) }
        }
    }

    private static func header(_ page: HTMLPage, _ language: Language) {
        let out = page.out
        out.element("header", ["class": "top"]) {
            out.element("div", ["class": "bar"]) {
                out.element("h1") {
                    HTMLSymbols.writeMark(to: out)
                    out.element("span", Labels.report)
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
            out.element("nav", ["class": "tabs"]) {
                for tab in page.tabs {
                    out.element("a", ["href": "#\(tab.id)", "id": "tab-\(tab.id)"]) {
                        out.both(tab.title)
                        if let count = tab.count { out.element("span", ["class": "count"], text: "\(count)") }
                    }
                }
            }
        }
    }

    private static func footer(_ page: HTMLPage) {
        page.out.element("footer") {
            page.out.element(
                "p",
                Text(
                    en:
                        "Written by Plimsoll {version} on {date}. It judges from files: what only runs, or only people know, stays unknown until it is shown.",
                    ja: "Plimsoll {version} が {date} に作成しました。評価はファイルに基づきます。実行時の挙動や人だけが知る事項は、証拠が示されるまで未確認のままです。"),
                ["version": page.review.version, "date": "\(page.review.date)"])
        }
    }
}
