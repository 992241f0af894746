import Inventory
import OCIImage
import Testing

@testable import Advisories

@Suite struct ProductURLTests {
    struct Case: Sendable {
        var url: String
        var package: Package
        var isNamed = true

        init(_ url: String, _ package: Package, _ isNamed: Bool = true) {
            self.url = url
            self.package = package
            self.isNamed = isNamed
        }
    }

    static let openssl = Package(
        .deb, name: "libssl3", version: "1:3.0.11-1~deb12u2", architecture: "amd64",
        source: .init(name: "openssl", version: "1:3.0.11-1~deb12u2"), path: "var/lib/dpkg/status")

    @Test(arguments: [
        Case("pkg:pypi/Foo_bar@1.0", Package(.pypi, name: "foo-bar", version: "1.0", path: "")),
        Case("pkg:pypi/foo-bar", Package(.pypi, name: "Foo.Bar", version: "9", path: "")),
        Case("pkg:pypi/foo-bar@1.1", Package(.pypi, name: "foo-bar", version: "1.0", path: ""), false),
        Case("pkg:npm/%40angular/core@17.0.0", Package(.npm, name: "@angular/core", version: "17.0.0", path: "")),
        Case("pkg:npm/@angular/core", Package(.npm, name: "@angular/core", version: "17.0.0", path: "")),
        Case("pkg:npm/core@17.0.0", Package(.npm, name: "@angular/core", version: "17.0.0", path: ""), false),
        Case("pkg:maven/org.a/b@1?type=jar", Package(.maven, name: "org.a:b", version: "1", path: "")),
        Case("pkg:golang/github.com/a/b@v1.2.0", Package(.golang, name: "github.com/a/b", version: "1.2.0", path: "")),
        Case(
            "pkg:golang/github.com/a/b@v1.2.0#cmd/x",
            Package(.golang, name: "github.com/a/b", version: "v1.2.0", path: "")),
        Case("pkg:deb/debian/libssl3@3.0.11-1~deb12u2?arch=amd64&epoch=1", openssl),
        Case("pkg:deb/debian/libssl3@3.0.11-1~deb12u2", openssl),
        Case("pkg:deb/debian/libssl3@1%3A3.0.11-1~deb12u2", openssl),
        Case("pkg:deb/debian/openssl?arch=source", openssl), Case("pkg:deb/debian/libssl3?arch=arm64", openssl, false),
        Case("pkg:deb/debian/libssl3@3.0.11-1~deb12u2?epoch=2", openssl, false),
        Case("pkg:rpm/redhat/libssl3", openssl, false), Case("PKG:deb/libssl3", openssl),
        Case(
            "pkg:composer/Symfony/http-kernel", Package(.composer, name: "symfony/http-kernel", version: "1", path: "")),
    ])
    func packagesAreNamed(_ sample: Case) throws {
        let url = try #require(ProductURL(sample.url))
        #expect(url.names(sample.package) == sample.isNamed)
    }

    @Test(arguments: ["", "pkg:", "pkg:npm", "pkg:npm/", "http://a/b", "pkg:/a", "npm/a@1"])
    func othersAreNoPackageURL(_ text: String) {
        #expect(ProductURL(text) == nil)
    }

    static let hex = String(repeating: "a1", count: 32)

    static var image: ImageIdentity {
        ImageIdentity(digests: [Digest("sha256:\(hex)")].compactMap(\.self), names: ["ghcr.io/acme/shop:1.2", "nginx"])
    }

    @Test(arguments: [
        ("pkg:oci/shop@sha256%3A\(hex)?repository_url=ghcr.io/acme/shop", true), ("pkg:oci/shop@sha256:\(hex)", true),
        ("pkg:oci/shop@sha256:\(String(hex.reversed()))", false),
        ("pkg:oci/shop?repository_url=ghcr.io/acme/shop", true),
        ("pkg:oci/shop?repository_url=ghcr.io/acme", true),
        ("pkg:oci/shop?repository_url=ghcr.io/acme/shop&tag=1.3", false),
        ("pkg:oci/shop?repository_url=ghcr.io/other/shop", false), ("pkg:oci/shop", false), ("pkg:docker/nginx", true),
        ("pkg:docker/library/nginx@latest", true), ("pkg:docker/nginx@1.25", false),
    ])
    func imagesAreNamed(_ text: String, _ expected: Bool) throws {
        #expect(Self.image.isNamed(by: try #require(ProductURL(text))) == expected)
    }

    @Test(arguments: [
        ("ghcr.io/acme/shop:1.2", true), ("ghcr.io/acme/shop", true), ("ghcr.io/acme/shop:1.3", false),
        ("ghcr.io/acme/shop@sha256:\(hex)", true), ("sha256:\(hex)", true), ("docker.io/library/nginx:latest", true),
        ("https://ghcr.io/acme/shop", true), ("shop", false), ("ghcr.io/acme/shop@sha256:00", false),
    ])
    func imagesAreNamedPlainly(_ text: String, _ expected: Bool) {
        #expect(Self.image.isNamed(by: text) == expected)
    }
}
