import Basics
import RuleKit
import Testing

struct FixtureTests {
    @Test func marksAreTakenOutAndKeptAsPlaces() {
        let fixture = Fixture("FROM ⟦日本⟧\nRUN ⟦a ⟦b⟧⟧ ⟦⟧c")
        #expect(fixture.files == ["Dockerfile": "FROM 日本\nRUN a b c"])
        let source = fixture.source("Dockerfile")
        #expect(fixture.marks.map { source.text($0.range) } == ["日本", "b", "a b", ""])
        #expect(fixture.marks.map(\.range.lowerBound) == [5, 18, 16, 20])
    }

    @Test func severalFilesBeginWithTheirPath() {
        let fixture = Fixture("=== app/api.Dockerfile\nFROM a\n=== run.sh ===\n⟦exec⟧ x\n=== empty\n")
        #expect(fixture.files == ["app/api.Dockerfile": "FROM a\n", "run.sh": "exec x\n", "empty": "\n"])
        #expect(fixture.main == "app/api.Dockerfile")
        #expect(fixture.marks == [Fixture.Mark(path: "run.sh", range: 0..<4)])
        #expect(fixture.tree.text("run.sh") == "exec x\n")
    }

    @Test func aPlainDockerfileIsTheMainOne() {
        #expect(Fixture("=== a.Dockerfile\nFROM a\n=== Dockerfile\nFROM b\n").main == "Dockerfile")
        #expect(Fixture("FROM a").main == "Dockerfile")
    }

    @Test(arguments: [
        "resource \"a\" \"b\" {}", "data \"a\" \"b\" {}", "module \"a\" {}", "variable \"a\" {}",
        "provider \"aws\" {}", "locals {\n}", "terraform {\n}", "⟦resource⟧ \"a\" \"b\" {}",
    ])
    func whatBeginsAsTerraformIsThat(_ text: String) {
        #expect(Fixture(text).files.keys.sorted() == ["main.tf"])
    }

    @Test func marksWithoutAPartnerAreNoPlaces() {
        #expect(Fixture("FROM ⟦a").marks.isEmpty)
        #expect(Fixture("FROM a⟧").marks.isEmpty)
        #expect(Fixture("FROM ⟦a").files["Dockerfile"] == "FROM a")
    }
}
