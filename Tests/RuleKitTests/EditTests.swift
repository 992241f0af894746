import RuleKit
import Testing

struct EditTests {
    private static func apply(_ edits: [Edit], to text: String) -> String? {
        Edit.apply(edits, to: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func editsReplaceInsertAndDelete() {
        #expect(Self.apply([Edit(4..<7, "b")], to: "FROMaaa") == "FROMb")
        #expect(Self.apply([Edit(0..<0, "# x\n")], to: "FROM a") == "# x\nFROM a")
        #expect(Self.apply([Edit(4..<6, "")], to: "FROM a") == "FROM")
        #expect(Self.apply([Edit(6..<6, "!")], to: "FROM a") == "FROM a!")
        #expect(Self.apply([], to: "same") == "same")
    }

    @Test func orderDoesNotMatter() {
        let edits = [Edit(5..<6, "base:1"), Edit(0..<4, "from"), Edit(4..<4, " ")]
        #expect(Self.apply(edits, to: "FROM a") == "from  base:1")
        #expect(Self.apply(edits.reversed(), to: "FROM a") == "from  base:1")
    }

    @Test func neighboursDoNotOverlap() {
        #expect(Self.apply([Edit(0..<2, "x"), Edit(2..<4, "y")], to: "aabb") == "xy")
    }

    @Test(arguments: [
        [Edit(0..<3, "x"), Edit(2..<4, "y")], [Edit(1..<2, "x"), Edit(0..<4, "y")], [Edit(0..<5, "x")],
        [Edit(9..<9, "x")], [Edit(1..<3, "x"), Edit(1..<3, "x")], [Edit(2..<2, "x"), Edit(1..<4, "y")],
    ])
    func overlapsAndStraysAreRefused(edits: [Edit]) {
        #expect(Self.apply(edits, to: "aabb") == nil)
        #expect(Self.apply(edits.reversed(), to: "aabb") == nil)
    }
}
