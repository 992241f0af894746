import Testing

@testable import Secrets

/// One example and one near-miss of each kind.
struct KindTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var kind: String
        var text: String
        var miss: String
        var path = "srv/app/config/app.conf"
        var testDescription: String { kind }
    }

    /// A token in a sentence, and the same with its last character gone.
    static func token(_ kind: String, _ value: String) -> Case {
        Case(kind: kind, text: "the value \(value) stands here\n", miss: "the value \(value.dropLast()) stands here\n")
    }

    static let cases: [Case] = {
        var s = Sample(7)
        typealias S = Sample
        let key = s.key()
        let pkcs8 = s.key("PRIVATE KEY", escape: "\\n")
        let aws = "AKI" + "A" + s.text(16, S.base32)
        let secret = s.text(40, S.base64)
        let token = s.webToken()
        let ghp = s.checked("gh" + "p_")
        let npm = s.checked("npm" + "_")
        var result: [Case] = [
            Case(kind: "aws-access-key-id", text: "id = \(aws)\n", miss: "id = \(aws.dropLast())1\n"),
            Case(
                kind: "aws-secret-access-key", text: "aws_secret_access_key = \(secret)\n",
                miss: "aws_secret_access_key = \(secret.dropLast(2))\n"),
            Case(kind: "github-token", text: "x=\(ghp)", miss: "x=\(ghp.dropLast())\(ghp.last == "a" ? "b" : "a")"),
            Case(kind: "npm-token", text: "x \(npm)", miss: "x \(npm.dropLast())\(npm.last == "a" ? "b" : "a")"),
            Case(
                kind: "private-key", text: key,
                miss: "-----" + "BEGIN RSA PRIVATE KEY-----\n...\n-----" + "END RSA PRIVATE KEY-----\n"),
            Case(kind: "private-key", text: s.key("EC PRIVATE KEY"), miss: key.replacingFirst("PRIVATE", "PUBLIC")),
            Case(
                kind: "private-key", text: s.key("OPENSSH PRIVATE KEY"),
                miss: "-----" + "BEGIN OPENSSH PRIVATE KEY-----\n"),
            Case(
                kind: "gcp-service-account", text: #"{"type": "service_account", "private_key": "\#(pkcs8)"}"#,
                miss: #"{"type": "service_account"}"#),
            Case(
                kind: "encrypted-private-key", text: S.block("ENCRYPTED PRIVATE KEY", [0x30, 0x82] + s.bytes(400)),
                miss: S.block("CERTIFICATE", s.bytes(400))),
            Case(
                kind: "pgp-private-key", text: S.block("PGP PRIVATE KEY BLOCK", [0x95, 3] + s.bytes(400)),
                miss: S.block("PGP PUBLIC KEY BLOCK", [0x99, 3] + s.bytes(400))),
            Case(
                kind: "json-web-token", text: "t: \(token)\n",
                miss: "t: \(s.webToken(claims: #"{"sub":"1234567890","name":"John Doe","iat":1516239022}"#))\n"),
            Case(
                kind: "connection-string", text: "url: postgres://app:\(s.text(14))@db.corp.net/x\n",
                miss: "url: postgres://app:${PASSWORD}@db.corp.net/x\n"),
            Case(
                kind: "connection-string", text: "redis://:\(s.text(18))@cache:6379",
                miss: "redis://:password@cache:6379"),
            Case(
                kind: "url-credentials", text: "https://ci:\(s.text(20))@git.corp.net/r.git",
                miss: "https://ci:\(s.text(20))@git.example.com/r.git"),
            Case(
                kind: "azure-storage-key", text: "AccountName=a;AccountKey=\(S.encode(s.bytes(64)));X=y",
                miss: "AccountName=a;AccountKey=\(S.encode(s.bytes(60)));X=y"),
            Case(
                kind: "azure-client-secret", text: "s \(s.text(3))8Q~\(s.text(34)) ",
                miss: "s \(s.text(3))8Q-\(s.text(34)) "),
            Case(
                kind: "openai-key", text: "k sk-\(s.text(20))T3Blbk" + "FJ\(s.text(20)) ",
                miss: "k sk-\(s.text(20))T3Blbk" + "FJ\(s.text(9)) "),
            Case(
                kind: "openai-key", text: "k sk-proj-\(s.text(74))T3Blbk" + "FJ\(s.text(74)) ",
                miss: "k \(s.text(74))T3Blbk" + "FJ\(s.text(74)) "),
            Case(
                kind: "telegram-bot-token", text: "bot \(s.text(10, S.digits)):AA\(s.text(33)) ",
                miss: "bot \(s.text(10, S.digits)):AA\(s.text(20)) "),
            Case(
                kind: "terraform-cloud-token", text: "t \(s.text(14)).atlas" + "v1.\(s.text(67)) ",
                miss: "t \(s.text(4)).atlas" + "v1.\(s.text(67)) "),
            Case(
                kind: "mailchimp-key", text: "m \(s.text(32, S.hexadecimal))-us12 ",
                miss: "m \(s.text(31, S.hexadecimal))-us12 "),
            Case(
                kind: "maxmind-key", text: "m \(s.text(6))_\(s.text(29))_mmk ",
                miss: "m \(s.text(5))_\(s.text(29))_mmk "),
            Case(kind: "openshift-token", text: "t sha256~\(s.text(43)) ", miss: "t sha256:\(s.text(43)) "),
            Case(
                kind: "kubeconfig-client-key", text: "  client-key-data: \(S.encode(Array(key.utf8)))\n",
                miss: "  client-certificate-data: \(S.encode(Array(key.utf8)))\n"),
            Case(
                kind: "registry-login",
                text: #"{"auths":{"r.corp.net":{"auth":"\#(S.encode(Array(("ci:" + s.text(16)).utf8)))"}}}"#,
                miss: #"{"auths":{"r.corp.net":{"auth":"\#(S.encode(Array("ci:password".utf8)))"}}}"#),
            Case(kind: "heroku-key", text: "HEROKU_API_KEY=\(s.uuid())\n", miss: "REQUEST_KEY=\(s.uuid())\n"),
            Case(
                kind: "datadog-key", text: "DATADOG_API_KEY: \(s.text(32, S.hexadecimal))\n",
                miss: "datadog_version: \(s.text(32, S.hexadecimal))\n"),
            Case(
                kind: "cloudflare-key", text: "CLOUDFLARE_API_TOKEN=\"\(s.text(40))\"\n",
                miss: "CLOUDFLARE_API_TOKEN=\"$CLOUDFLARE_TOKEN\"\n"),
            Case(kind: "okta-key", text: "OKTA_API_TOKEN=00\(s.text(40))\n", miss: "OKTA_API_TOKEN=00\n"),
            Case(
                kind: "discord-bot-token",
                text:
                    "DISCORD_TOKEN=\(S.encode(Array("112233445566778899".utf8), isURL: true)).\(s.text(6)).\(s.text(38))\n",
                miss: "DISCORD_TOKEN=${T}\n"),
            Case(
                kind: "generic-secret", text: "db_password = \"\(s.text(9))!7xQ\"\n",
                miss: "db_password = \"changeme\"\n"),
            Case(
                kind: "generic-secret", text: "API_SECRET=\(s.text(40))\n",
                miss: "API_SECRET=os.environ['API_SECRET']\n"),
            Case(
                kind: "generic-secret", text: "<password>\(s.text(24))</password>\n",
                miss: "<password>your-password-1</password>\n"),
            Case(
                kind: "generic-secret", text: "jdbc:mysql://db/x?user=a&password=\(s.text(20))&ssl=true\n",
                miss: "jdbc:mysql://db/x?user=a&password=${p}&ssl=true\n"),
            Case(
                kind: "generic-secret", text: "Server=db;Database=x;User Id=sa;Password=\(s.text(20));\n",
                miss: "Server=db;Database=x;User Id=sa;Password=;\n"),
            Case(
                kind: "rails-secret-key-base", text: "secret_key_base: \(s.text(128, S.hexadecimal))\n",
                miss: "secret_key_base: <%= ENV['K'] %>\n"),
            Case(
                kind: "django-secret-key", text: "SECRET_KEY = 'k8#$\(s.text(46))'\n",
                miss: "SECRET_KEY = 'django-insecure-\(s.text(46))'\n", path: "srv/app/settings.py"),
            Case(
                kind: "authorization-header",
                text: "Authorization: Basic \(S.encode(Array(("ci:" + s.text(16)).utf8)))\n",
                miss: "Authorization: Basic realm\n"),
            Case(
                kind: "password-hash", text: "root:$6$\(s.text(16))$\(s.text(86)):19000:0:99999:7:::\n",
                miss: "root:*:19000:0:99999:7:::\n", path: "etc/shadow"),
            Case(
                kind: "password-hash", text: "admin:$apr1$\(s.text(8))$\(s.text(22))\n", miss: "# comment\n",
                path: "etc/nginx/.htpasswd"),
            Case(
                kind: "netrc-password", text: "machine h login me password \(s.text(12))\n",
                miss: "machine h login me\n", path: "root/.netrc"),
            Case(
                kind: "pgpass-password", text: "db:5432:*:app:\(s.text(12))\n", miss: "db:5432:*:app:password\n",
                path: "root/.pgpass"),
            Case(
                kind: "npm-registry-login", text: "//r.corp.net/:_auth=\(s.text(32))\n",
                miss: "//r.corp.net/:_authToken=${NPM_TOKEN}\n", path: "root/.npmrc"),
            Case(
                kind: "pypi-password", text: "[pypi]\nusername: me\npassword: \(s.text(12))x9\n",
                miss: "[pypi]\nusername: me\n", path: "root/.pypirc"),
            Case(
                kind: "rails-master-key", text: s.text(32, S.hexadecimal), miss: s.text(30, S.hexadecimal),
                path: "app/config/master.key"),
            Case(
                kind: "wireguard-key", text: "PrivateKey = \(S.encode(s.bytes(32)))\n",
                miss: "PublicKey = \(S.encode(s.bytes(32)))\n", path: "etc/wireguard/wg0.conf"),
            Case(
                kind: "wordpress-key", text: "define('AUTH_KEY', 'a b\(s.text(57))+=#|');\n",
                miss: "define('AUTH_KEY', 'put your unique phrase here');\n", path: "var/www/wp-config.php"),
            Case(
                kind: "azure-shared-access-signature",
                text:
                    "https://a.blob.core.windows.net/c?sv=2022-11-02&se=2030-01-01&sig=\(S.encode(s.bytes(32)).replacingOccurrences("=", "%3D").replacingOccurrences("+", "%2B").replacingOccurrences("/", "%2F"))\n",
                miss: "https://a.net/c?sig=abc\n"),
            Case(
                kind: "pypi-token",
                text: "pypi-" + S.encode([2, 1, 8] + Array("pypi.org".utf8) + [2, 0x20] + s.bytes(90), isURL: true),
                miss: "pypi-" + s.text(80)),
        ]
        let age = s.age()
        result.append(
            Case(kind: "age-secret-key", text: age, miss: String(age.dropLast()) + (age.last == "Q" ? "P" : "Q")))
        let hex = S.hexadecimal
        let plain: [(String, String)] = [
            ("github-fine-grained-token", "github" + "_pat_" + s.text(22) + "_" + s.text(59)),
            ("gitlab-token", "glp" + "at-" + s.text(20)), ("gitlab-deploy-token", "gld" + "t-" + s.text(20)),
            ("gitlab-runner-token", "glr" + "t-" + s.text(20)),
            ("slack-app-token", "xap" + "p-1-A\(s.text(10, S.capitals))-\(s.text(13, S.digits))-\(s.text(32, hex))"),
            (
                "slack-webhook",
                "https://hooks.slack"
                    + ".com/services/T\(s.text(8, S.capitals))/B\(s.text(8, S.capitals))/\(s.text(24))"
            ),
            ("google-api-key", "AIz" + "a" + s.text(35)), ("digitalocean-token", "dop" + "_v1_" + s.text(64, hex)),
            ("sendgrid-key", "S" + "G." + s.text(22) + "." + s.text(43)), ("twilio-key", "S" + "K" + s.text(32, hex)),
            ("mailgun-key", "ke" + "y-" + s.text(32, hex)), ("shopify-token", "shp" + "at_" + s.text(32, hex)),
            ("square-token", "sq0" + "atp-" + s.text(22)), ("linear-key", "lin" + "_api_" + s.text(40)),
            ("notion-token", "nt" + "n_" + s.text(11, S.digits) + s.text(35)),
            ("anthropic-key", "sk-a" + "nt-api03-" + s.text(93) + "AA"),
            ("huggingface-token", "h" + "f_" + s.text(34)), ("databricks-token", "dap" + "i" + s.text(32, hex)),
            ("doppler-token", "dp" + ".pt." + s.text(43)), ("vault-token", "hv" + "s." + s.text(95)),
            ("atlassian-token", "ATAT" + "T3" + s.text(186)), ("dockerhub-token", "dckr" + "_pat_" + s.text(27)),
            ("dynatrace-token", "dt0" + "c01." + s.text(24, S.base32) + "." + s.text(64, S.base32)),
            ("newrelic-key", "NRA" + "K-" + s.text(27, S.base32)),
            ("grafana-token", "gls" + "a_" + s.text(32) + "_" + s.text(8, hex)),
            ("sentry-token", "sntr" + "yu_" + s.text(64, hex)), ("planetscale-token", "pscale" + "_tkn_" + s.text(43)),
            ("postman-key", "PMA" + "K-" + s.text(24, hex) + "-" + s.text(34, hex)),
            ("pulumi-token", "pu" + "l-" + s.text(40, hex)),
            ("rubygems-token", "ruby" + "gems_" + s.text(48, hex)), ("crates-token", "ci" + "o" + s.text(32)),
            ("nuget-key", "oy" + "2" + s.text(43, S.smalls + S.digits)), ("heroku-key", "HRK" + "U-AA" + s.text(58)),
            ("stripe-key", "sk" + "_live_" + s.text(24)), ("onepassword-token", "ops" + "_eyJ" + s.text(300)),
            ("clojars-token", "CLO" + "JARS_" + s.text(60, S.smalls + S.digits)),
            ("easypost-key", "EZA" + "K" + s.text(54)),
            ("groq-key", "gs" + "k_" + s.text(52)), ("flyio-token", "fo" + "1_" + s.text(43)),
            ("alibaba-access-key-id", "LTA" + "I" + s.text(20)), ("bitbucket-password", "ATB" + "B" + s.text(32)),
        ]
        for (kind, value) in plain {
            if [
                "gitlab-token", "gitlab-deploy-token", "gitlab-runner-token", "vault-token", "atlassian-token",
                "stripe-key", "onepassword-token", "slack-app-token", "slack-webhook", "huggingface-token",
                "alibaba-access-key-id", "anthropic-key", "square-token", "planetscale-token",
            ].contains(kind) {
                // Of many lengths: the near-miss is far too short.
                result.append(Case(kind: kind, text: "v: \(value)\n", miss: "v: \(value.prefix(14))\n"))
            } else {
                result.append(Self.token(kind, value))
            }
        }
        let slack = "xox" + "b-" + s.text(12, S.digits) + "-" + s.text(12, S.digits) + "-" + s.text(24)
        result.append(Case(kind: "slack-token", text: "t=\(slack)", miss: "t=xox" + "b-not-a-token-of-this-workspace"))
        let test = "sk" + "_test_" + s.text(24)
        result.append(Case(kind: "stripe-test-key", text: "t=\(test)", miss: "t=sk" + "_test_example_key_of_docs"))
        return result
    }()

    @Test(arguments: cases) func example(_ item: Case) throws {
        let hits = SecretScanner.scan(Array(item.text.utf8), path: item.path)
        #expect(hits.map(\.kind).contains(item.kind), "\(hits.map(\.kind)) in \(item.text)")
        #expect(hits.count == 1, "\(hits)")
    }

    @Test(arguments: cases) func nearMiss(_ item: Case) {
        let hits = SecretScanner.scan(Array(item.miss.utf8), path: item.path)
        #expect(!hits.map(\.kind).contains(item.kind), "\(item.miss)")
    }
}

extension String {
    func replacingOccurrences(_ old: Character, _ new: String) -> String {
        map { $0 == old ? new : "\($0)" }.joined()
    }

    func replacingFirst(_ old: String, _ new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}

extension Sample {
    mutating func uuid() -> String { [8, 4, 4, 4, 12].map { text($0, Sample.hexadecimal) }.joined(separator: "-") }
}
