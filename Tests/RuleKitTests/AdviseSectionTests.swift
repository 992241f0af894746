import Basics
import RuleKit
import Testing

struct AdviseSectionTests {
    private static func read(_ text: String) throws(Failure) -> AdviseSection {
        try ProjectFile.read(SourceFile(path: "plimsoll.yml", text: text)).advise
    }

    @Test func readsEverything() throws {
        let section = try Self.read(
            """
            advise:
              cpu: 512
              memory-mb: 1024
              team-size: 4
              kubernetes-skill: none
              traffic: spiky
              compliance: [pci, own-os]
              requests: 5000000
              request-ms: 80
              max-request-seconds: 30
              max-response-mb: 2
              start-seconds: 6
              image-mb: 400
              gpu: false
              keeps-files: false
              protocols: http
              app-runner-customer: true
              workloads:
                reports:
                  traffic: scheduled
                  max-request-seconds: 3600
            """)
        let facts = section.common
        #expect(facts.cpu?.value == 512 && facts.memory?.value == 1024)
        #expect(facts.teamSize?.value == 4 && facts.kubernetesSkill?.value == AttestedFacts.Skill.none)
        #expect(facts.traffic?.value == .spiky && facts.compliance?.value == [.pci, .ownOS])
        #expect(facts.requests?.value == 5_000_000 && facts.requestMilliseconds?.value == 80)
        #expect(facts.maxRequestSeconds?.value == 30 && facts.maxResponseMegabytes?.value == 2)
        #expect(facts.startSeconds?.value == 6 && facts.imageMegabytes?.value == 400)
        #expect(facts.gpu?.value == false && facts.keepsFiles?.value == false)
        #expect(facts.transports?.value == [.http] && facts.appRunnerCustomer?.value == true)
        guard case .file(let span)? = facts.traffic?.source else {
            Issue.record("no place")
            return
        }
        #expect(span.path == "plimsoll.yml" && span.start.line == 6)
        let reports = section.facts(of: ["other", "reports"])
        #expect(reports.traffic?.value == .scheduled && reports.maxRequestSeconds?.value == 3600)
        #expect(reports.teamSize?.value == 4)
        #expect(section.facts(of: ["other"]) == facts)
    }

    @Test func anEmptySectionTellsNothing() throws {
        #expect(try Self.read("advise:") == AdviseSection())
        #expect(try Self.read("level: calm") == AdviseSection())
    }

    @Test(arguments: [
        ("advise: none", "plimsoll.yml:1:9: ", "expected a mapping", "マッピング が必要です"),
        (
            "advise:\n  team-size: many", "plimsoll.yml:2:14: ", "expected a whole number from 1 to 100000",
            "1 から 100000 までの整数"
        ),
        ("advise:\n  team-size: 0", "plimsoll.yml:2:14: ", "from 1 to", "整数"),
        ("advise:\n  max-request-seconds: 1.5", "plimsoll.yml:2:24: ", "a whole number", "整数"),
        (
            "advise:\n  traffic: bursty", "plimsoll.yml:2:12: ", "one of steady, spiky, scheduled, rare",
            "次のいずれか: steady, spiky, scheduled, rare"
        ),
        ("advise:\n  kubernetes-skill: expert", "plimsoll.yml:2:21: ", "one of none, some, strong", "次のいずれか"),
        ("advise:\n  compliance: [pci, gdpr]", "plimsoll.yml:2:21: ", "one of none, pci", "次のいずれか"),
        ("advise:\n  gpu: perhaps", "plimsoll.yml:2:8: ", "true or false", "true または false"),
        ("advise:\n  trafic: rare", "plimsoll.yml:2:3: ", "did you mean `traffic`?", "`traffic` の誤り"),
        ("advise:\n  workloads: [web]", "plimsoll.yml:2:14: ", "a mapping", "マッピング"),
        (
            "advise:\n  workloads:\n    web:\n      workloads: {}", "plimsoll.yml:4:7: ", "unknown key `workloads`",
            "不明なキー"
        ),
        ("advize: {}", "plimsoll.yml:1:1: ", "did you mean `advise`?", "`advise` の誤り"),
    ])
    func aWrongValueIsToldWithItsPlace(_ text: String, _ place: String, _ en: String, _ ja: String) {
        do throws(Failure) {
            _ = try Self.read(text)
            Issue.record("accepted: \(text)")
        } catch {
            #expect(error.code == .invalid)
            #expect(error.message.en.hasPrefix(place) && error.message.en.contains(en), "\(error.message.en)")
            #expect(error.message.ja.hasPrefix(place) && error.message.ja.contains(ja), "\(error.message.ja)")
        }
    }

    @Test func optionsAreHeldToTheSameBounds() throws {
        var facts = AttestedFacts()
        try facts.set(.teamSize, option: 7)
        #expect(facts.teamSize == .init(7, .option("--team-size")))
        do throws(Failure) {
            try facts.set(.requests, option: -1)
            Issue.record("accepted")
        } catch {
            #expect(error.message.en == "--requests takes a whole number from 0 to 100000000000.")
            #expect(error.message.ja.hasPrefix("--requests には"))
        }
    }
}
