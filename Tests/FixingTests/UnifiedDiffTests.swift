import Fixing
import Foundation
import Testing

/// Patches are what git and patch take, and give the same bytes.
struct UnifiedDiffTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let before: String?
        let after: String

        var testDescription: String { name }
    }

    static let numbers = (1...40).map { "line \($0)\n" }
    static let cases = [
        Case(
            name: "a line in the middle", before: numbers.joined(),
            after: numbers.joined().replacing("line 20\n", with: "x\n")),
        Case(name: "two far places", before: numbers.joined(), after: "first\n" + numbers.dropLast().joined()),
        Case(
            name: "two near places", before: numbers.joined(),
            after: numbers.joined().replacing("line 20\n", with: "x\n").replacing("line 26\n", with: "")),
        Case(name: "a new file", before: nil, after: "a\nb\n"),
        Case(name: "a new file whose last line has no end", before: nil, after: "a\nb"),
        Case(name: "no end before and after", before: "a\nb\nc", after: "a\nx\nc"),
        Case(name: "the end is added", before: "a\nb", after: "a\nb\n"),
        Case(name: "the end is taken away", before: "a\nb\n", after: "a\nb"),
        Case(name: "the last line without an end changes", before: "a\nb", after: "a\nc"),
        Case(name: "everything goes", before: "a\nb\n", after: ""),
        Case(name: "an empty file is filled", before: "", after: "a\n"),
        Case(name: "carriage returns", before: "a\r\nb\r\nc\r\n", after: "a\r\nx\r\nc\r\n"),
        Case(name: "lines that look like a patch", before: "-- a\n++ b\n@@\n", after: "--- a\n+++ b\n@@\n"),
        Case(
            name: "a line that repeats", before: String(repeating: "a\n", count: 12),
            after: String(repeating: "a\n", count: 9)),
    ]

    @Test(arguments: cases, ["Dockerfile", "a folder/it's \"x\".sh", "日本語/Dockerfile"])
    func gitAppliesIt(_ example: Case, path: String) throws {
        let folder = try Folder()
        if let before = example.before { try folder.write(path, before) }
        let diff = UnifiedDiff(
            path: path, before: example.before.map { Array($0.utf8) }, after: Array(example.after.utf8))
        try folder.write("it.patch", diff.text)
        try folder.run("git", "apply", "it.patch")
        #expect(try folder.read(path) == example.after)
    }

    @Test(arguments: cases)
    func patchAppliesIt(_ example: Case) throws {
        let folder = try Folder()
        if let before = example.before { try folder.write("Dockerfile", before) }
        let diff = UnifiedDiff(
            path: "Dockerfile", before: example.before.map { Array($0.utf8) }, after: Array(example.after.utf8))
        try folder.write("it.patch", diff.text)
        // Without --binary, patch takes carriage returns off a patch whose lines all have them.
        try folder.run("patch", "-p1", "--binary", "-s", "-i", "it.patch")
        #expect(try folder.read("Dockerfile") == example.after)
    }

    @Test func sameFilesGiveNoPatch() {
        #expect(UnifiedDiff(path: "a", before: [0x61], after: [0x61]).bytes.isEmpty)
    }

    @Test func itIsTheShortForm() {
        let diff = UnifiedDiff(
            path: "a", before: Array("1\n2\n3\n4\n5\n6\n7\n8\n9\n".utf8),
            after: Array("1\n2\n3\n4\nx\n6\n7\n8\n9\n".utf8))
        #expect(diff.text == "--- a/a\n+++ b/a\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n")
    }

    @Test func bytesThatAreNoTextStay() {
        let diff = UnifiedDiff(path: "a", before: [0xFF, 0x0A], after: [0xFE, 0x0A])
        #expect(diff.bytes.contains(0xFF) && diff.bytes.contains(0xFE))
    }
}
