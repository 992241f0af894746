import Basics
import Foundation
import RuleKit
import Testing

@testable import Reports

/// The page in a real Chromium: what people see and do, without a word on the console and without a request.
@Suite(
    .serialized,
    .enabled(if: HTMLBrowser.driver != nil, "chromedriver is not installed; Scripts/browser installs it"))
struct HTMLBrowserTests {
    /// Runs `body` in a browser that shows the page, and checks in the end what the page asked for and complained of.
    private func browse(
        _ review: Review, _ language: Language = .english, width: Int? = nil,
        sourceLocation: SourceLocation = #_sourceLocation, _ body: (HTMLBrowser, URL) async throws -> Void
    ) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "plimsoll-\(UUID().uuidString).html")
        try Data(HTMLReport.render(review, language).utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let browser = try await HTMLBrowser(width: width)
        do {
            try await browser.open(file)
            try await body(browser, file)
            #expect(try await browser.console() == [], sourceLocation: sourceLocation)
            let others = try await browser.requests().filter {
                !$0.hasPrefix(file.absoluteString) && $0 != "about:blank"
            }
            #expect(others == [], sourceLocation: sourceLocation)
        } catch {
            await browser.quit()
            throw error
        }
        await browser.quit()
    }

    private static let seen = "return document.body.innerText"

    @Test func languagesAreSwitchedWithoutLoading() async throws {
        try await browse(HTMLExample.folder("examples/orders")) { browser, _ in
            try await browser.run("window.mark = 1")
            let english = try await browser.text(Self.seen)
            #expect(english.contains("What to do first") && !english.contains("最初に取り組むこと"))
            #expect(try await browser.isTrue("return getComputedStyle(document.body).margin === '0px'"))
            try await browser.click("[data-language=ja]")
            let japanese = try await browser.text(Self.seen)
            #expect(japanese.contains("最初に取り組むこと") && !japanese.contains("What to do first"))
            #expect(try await browser.text("return document.documentElement.lang") == "ja")
            #expect(try await browser.text("return document.title").hasPrefix(Labels.report.ja))
            try await browser.click("[data-language=en]")
            #expect(try await browser.text(Self.seen) == english)
            #expect(try await browser.isTrue("return window.mark === 1"), "the page was loaded again")
        }
    }

    @Test func filtersAndSearchNarrowTheList() async throws {
        let review = HTMLExample.folder("examples/orders")
        let shown = "return [...document.querySelectorAll('#findings .item')].filter(i => i.offsetParent).length"
        let told = "return document.querySelector('#findings [data-shown]').textContent"
        try await browse(review) { browser, _ in
            try await browser.click("#tab-findings")
            #expect(try await browser.number(shown) == review.faults.count)
            try await browser.click("#findings .chip.critical")
            let critical = review.faults.count { $0.severity == .critical }
            #expect(try await browser.number(shown) == critical && critical > 0)
            #expect(try await browser.text(told) == "\(critical)")
            try await browser.type("no such words", into: "#findings input[type=search]")
            #expect(try await browser.number(shown) == 0)
            #expect(try await browser.text(Self.seen).contains("Nothing matches."))
            try await browser.click("#findings [data-clear]")
            #expect(try await browser.number(shown) == review.faults.count)
            try await browser.type("GUNICORN sigterm", into: "#findings input[type=search]")
            let found = try await browser.number(shown)
            #expect(found > 0 && found < review.faults.count)
            try await browser.click("#findings [data-clear]")
            try await browser.click("#findings select[data-key=workload] option[value='1']")
            let ofSecond = try await browser.number(shown)
            #expect(ofSecond == review.workloads[1].faults.count)
            try await browser.click("#tab-pillars")
            try await browser.click("#pillars .chip.unknown")
            #expect(
                try await browser.isTrue(
                    "return [...document.querySelectorAll('#pillars .item')].filter(i => i.offsetParent)"
                        + ".every(i => i.dataset.state === 'unknown')"))
        }
    }

    @Test func linksLeadToTheirPlace() async throws {
        let review = HTMLExample.folder("examples/orders")
        try await browse(review) { browser, file in
            let finding = try #require(review.faults.last?.identity)
            for (fragment, panel) in [("CONTAINER_BUILD_SEC_01", "pillars"), ("finding-\(finding)", "findings")] {
                try await browser.open(file, fragment: fragment)
                #expect(try await browser.text("return document.querySelector('.panel.current').id") == panel)
                #expect(try await browser.isTrue("return document.getElementById('\(fragment)').open"))
                #expect(
                    try await browser.isTrue(
                        "const top = document.getElementById('\(fragment)').getBoundingClientRect().top;"
                            + "return top >= 0 && top < innerHeight"))
            }
            // A filter that hides the target gives way to a link.
            try await browser.click("#findings .chip.critical")
            try await browser.run("location.hash = '#summary'")
            try await browser.run("location.hash = '#finding-\(finding)'")
            #expect(try await browser.isTrue("return !!document.getElementById('finding-\(finding)').offsetParent"))
        }
    }

    @Test func theKeyboardIsEnough() async throws {
        try await browse(HTMLExample.folder("examples/orders")) { browser, _ in
            let current = "return document.querySelector('.panel.current').id"
            let (right, left, end) = ("\u{E014}", "\u{E012}", "\u{E010}")
            try await browser.type(right, into: "#tab-summary")
            #expect(try await browser.text(current) == "findings")
            #expect(try await browser.text("return document.activeElement.id") == "tab-findings")
            try await browser.type(left, into: "#tab-findings")
            try await browser.type(left, into: "#tab-summary")
            #expect(try await browser.text(current) == "ecs", "from the first to the last")
            try await browser.type(right, into: "#tab-ecs")
            try await browser.type(end, into: "#tab-summary")
            #expect(try await browser.text(current) == "ecs")
            #expect(
                try await browser.number("return document.querySelectorAll('[role=tab][tabindex=\"0\"]').length") == 1)
            #expect(
                try await browser.isTrue(
                    "return [...document.querySelectorAll('[role=tab]')]"
                        + ".every(t => document.getElementById(t.getAttribute('aria-controls')))"))
        }
    }

    /// The least contrast of text on what is behind it, with the text that has it.
    private static let contrast = """
        const parts = c => c.match(/[\\d.]+/g).map(Number);
        const light = c => { const [r, g, b] = parts(c).slice(0, 3).map(v => (v /= 255) <= 0.03928 ? v / 12.92
          : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
          if (parts(c)[3] !== 0) return c; } return 'rgb(255, 255, 255)'; };
        document.querySelectorAll('details').forEach(d => d.open = true);
        document.querySelectorAll('.panel').forEach(p => p.classList.add('current'));
        let worst = [99, ''];
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let n; n = walk.nextNode();) {
          const e = n.parentElement;
          if (!n.textContent.trim() || e.closest('.sr, title, desc') || !e.getClientRects().length) continue;
          const style = getComputedStyle(e);
          const [a, b] = [light(e.closest('svg') ? style.fill : style.color), light(behind(e))];
          const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          if (ratio < worst[0]) worst = [ratio, n.textContent.trim().slice(0, 40) + ' ' + e.className];
        }
        return worst[0] >= 4.5 ? '' : worst.join(' ');
        """

    @Test func textStandsOutInBothThemes() async throws {
        var review = HTMLExample.folder("examples")
        review.graph = SystemExample.review().graph
        try await browse(review) { browser, file in
            for theme in ["light", "dark"] {
                try await browser.open(file)
                try await browser.tool(
                    "Emulation.setEmulatedMedia",
                    ["features": [["name": "prefers-color-scheme", "value": theme]]])
                let background = try await browser.text("return getComputedStyle(document.body).backgroundColor")
                #expect((background == "rgb(18, 23, 29)") == (theme == "dark"))
                #expect(try await browser.text(Self.contrast) == "", "\(theme)")
                try await browser.run("scrollTo(0, 0)")
                try await browser.click("[data-theme-switch]")
                #expect(try await browser.text("return getComputedStyle(document.body).backgroundColor") != background)
            }
        }
    }

    @Test(arguments: [Language.english, .japanese])
    func aPhoneNeedsNoSidewaysScroll(_ language: Language) async throws {
        var review = HTMLExample.folder("examples")
        review.graph = SystemExample.review().graph
        try await browse(review, language, width: 390) { browser, _ in
            for panel in ["summary", "findings", "system", "workloads", "pillars", "principles", "factors", "ecs"] {
                try await browser.run("location.hash = '#\(panel)'")
                try await browser.run("document.querySelectorAll('.current details').forEach(d => d.open = true)")
                #expect(try await browser.number("return document.documentElement.scrollWidth") <= 390, "\(panel)")
            }
        }
    }

    @Test func withoutScriptAndOnPaperAllIsShown() async throws {
        let hidden = "[...document.querySelectorAll('.panel')].filter(p => !p.offsetHeight).length"
        try await browse(HTMLExample.folder("examples/orders")) { browser, file in
            try await browser.click("#tab-findings")
            try await browser.click("#findings .chip.critical")
            #expect(try await browser.number("return \(hidden) - document.querySelectorAll('.panel').length") == -1)
            try await browser.tool("Emulation.setEmulatedMedia", ["media": "print"])
            #expect(try await browser.number("return \(hidden)") == 0)
            #expect(
                try await browser.isTrue(
                    "return [...document.querySelectorAll('.item')].every(i => i.offsetHeight)"
                        + " && [...document.querySelectorAll('.filter, .switches, .tabs')].every(i => !i.offsetHeight)")
            )
            try await browser.tool("Emulation.setEmulatedMedia", ["media": ""])
            try await browser.tool("Emulation.setScriptExecutionDisabled", ["value": true])
            try await browser.open(file)
            let answer = try await browser.tool(
                "Runtime.evaluate",
                ["expression": "\(hidden) + document.querySelectorAll('html.js').length", "returnByValue": true])
            let value = (answer as? [String: Any])?["result"] as? [String: Any]
            #expect((value?["value"] as? NSNumber)?.intValue == 0)
        }
    }

    /// The card of a part is a link: the keyboard comes to it, and goes on to what was found there.
    @Test func aPartOfTheSystemLeadsToItsFindings() async throws {
        try await browse(SystemExample.review()) { browser, file in
            try await browser.open(file, fragment: "system")
            let enter = "\u{E007}"
            try await browser.run("document.querySelector('#system a[href=\"#finding-x3000000\"]').focus()")
            #expect(try await browser.isTrue("return document.activeElement.localName === 'a'"))
            try await browser.type(enter, into: "#system a[href='#finding-x3000000']")
            #expect(try await browser.text("return document.querySelector('.panel.current').id") == "findings")
            #expect(try await browser.isTrue("return document.getElementById('finding-x3000000').open"))
            try await browser.open(file, fragment: "system")
            try await browser.type(enter, into: "#system a[href^='#part-']")
            #expect(try await browser.text("return document.querySelector('.panel.current').id") == "system")
            // The row is shown, and the first of its findings has the focus.
            #expect(try await browser.isTrue("return document.activeElement.matches('tr:target td a')"))
            // Pointing at a line shows where it is written.
            #expect(
                try await browser.isTrue(
                    "return [...document.querySelectorAll('#system .near')].every(p => p.querySelector('title')"
                        + ".textContent.includes(':'))"))
            try await browser.click("[data-language=ja]")
            #expect(try await browser.text(Self.seen).contains("ターゲットグループ"))
        }
    }

    @Test func aHostileRepositoryCannotAct() async throws {
        try await browse(HTMLExample.hostile) { browser, _ in
            try await browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
            #expect(try await browser.isTrue("return window.hacked === undefined"))
            #expect(try await browser.number("return document.images.length") == 0)
            #expect(try await browser.number("return document.querySelectorAll('script:not([type])').length") == 1)
            #expect(try await browser.text(Self.seen).contains("onerror"))
        }
    }
}
