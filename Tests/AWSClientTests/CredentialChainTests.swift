import AWSClient
import Basics
import Testing

struct CredentialChainTests {
    static let config = """
        [default]
        region = eu-central-1
        aws_access_key_id = CONFIGDEFAULT
        aws_secret_access_key = s0 # a comment
        s3 =
          max_concurrent_requests = 20
          aws_access_key_id = NESTED

        ; roles
        [profile  assumed]
        role_arn = arn:aws:iam::111122223333:role/reader
        source_profile = base
        external_id = ext
        region = ap-northeast-1
        [profile base]
        aws_access_key_id = AKIDBASE
        aws_secret_access_key = sb
        [profile own]
        role_arn = arn:aws:iam::111122223333:role/own
        source_profile = own
        aws_access_key_id = AKIDOWN
        aws_secret_access_key = so
        [profile loop1]
        role_arn = arn:aws:iam::111122223333:role/loop
        source_profile = loop2
        [profile loop2]
        role_arn = arn:aws:iam::111122223333:role/loop
        source_profile = loop1
        [profile mfa]
        role_arn = arn:aws:iam::111122223333:role/mfa
        source_profile = base
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        [profile env]
        role_arn = arn:aws:iam::111122223333:role/env
        credential_source = Environment
        [profile web]
        role_arn = arn:aws:iam::111122223333:role/web
        web_identity_token_file = ~/token
        [profile sso]
        sso_session = work
        sso_account_id = 111122223333
        sso_role_name = Reader
        [sso-session work]
        sso_region = eu-west-1
        sso_start_url = https://example.awsapps.com/start
        [profile plain]
        region = us-west-2
        """

    static let roles: @Sendable (HTTPCall) throws(Failure) -> HTTPAnswer = { (call) throws(Failure) in
        let body = String(decoding: call.body, as: UTF8.self)
        if body.contains("Action=AssumeRole") {
            return .json(
                """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>sr/+</SecretAccessKey>
                <SessionToken>tr==</SessionToken><Expiration>2026-11-21T22:00:00Z</Expiration>
                </Credentials></AssumeRoleResult></AssumeRoleResponse>
                """)
        }
        return .json("{}", status: 404)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var environment: [String: String]
        var id: String
        var testDescription: String { id }
    }

    @Test(arguments: [
        Case(
            environment: ["AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "s", "AWS_PROFILE": "base"],
            id: "AKIDENV"),
        Case(environment: [:], id: "CREDENTIALSDEFAULT"),
        Case(environment: ["AWS_PROFILE": "base"], id: "AKIDBASE"),
        Case(environment: ["AWS_PROFILE": "assumed"], id: "ASIAROLE"),
        Case(environment: ["AWS_PROFILE": "own"], id: "ASIAROLE"),
        Case(environment: ["AWS_PROFILE": "web"], id: "ASIAROLE"),
        Case(environment: ["AWS_PROFILE": "team"], id: "AKIDTEAM"),
        Case(environment: ["AWS_PROFILE": "", "AWS_ACCESS_KEY_ID": ""], id: "CREDENTIALSDEFAULT"),
    ])
    func findsInTheOrderOfTheSDKs(_ one: Case) async throws {
        let aws = try FakeAWS(Self.roles)
        try aws.write(".aws/config", Self.config)
        try aws.write(
            ".aws/credentials",
            """
            [default]
            aws_access_key_id=CREDENTIALSDEFAULT
            aws_secret_access_key=sd
            [team]
            AWS_ACCESS_KEY_ID = AKIDTEAM
            aws_secret_access_key = st
            aws_session_token = tt
            """)
        try aws.write("token", "web.identity.token\n")
        let found = try await CredentialChain(aws.settings(one.environment)).credentials()
        #expect(found.accessKeyID == one.id)
        if one.id == "ASIAROLE" {
            #expect(found.sessionToken == "tr==")
            #expect(found.expires == Moment("2026-11-21T22:00:00Z"))
        }
    }

    @Test func rolesAreAskedForInTheProfilesRegion() async throws {
        let aws = try FakeAWS(Self.roles)
        try aws.write(".aws/config", Self.config)
        _ = try await CredentialChain(aws.settings(["AWS_PROFILE": "assumed"])).credentials()
        let call = try #require(aws.seen.first)
        #expect(call.url == "https://sts.ap-northeast-1.amazonaws.com/")
        #expect(call.fields["Authorization"]?.contains("Credential=AKIDBASE/20261121/ap-northeast-1/sts/") == true)
        let body = String(decoding: call.body, as: UTF8.self)
        #expect(body.contains("RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Freader"))
        #expect(body.contains("ExternalId=ext"))
    }

    @Test(arguments: [
        ("loop1", "leads back to itself"), ("mfa", "MFA"), ("env", "needs source_profile"),
        ("missing", "neither in ~/.aws/config"), ("sso", "aws sso login --profile sso"),
    ])
    func saysWhyAProfileCannotBeUsed(_ profile: String, _ words: String) async throws {
        let aws = try FakeAWS(Self.roles)
        try aws.write(".aws/config", Self.config)
        let failure = await #expect(throws: Failure.self) {
            try await CredentialChain(aws.settings(["AWS_PROFILE": profile])).credentials()
        }
        let text = try #require(failure).text(.english)
        #expect(text.contains(words), "\(text)")
        #expect(text.contains(profile))
    }

    @Test func singleSignOnTradesItsCachedToken() async throws {
        let aws = try FakeAWS { (call) throws(Failure) in
            .json(
                """
                {"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"s","sessionToken":"t",
                 "expiration":1795300000000}}
                """, status: call.fields["x-amz-sso_bearer_token"] == "secret-token" ? 200 : 401)
        }
        try aws.write(".aws/config", Self.config)
        // The name of the file is the SHA-1 of the session's name, `work`.
        try aws.write(
            ".aws/sso/cache/e274eeff768c6396088ec6eb091f4bf4d47ab1e0.json",
            #"{"accessToken":"secret-token","expiresAt":"2099-01-01T00:00:00Z"}"#)
        let credentials = try await CredentialChain(aws.settings(["AWS_PROFILE": "sso"])).credentials()
        #expect(credentials.accessKeyID == "ASIASSO")
        #expect(credentials.expires == Moment(seconds: 1_795_300_000))
        #expect(
            aws.seen.first?.url
                == "https://portal.sso.eu-west-1.amazonaws.com/federation/credentials?role_name=Reader&account_id=111122223333"
        )
    }

    @Test func programsPrintKeys() async throws {
        let aws = try FakeAWS()
        // Read by a shell, not run themselves: a file cannot be run while a process that another test just began still
        // has it open for writing.
        try aws.write(
            "bin/give keys", "printf '{\"Version\":1,\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"s\"}' \"$1\"\n")
        try aws.write("bin/fail", "echo topsecret\necho 'no card' >&2\nexit 3\n")
        try aws.write(
            ".aws/config",
            """
            [profile works]
            credential_process = sh "\(aws.home)/bin/give keys" "KEY FROM" ignored
            [profile fails]
            credential_process = sh \(aws.home)/bin/fail
            [profile absent]
            credential_process = plimsoll-no-such-program
            """)
        let found = try await CredentialChain(aws.settings(["AWS_PROFILE": "works"])).credentials()
        #expect(found.accessKeyID == "KEY FROM")
        for (profile, words) in [("fails", "no card"), ("absent", "plimsoll-no-such-program is not installed")] {
            let failure = await #expect(throws: Failure.self) {
                try await CredentialChain(aws.settings(["AWS_PROFILE": profile])).credentials()
            }
            let text = try #require(failure).text(.english)
            #expect(text.contains(words), "\(text)")
            #expect(!text.contains("topsecret"))
        }
    }

    @Test(arguments: [
        ("http://169.254.170.23/v1/credentials", true), ("http://127.0.0.1:8080/", true),
        ("https://example.com/", true), ("http://example.com/", false), ("http://169.254.169.254/", false),
    ])
    func containersHandOutKeys(_ url: String, isAllowed: Bool) async throws {
        let aws = try FakeAWS { (call) throws(Failure) in
            .json(
                #"{"AccessKeyId":"ASIATASK","SecretAccessKey":"s","Token":"t","Expiration":"2026-11-21T23:00:00Z"}"#,
                status: call.fields["Authorization"] == "bearer x" ? 200 : 403)
        }
        try aws.write("pod", "bearer x\n")
        let chain = CredentialChain(
            aws.settings([
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": url,
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": aws.home + "/pod",
            ]))
        if isAllowed {
            let found = try await chain.credentials()
            #expect(found.accessKeyID == "ASIATASK")
            #expect(found.sessionToken == "t")
        } else {
            await #expect(throws: Failure.self) { try await chain.credentials() }
            #expect(aws.seen.isEmpty)
        }
    }

    @Test func instancesHandOutKeysToHoldersOfAToken() async throws {
        let aws = try FakeAWS { (call) throws(Failure) in
            if call.method == "PUT" { return .json("metadata-token") }
            guard call.fields["X-aws-ec2-metadata-token"] == "metadata-token" else { return .json("", status: 401) }
            return call.url.hasSuffix("/")
                ? .json("web role\n")
                : .json(#"{"Code":"Success","AccessKeyId":"ASIAINST","SecretAccessKey":"s","Token":"t"}"#)
        }
        let found = try await CredentialChain(aws.settings()).credentials()
        #expect(found.accessKeyID == "ASIAINST")
        #expect(aws.seen.last?.url.hasSuffix("/security-credentials/web%20role") == true)
        #expect(aws.seen.allSatisfy { $0.patience <= .seconds(1) })
        let count = aws.seen.count
        await #expect(throws: Failure.self) {
            try await CredentialChain(aws.settings(["AWS_EC2_METADATA_DISABLED": "true"])).credentials()
        }
        #expect(aws.seen.count == count)
    }

    @Test func noneAnywhereSaysHowToLogIn() async throws {
        let aws = try FakeAWS()
        let failure = await #expect(throws: Failure.self) {
            try await CredentialChain(aws.settings()).credentials()
        }
        #expect(failure?.code == .notFound)
        #expect(failure?.message.en.contains("aws sso login") == true)
    }

    @Test func regionsAndEndpoints() throws {
        let aws = try FakeAWS()
        try aws.write(".aws/config", "[default]\nregion = eu-central-1\nendpoint_url = http://localhost:4566\n")
        #expect(try aws.settings(["AWS_REGION": "a", "AWS_DEFAULT_REGION": "b"]).region() == "a")
        #expect(try aws.settings(["AWS_DEFAULT_REGION": "b"]).region() == "b")
        #expect(try aws.settings().region() == "eu-central-1")
        #expect(try aws.settings(["AWS_PROFILE": "none"]).region() == nil)
        #expect(try aws.settings().endpoint("ECR") == "http://localhost:4566")
        #expect(try aws.settings(["AWS_ENDPOINT_URL": "u"]).endpoint("ECR") == "u")
        #expect(try aws.settings(["AWS_ENDPOINT_URL": "u", "AWS_ENDPOINT_URL_ECR": "e"]).endpoint("ECR") == "e")
        #expect(try aws.settings(["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]).endpoint("ECR") == nil)
    }
}
