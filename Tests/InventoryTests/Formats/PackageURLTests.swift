import Inventory
import OCIImage
import Testing

struct PackageURLTests {
    private static let debian = OperatingSystem(id: "debian", version: "12", name: "Debian")
    private static let rhel = OperatingSystem(id: "rhel", version: "9.4", name: "RHEL")

    private static let packages: [(Package, OperatingSystem?, String)] = [
        (
            Package(
                .deb, name: "libssl3", version: "1:3.0.11+b1~x", architecture: "amd64",
                source: .init(name: "openssl", version: "3.0.11"), path: "s"),
            debian, "pkg:deb/debian/libssl3@1:3.0.11%2Bb1~x?arch=amd64&distro=debian-12&upstream=openssl%403.0.11"
        ),
        (
            Package(.rpm, name: "perl-Carp", version: "4:1.50-460.el9", architecture: "noarch", path: "r"), rhel,
            "pkg:rpm/redhat/perl-Carp@1.50-460.el9?arch=noarch&distro=rhel-9.4&epoch=4"
        ),
        (
            Package(.apk, name: "musl", version: "1.2.5-r0", path: "a"),
            OperatingSystem(id: "alpine", version: "3.20.1", name: "A"),
            "pkg:apk/alpine/musl@1.2.5-r0?distro=alpine-3.20.1"
        ),
        (Package(.pypi, name: "Foo_Bar", version: "1.0", path: "p"), nil, "pkg:pypi/foo-bar@1.0"),
        (Package(.npm, name: "@angular/core", version: "1.0.0", path: "p"), debian, "pkg:npm/%40angular/core@1.0.0"),
        (
            Package(.gem, name: "nokogiri", version: "1.16.0", architecture: "x86_64-linux", path: "p"), nil,
            "pkg:gem/nokogiri@1.16.0?platform=x86_64-linux"
        ),
        (
            Package(.maven, name: "org.apache:log4j", version: "2.17.1", path: "p"), nil,
            "pkg:maven/org.apache/log4j@2.17.1"
        ),
        (
            Package(.golang, name: "github.com/a/b", version: "v1.2.3", path: "p"), nil,
            "pkg:golang/github.com/a/b@v1.2.3"
        ),
        (Package(.cargo, name: "serde", version: "1.0.0", path: "p"), nil, "pkg:cargo/serde@1.0.0"),
        (
            Package(.composer, name: "Monolog/monolog", version: "3.0", path: "p"), nil,
            "pkg:composer/monolog/monolog@3.0"
        ),
        (
            Package(.nuget, name: "Newtonsoft.Json", version: "13.0.3", path: "p"), nil,
            "pkg:nuget/Newtonsoft.Json@13.0.3"
        ),
        (
            Package(.swift, name: "github.com/apple/swift-nio", version: "2.0.0", path: "p"), nil,
            "pkg:swift/github.com/apple/swift-nio@2.0.0"
        ),
        (Package(.generic, name: "node", version: "20.0.0", path: "p"), nil, "pkg:generic/node@20.0.0"),
    ]

    @Test(arguments: packages.indices)
    func everyKindIsWrittenAndRead(index: Int) throws {
        let (package, system, text) = Self.packages[index]
        #expect(PackageURL(package, system: system).description == text)
        let url = try #require(PackageURL(text))
        #expect(url.description == text)
        let back = try #require(url.package(path: package.path))
        #expect(back.kind == package.kind && back.version == package.version)
        #expect(back.architecture == package.architecture && back.source == package.source)
        #expect(back.normalName.lowercased() == package.normalName.lowercased())
    }

    @Test func everyKindHasACase() {
        #expect(Set(Self.packages.map(\.0.kind)) == Set(PackageKind.allCases))
    }

    @Test(arguments: [
        ("pkg:npm/@angular/core", "pkg:npm/%40angular/core"),
        ("pkg:NPM/%40angular/core@1", "pkg:npm/%40angular/core@1"),
        ("pkg://deb/debian/curl@7?arch=i386&distro=", "pkg:deb/debian/curl@7?arch=i386"),
        (
            "pkg:golang/google.golang.org/genproto@abc#/googleapis/../api/",
            "pkg:golang/google.golang.org/genproto@abc#googleapis/api"
        ),
        ("pkg:pypi/Django_x@1%2B2", "pkg:pypi/django-x@1%2B2"),
        ("pkg:oci/app@sha256%3Aabc?repository_url=ghcr.io/a", "pkg:oci/app@sha256:abc?repository_url=ghcr.io%2Fa"),
    ])
    func othersAreUnderstood(text: String, normal: String) { #expect(PackageURL(text)?.description == normal) }

    @Test(arguments: ["", "pkg:", "pkg:npm", "pkg:npm/", "http://a/b", "pkg:1a/b", "pkg:n m/b", "pkg:npm//@1?x=y#z/.."])
    func othersAreRefused(text: String) {
        #expect(PackageURL(text) == nil || text.hasPrefix("pkg:npm//"))
    }

    @Test func rpmSourcesOfSyft() {
        let url = PackageURL("pkg:rpm/centos/bash@5.1.8-9.el9?upstream=bash-doc-5.1.8-9.el9.src.rpm&distro=centos-9")
        #expect(url?.package(path: "")?.source == .init(name: "bash-doc", version: "5.1.8-9.el9"))
        #expect(url?.system?.id == "centos" && url?.system?.version == "9")
    }
}
