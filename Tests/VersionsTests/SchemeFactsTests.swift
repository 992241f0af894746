import Testing
import Versions

/// What each ecosystem's documents and tools say of single pairs.
@Suite struct SchemeFactsTests {
    /// Versions in rising order; `=` beside two means that they count as one.
    private func check(_ scheme: VersionScheme, _ rising: [String]) {
        for (low, a) in rising.enumerated() {
            for (high, b) in rising.enumerated() {
                let told = scheme.compare(a, b)?.signum()
                #expect(told == (low < high ? -1 : low > high ? 1 : 0), "\(scheme) \(a) \(b)")
            }
        }
    }

    private func same(_ scheme: VersionScheme, _ pairs: [(String, String)]) {
        for (a, b) in pairs { #expect(scheme.compare(a, b) == 0, "\(scheme) \(a) \(b)") }
    }

    private func refuse(_ scheme: VersionScheme, _ versions: [String]) {
        for version in versions { #expect(scheme.compare(version, version) == nil, "\(scheme) \(version)") }
    }

    @Test func deb() {
        check(
            .deb,
            ["1.0~~", "1.0~~a", "1.0~", "1.0", "1.0-0ubuntu1", "1.0-1", "1.0-1+b1", "1.0+dfsg-1", "1.0.1", "1:0.1"])
        check(.deb, ["7.88.1-10+deb12u4", "7.88.1-10+deb12u5", "7.88.1-10+deb12u12", "7.88.1-11~bpo1", "7.88.1-11"])
        same(.deb, [("1.0", "0:1.0"), ("1.0", "1.0-0"), ("1.00", "1.0"), (" 1.0", "1.0 ")])
        refuse(.deb, ["", "1.0-", ":1", "a:1", "1 2", "-1", "3000000000:1"])
    }

    @Test func rpm() {
        check(.rpm, ["1.0~rc1-1", "1.0-1", "1.0^git1-1", "1.0.1-1", "1.0.1-1.el9", "1.0.1-2.el9", "10-1", "1:0-1"])
        check(.rpm, ["1.a", "1.b", "1.1", "2"])
        same(.rpm, [("1.0", "0:1.0"), ("1.0", "1_0"), ("1.00", "1.0"), ("5.5p1", "5.5.p.1")])
    }

    @Test func apk() {
        check(
            .apk,
            [
                "1.0_alpha", "1.0_alpha2", "1.0_beta", "1.0_pre", "1.0_rc1", "1.0", "1.0_cvs", "1.0_svn", "1.0_git",
                "1.0_hg", "1.0_p1", "1.0_p1-r1", "1.0a", "1.0b", "1.0.1", "1.1-r9", "1.1-r10",
            ])
        check(.apk, ["1.0.01", "1.0.1", "1.0.2", "1.0.10"])
        check(.apk, ["3.1.4-r5", "3.1.4-r6", "3.1.5-r0", "3.3.0-r0"])
    }

    @Test func pypi() {
        check(
            .pypi,
            [
                "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2",
                "1.0b2.post345",
                "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7", "1.0+5", "1.0.post456.dev34", "1.0.post456",
                "1.1.dev1", "1!0.1",
            ])
        same(
            .pypi,
            [
                ("1.0", "1"), ("v1.0", "1.0.0"), ("1.0-ALPHA_1", "1.0a1"), ("1.0c1", "1.0rc1"), ("1.0-1", "1.0.post1"),
                ("1.0.rev", "1.0.post0"), ("1.0+Ubuntu-1", "1.0+ubuntu.1"), (" 1.0\n", "1.0"),
            ])
        refuse(.pypi, ["", "1.0.", "1.0x", "french toast", "1.0+", "1.0+a+b", "1.0 a", "1!"])
    }

    @Test func npm() {
        check(
            .npm,
            [
                "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
                "1.0.0-rc.1", "1.0.0", "1.0.1", "18446744073709551616.0.0", "18446744073709551617.0.0",
            ])
        same(.npm, [("v1.2.3", "=1.2.3"), ("1.2.3beta", "1.2.3-beta"), ("1.2.3+a", "1.2.3+b"), ("1.2", "1.2.0")])
        refuse(.npm, ["", "latest", "1.2.3.4", "1.2.x", "1.2.3-", "git://host/x"])
    }

    @Test func cargo() {
        check(.cargo, ["0.1.0-0", "0.1.0-alpha.9", "0.1.0-alpha.10", "0.1.0", "0.1.1", "0.10.0"])
        refuse(.cargo, ["v1.0.0", "1.0", "01.0.0", "1.0.0-01", "1.0.0-", "1.0.0+"])
    }

    @Test func golang() {
        check(
            .golang,
            [
                "v0.0.0-20190101000000-aaaaaaaaaaaa", "v0.0.0-20210101000000-000000000000", "v0.0.1",
                "v1.2.4-0.20210101000000-abcdefabcdef", "v1.2.4-pre", "1.2.4", "go1.20.14", "1.21rc2", "1.21.0-rc.3",
                "go1.21.0", "go1.21.3", "1.22beta1", "1.22.0",
            ])
        same(
            .golang,
            [
                ("go1.21rc2", "1.21.0-rc.2"), ("v2.0.0+incompatible", "2.0.0"), ("go1.22.1 X:boringcrypto", "1.22.1"),
                ("go1.21.3-bigcorp", "1.21.3"), ("go1.20", "1.20.0"), ("v1.0.0+dirty", "1.0.0"),
            ])
        refuse(.golang, ["(devel)", "devel go1.23-abcdef", "", "go", "v01.0.0", "master"])
    }

    @Test func maven() {
        check(
            .maven,
            [
                "1-alpha-1", "1-alpha2", "1-beta", "1-milestone", "1-rc", "1-SNAPSHOT", "1", "1-sp", "1-abc", "1-1",
                "1.0.1",
                "1.1", "2.0.20", "2.0.110",
            ])
        same(
            .maven,
            [
                ("1", "1.0"), ("1", "1.ga"), ("1", "1-FINAL"), ("1.0-RC1", "1.0-cr1"), ("1a1", "1-alpha-1"),
                ("1.0", "1-0"),
                ("1.0.0.RELEASE", "1.0.0"), ("1-m3", "1-milestone3"), ("1x", "1-x"),
            ])
        check(.maven, ["2.9.10.7", "2.9.10.8", "2.10.0", "2.10.0.pr1"])
        check(.maven, ["31.0-android", "31.0-jre", "31.1-android", "32.0.0-android", "32.0.0-jre"])
    }

    @Test func gem() {
        check(.gem, ["1.0.a", "1.0.a.2", "1.0.b1", "1.0.rc1", "1.0", "1.0.1.pre1", "1.0.1", "1.9", "1.10"])
        same(
            .gem, [("1", "1.0.0"), ("1.0-rc1", "1.0.pre.rc1"), ("", "0"), ("1.a", "1.0.0.a"), ("1.0.a10", "1.0.a.10")])
        refuse(.gem, ["1.", "a.1", "1..2", "1_2", "junk", "1-"])
    }

    @Test func composer() {
        check(
            .composer,
            [
                "1.0-dev", "1.0-alpha1", "1.0.0-alpha2", "1.0-beta", "1.0b2", "1.0.0RC1", "v1.0", "1.0-patch1",
                "1.0.0-pl2",
                "1.0.1", "1.10", "1.x-dev", "2.0.0.0",
            ])
        same(.composer, [("1.0", "v1.0.0.0"), ("1.0a1", "1.0-alpha.1"), ("1.0@beta", "1.0"), ("dev-main", "dev-main")])
        check(.composer, ["20100102", "20100203", "20110101"])
        #expect(VersionScheme.composer.compare("dev-main", "1.0") == nil)
        #expect(VersionScheme.composer.compare("dev-main", "dev-next") == nil)
        refuse(.composer, ["", "feature", "1.0-what", "1.0.0.0.0", "a.1"])
    }

    @Test func nuget() {
        check(
            .nuget,
            ["1.0.0-1", "1.0.0-ALPHA", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0", "1.0.0.1", "1.0.1"])
        same(.nuget, [("1", "1.0.0.0"), ("1.0.0-RC1", "1.0.0-rc1"), ("1.0+a", "1.0+b"), ("01.1", "1.01")])
        refuse(.nuget, ["", "1.0.0.0.0", "v1.0", "1.0-", "1.0-a..b", "1.0-a_b"])
    }
}
