import Basics
import Testing

@testable import Registry

struct ChallengeTests {
    @Test(arguments: [
        (
            #"Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push""#,
            ["bearer realm=https://auth.docker.io/token scope=repository:a/b:pull,push service=registry.docker.io"]
        ),
        (#"Basic realm="Registry Realm""#, ["basic realm=Registry Realm"]),
        (
            #"basic realm=plain, BEARER Realm = "a\"b" , service=s"#,
            ["basic realm=plain", #"bearer realm=a"b service=s"#]
        ),
        (#"Negotiate, Basic realm="x""#, ["negotiate", "basic realm=x"]),
        (#"Bearer realm="open"#, ["bearer realm=open"]),
        ("", []), (", ,", []), ("=", []), ("\"x\"", []), ("Bearer =", []),
    ])
    func parses(_ value: String, _ expected: [String]) {
        let found = Challenge.parse(value).map { challenge in
            ([challenge.scheme] + challenge.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
                .joined(separator: " ")
        }
        #expect(found == expected)
    }

    @Test func timesToWait() {
        let now = Moment("2026-11-21T09:00:00Z")
        #expect(now.flatMap { Patience.seconds("120", now: $0) } == 120)
        #expect(now.flatMap { Patience.seconds("-5", now: $0) } == 0)
        #expect(now.flatMap { Patience.seconds("Sat, 21 Nov 2026 09:01:30 GMT", now: $0) } == 90)
        #expect(now.flatMap { Patience.seconds("Fri, 20 Nov 2026 09:01:30 GMT", now: $0) } == 0)
        #expect(now.flatMap { Patience.seconds("soon", now: $0) } == nil)
    }

    @Test func similarTags() {
        let tags = ["1.0", "1.1", "1.10", "2.0", "latest", "latest-arm", "edge", "nightly"]
        #expect(NearTags.of("lates", in: tags).first == "latest")
        #expect(NearTags.of("1.2", in: tags).contains("1.1"))
        #expect(NearTags.of("something-else", in: tags).isEmpty)
        #expect(NearTags.of("something-else", in: ["a", "b"]) == ["a", "b"])
    }
}
