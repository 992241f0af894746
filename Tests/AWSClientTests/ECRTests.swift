import AWSClient
import Basics
import Foundation
import Testing

struct ECRTests {
    @Test(arguments: [
        (
            "123456789012.dkr.ecr.eu-central-1.amazonaws.com", "eu-central-1",
            "https://api.ecr.eu-central-1.amazonaws.com/"
        ),
        (
            "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1",
            "https://ecr-fips.us-gov-west-1.amazonaws.com/"
        ),
        (
            "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1",
            "https://api.ecr.cn-north-1.amazonaws.com.cn/"
        ),
        (
            "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1",
            "https://api.ecr.eusc-de-east-1.amazonaws.eu/"
        ),
        ("123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov", "us-iso-east-1", "https://api.ecr.us-iso-east-1.c2s.ic.gov/"),
        ("123456789012.dkr-ecr.us-west-2.on.aws", "us-west-2", "https://ecr.us-west-2.api.aws/"),
        ("123456789012.dkr-ecr-fips.us-west-2.on.aws", "us-west-2", "https://ecr-fips.us-west-2.api.aws/"),
        (
            "123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn", "cn-north-1",
            "https://ecr.cn-north-1.api.amazonwebservices.com.cn/"
        ),
        ("public.ecr.aws", "us-east-1", "https://api.ecr-public.us-east-1.amazonaws.com/"),
    ])
    func registriesAndTheirEndpoints(_ host: String, _ region: String, _ endpoint: String) async throws {
        let data = #"{"authorizationToken":"QVdTOnNlY3JldA==","expiresAt":1795339800.5}"#
        let isGallery = host == "public.ecr.aws"
        let aws = try FakeAWS { (_) throws(Failure) in
            .json(isGallery ? #"{"authorizationData":\#(data)}"# : #"{"authorizationData":[\#(data)]}"#)
        }
        let login = ECRLogin(aws.settings(["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "s"]))
        let token = try #require(try await login.token(host))
        #expect(token.user == "AWS")
        #expect(token.password == "secret")
        #expect(token.expires == Moment(seconds: 1_795_339_800))
        #expect(!"\(token) \(String(reflecting: token))".contains("secret"))
        let call = try #require(aws.seen.first)
        #expect(call.url == endpoint)
        let service = isGallery ? "ecr-public" : "ecr"
        #expect(call.fields["Authorization"]?.contains("/\(region)/\(service)/aws4_request") == true)
        #expect(call.fields["X-Amz-Target"]?.hasSuffix(".GetAuthorizationToken") == true)
    }

    @Test(arguments: [
        "docker.io", "12345.dkr.ecr.us-east-1.amazonaws.com",
        "123456789012.dkr.ecr.us-east-1.amazonaws.com.evil.example",
        "123456789012.dkr.ecr.us-east-1.example.com", "123456789012.dkr.ecr..amazonaws.com", "ecr.aws", "",
        "123456789012.dkr.s3.us-east-1.amazonaws.com", "123456789012.dkr", "a.b.c.d.e.f",
    ])
    func otherHostsAreNone(_ host: String) async throws {
        #expect(ECRHost(host) == nil)
        let aws = try FakeAWS()
        #expect(try await ECRLogin(aws.settings()).token(host) == nil)
        #expect(aws.seen.isEmpty)
    }

    @Test func refusalsNameTheAction() async throws {
        let aws = try FakeAWS { (_) throws(Failure) in
            .json(
                #"{"__type":"com.amazonaws.ecr#AccessDeniedException","message":"User: arn:aws:iam::1:user/a is not authorized"}"#,
                status: 400)
        }
        let login = ECRLogin(aws.settings(["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "topsecret"]))
        let failure = await #expect(throws: Failure.self) {
            try await login.token("123456789012.dkr.ecr.us-east-1.amazonaws.com")
        }
        let text = try #require(failure).text(.english)
        #expect(text.contains("ecr:GetAuthorizationToken"))
        #expect(text.contains("AccessDeniedException: User: arn:aws:iam::1:user/a"))
        #expect(!text.contains("topsecret"))
    }
}
