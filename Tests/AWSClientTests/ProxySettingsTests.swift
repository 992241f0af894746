import AWSClient
import Basics
import Foundation
import Testing

struct ProxySettingsTests {
    static let environment = [
        "HTTPS_PROXY": "http://user:p%40ss@proxy.example:3128", "http_proxy": "plain.example",
        "NO_PROXY": "internal.example, .corp.example,10.0.0.0/8,only.example:8443,*.star.example",
    ]

    @Test(
        arguments: [
            ("https://registry-1.docker.io/v2/", "proxy.example:3128"),
            ("http://registry.example/", "plain.example:80"),
            ("https://internal.example/", nil), ("https://a.internal.example/", nil),
            ("https://notinternal.example/", "proxy.example:3128"), ("https://a.corp.example/", nil),
            ("https://corp.example/", "proxy.example:3128"), ("https://10.1.2.3/", nil),
            ("https://11.1.2.3/", "proxy.example:3128"), ("https://only.example:8443/", nil),
            ("https://only.example/", "proxy.example:3128"), ("https://a.star.example/", nil),
            ("http://localhost:5000/", nil), ("http://127.0.0.9:5000/", nil), ("http://[::1]:5000/", nil),
        ] as [(String, String?)])
    func choosesAsTheVariablesSay(_ url: String, _ proxy: String?) throws {
        let url = try #require(URL(string: url))
        let found = try ProxySettings(Self.environment).proxy(for: url)
        #expect(found.map { "\($0.host):\($0.port)" } == proxy)
        if proxy == "proxy.example:3128" {
            #expect(found?.user == "user")
            #expect(found?.password == "p@ss")
        }
    }

    @Test func kinds() throws {
        let url = try #require(URL(string: "https://registry.example/"))
        #expect(try ProxySettings([:]).proxy(for: url) == nil)
        #expect(try ProxySettings(["ALL_PROXY": "socks5://s.example"]).proxy(for: url)?.isSOCKS == true)
        #expect(try ProxySettings(["HTTPS_PROXY": "http://p", "NO_PROXY": "*"]).proxy(for: url) == nil)
        let failure = #expect(throws: Failure.self) {
            try ProxySettings(["HTTPS_PROXY": "ftp://me:secret@p"]).proxy(for: url)
        }
        #expect(failure?.text(.english).contains("secret") == false)
        let plain = try #require(URL(string: "http://registry.example/"))
        #expect(try ProxySettings(["HTTP_PROXY": "http://p", "REQUEST_METHOD": "GET"]).proxy(for: plain) == nil)
    }
}
