import Basics
import Lens
import RuleKit
import Rules
import Testing

@testable import Reports

/// Every criterion is decided by a rule, or it is written why not.
struct CoverageTests {
    private static let answered = Set(Registry.all.rules.flatMap(\.about.answers))

    @Test func everyCriterionHasARuleOrAReason() {
        let silent = Catalogue.all.flatMap(\.criteria)
            .filter { !Self.answered.contains($0.id) && Catalogue.reason(for: $0) == nil }
        #expect(silent.map(\.id) == [], "name it in a rule's `answers:`, or give the reason in Undecided.swift")
    }

    @Test func noReasonIsStale() {
        for id in Catalogue.undecidedByFiles.sorted() {
            #expect(!Self.answered.contains(id), "a rule decides \(id)")
            #expect(Catalogue.criterion(id: id)?.by.contains(.files) == true, "\(id)")
        }
    }

    @Test func reasonsComeFromTheEvidence() throws {
        let criterion = Criterion(
            "X.y", Text(en: "a", ja: "a"), by: [.rehearsal, .attestation], needs: Text(en: "b", ja: "b"))
        let reason = try #require(Catalogue.reason(for: criterion))
        #expect(reason(.english) == "Needs a rehearsal or a dated statement.")
        #expect(reason(.japanese) == "リハーサルまたは担当者の表明が必要です。")
        let open = Criterion("X.z", Text(en: "a", ja: "a"), by: [.files], needs: Text(en: "b", ja: "b"))
        #expect(Catalogue.reason(for: open) == nil)
    }

    @Test(arguments: Language.allCases)
    func thePageNamesEveryCriterionOnce(language: Language) {
        let lines = CoveragePage.render(.all, language).split(separator: "\n")
        for question in Catalogue.all {
            for criterion in question.criteria {
                let rows = lines.filter { $0.contains("| `\(criterion.id)` ") }
                #expect(rows.count == 1, "\(criterion.id)")
                #expect(rows.first?.hasSuffix("| – |  |") == false, "\(criterion.id) has neither rule nor reason")
            }
        }
    }
}
