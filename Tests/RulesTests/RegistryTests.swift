import Basics
import Foundation
import RuleKit
import Rules
import Testing

/// What all rules must have in common.
struct RegistryTests {
    static let rules = Registry.all.rules

    @Test func everyRuleFileIsRegistered() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Rules")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var names: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            let name = file.deletingPathExtension().lastPathComponent
            if text.contains("struct \(name): Rule {") { names.insert(name) }
        }
        #expect(names == Set(Self.rules.map(\.name)), "run Scripts/rule-registry")
    }

    @Test func idsAndSlugsAreUnique() {
        let ids = Self.rules.map(\.about.id)
        #expect(Set(ids).count == ids.count)
        let slugs = Self.rules.map(\.slug)
        #expect(Set(slugs).count == slugs.count)
    }

    @Test(arguments: rules)
    func form(_ rule: RegisteredRule) {
        let about = rule.about
        #expect(about.id.wholeMatch(of: /(DF|CX|WL|PG|TD|SV|IF|PL|PA|IM)[0-9]{3}/) != nil)
        #expect(!about.fails.isEmpty && !about.passes.isEmpty, "a rule needs an example that fails and one that passes")
        #expect(!about.links.isEmpty && about.links.allSatisfy { $0.hasPrefix("https://") })
        #expect(about.proves.isEmpty == (about.proof == nil), "examples that prove and a proof text go together")
        let texts =
            [about.title, about.why, about.remedy, about.message] + [about.proof, about.differs].compactMap { $0 }
        for text in texts {
            #expect(!text.en.isEmpty)
            #expect(text.ja.unicodeScalars.contains { $0.value > 0x3000 }, "no Japanese: \(text.ja)")
            #expect(text.placeholders(.english) == text.placeholders(.japanese))
        }
        #expect(!about.title.en.hasSuffix(".") && !about.title.ja.hasSuffix("。"), "a title is no sentence")
        #expect(about.why.en.hasSuffix(".") && about.remedy.en.hasSuffix("."), "why and remedy are sentences")
        for other in about.yieldsTo { #expect(Registry.all.rule(other)?.about.id == other, "\(other) is no id") }
    }
}
