import Basics
import Testing

@testable import Workload

@Suite struct ContextSelectionTests {
    private let context = BuildContext(
        tree: MemoryTree([
            ".dockerignore": "secret\nlogs/*\n**/*.tmp\n", "Dockerfile": "12345", "a.txt": "1", "b.txt": "22",
            "c.md": "333",
            "src/main.go": "4444", "src/lib/x.go": "55555", "src/lib/x_test.go": "1", "srv/y.go": "1",
            "secret/key": "1",
            "logs/today": "1", "cache/z.tmp": "1", "[odd]": "1", "src.old": "1",
        ]), root: "", dockerfilePath: "Dockerfile")

    private static let go = ["src/lib/x.go", "src/lib/x_test.go", "src/main.go"]

    @Test(
        arguments: [
            (["src"], go), (["src/"], go), (["./src"], go), (["/src"], go), (["../src"], go), (["src/."], go),
            (["a.txt", "c.md"], ["a.txt", "c.md"]), (["*.txt"], ["a.txt", "b.txt"]),
            (["?.*"], ["a.txt", "b.txt", "c.md"]),
            (["s*"], go.dropLast(0) + ["src.old", "srv/y.go"]), (["src/*"], go), (["src/*.go"], ["src/main.go"]),
            (["*/*.go"], ["src/main.go", "srv/y.go"]), (["src/*/x.go"], ["src/lib/x.go"]), (["s[qrs]c"], go),
            (["sr[^c]/"], ["srv/y.go"]), (["[^a-z]odd]"], ["[odd]"]), ([#"\[odd]"#], []), (["[[]odd]"], ["[odd]"]),
            (["**/main.go"], ["src/main.go"]), (["**"], nil), (["src", "src/main.go", "src/lib"], go),
            (["nothing"], []),
        ] as [([String], [String]?)])
    func takes(_ sources: [String], _ expected: [String]?) {
        let selection = context.shipped(by: sources)
        let expected = expected ?? context.listing.files.map(\.path)
        let sorted = expected.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        #expect(selection.files.map(\.path) == sorted)
        #expect(selection.totalBytes == selection.files.reduce(0) { $0 + $1.size })
    }

    @Test(arguments: [".", "./", "/", "", "..", "*"])
    func takesAll(_ source: String) {
        #expect(context.shipped(by: [source]).files == context.listing.files)
    }

    @Test(arguments: [
        ("src", CopySelection.Outcome.found), ("secret", .ignored(by: 0)), ("secret/key", .ignored(by: 0)),
        ("secret/*", .ignored(by: 0)), ("sec*", .ignored(by: 0)), ("logs", .empty), ("logs/today", .ignored(by: 1)),
        ("lo*", .empty), ("cache", .empty), ("cache/z.tmp", .ignored(by: 2)), ("*.tmp", .missing), ("none", .missing),
        ("none/*", .missing), ("no*", .missing), ("[", .badPattern), ("src/[a", .badPattern), ("*.txt", .found),
    ])
    func saysWhatBecameOfASource(_ source: String, _ outcome: CopySelection.Outcome) {
        #expect(context.shipped(by: [source]).sources.map(\.outcome) == [outcome])
    }

    @Test(
        arguments: [
            (["src"], ["*_test.go"], go), (["src"], ["**/*_test.go"], ["src/lib/x.go", "src/main.go"]),
            (["src"], ["lib"], ["src/main.go"]), (["src"], ["src/lib"], go),
            (["."], ["src", "s*", "*.txt", ".*", "D*", "[[]*"], ["c.md"]),
            (["*.txt"], ["b*"], ["a.txt"]), (["a.txt"], ["*.txt"], []),
            (["src"], ["lib", "!lib/x.go"], ["src/lib/x.go", "src/main.go"]),
        ] as [([String], [String], [String])])
    func excludes(_ sources: [String], _ excludes: [String], _ expected: [String]) {
        #expect(context.shipped(by: sources, excluding: excludes).files.map(\.path) == expected)
    }

    @Test func badExcludesAreReported() {
        #expect(context.shipped(by: ["src"], excluding: ["["]).hasBadExclude)
        #expect(!context.shipped(by: ["src"], excluding: ["x"]).hasBadExclude)
    }

    @Test func nothingIsSaidOfATruncatedContext() {
        let tree = MemoryTree(Dictionary(uniqueKeysWithValues: (0..<20).map { ("f\($0)", "") }))
        let context = BuildContext(tree: tree, root: "", dockerfilePath: nil, limits: .init(entries: 5))
        #expect(context.shipped(by: ["g"]).sources.map(\.outcome) == [.unknown])
        #expect(context.shipped(by: ["f9"]).sources.map(\.outcome) == [.unknown])
        #expect(context.shipped(by: ["f0"]).sources.map(\.outcome) == [.found])
    }
}
