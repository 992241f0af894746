import Basics
import Foundation
import Testing

@testable import Reports

/// The tables and the drawing of images in a real Chromium.
@Suite(
    .serialized,
    .enabled(if: HTMLBrowser.driver != nil, "chromedriver is not installed; Scripts/browser installs it"))
struct ImageBrowserTests {
    private func browse(
        _ image: ImageRecord, _ language: Language = .english, width: Int? = nil,
        in review: Review = ImagePanelTests.review([]),
        _ body: (HTMLBrowser, URL) async throws -> Void
    ) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "plimsoll-\(UUID().uuidString).html")
        var review = review
        review.images = [image]
        try Data(HTMLReport.render(review, language).utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let browser = try await HTMLBrowser(width: width)
        do {
            try await browser.open(file, fragment: "image")
            try await body(browser, file)
            #expect(try await browser.console() == [])
        } catch {
            await browser.quit()
            throw error
        }
        await browser.quit()
    }

    private static func column(_ table: String, _ index: Int) -> String {
        """
        return [...document.querySelector('[aria-labelledby="image-1-\(table)-table"] tbody').rows]
          .filter(r => r.offsetParent).map(r => r.cells[\(index)].firstChild.textContent).join(' ')
        """
    }

    private static func button(_ table: String, _ index: Int) -> String {
        "[aria-labelledby='image-1-\(table)-table'] th:nth-child(\(index + 1)) button.sort"
    }

    @Test func columnsPutTheRowsInOrder() async throws {
        try await browse(ImageExample.record()) { browser, _ in
            let levels = Self.column("vulnerability", 1)
            let level = Self.button("vulnerability", 1)
            #expect(try await browser.text(levels) == "high critical medium unrated low none")
            try await browser.click(level)
            #expect(try await browser.text(levels) == "critical high medium low none unrated")
            let sorted = "return document.querySelector(`\(level)`).parentElement.getAttribute('aria-sort')"
            #expect(try await browser.text(sorted) == "descending")
            // Again, by the keyboard.
            try await browser.type("\u{E007}", into: level)
            #expect(try await browser.text(levels) == "unrated none low medium high critical")
            #expect(try await browser.text(sorted) == "ascending")
            // What has no score stands last either way, and only one column is marked.
            let score = Self.button("vulnerability", 5)
            for _ in 1...2 {
                try await browser.click(score)
                #expect(try await browser.text(Self.column("vulnerability", 0)).hasSuffix("CVE-2026-0004"))
            }
            #expect(try await browser.number("return document.querySelectorAll('[aria-sort]').length") == 1)
            // Sizes are ordered as numbers, not as their words.
            try await browser.click(Self.button("waste", 1))
            #expect(try await browser.text(Self.column("waste", 1)) == "40.0 MB 9.0 MB 5.0 MB")
        }
    }

    @Test func filtersNarrowOneTable() async throws {
        try await browse(ImageExample.record(packages: 30)) { browser, _ in
            let ids = Self.column("vulnerability", 0)
            let list = ".listing:has([aria-labelledby='image-1-vulnerability-table'])"
            try await browser.click("\(list) .chip.critical")
            #expect(try await browser.text(ids) == "CVE-2026-0002")
            #expect(try await browser.text("return document.querySelector(`\(list) [data-shown]`).textContent") == "1")
            let packages = "return document.querySelectorAll('[data-type]:not([data-off])').length"
            #expect(try await browser.number(packages) == 30, "the other table is as it was")
            try await browser.click("\(list) [data-clear]")
            try await browser.click("\(list) select[data-key=fix] option[value=yes]")
            #expect(try await browser.text(ids) == "CVE-2026-0002 CVE-2026-0005")
            try await browser.click("\(list) [data-clear]")
            try await browser.type("dsa-1", into: "\(list) input[type=search]")
            #expect(try await browser.text(ids) == "CVE-2026-0002")
            try await browser.type(" nowhere", into: "\(list) input[type=search]")
            #expect(try await browser.isTrue("return document.querySelector(`\(list) .nothing`).offsetHeight > 0"))
            try await browser.click("[data-language=ja]")
            #expect(try await browser.text(ids) == "")
            #expect(try await browser.text("return document.body.innerText").contains("条件に一致する項目はありません"))
            try await browser.click(".chip.plain[data-value=pypi]")
            #expect(try await browser.number(packages) == 10)
        }
    }

    /// A finding that stands open takes the texts of its rule from the first one, however long the page takes to load.
    @Test func everyTextOfALongPageChangesItsLanguage() async throws {
        // Two findings that are open from the start; the second one has the texts of the first.
        let review = HTMLExample.files([
            "a/Dockerfile": "FROM debian:12-slim\nENV DB_PASSWORD=Kq7vTz2mXw9LpR4d\nCMD [\"/a\"]\n",
            "b/Dockerfile": "FROM debian:12-slim\nENV DB_PASSWORD=Jm4wQs8yHt6bN3vE\nCMD [\"/b\"]\n",
        ])
        try await browse(ImageExample.record(packages: 5000), in: review) { browser, _ in
            #expect(try await browser.number("return document.querySelectorAll('details[open] [data-of]').length") > 0)
            try await browser.click("[data-language=ja]")
            let headings = try await browser.text(
                "return [...document.querySelectorAll('#image h2, #image h4 > i')].map(h => h.textContent).join(' ')")
            let expected = [
                ImageLabels.tab, ImageLabels.layers, ImageLabels.dockerfile, ImageLabels.waste, ImageLabels.secrets,
                ImageLabels.vulnerabilities, ImageLabels.packages, ImageLabels.signatures,
            ]
            #expect(headings == expected.map(\.ja).joined(separator: " "))
        }
    }

    @Test func thousandsOfPackagesStayQuick() async throws {
        try await browse(ImageExample.record(packages: 5000)) { browser, _ in
            let name = Self.button("package", 0)
            let search = "[aria-labelledby='image-1-packages-filter'] input"
            let took = """
                const start = performance.now();
                document.querySelector(`\(name)`).click();
                document.body.offsetHeight;
                const sorted = performance.now() - start;
                const field = document.querySelector(`\(search)`);
                field.value = 'libshop49';
                field.dispatchEvent(new Event('input', { bubbles: true }));
                document.body.offsetHeight;
                return Math.round(Math.max(sorted, performance.now() - start - sorted));
                """
            #expect(try await browser.number(took) < 2000)
            let shown = try await browser.text(Self.column("package", 0)).split(separator: " ")
            #expect(shown.first == "libshop49" && shown.count == 75)
        }
    }

    @Test(arguments: Language.allCases)
    func aPhoneNeedsNoSidewaysScroll(_ language: Language) async throws {
        try await browse(ImageExample.record(), language, width: 390) { browser, _ in
            try await browser.run("document.querySelectorAll('.current details').forEach(d => d.open = true)")
            #expect(try await browser.number("return document.documentElement.scrollWidth") <= 390)
            // Of an instruction's three cuts one is shown, and it ends within the drawing.
            let ends = """
                const picture = document.querySelector('svg.layers').getBoundingClientRect();
                const texts = [...document.querySelectorAll('svg.layers text')].filter(t => t.getClientRects().length);
                return texts.length === 9 && texts.every(t => t.getBoundingClientRect().right <= picture.right + 1);
                """
            #expect(try await browser.isTrue(ends))
        }
    }

    @Test func aHostileImageCannotAct() async throws {
        try await browse(ImageExample.record(name: ImageExample.hostile)) { browser, _ in
            try await browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
            try await browser.click(Self.button("package", 0))
            try await browser.click("[data-language=ja]")
            #expect(try await browser.isTrue("return window.hacked === undefined && document.images.length === 0"))
        }
    }
}
