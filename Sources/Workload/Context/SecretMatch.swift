package import Basics

/// A secret value found in a file or in a variable.
package struct SecretMatch: Sendable, Hashable {
    package var kind: SecretKind
    /// The bytes of the secret itself.
    package var range: Range<Int>
    /// What may be shown: at most four characters and a quarter of it, and its length.
    package var masked: String

    init(_ kind: SecretKind, _ range: Range<Int>, in bytes: [UInt8]) {
        self.kind = kind
        self.range = range
        let shown = bytes[range].prefix(min(4, range.count / 4)).prefix { (0x21...0x7E).contains($0) }
        // The head of a key says what it is; its first characters say nothing.
        masked =
            kind == .privateKey
            ? "-----BEGIN … PRIVATE KEY-----" : String(decoding: shown, as: UTF8.self) + "…(\(range.count))"
    }
}

/// What kind of secret a value is.
package enum SecretKind: String, Sendable, Hashable, CaseIterable {
    case awsAccessKeyID, awsSecretKey, gitHubToken, gitLabToken, slackToken, slackWebhook, stripeKey, googleAPIKey
    case npmToken, pyPIToken, sendGridKey, twilioKey, anthropicKey, openAIKey, huggingFaceToken, dockerHubToken
    case digitalOceanToken, shopifyToken, vaultToken, ageKey
    case privateKey, jsonWebToken, connectionPassword, registryPassword, netrcPassword, assignedSecret

    /// Whether the value's own shape tells; else only the name or the place it is given to does.
    package var isCertain: Bool {
        switch self {
        case .connectionPassword, .netrcPassword, .assignedSecret, .jsonWebToken: false
        default: true
        }
    }

    package var name: Text {
        switch self {
        case .awsAccessKeyID: Text(en: "AWS access key ID", ja: "AWS アクセスキー ID")
        case .awsSecretKey: Text(en: "AWS secret access key", ja: "AWS シークレットアクセスキー")
        case .gitHubToken: Text(en: "GitHub token", ja: "GitHub トークン")
        case .gitLabToken: Text(en: "GitLab token", ja: "GitLab トークン")
        case .slackToken: Text(en: "Slack token", ja: "Slack トークン")
        case .slackWebhook: Text(en: "Slack webhook URL", ja: "Slack Webhook URL")
        case .stripeKey: Text(en: "Stripe live key", ja: "Stripe の本番用キー")
        case .googleAPIKey: Text(en: "Google API key", ja: "Google API キー")
        case .npmToken: Text(en: "npm token", ja: "npm トークン")
        case .pyPIToken: Text(en: "PyPI token", ja: "PyPI トークン")
        case .sendGridKey: Text(en: "SendGrid API key", ja: "SendGrid API キー")
        case .twilioKey: Text(en: "Twilio API key", ja: "Twilio API キー")
        case .anthropicKey: Text(en: "Anthropic API key", ja: "Anthropic API キー")
        case .openAIKey: Text(en: "OpenAI API key", ja: "OpenAI API キー")
        case .huggingFaceToken: Text(en: "Hugging Face token", ja: "Hugging Face トークン")
        case .dockerHubToken: Text(en: "Docker Hub token", ja: "Docker Hub トークン")
        case .digitalOceanToken: Text(en: "DigitalOcean token", ja: "DigitalOcean トークン")
        case .shopifyToken: Text(en: "Shopify token", ja: "Shopify トークン")
        case .vaultToken: Text(en: "Vault token", ja: "Vault トークン")
        case .ageKey: Text(en: "age secret key", ja: "age の秘密鍵")
        case .privateKey: Text(en: "private key", ja: "秘密鍵")
        case .jsonWebToken: Text(en: "JSON Web Token", ja: "JSON Web Token")
        case .connectionPassword: Text(en: "password in a URL", ja: "URL に含まれるパスワード")
        case .registryPassword: Text(en: "registry login", ja: "レジストリのログイン情報")
        case .netrcPassword: Text(en: "password of a netrc file", ja: "netrc ファイルのパスワード")
        case .assignedSecret: Text(en: "password or key in an assignment", ja: "代入されたパスワードまたはキー")
        }
    }
}
