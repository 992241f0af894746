import Basics
import Testing

@testable import Workload

/// One ignore file, and which paths it keeps out and which it lets through.
struct IgnoreCase: Sendable, CustomTestStringConvertible {
    var file: String
    var ignored: [String]
    var kept: [String]

    init(_ file: String, ignored: [String] = [], kept: [String] = []) {
        self.file = file
        self.ignored = ignored
        self.kept = kept
    }

    var testDescription: String { file.debugDescription }
}

func ignoreFile(_ text: String) -> IgnoreFile {
    IgnoreFile(SourceFile(path: ".dockerignore", text: text))
}

extension IgnoreMatcher {
    /// Hands the results down from folder to folder, without leaving any folder out.
    func walked(_ path: String) -> Bool {
        var inherited: Inherited?
        var place: [UInt8] = []
        var isIgnored = false
        for part in path.split(separator: "/") {
            if !place.isEmpty { place.append(0x2F) }
            place += part.utf8
            var result: Inherited? = noResult
            isIgnored = decide(place[...], in: inherited, result: &result).isIgnored
            inherited = result
        }
        return isIgnored
    }
}

@Suite struct ContextIgnoreTests {
    @Test(arguments: IgnoreCase.plain + IgnoreCase.wildcards + IgnoreCase.exceptions + IgnoreCase.lines)
    func decides(_ example: IgnoreCase) {
        let file = ignoreFile(example.file)
        #expect(file.problems.isEmpty)
        let matcher = IgnoreMatcher(file.patterns)
        for path in example.ignored { #expect(matcher.decide(path).isIgnored, "\(path) should be ignored") }
        for path in example.kept { #expect(!matcher.decide(path).isIgnored, "\(path) should be kept") }
    }

    @Test(arguments: IgnoreCase.plain + IgnoreCase.wildcards + IgnoreCase.exceptions + IgnoreCase.lines)
    func decidesWithParentResults(_ example: IgnoreCase) {
        let matcher = IgnoreMatcher(ignoreFile(example.file).patterns)
        for path in example.ignored { #expect(matcher.walked(path), "\(path) should be ignored") }
        for path in example.kept { #expect(!matcher.walked(path), "\(path) should be kept") }
    }

    @Test(arguments: [
        ("!", IgnoreFile.Problem.Kind.loneException), ("! ", .loneException), ("!\t \n", .loneException),
        ("!/", .loneException), ("a\n!\nb", .loneException), ("[", .badPattern), ("a[", .badPattern),
        ("[]", .badPattern), ("[]a]", .badPattern), ("[^]", .badPattern), ("[a", .badPattern), ("[a-", .badPattern),
        ("[a-]", .badPattern), ("[-a]", .badPattern), ("x/[a-]/y", .badPattern), ("a\\", .badPattern),
        ("*\\", .badPattern), ("!a[", .badPattern), ("**/[", .badPattern), ("[z-a]", .badPattern),
        (#"src\image"#, .badPattern), (#"src\public"#, .badPattern), (#"a\1"#, .badPattern), (#"a\xg0"#, .badPattern),
        (#"[\x"#, .badPattern), (#"a\é"#, .badPattern), ("[[:nope:]]", .badPattern),
    ])
    func refuses(_ text: String, _ kind: IgnoreFile.Problem.Kind) {
        #expect(ignoreFile(text).problems.map(\.kind) == [kind])
    }

    @Test func patternsKeepTheirPlaces() throws {
        let file = ignoreFile("\u{FEFF}# first\n\n  /dist/ \r\n! /dist/./keep\n")
        #expect(file.patterns.map(\.text) == ["dist", "dist/keep"])
        #expect(file.patterns.map(\.isException) == [false, true])
        let spans = file.patterns.compactMap(\.span)
        #expect(spans.map(\.start) == [Position(line: 3, column: 3), Position(line: 4, column: 1)])
        #expect(spans.map { file.source.text($0.bytes) } == ["/dist/", "! /dist/./keep"])
    }

    @Test func tellsWhichPatternDecided() {
        let matcher = IgnoreMatcher(ignoreFile("a\n*.log\n!a/b\na/b/c").patterns)
        let decisions: [(String, Bool, Int?)] = [
            ("a", true, 0), ("a/x", true, 0), ("x.log", true, 1), ("a/b", false, 2), ("a/b/c", true, 3),
            ("other", false, nil), ("", false, nil), (".", false, nil),
        ]
        for (path, isIgnored, by) in decisions {
            #expect(matcher.decide(path) == IgnoreMatcher.Decision(isIgnored: isIgnored, by: by), "\(path)")
        }
    }

    /// The transfer of a context and the check of a COPY source differ where an exception comes before a pattern.
    @Test func theTwoWaysDifferAsInDocker() {
        let late = IgnoreMatcher(ignoreFile("a\n!a/b\na*").patterns)
        #expect(late.decide("a/b").isIgnored)
        #expect(!late.walked("a/b"))
        let parent = IgnoreMatcher(ignoreFile("a/b\n!a").patterns)
        #expect(!parent.decide("a/b").isIgnored)
        #expect(parent.walked("a/b"))
    }

    @Test(arguments: [
        String(repeating: "*a", count: 200) + "b", String(repeating: "**/", count: 200) + "x",
        String(repeating: "[a-z]*", count: 100), String(repeating: "?*", count: 300) + "!",
        String(repeating: "**a", count: 200), String(repeating: "*", count: 2_000) + "z",
    ])
    func hostilePatternsEnd(_ pattern: String) {
        let matcher = IgnoreMatcher(ignoreFile(pattern).patterns)
        let path = String(repeating: "a", count: 200) + String(repeating: "/a", count: 20) + "/c"
        let time = ContinuousClock().measure { _ = matcher.decide(path) }
        // Generous, for an unoptimised build on a busy machine; a search that goes back would take years.
        #expect(time < .seconds(60))
    }

    @Test func longLinesAndManyPatternsAreReported() {
        #expect(ignoreFile(String(repeating: "a", count: 65_535)).problems.isEmpty)
        #expect(ignoreFile("x\n" + String(repeating: "a", count: 65_536)).problems.map(\.kind) == [.longLine])
        let many = ignoreFile(String(repeating: "a\n", count: IgnoreFile.patternLimit + 5))
        #expect(many.problems.map(\.kind) == [.tooManyPatterns])
        #expect(many.patterns.count == IgnoreFile.patternLimit)
    }

    @Test(arguments: [(nil, "common"), ("Dockerfile", "own"), ("docker/Dockerfile.dev", "dev"), ("other", "common")])
    func choosesTheFileOfTheDockerfileFirst(_ dockerfile: String?, _ expected: String) {
        let tree = MemoryTree([
            "app/.dockerignore": "common", "Dockerfile.dockerignore": "own",
            "docker/Dockerfile.dev.dockerignore": "dev",
        ])
        let file = IgnoreFile.find(in: tree, dockerfile: dockerfile, root: "app")
        #expect(file?.patterns.map(\.text) == [expected])
    }

    @Test func withoutAnIgnoreFileNothingIsIgnored() {
        let context = BuildContext(tree: MemoryTree(["a": "1"]), root: "", dockerfilePath: "Dockerfile")
        #expect(context.ignoreFile == nil)
        #expect(context.listing.files == [ContextFile(path: "a", size: 1)])
    }
}
