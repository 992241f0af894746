import Testing

@testable import Secrets

/// Secrets and decoys planted in files of many forms: all of the former, none of the latter.
struct CorpusTests {
    typealias File = (path: String, text: String, secrets: [String])

    static let planted: [File] = {
        var s = Sample(41)
        typealias S = Sample
        let (aws, awsSecret) = ("AKI" + "A" + s.text(16, S.base32), s.text(40, S.base64))
        let key = s.key(), escaped = s.key("PRIVATE KEY", escape: "\\n"), ssh = s.key("OPENSSH PRIVATE KEY")
        let (ghp, npm, jwt, age) = (s.checked("gh" + "p_"), s.checked("npm" + "_"), s.webToken(), s.age())
        let (lab, slack) = (
            "glp" + "at-" + s.text(20), "xox" + "b-\(s.text(12, S.digits))-\(s.text(12, S.digits))-\(s.text(24))"
        )
        let (stripe, google) = ("sk" + "_live_" + s.text(24), "AIz" + "a" + s.text(35))
        let (storage, grid) = (S.encode(s.bytes(64)), "S" + "G.\(s.text(22)).\(s.text(43))")
        let auth = S.encode(Array(("deploy:" + s.text(20)).utf8))
        let (anthropic, hub) = ("sk-a" + "nt-api03-\(s.text(93))AA", "dckr" + "_pat_" + s.text(27))
        let hash = "$6$\(s.text(16))$\(s.text(86))"
        let passwords = (0..<8).map { _ in s.text(18) }
        let (heroku, datadog, vault, pypi) = (
            s.uuid(), s.text(32, S.hexadecimal), "hv" + "s." + s.text(95),
            "pypi-" + S.encode([2, 1, 8] + Array("pypi.org".utf8) + [2, 32] + s.bytes(90), isURL: true)
        )
        let rails = s.text(32, S.hexadecimal)
        return [
            (
                "root/.aws/credentials",
                "[default]\naws_access_key_id = \(aws)\naws_secret_access_key = \(awsSecret)\n", [aws, awsSecret]
            ),
            (
                "srv/app/.env",
                "STRIPE=\(stripe)\nDB_PASSWORD=\(passwords[0])\nURL=postgres://app:\(passwords[1])@db:5432/app\nHEROKU_API_KEY=\(heroku)\n",
                [stripe, passwords[0], passwords[1], heroku]
            ),
            (
                "srv/app/src/client.py",
                "import os\nTOKEN = '\(ghp)'\nBOT = \"\(slack)\"\ndef f(token): return token\n", [ghp, slack]
            ),
            (
                "srv/app/dist/main.js",
                "const k={apiKey:\"\(google)\",mail:\"\(grid)\"};fetch(u,{headers:{Authorization:\"Bearer \(jwt)\"}})",
                [google, grid, jwt]
            ),
            ("etc/ssl/private/server.key", key, [key.trimmed]),
            (
                "srv/app/sa.json",
                #"{"type": "service_account", "project_id": "p", "private_key": "\#(escaped)", "client_email": "a@p.iam"}"#,
                [escaped.trimmedEscapes]
            ),
            ("root/.ssh/id_ed25519", ssh, [ssh.trimmed]),
            ("root/.docker/config.json", #"{"auths": {"https://index.docker.io/v1/": {"auth": "\#(auth)"}}}"#, [auth]),
            ("root/.npmrc", "//registry.npmjs.org/:_authToken=\(npm)\n", [npm]),
            ("root/.netrc", "machine github.com\n  login bot\n  password \(passwords[2])\n", [passwords[2]]),
            ("root/.pgpass", "db:5432:app:app:\(passwords[3])\n", [passwords[3]]),
            ("etc/shadow", "root:\(hash):19700:0:99999:7:::\nbin:*:19700:0:99999:7:::\n", [hash]),
            (
                "srv/app/appsettings.json",
                #"{"Storage": "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=\#(storage);EndpointSuffix=core.windows.net", "Db": "Server=db;User Id=sa;Password=\#(passwords[4]);Encrypt=true"}"#,
                [storage, passwords[4]]
            ),
            (
                "srv/app/values.yaml",
                "gitlab:\n  token: \(lab)\n  datadogApiKey: \(datadog)\nllm: {key: \(anthropic)}\n",
                [lab, datadog, anthropic]
            ),
            (
                "srv/app/settings.xml",
                "<server><id>r</id><username>ci</username><password>\(passwords[5])</password></server>\n",
                [passwords[5]]
            ),
            (
                "usr/local/bin/entry.sh",
                "#!/bin/sh\nexport VAULT_TOKEN=\(vault)\ncurl -u ci:x https://ci:\(passwords[6])@repo.corp.net/x\n",
                [vault, passwords[6]]
            ),
            ("root/.pypirc", "[pypi]\nusername = __token__\npassword = \(pypi)\n", [pypi]),
            ("srv/app/config/master.key", rails, [rails]),
            ("root/keys.txt", "# created: 2024-01-01\n\(age)\n", [age]),
            ("root/.config/hub", "pat:\t\(hub)\r\n", [hub]),
        ]
    }()

    static let decoys: [(path: String, text: String)] = {
        var s = Sample(99)
        typealias S = Sample
        let ghp = s.checked("gh" + "p_")
        return [
            ("a/.env", "PASSWORD=changeme\nTOKEN=<your-token>\nKEY=${API_KEY}\n"),
            ("a/aws", "AKI" + "AIOSFODNN7EXAMPLE\nwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE" + "KEY\n"),
            ("a/values.yaml", "password: {{ .Values.password }}\nsecretName: my-app-secret-2024\n"),
            ("a/package-lock.json", #""integrity": "sha512-\#(S.encode(s.bytes(64)))""#),
            ("a/git", "commit \(s.text(40, S.hexadecimal))\ntoken_sha: \(s.text(40, S.hexadecimal))"),
            (
                "a/id.yaml",
                "token_id: \(s.uuid())\nsecret_arn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbC1d2\n"
            ),
            ("a/cert.pem", S.block("CERTIFICATE", s.bytes(700)) + S.block("PUBLIC KEY", s.bytes(294))),
            (
                "a/code.py",
                "password = os.environ['DB_PASSWORD']\ntoken = get_token(user, 1)\nif password == 'x1Y2z3A4b5C6d7E8': pass\n"
            ),
            ("a/code.js", "const token = req.headers['x-token-1'];\nvar secretKey = config.get('secret.key1');\n"),
            ("a/README", "postgres://user:password@localhost/db and https://user:pass@example.com\n"),
            ("a/image.css", "background: url(data:image/png;base64,\(S.encode(s.bytes(900))))\n"),
            ("a/jwt.txt", s.webToken(claims: #"{"sub":"1234567890","name":"John Doe","iat":1516239022}"#)),
            (
                "a/repeat",
                "gh" + "p_" + String(repeating: "x", count: 36) + " sk" + "_live_abcdefghijklmnopqrstuvwxyz\n"
            ),
            ("a/wrong", ghp.dropLast() + (ghp.last == "a" ? "b" : "a")),
            ("a/doc", "-----" + "BEGIN RSA PRIVATE KEY-----\nMIIE...\n-----" + "END RSA PRIVATE KEY-----\n"),
            ("usr/lib/python3/dist-packages/x/tests/key.pem", s.key()),
            ("etc/ssl/private/ssl-cert-snakeoil.key", s.key()),
            ("usr/share/locale/de/x.json", #"{"password": "Passwort12x!Bitte"}"#),
            ("etc/shadow", "root:*:19700:0:99999:7:::\ndaemon:!:19700::::::\nx::1::::::\n"),
            ("a/ids.min.js", "a.tokenKeyHandler1=function(){var secretToken9='handleTokenChange1'};"),
        ]
    }()

    @Test func allSecretsAreFound() {
        var kinds: Set<String> = []
        var count = 0
        for file in Self.planted {
            let bytes = Array(file.text.utf8)
            let hits = SecretScanner.scan(bytes, path: file.path)
            let found = hits.map { String(decoding: bytes[$0.offset..<($0.offset + $0.length)], as: UTF8.self) }
            for secret in file.secrets { #expect(found.contains(secret), "\(file.path): \(secret) not in \(found)") }
            #expect(found.count == file.secrets.count, "\(file.path): \(hits)")
            kinds.formUnion(hits.map(\.kind))
            count += file.secrets.count
        }
        #expect(count >= 30)
        #expect(kinds.count >= 15)
    }

    @Test func noDecoyIs() {
        #expect(Self.decoys.count >= 20)
        for decoy in Self.decoys {
            let hits = SecretScanner.scan(Array(decoy.text.utf8), path: decoy.path)
            #expect(hits.isEmpty, "\(decoy.path): \(hits)")
        }
    }

    @Test func masksNeverLeak() {
        for file in Self.planted {
            let bytes = Array(file.text.utf8)
            for hit in SecretScanner.scan(bytes, path: file.path) {
                let value = String(decoding: bytes[hit.offset..<(hit.offset + hit.length)], as: UTF8.self)
                let shared = zip(hit.masked, value).prefix { $0 == $1 }.count
                let isKey = value.hasPrefix("-----" + "BEGIN ")
                #expect(
                    isKey ? !hit.masked.contains("\n") && hit.masked.count < 50 : shared <= min(4, value.count / 4),
                    "\(hit)")
                #expect(hit.fingerprint.count == 16)
            }
        }
    }

    @Test func linesAndFingerprints() throws {
        var s = Sample(5)
        let token = s.checked("gh" + "p_")
        let text = "a\n\nb: \(token)\n\(token)\n"
        let hits = SecretScanner.scan(Array(text.utf8), path: "x")
        #expect(hits.map(\.line) == [3])
        #expect(hits.first?.certainty == .verified)
        let other = SecretScanner.scan(Array("t=\(token)".utf8), path: "y")
        #expect(other.first?.fingerprint == hits.first?.fingerprint)
    }
}

extension String {
    /// Without the line end, which is no part of a key.
    fileprivate var trimmed: String { last == "\n" ? String(dropLast()) : self }
    fileprivate var trimmedEscapes: String { hasSuffix("\\n") ? String(dropLast(2)) : self }
}
