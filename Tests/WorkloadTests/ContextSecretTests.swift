import Testing

@testable import Workload

/// Tokens are put together here, so that none stands in this file as it would in a leak.
private enum Sample {
    /// Characters that look random, always the same ones for a seed.
    static func random(_ count: Int, _ alphabet: String = letters + digits, seed: UInt64 = 7) -> String {
        let characters = Array(alphabet.utf8)
        var state = seed
        let bytes = (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return characters[Int(state >> 33) % characters.count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static let digits = "0123456789"
    static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    static let letters = capitals + capitals.lowercased()
    static let hexadecimal = digits + "abcdef"

    static func withChecksum(_ prefix: String, seed: UInt64 = 7) -> String {
        let body = random(30, seed: seed)
        let symbols = Array((digits + letters).utf8)
        var number = SecretShape.checksum(Array(body.utf8)[...])
        var end: [UInt8] = []
        for _ in 0..<6 {
            end.insert(symbols[Int(number % 62)], at: 0)
            number /= 62
        }
        return prefix + body + String(decoding: end, as: UTF8.self)
    }

    static func base64(_ text: String) -> String {
        let symbols = Array((letters + digits + "-_").utf8)
        var bits = ""
        for byte in text.utf8 {
            let digits = String(byte, radix: 2)
            bits += String(repeating: "0", count: 8 - digits.count) + digits
        }
        var result: [UInt8] = []
        while !bits.isEmpty {
            let part = String(bits.prefix(6))
            bits = String(bits.dropFirst(6))
            result.append(symbols[Int(part + String(repeating: "0", count: 6 - part.count), radix: 2) ?? 0])
        }
        return String(decoding: result, as: UTF8.self)
    }

    static let jsonWebToken =
        base64(#"{"alg":"HS256","typ":"JWT"}"#) + "." + base64(#"{"sub":"9","iat":1}"#) + "." + random(43)
    static let privateKey =
        "-----BEGIN RSA PRIV" + "ATE KEY-----\n" + random(64) + "\n" + random(64, seed: 8) + "\n-----END RSA PRIV"
        + "ATE KEY-----"
    static let gitHub = withChecksum("gh" + "p_")
    static let awsID = "AK" + "IA" + random(16, capitals + "234567")
    static let awsSecret = random(40, letters + digits + "+/")

    static let tokens: [(SecretKind, String)] = [
        (.awsAccessKeyID, awsID), (.awsAccessKeyID, "AS" + "IA" + random(16, capitals + "234567", seed: 3)),
        (.gitHubToken, gitHub), (.gitHubToken, withChecksum("gh" + "s_", seed: 9)),
        (.gitHubToken, "github" + "_pat_" + random(22) + "_" + random(59, seed: 5)),
        (.gitLabToken, "gl" + "pat-" + random(20)),
        (.slackToken, "xo" + "xb-" + random(12, digits) + "-" + random(12, digits, seed: 2) + "-" + random(24)),
        (.stripeKey, "sk" + "_live_" + random(24)), (.googleAPIKey, "AI" + "za" + random(35)),
        (.npmToken, withChecksum("np" + "m_")), (.pyPIToken, "py" + "pi-AgE" + random(80)),
        (.sendGridKey, "S" + "G." + random(22) + "." + random(43)), (.twilioKey, "S" + "K" + random(32, hexadecimal)),
        (.anthropicKey, "sk" + "-ant-api03-" + random(93)),
        (.openAIKey, "sk" + "-proj-" + random(30) + "T3Blbk" + "FJ" + random(30, seed: 4)),
        (.huggingFaceToken, "h" + "f_" + random(34)), (.dockerHubToken, "dckr" + "_pat_" + random(27)),
        (.digitalOceanToken, "dop" + "_v1_" + random(64, hexadecimal)), (.vaultToken, "hv" + "s." + random(24)),
        (.jsonWebToken, jsonWebToken),
    ]
}

@Suite struct ContextSecretTests {
    @Test(arguments: Sample.tokens)
    func findsTokens(_ kind: SecretKind, _ token: String) {
        for text in [token, "x \(token)\n", "KEY=\(token)\n", "key: '\(token)',", "https://a.b/?k=\(token)&x"] {
            let bytes = Array(text.utf8)
            let matches = SecretContent.scan(bytes)
            #expect(matches.map(\.kind) == [kind], "\(text)")
            #expect(matches.map { String(decoding: bytes[$0.range], as: UTF8.self) } == [token])
        }
    }

    @Test(arguments: Sample.tokens)
    func leavesDamagedTokensAlone(_ kind: SecretKind, _ token: String) {
        let stub = String(token.prefix(token.utf8.count / 3))
        #expect(SecretContent.scan(Array("a \(stub) b".utf8)).isEmpty)
        #expect(SecretContent.scan(Array("a zz\(token)".utf8)).allSatisfy { $0.kind != kind })
    }

    @Test func checksumsAreChecked() {
        let wrong = String(Sample.gitHub.dropLast()) + (Sample.gitHub.hasSuffix("0") ? "1" : "0")
        #expect(SecretContent.scan(Array(wrong.utf8)).isEmpty)
        // The value of the CRC-32 that every implementation is checked with.
        #expect(SecretShape.checksum(Array("123456789".utf8)[...]) == 0xCBF4_3926)
    }

    @Test(arguments: [
        (SecretKind.privateKey, Sample.privateKey),
        (.privateKey, #"{"private_key": "\#(Sample.privateKey.replacing("\n", with: #"\n"#))"}"#),
        (.awsSecretKey, "aws_secret_access_key = " + Sample.awsSecret),
        (.awsSecretKey, #""AWS_SECRET_ACCESS_KEY": ""# + Sample.awsSecret + #"""#),
        (.connectionPassword, "DATABASE_URL=postgres://app:k3Xw9QpL" + "z@db:5432/x"),
        (.connectionPassword, "redis://:" + Sample.random(20) + "@cache:6379"),
        (.registryPassword, "//registry.example.org/:_authToken=" + Sample.random(32)),
        (.registryPassword, #"{"auths":{"r":{"auth": ""# + Sample.base64("user:" + Sample.random(12)) + #""}}}"#),
        (.netrcPassword, "machine api.host.org\n  login me\n  password " + Sample.random(12)),
        (.netrcPassword, "machine h login me password " + Sample.random(12)),
        (.assignedSecret, "password = \"Tr0ub4dor&" + "3\""), (.assignedSecret, "DB_PASSWORD=h8Kw2zPq" + "9R"),
        (.assignedSecret, "api_key: '" + Sample.random(32, Sample.hexadecimal) + "'"),
        (.assignedSecret, "  clientSecret => \"" + Sample.random(24) + "\""),
        (.slackWebhook, "https://hooks.slack.com/services/T0" + "1AB/B02" + "CD/" + Sample.random(24)),
    ])
    func findsSecretsByTheirPlace(_ kind: SecretKind, _ text: String) {
        #expect(SecretContent.scan(Array(text.utf8)).map(\.kind) == [kind])
    }

    @Test(arguments: [
        "", "password", "password=", "password: ${DB_PASSWORD}", "password: {{ .Values.password }}",
        "PASSWORD=$PASSWORD",
        "password = \"changeme\"", "password = 'xxxxxxxxxxxx'", "password = \"<your-password>\"",
        "token: your-token-here",
        "password = getPassword(user, 12)", "password: user.password1", "password = process.env.DB_PASSWORD",
        "secret_name = \"prod/db/password-9f8e\"", "password_file: /run/secrets/db1", "tokenUrl: https://a.b/c1D2",
        "secretKeyRef: name-1234567890", "password = \"hunter two is long 12\"", "api_key = \"12345678901234567890\"",
        "api_key = \"abcdefghijklmnopqrst1\"", "SECRET_ARN=arn:aws:secretsmanager:eu-west-1:1:secret:a-B1c2D3",
        "postgres://postgres:postgres@localhost/db", "postgres://user:password@host/db", "postgres://u:${PW}@host/db",
        "postgres://u:<password>@host", "https://example.com:8080/a@b", "http://host:80", "git@github.com:a/b.git",
        "aws_access_key_id = AK" + "IAIOSFODNN7" + "EXAMPLE",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY", "AKIA" + "AAAAAAAAAAAAAAAA",
        "ghp_" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "-----BEGIN PRIVATE KEY-----", "//r/:_authToken=${NPM_TOKEN}",
        "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----", "-----BEGIN CERTIFICATE-----\nMIIB",
        "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7bq\n-----END PUBLIC KEY-----",
        "eyJhbGciOiJIUzI1NiJ9", "integrity sha512-q8Kz9/3mXw2PpL+7vR1nT5yB4cD6fG8hJ0kM2sQ4uW6xZ8aC1eE3gG5iI7kK9mM1==",
        "\"auth\": \"bearer\"", "machine host login me password changeme", "passwordPolicy: Min8Chars1Upper",
        "token: secret/data/my-app-token-v2", "password_encryption = scram-sha-256",
        "https://cvs.example.org:pserver:anonymous1@cvs.example.org/x", "csrf-token: npm:@x/y@1.2.3-beta.1",
        "public_key_token=\"b77a5c561934e089\"",
    ])
    func leavesPlaceholdersAlone(_ text: String) {
        #expect(SecretContent.scan(Array(text.utf8)).map(\.kind) == [])
    }

    @Test func masksShowFourCharactersAtMost() {
        for (_, token) in Sample.tokens {
            for match in SecretContent.scan(Array(token.utf8)) {
                #expect(match.masked == "\(token.prefix(4))…(\(token.utf8.count))")
            }
        }
        let short = SecretContent.scan(Array(("password = 'aB3" + "dE5gH'").utf8))
        #expect(short.map(\.masked) == ["aB…(8)"])
    }

    @Test func judgesVariables() {
        #expect(SecretContent.scan(value: "k3Xw9QpL" + "z7", named: "DB_PASSWORD")?.kind == .assignedSecret)
        #expect(SecretContent.scan(value: Sample.gitHub, named: "ANYTHING")?.kind == .gitHubToken)
        #expect(SecretContent.scan(value: Sample.awsSecret, named: "AWS_SECRET_ACCESS_KEY")?.kind == .awsSecretKey)
        #expect(SecretContent.scan(value: "/run/secrets/db", named: "DB_PASSWORD") == nil)
        #expect(SecretContent.scan(value: "", named: "DB_PASSWORD") == nil)
        #expect(SecretContent.scan(value: "k3Xw9QpL" + "z7", named: "COLOR") == nil)
    }

    @Test func findsSeveralInOrder() {
        let text =
            "a=\(Sample.awsID)\naws_secret_access_key=\(Sample.awsSecret)\nurl=https://x:\(Sample.gitHub)@github.com\n"
        #expect(SecretContent.scan(Array(text.utf8)).map(\.kind) == [.awsAccessKeyID, .awsSecretKey, .gitHubToken])
    }

    @Test func skipsBinaryAndKeepsToTheLimit() {
        #expect(SecretContent.scan([0] + Array(Sample.gitHub.utf8)).isEmpty)
        let late = Array(String(repeating: " ", count: 500).utf8) + Array(Sample.gitHub.utf8)
        #expect(SecretContent.scan(late, limit: 500).isEmpty)
        #expect(SecretContent.scan(late, limit: 540).count == 1)
    }

    @Test(arguments: [
        "-----BEGIN PRIV" + "ATE KEY-----\n", "eyJ.", "password=", ":", "=", "://a:b", "machine a login b password ",
        "-",
        "x", "sk-", "\"", "AKIA", "password=\"", "eyJhbGciOiJIUzI1NiJ9.eyJ",
    ])
    func hostileTextEnds(_ unit: String) {
        let bytes = Array(String(repeating: unit, count: 60_000 / unit.utf8.count).utf8)
        let time = ContinuousClock().measure { _ = SecretContent.scan(bytes) }
        #expect(time < .seconds(60))
    }
}
