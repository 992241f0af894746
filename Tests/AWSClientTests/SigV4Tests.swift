import AWSClient
import Basics
import Testing

/// Signatures that AWS published: the example of the signing process, and its test suite.
struct SigV4Tests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var call: HTTPCall
        var service: String
        var signed: String
        var signature: String
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "IAM ListUsers",
            call: HTTPCall(
                url: "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
                fields: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"]),
            service: "iam", signed: "content-type;host;x-amz-date",
            signature: "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"),
        Case(
            name: "get-vanilla", call: HTTPCall(url: "https://example.amazonaws.com/"), service: "service",
            signed: "host;x-amz-date", signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        Case(
            name: "get-vanilla-query-order-key-case",
            call: HTTPCall(url: "https://example.amazonaws.com/?Param2=value2&Param1=value1"), service: "service",
            signed: "host;x-amz-date", signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
        Case(
            name: "post-vanilla", call: HTTPCall(method: "POST", url: "https://example.amazonaws.com/"),
            service: "service", signed: "host;x-amz-date",
            signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        Case(
            name: "post-x-www-form-urlencoded",
            call: HTTPCall(
                method: "POST", url: "https://example.amazonaws.com/",
                fields: ["Content-Type": "application/x-www-form-urlencoded"], body: Array("Param1=value1".utf8)),
            service: "service", signed: "content-type;host;x-amz-date",
            signature: "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"),
    ]

    static let credentials = Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")

    @Test(arguments: cases)
    func signsAsPublished(_ one: Case) throws {
        let now = try #require(Moment("2015-08-30T12:36:00Z"))
        let signed = SigV4.sign(
            one.call, credentials: Self.credentials, region: "us-east-1", service: one.service, now: now)
        #expect(signed.fields["x-amz-date"] == "20150830T123600Z")
        #expect(
            signed.fields["Authorization"]
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/\(one.service)/aws4_request, "
                + "SignedHeaders=\(one.signed), Signature=\(one.signature)")
    }

    @Test func blanksInFieldsAreOne() throws {
        let now = try #require(Moment("2015-08-30T12:36:00Z"))
        func signature(_ value: String) -> String? {
            SigV4.sign(
                HTTPCall(url: "https://example.amazonaws.com/", fields: ["My-Header1": value]),
                credentials: Self.credentials, region: "us-east-1", service: "service", now: now
            ).fields["Authorization"]
        }
        #expect(signature("  a   b ") == signature("a b"))
        #expect(signature("a b") != signature("ab"))
    }

    @Test func sessionTokensAreSigned() throws {
        let now = try #require(Moment("2015-08-30T12:36:00Z"))
        var credentials = Self.credentials
        credentials.sessionToken = "token"
        let signed = SigV4.sign(
            HTTPCall(url: "https://example.amazonaws.com:443/a b/"), credentials: credentials, region: "eu-west-1",
            service: "ecr", now: now)
        #expect(signed.fields["X-Amz-Security-Token"] == "token")
        #expect(signed.fields["Authorization"]?.contains("host;x-amz-date;x-amz-security-token") == true)
    }

    @Test func secretsAreNotPrinted() {
        var text = "\(Self.credentials) \(String(reflecting: Self.credentials))"
        dump(Self.credentials, to: &text)
        #expect(!text.contains("wJalr"))
        #expect(text.contains("AKID"))
    }
}
