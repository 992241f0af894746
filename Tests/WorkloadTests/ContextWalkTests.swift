import Basics
import Testing

@testable import Workload

/// A linear congruential generator, so that a failure can be repeated from its seed.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}

@Suite struct ContextWalkTests {
    private func listing(_ files: [String], ignore: String, limits: BuildContext.Limits = .init()) -> ContextListing {
        var contents = Dictionary(uniqueKeysWithValues: files.map { ($0, "12") })
        contents["Dockerfile.dockerignore"] = ignore
        return BuildContext(tree: MemoryTree(contents), root: "", dockerfilePath: "Dockerfile", limits: limits).listing
    }

    @Test func listsInByteOrderWithSizes() {
        let listing = listing(["a/b", "a.b", "a-b", "a/c/d", "z"], ignore: "Dockerfile.*")
        #expect(listing.files.map(\.path) == ["a-b", "a.b", "a/b", "a/c/d", "z"])
        #expect(listing.totalBytes == 10)
        #expect(listing.range(below: "a") == 2..<4)
        #expect(listing.range(below: "a/c") == 3..<4)
        #expect(listing.range(below: "nothing").isEmpty)
        #expect(listing.range(below: "") == 0..<5)
        #expect(listing.index(of: "a.b") == 1)
        #expect(listing.index(of: "a") == nil)
        #expect(listing.decisions == [1])
    }

    @Test func ignoredFoldersAreNotEntered() {
        let files = (0..<100).map { "big/\($0)" } + ["a"]
        #expect(listing(files, ignore: "big\nDockerfile.*").entryCount == 3)
        #expect(listing(files, ignore: "big\nDockerfile.*\n!other/x").entryCount == 3)
        #expect(listing(files, ignore: "big\nDockerfile.*\n!*.md").entryCount == 3)
        #expect(listing(files, ignore: "big\nDockerfile.*\n!big/7").entryCount == 103)
        #expect(listing(files, ignore: "big\nDockerfile.*\n!**/7").files.map(\.path) == ["a", "big/7"])
        #expect(listing(files, ignore: "!**/7\nbig\nDockerfile.*").entryCount == 3)
    }

    /// Docker looks at the path of an exception without its last wildcard, and so misses what is deeper.
    @Test func exceptionWithWildcardsAtItsEndIsMissedAsInDocker() {
        #expect(listing(["a/x/f"], ignore: "a\nDockerfile.*\n!a/*/**").files.isEmpty)
        #expect(listing(["a/x/f"], ignore: "a\nDockerfile.*\n!a/**").files.map(\.path) == ["a/x/f"])
        #expect(listing(["a/x/f"], ignore: "a\nDockerfile.*\n!a/?/**").files.map(\.path) == ["a/x/f"])
    }

    @Test func stopsAtTheLimit() {
        let files = (0..<50).map { "f\($0)" }
        let listing = listing(files, ignore: "", limits: .init(entries: 10))
        #expect(listing.isTruncated)
        #expect(listing.files.count == 10)
        #expect(!self.listing(files, ignore: "", limits: .init(entries: 51)).isTruncated)
    }

    @Test func usesTheRootOfTheContext() {
        let tree = MemoryTree(["app/a": "1", "app/.dockerignore": "b", "app/b": "1", "other": "1"])
        let context = BuildContext(tree: tree, root: "app", dockerfilePath: "other/Dockerfile")
        #expect(context.listing.files.map(\.path) == [".dockerignore", "a"])
        #expect(context.treePath("a") == "app/a")
    }

    /// What a folder passes on and what is left out of the walk must not change the outcome.
    @Test(arguments: 0..<60)
    func walkEqualsDecisionsOneByOne(_ seed: Int) {
        var dice = Dice(state: UInt64(seed) &* 7919 &+ 1)
        let files = Self.randomFiles(&dice)
        for _ in 0..<4 {
            let patterns = Self.randomPatterns(&dice)
            let plain = patterns.filter { !$0.hasPrefix("!") }
            let matcher = IgnoreMatcher(ignoreFile(plain.joined(separator: "\n")).patterns)
            let tree = MemoryTree(Dictionary(uniqueKeysWithValues: files.map { ($0, "") }))
            let walked = ContextWalk.list(tree: tree, root: "", matcher: matcher, entryLimit: 10_000)
            let expected = files.filter { !matcher.decide($0).isIgnored }
            #expect(walked.files.map(\.path) == expected, "\(plain)")

            // With exceptions the walk hands results down, which differs from a look at each path alone.
            let full = IgnoreMatcher(ignoreFile(patterns.joined(separator: "\n")).patterns)
            let withExceptions = ContextWalk.list(tree: tree, root: "", matcher: full, entryLimit: 10_000)
            #expect(withExceptions.files.map(\.path) == files.filter { !full.walked($0) }, "\(patterns)")
        }
    }

    private static func randomFiles(_ dice: inout Dice) -> [String] {
        let names = ["a", "b", "ab", "c.md", ".d", "é"]
        var files: Set<String> = []
        for _ in 0..<60 {
            let depth = Int.random(in: 1...4, using: &dice)
            let parts = (0..<depth).compactMap { _ in names.randomElement(using: &dice) }
            files.insert(
                parts.dropLast().map { $0 + "_" }.joined(separator: "/") + (depth > 1 ? "/" : "") + parts[depth - 1])
        }
        return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Exceptions end in a name or have a wildcard before their end: the case that Docker misses is tested above.
    private static func randomPatterns(_ dice: inout Dice) -> [String] {
        let parts = ["a_", "b_", "ab_", "*", "**", "a*", "?_", "[ab]_", "*_", ".d_", "é_"]
        let ends = ["a", "b", "ab", "c.md", "*.md", "a?", ".d", "[^a]", "é", "a_", "b_"]
        return (0..<Int.random(in: 1...5, using: &dice)).map { _ in
            let middle = (0..<Int.random(in: 0...2, using: &dice)).compactMap { _ in parts.randomElement(using: &dice) }
            let path = (middle + [ends.randomElement(using: &dice) ?? "a"]).joined(separator: "/")
            return Int.random(in: 0..<3, using: &dice) == 0 ? "!" + path : path
        }
    }
}
