import Testing
import Versions

/// Our order held against that of the ecosystems' own tools.
@Suite struct AgreementTests {
    private func check(_ scheme: VersionScheme, _ oracle: Oracle?, _ pairs: [(String, String)]) throws {
        let told = try #require(oracle).orders(pairs)
        try #require(told.count == pairs.count)
        var wrong: [String] = []
        var judged = 0
        for (pair, told) in zip(pairs, told) {
            let ours = scheme.compare(pair.0, pair.1)?.signum()
            if told != nil { judged += 1 }
            if ours != told {
                wrong.append("\(pair.0) \(pair.1): \(told.map(String.init) ?? "none"), not \(ours ?? 99)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count) of \(pairs.count): \(wrong.prefix(12).joined(separator: "\n"))")
        #expect(judged > pairs.count / 2)
    }

    private func check(_ scheme: VersionScheme, _ oracle: Oracle?, _ count: Int, seed: UInt64) throws {
        var generator = VersionGenerator(seed: seed)
        try check(scheme, oracle, generator.pairs(scheme, count))
    }

    @Test(.enabled(if: Oracle.deb != nil, "libdpkg-perl is not installed"))
    func debianModule() throws {
        var generator = VersionGenerator(seed: 1)
        // Perl makes numbers of more than 15 digits inexact; dpkg does not.
        let pairs = generator.pairs(.deb, 260_000).filter { !Self.hasLongNumber($0.0) && !Self.hasLongNumber($0.1) }
        try #require(pairs.count >= 100_000)
        try check(.deb, Oracle.deb, Array(pairs.prefix(100_000)))
    }

    private static func hasLongNumber(_ version: String) -> Bool {
        version.utf8.split { !(0x30...0x39).contains($0) }.contains { $0.count > 15 }
    }

    @Test(.enabled(if: Oracle.dpkg != nil, "dpkg is not installed"))
    func dpkgItself() throws {
        var generator = VersionGenerator(seed: 2)
        let refused = ["", ":1", "a:1", "1:", "1-", "-1", "99999999999:1", "1 2", "-1:2", "1:-1"]
        try check(.deb, Oracle.dpkg, generator.pairs(.deb, 500) + refused.dropFirst().map { ($0, "1.0") })
    }

    @Test(.enabled(if: Oracle.rpm != nil, "python3-rpm is not installed"))
    func rpm() throws { try check(.rpm, Oracle.rpm, 100_000, seed: 3) }

    @Test(.enabled(if: Oracle.pypi != nil, "packaging is not installed: Scripts/test-tools"))
    func packaging() throws { try check(.pypi, Oracle.pypi, 100_000, seed: 4) }

    @Test(.enabled(if: Oracle.npm != nil, "node is not installed"))
    func nodeSemver() throws { try check(.npm, Oracle.npm, 100_000, seed: 5) }

    @Test(.enabled(if: Oracle.npm != nil, "node is not installed"), arguments: [VersionScheme.golang, .cargo])
    func semanticVersions(_ scheme: VersionScheme) throws { try check(scheme, Oracle.npm, 20_000, seed: 6) }

    @Test(.enabled(if: Oracle.gem != nil, "ruby is not installed"))
    func rubyGems() throws { try check(.gem, Oracle.gem, 100_000, seed: 7) }

    @Test(.enabled(if: Oracle.maven != nil, "java or maven-artifact is not installed"))
    func maven() throws {
        var generator = VersionGenerator(seed: 8)
        // The installed one may be Maven 3, which drops a "ga" before more where Maven 4 compares it.
        let pairs = generator.pairs(.maven, 120_000).filter { pair in
            let both = "\(pair.0) \(pair.1)".lowercased()
            return !both.contains("ga-") && !both.contains("final-")
        }
        try #require(pairs.count >= 100_000)
        try check(.maven, Oracle.maven, Array(pairs.prefix(100_000)))
    }
}
