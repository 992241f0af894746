import Advisories
import Basics
import Testing

@testable import Feeds

@Suite struct FeedAddressTests {
    @Test(arguments: [
        ("https://example.org", true), ("http://127.0.0.1:80/x", true), ("http://localhost/x", true),
        ("http://[::1]:8/x", true),
        ("http://example.org", false), ("http://127.0.0.1.example.org", false), ("http://localhost@example.org", false),
        ("ftp://example.org", false), ("", false),
    ])
    func onlySafeAddressesAreTaken(_ address: String, _ isSafe: Bool) {
        let made = try? FeedAddress(advisories: address)
        #expect((made != nil) == isSafe)
    }

    @Test func namesAreEscaped() throws {
        #expect(
            try FeedAddress().archive("Red Hat")
                == "https://osv-vulnerabilities.storage.googleapis.com/Red%20Hat/all.zip")
        #expect(FeedAddress.escaped("a/b%é") == "a%2Fb%25%C3%A9")
        #expect(FeedAddress.ecosystems.count == 13)
        #expect(FeedAddress.name(of: .ubuntuPro) == "Ubuntu")
    }

    @Test(
        arguments: [
            (["https_proxy": "http://proxy:3128"], "https://a.org/x", "proxy:3128"),
            (["HTTPS_PROXY": "proxy.example:8"], "https://a.org/x", "proxy.example:8"),
            (["HTTPS_PROXY": "http://u:p%40@proxy/"], "https://a.org/x", "u:p@@proxy:8080"),
            (["all_proxy": "http://p:1"], "https://a.org", "p:1"), (["HTTP_PROXY": "http://p:1"], "http://a.org", nil),
            (["http_proxy": "http://p:1"], "http://a.org", "p:1"),
            (["https_proxy": "http://p:1", "no_proxy": "b.org,.a.org"], "https://x.a.org", nil),
            (["https_proxy": "http://p:1", "NO_PROXY": "*"], "https://x.a.org", nil),
            (["https_proxy": "http://p:1", "no_proxy": "a.org"], "https://ba.org", "p:1"),
            (["https_proxy": "socks5://p:1"], "https://a.org", nil), ([:], "https://a.org", nil),
        ] as [([String: String], String, String?)])
    func proxiesComeFromTheEnvironment(_ environment: [String: String], _ address: String, _ expected: String?) {
        let proxy = ProxyChoice(environment, for: address)
        let shown = proxy.map {
            ($0.user.map { user in "\(user):\(proxy?.password ?? "")@" } ?? "") + "\($0.host):\($0.port)"
        }
        #expect(shown == expected)
    }

    @Test func sumsAreRead() throws {
        // The check value of CRC-32C for `123456789`, RFC 1321's MD5 of the empty text.
        var sum = CRC32C()
        sum.update(Array("1234".utf8))
        sum.update(Array("56789".utf8))
        #expect(sum.value == 0xE306_9283)
        #expect(Base64.decode("4waSgw==") == [0xE3, 0x06, 0x92, 0x83])
        for text in ["", "a", "a===", "ab=c", "????"] { #expect(Base64.decode(text) == nil) }
        let sums = FeedSums(
            hashes: ["crc32c=4waSgw==", "md5=1B2M2Y8AsgTpgAmY7PhCfg=="], tag: nil, isGoogle: true, storedEncoding: nil)
        #expect(sums.crc32c == 0xE306_9283)
        #expect(sums.md5?.first == 0xD4)
        let tag = "\"d41d8cd98f00b204e9800998ecf8427e\""
        #expect(FeedSums(hashes: [], tag: tag, isGoogle: true, storedEncoding: nil).md5 == sums.md5)
        #expect(FeedSums(hashes: [], tag: tag, isGoogle: false, storedEncoding: nil).md5 == nil)
        #expect(FeedSums(hashes: ["crc32c=4waSgw=="], tag: tag, isGoogle: true, storedEncoding: "gzip").crc32c == nil)
    }
}
