import Basics
import Foundation
import Testing

@testable import Reports

/// The page of built images: what it tells, and that an image's author can put nothing into it.
@Suite struct ImagePanelTests {
    static func review(_ images: [ImageRecord]) -> Review {
        var review = HTMLExample.files(["Dockerfile": "FROM debian:12-slim\nCMD [\"/app\"]\n"])
        review.images = images
        return review
    }

    private static func page(
        _ change: (inout ImageRecord) -> Void = { _ in }, _ language: Language = .english
    ) throws -> HTMLDocument {
        var image = ImageExample.record()
        change(&image)
        return HTMLDocument(try HTMLReport.render(review([image]), language))
    }

    @Test func withoutAnImageThereIsNoTab() throws {
        let page = try HTMLReport.render(Self.review([]), .english)
        #expect(!page.contains("tab-image") && !page.contains("id=\"image\""))
    }

    @Test(arguments: Language.allCases)
    func theDocumentIsSound(_ language: Language) throws {
        for name in ["shop", ImageExample.hostile] {
            let images = [ImageExample.record(name: name), ImageExample.record(name: name)]
            let text = try HTMLReport.render(Self.review(images), language)
            let page = HTMLDocument(text)
            #expect(page.failure == nil)
            #expect(Set(page.ids).count == page.ids.count, "an id stands twice")
            #expect(Set(page.references).isSubset(of: page.ids))
            #expect(page.ids.contains("image-2-packages"))
            #expect(page.elements.isDisjoint(with: ["img", "iframe", "image", "object", "foreignObject"]))
            #expect(!page.attributes.contains { $0.hasPrefix("on") || $0 == "style" || $0 == "src" })
            #expect(!page.addresses.contains { $0.hasPrefix("javascript") })
            for (before, after) in zip(page.headings, page.headings.dropFirst()) {
                #expect(after.level <= before.level + 1, "a level of headings is left out in \(after.panel)")
            }
        }
    }

    @Test func whatAHostileImageHoldsIsShownAsText() throws {
        let text = try HTMLReport.render(Self.review([ImageExample.record(name: ImageExample.hostile)]), .english)
        #expect(text.components(separatedBy: "<script>").count == 2)
        #expect(HTMLDocument(text).text.contains("/root/\(ImageExample.hostile).env:3"))
    }

    @Test(arguments: [
        (Language.english, "hidden by layer 3, still readable", "Advisory data of 2026-10-12.", "by its context"),
        (.japanese, "レイヤー 3 で隠されても読み取り可能", "2026-10-12 時点のアドバイザリーデータに基づきます。", "文脈から推定"),
    ])
    func bothLanguagesAreThere(_ language: Language, _ hidden: String, _ data: String, _ certainty: String) throws {
        let shown = try Self.page({ _ in }, language)
        let other = try HTMLReport.render(
            Self.review([ImageExample.record()]), language == .english ? .japanese : .english)
        for text in [hidden, data, certainty] {
            #expect(shown.text.contains(text))
            #expect(other.contains(text), "the other page has it for its switch")
        }
    }

    @Test func everyPartOfTheImageIsTold() throws {
        let page = try Self.page()
        for text in [
            "registry.example/shop:1.4", "linux/arm64", "190 MB", "70.0 MB", "78.9 %", "updates until 2028-06-30",
            "RUN apt-get install shop && rm -rf /var/lib/apt/lists/*", "Dockerfile:2", "/tmp/shop.tar", "/srv/copy",
            "ghp_****(40)", "ENV DB_PASSWORD", "libshop1", "GPL-2.0-or-later", "CVE-2026-0002", "DSA-1-1", "3.0.16-1",
            "9.8 %", "2026-03-04", "not reachable in shop", "A rebuild on a newer base image removes 1 of 4.",
            "The data is 40 days old.", "Of 1 package nothing is known", "it is no ZIP archive", "ci@shop.example",
        ] { #expect(page.text.contains(text), "\(text)") }
    }

    /// What was not asked, or not well enough, is never told as clean.
    @Test func whatIsNotKnownIsNotCalledClean() throws {
        let clean = "None of the packages found has a known vulnerability."
        var page = try Self.page { $0.vulnerabilities?.found = [] }
        #expect(page.text.contains("Not a complete answer.") && !page.text.contains(clean))
        page = try Self.page {
            $0.vulnerabilities?.found = []
            $0.vulnerabilities?.doubt = nil
        }
        #expect(!page.text.contains(clean), "of a package nothing is known")
        page = try Self.page {
            $0.vulnerabilities?.found = []
            $0.vulnerabilities?.doubt = nil
            $0.vulnerabilities?.unknown = []
        }
        #expect(page.text.contains(clean))
        page = try Self.page { $0.vulnerabilities = nil }
        #expect(page.text.contains("Vulnerabilities were not looked up.") && !page.text.contains(clean))
        page = try Self.page {
            $0.secrets = []
            $0.isSecretScanned = false
        }
        #expect(page.text.contains("Secrets were not looked for.") && !page.text.contains("No secret was found"))
        page = try Self.page { $0.packages = nil }
        #expect(page.text.contains("Packages were not looked for."))
        page = try Self.page { $0.packages = [] }
        #expect(!page.text.contains("No package was found."), "a file could not be read")
        page = try Self.page { $0.signatures = nil }
        #expect(page.text.contains("Signatures were not looked for"))
        page = try Self.page { $0.signatures = [] }
        #expect(page.text.contains("None was found beside the image."))
    }

    @Test func theWorstVulnerabilitiesStandFirst() {
        let ids = ImageExample.record().vulnerabilities?.worstFirst.map { $0.id.suffix(1) } ?? []
        #expect(ids == ["3", "2", "1", "4", "5", "6"])
    }

    @Test func updatesThatEndedAreMarked() throws {
        let ended = try Self.page { $0.base.systemEnds = Day(year: 2024, month: 6, day: 30) }
        #expect(ended.text.contains("no updates since 2024-06-30"))
    }

    /// Bars lie within the drawing whatever an image claims of itself.
    @Test func barsStayInTheDrawing() throws {
        var image = ImageExample.record()
        image.layers[0].hidden = .max
        image.layers[1].needless = .max
        image.layers[2].size = 0
        image.layers += (4...400).map { number in
            var layer = image.layers[1]
            layer.number = number
            return layer
        }
        let out = Markup()
        ImageLayerPicture(image, id: "p").write(to: out, title: "t")
        let shares = out.text.matches(of: /(?:x|width)="([0-9.]+)%"/).compactMap { Double($0.1) }
        #expect(!shares.isEmpty && shares.allSatisfy { $0 <= 100 })
        #expect(out.text.contains("height=\"\(ImageLayerPicture.mostLayers * 40)\""))
    }

    @Test func anEmptyImageIsAPageToo() throws {
        let page = try Self.page {
            $0.layers = []
            $0.secrets = []
            $0.waste.items = []
            $0.waste.efficiency = .nan
            $0.dockerfile = nil
        }
        #expect(page.failure == nil)
        #expect(page.text.contains("No secret was found in any layer."))
    }

    @Test func tablesArePlainWithoutTheScript() throws {
        let text = try HTMLReport.render(Self.review([ImageExample.record()]), .english)
        #expect(text.contains("data-sort=\"number\""))
        #expect(!text.contains("<button type=\"button\" class=\"sort\""))
    }

    @Test(arguments: Language.allCases)
    func theStoredReviewGivesTheSamePage(_ language: Language) throws {
        let live = Self.review([ImageExample.record()])
        let stored = try StoredReview.read(
            Array(JSONReport.render(live).utf8), name: "r.json", registry: live.registry)
        #expect(stored.images == live.images)
        let part = { (review: Review) in
            let page = try HTMLReport.render(review, language)
            return page.components(separatedBy: "id=\"image\"").last?.components(separatedBy: "class=\"panel\"").first
        }
        #expect(try part(stored) == part(live))
    }
}
