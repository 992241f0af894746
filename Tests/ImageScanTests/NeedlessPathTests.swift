import Testing

@testable import ImageScan

struct NeedlessPathTests {
    @Test(arguments: [
        ("var/lib/apt/lists/deb.example.org_Packages", Waste.Kind.cache, "var/lib/apt/lists"),
        ("usr/share/doc/bash/copyright", .documentation, "usr/share/doc"),
        ("srv/app/.git/objects/ab/cdef", .workshop, "srv/app/.git"),
        (".git/HEAD", .workshop, ".git"),
        ("home/app/_cacache/index", .cache, "home/app/_cacache"),
        ("srv/app/.DS_Store", .workshop, "srv/app/.DS_Store"),
        ("Thumbs.db", .workshop, "Thumbs.db"),
        ("home/設定/.idea/x.xml", .workshop, "home/設定/.idea"),
    ])
    func whatNobodyReads(path: String, kind: Waste.Kind, stands: String) throws {
        let found = try #require(NeedlessPath.judge(path))
        #expect(found.0 == kind && found.1 == stands)
    }

    @Test(arguments: [
        "", "usr/share/doc", "usr/share/docs/x", "srv/app/.gitignore", "srv/app/.git", "srv/x.git/HEAD", "var/lib/apt",
        "srv/.DS_Store/x", "srv//x", "Test/_private/x.py", "usr/bin/true",
    ])
    func whatMayBeNeeded(path: String) { #expect(NeedlessPath.judge(path) == nil) }
}
