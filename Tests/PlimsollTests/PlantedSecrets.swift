import Foundation

/// Thirty secrets and twenty decoys for five layers, a configuration and a history.
///
/// Values are made at run time, so that no whole one stands in these sources and no host takes them for real.
struct PlantedSecrets {
    struct Secret: Hashable {
        var kind: String
        var path: String
        var layer: Int?
        var hiddenBy: Int?
    }

    private(set) var secrets: [Secret] = []
    private(set) var decoys: [String] = []
    /// What no report may show.
    private(set) var values: [String] = []
    /// The files of each layer, in order; an empty text for a whiteout.
    private(set) var layers: [[(path: String, content: String)]] = Array(repeating: [], count: 5)
    private(set) var environment: [String] = ["PATH=/usr/bin:/bin"]
    private(set) var labels: [String: String] = [:]
    private(set) var history: [String] = (1...5).map { "COPY layer\($0) / # buildkit" }

    private var random = SplitMix(seed: 0x5EED)

    static let letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    static let hexadecimal = "0123456789abcdef"
    static let digits = "0123456789"
    static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

    init() {
        plantFirst()
        plantSecond()
        plantThird()
        plantFourth()
        plantFifth()
        plantConfiguration()
        plantDecoys()
        plantConfigurationDecoys()
    }

    // MARK: - Planting

    private mutating func plant(
        _ kind: String, _ path: String, in layer: Int, hiddenBy: Int? = nil, _ value: String,
        _ content: (String) -> String
    ) {
        secrets.append(Secret(kind: kind, path: path, layer: layer, hiddenBy: hiddenBy))
        values.append(value)
        write(path, content(value), in: layer)
    }

    /// Files of one path are joined.
    private mutating func write(_ path: String, _ content: String, in layer: Int) {
        if let index = layers[layer - 1].firstIndex(where: { $0.path == path }) {
            layers[layer - 1][index].content += content
        } else {
            layers[layer - 1].append((path, content))
        }
    }

    private mutating func plantFirst() {
        plant("aws-access-key-id", "root/.aws/credentials", in: 1, hiddenBy: 3, "AKI" + "A" + text(16, Self.capitals)) {
            "[default]\naws_access_key_id = \($0)\n"
        }
        plant("aws-secret-access-key", "root/.aws/credentials", in: 1, hiddenBy: 3, text(40, Self.letters + "+/")) {
            "aws_secret_access_key = \($0)\n"
        }
        write("root/.wh..aws", "", in: 3)
        plant("github-token", "etc/app/token", in: 1, checked("gh" + "p_")) { "\($0)\n" }
        plant("npm-token", "root/.npmrc", in: 1, hiddenBy: 2, checked("npm" + "_")) {
            "//registry.npmjs.org/:_authToken=\($0)\n"
        }
        write("root/.wh..npmrc", "", in: 2)
        plantKey("RSA PRIVATE KEY", "etc/ssl/private/server.key", in: 1)
        plantKey("EC PRIVATE KEY", "home/app/ec.pem", in: 1, hiddenBy: 4)
        write("home/app/ec.pem", "moved to the secret store\n", in: 4)
    }

    private mutating func plantSecond() {
        plantKey("OPENSSH PRIVATE KEY", "root/.ssh/id_ed25519", in: 2, hiddenBy: 5)
        write("root/.ssh/.wh..wh..opq", "", in: 5)
        write("root/.ssh/known_hosts", "# none yet\n", in: 5)
        let key = pem("PRIVATE KEY").replacing("\n", with: "\\n")
        plant("gcp-service-account", "srv/gcp.json", in: 2, String(key.dropFirst(60).prefix(40))) { _ in
            #"{"type": "service_account", "project_id": "clock", "private_key": "\#(key)"}"# + "\n"
        }
        plant("stripe-key", "srv/app/pay.py", in: 2, "sk" + "_live_" + text(24)) { "KEY = \"\($0)\"\n" }
        let slack = "xox" + "b-" + text(12, Self.digits) + "-" + text(12, Self.digits) + "-" + text(24)
        plant("slack-token", "srv/app/notify.rb", in: 2, hiddenBy: 3, slack) { "Slack.token = '\($0)'\n" }
        write("srv/app/notify.rb", "Slack.token = ENV['SLACK_TOKEN']\n", in: 3)
        let hook = "T\(text(8, Self.capitals))/B\(text(8, Self.capitals))/\(text(24))"
        plant("slack-webhook", "srv/app/hook.sh", in: 2, hook) {
            "curl -d @- https://hooks.slack" + ".com/services/\($0)\n"
        }
        plant("google-api-key", "srv/app/web/index.html", in: 2, "AIz" + "a" + text(35)) {
            "<script src=\"https://maps.googleapis.com/maps/api/js?key=\($0)\"></script>\n"
        }
    }

    private mutating func plantThird() {
        plant("sendgrid-key", "srv/mail.yaml", in: 3, hiddenBy: 4, "S" + "G.\(text(22)).\(text(43))") {
            "sendgrid: \($0)\n"
        }
        write("srv/.wh.mail.yaml", "", in: 4)
        plant("gitlab-token", "srv/ci/gitlab.env", in: 3, "glp" + "at-" + text(20)) { "GITLAB_TOKEN=\($0)\n" }
        plant("connection-string", "srv/app/config.toml", in: 3, hiddenBy: 5, text(18)) {
            "url = \"postgres://shop:\($0)@db.corp.net/shop\"\n"
        }
        write("srv/app/config.toml", "url = \"${DATABASE_URL}\"\n", in: 5)
        let claims = #"{"sub":"svc-42","iss":"login.corp.net","exp":4102444800}"#
        let token = [#"{"alg":"HS256","typ":"JWT"}"#, claims].map { base64(Array($0.utf8), isURL: true) }
        plant("json-web-token", "srv/app/session.txt", in: 3, text(43)) {
            "session: \(token.joined(separator: ".")).\($0)\n"
        }
        plant("azure-storage-key", "srv/app/azure.config", in: 3, base64(bytes(64))) {
            "DefaultEndpointsProtocol=https;AccountName=clock;AccountKey=\($0);EndpointSuffix=core.windows.net\n"
        }
        let macaroon = base64([2, 1, 8] + Array("pypi.org".utf8) + [2, 0x20] + bytes(90), isURL: true)
        plant("pypi-token", "srv/app/publish.sh", in: 3, hiddenBy: 4, "pypi" + "-" + macaroon) {
            "twine upload -u __token__ -p \($0) dist/clock.whl\n"
        }
        write("srv/app/.wh.publish.sh", "", in: 4)
    }

    private mutating func plantFourth() {
        plant("netrc-password", "root/.netrc", in: 4, hiddenBy: 5, text(14)) {
            "machine git.corp.net login ci password \($0)\n"
        }
        write("root/.wh..netrc", "", in: 5)
        plant("registry-login", "root/.docker/config.json", in: 4, base64(Array("ci:\(text(18))".utf8))) {
            #"{"auths":{"registry.corp.net":{"auth":"\#($0)"}}}"# + "\n"
        }
        plant("digitalocean-token", "srv/do.tf", in: 4, "dop" + "_v1_" + text(64, Self.hexadecimal)) {
            "  token = \"\($0)\"\n"
        }
        plant("anthropic-key", "srv/ai.env", in: 4, "sk-a" + "nt-api03-\(text(93))AA") { "LLM=\($0)\n" }
        plant("vault-token", "srv/vault.hcl", in: 4, "hv" + "s." + text(95)) { "vault = \"\($0)\"\n" }
        plant("huggingface-token", "srv/model.py", in: 4, "h" + "f_" + text(34)) { "login(\"\($0)\")\n" }
    }

    private mutating func plantFifth() {
        plant("generic-secret", "srv/app/settings.ini", in: 5, "\(text(13))!7xQ") { "db_password = \"\($0)\"\n" }
        plant("telegram-bot-token", "srv/bot.js", in: 5, text(10, Self.digits) + ":AA" + text(33)) {
            "start('\($0)')\n"
        }
    }

    private mutating func plantConfiguration() {
        func add(_ kind: String, _ path: String, _ value: String) {
            secrets.append(Secret(kind: kind, path: path))
            values.append(value)
        }
        let token = checked("gh" + "o_")
        environment.append("DEPLOY=\(token)")
        add("github-oauth-token", "ENV DEPLOY", token)
        let password = text(16)
        environment.append("DB_PASSWORD=\(password)")
        add("generic-secret", "ENV DB_PASSWORD", password)
        let doppler = "dp" + ".pt." + text(43)
        labels["deploy.token"] = doppler
        add("doppler-token", "LABEL deploy.token", doppler)
        let argument = "lin" + "_api_" + text(40)
        history[4] = "|1 UPLOAD=\(argument) /bin/sh -c make publish # buildkit"
        add("linear-key", "history 5", argument)
    }

    // MARK: - Decoys

    private mutating func decoy(_ path: String, in layer: Int, _ content: String) {
        decoys.append(path)
        write(path, content + "\n", in: layer)
    }

    private mutating func plantDecoys() {
        decoy("srv/docs/aws.md", in: 1, "aws_access_key_id = AKI" + "AIOSFODNN7EXAMPLE")
        decoy("srv/docs/secret.md", in: 1, "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEX" + "AMPLEKEY")
        decoy("srv/docs/changeme.ini", in: 1, "password = changeme")
        decoy("srv/docs/variable.yaml", in: 2, "token: ${API_TOKEN}")
        let real = checked("gh" + "p_")
        decoy("srv/docs/wrong-sum.txt", in: 2, "token: \(real.dropLast())\(real.last == "a" ? "b" : "a")")
        decoy("srv/docs/local.env", in: 2, "DATABASE_URL=postgres://user:password@localhost:5432/db")
        let claims = [#"{"alg":"HS256","typ":"JWT"}"#, #"{"sub":"1234567890","name":"John Doe","iat":1516239022}"#]
        let parts = claims.map { base64(Array($0.utf8), isURL: true) }
        decoy(
            "srv/docs/jwt.md", in: 3,
            parts.joined(separator: ".") + ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV" + "_adQssw5c")
        decoy("etc/ssl/certs/ca.pem", in: 3, pem("CERTIFICATE"))
        decoy("etc/ssl/public.pem", in: 3, pem("PUBLIC KEY"))
        decoy(
            "srv/docs/frame.md", in: 3,
            "-----" + "BEGIN RSA PRIVATE KEY-----\n...\n-----" + "END RSA PRIVATE KEY-----")
        decoy("srv/app/lock.json", in: 4, "\"integrity\": \"sha512-\(base64(bytes(64)))\"")
        decoy("srv/app/commit.txt", in: 4, "commit \(text(40, Self.hexadecimal))")
        let uuid = [8, 4, 4, 4, 12].map { text($0, Self.hexadecimal) }.joined(separator: "-")
        decoy("srv/app/request.log", in: 4, "request_id=\(uuid) status=200")
        decoy("srv/docs/example.env", in: 4, "API_KEY=your-api-key-here")
        decoy("srv/app/read.py", in: 5, "secret = os.environ[\"CLIENT_SECRET\"]")
        decoy("srv/docs/stripe.md", in: 5, "STRIPE_KEY=sk" + "_live_" + String(repeating: "x", count: 24))
        decoy("srv/app/chart.yaml", in: 5, "password: {{ .Values.database.password }}")
    }

    private mutating func plantConfigurationDecoys() {
        environment.append("API_KEY_FILE=/run/secrets/api_key")
        decoys.append("ENV API_KEY_FILE")
        environment.append("GPG_KEY=" + text(40, Self.hexadecimal).uppercased())
        decoys.append("ENV GPG_KEY")
        labels["org.opencontainers.image.revision"] = text(40, Self.hexadecimal)
        decoys.append("LABEL org.opencontainers.image.revision")
    }

    // MARK: - Values

    private mutating func plantKey(_ label: String, _ path: String, in layer: Int, hiddenBy: Int? = nil) {
        let key = pem(label)
        // The second line of the key: reports show no such part of it.
        let line = key.split(separator: "\n").dropFirst(2).first.map(String.init) ?? key
        plant("private-key", path, in: layer, hiddenBy: hiddenBy, line) { _ in key }
    }

    private mutating func text(_ count: Int, _ alphabet: String = letters) -> String {
        let characters = Array(alphabet)
        while true {
            let text = String((0..<count).compactMap { _ in characters.randomElement(using: &random) })
            // Random values without a digit are rare and look like words.
            if alphabet == Self.capitals || count < 12 || text.contains(where: \.isNumber) { return text }
        }
    }

    private mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in .random(in: 0...255, using: &random) }
    }

    private func base64(_ bytes: [UInt8], isURL: Bool = false) -> String {
        let text = Data(bytes).base64EncodedString()
        guard isURL else { return text }
        return text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Thirty characters and their CRC-32 in base 62, as GitHub and npm make them.
    private mutating func checked(_ prefix: String) -> String {
        let body = text(30)
        var number = Int(Self.crc32(Array(body.utf8)))
        let digits = Array(Self.letters)
        var sum = ""
        for _ in 0..<6 {
            sum = "\(digits[number % 62])\(sum)"
            number /= 62
        }
        return prefix + body + sum
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var register: UInt32 = .max
        for byte in bytes {
            register ^= UInt32(byte)
            for _ in 0..<8 { register = register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1 }
        }
        return ~register
    }

    /// The frame of a key of the form around random numbers.
    private mutating func pem(_ label: String) -> String {
        let content: [UInt8] =
            switch label {
            case "EC PRIVATE KEY": [2, 1, 1, 4, 32] + bytes(90)
            case "PRIVATE KEY": [2, 1, 0, 0x30, 13] + bytes(600)
            default: [2, 1, 0, 2, 0x82, 1, 1] + bytes(700)
            }
        let head: [UInt8] =
            content.count < 128
            ? [0x30, UInt8(content.count)] : [0x30, 0x82, UInt8(content.count >> 8), UInt8(content.count & 255)]
        let block: [UInt8] =
            label == "OPENSSH PRIVATE KEY"
            ? Array("openssh-key-v1\0".utf8) + [0, 0, 0, 4] + Array("none".utf8) + [0, 0, 0, 4] + Array("none".utf8)
                + bytes(300) : head + content
        var rest = base64(block)[...]
        var lines: [Substring] = []
        while !rest.isEmpty {
            lines.append(rest.prefix(64))
            rest = rest.dropFirst(64)
        }
        return "-----" + "BEGIN \(label)-----\n" + lines.joined(separator: "\n") + "\n-----" + "END \(label)-----\n"
    }
}

/// Numbers of chance that are the same in every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
