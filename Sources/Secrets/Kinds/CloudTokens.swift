/// Credentials of cloud providers.
extension TokenShape {
    static let cloud: [TokenShape] = [
        // Ids of users, roles and policies (AIDA, AROA, ANPA …) are names, no credentials.
        TokenShape(
            "aws-access-key-id", "AWS", .accessKeyID, ["AKIA", "ASIA", "ABIA", "ACCA"], .capitalDigit, 16...16,
            check: { value, prefix in
                // Base 32 holds the account number; 0, 1, 8 and 9 are no digits of it.
                value.dropFirst(prefix).allSatisfy { ByteSet.capital.has($0) || (0x32...0x37).contains($0) }
                    ? .shape : .no
            }),
        TokenShape("aws-bedrock-key", "Amazon Bedrock", .key, ["ABSKQmVkcm9ja0FQSUtleS"], .base64, 60...200),
        TokenShape("google-api-key", "Google", .key, ["AIza"], .url, 35...35, entropy: 3.5),
        TokenShape("google-oauth-secret", "Google OAuth", .secret, ["GOCSPX-"], .url, 28...28),
        TokenShape("google-oauth-token", "Google OAuth", .token, ["ya29."], .url, 60...400, entropy: 4),
        TokenShape("google-refresh-token", "Google OAuth", .token, ["1//0"], .url, 60...160, entropy: 4),
        TokenShape(
            "alibaba-access-key-id", "Alibaba Cloud", .accessKeyID, ["LTAI"], .alphanumeric, 12...20, entropy: 3),
        TokenShape(
            "digitalocean-token", "DigitalOcean", .token, ["dop_v1_", "doo_v1_", "dor_v1_"], .lowerHexadecimal, 64...64),
        TokenShape(
            "digitalocean-spaces-key", "DigitalOcean Spaces", .key, ["DO00"], .capitalDigit, 16...16, isForBinary: false
        ),
        TokenShape(
            "cloudflare-origin-ca-key", "Cloudflare Origin CA", .key, ["v1.0-"], [.lowerHexadecimal, .hyphen], 171...171
        ) {
            value, _ in value.dropFirst(29).first == UInt8(ascii: "-") ? .shape : .no
        },
        TokenShape("yandex-api-key", "Yandex Cloud", .key, ["AQVN"], .url, 35...38, entropy: 3.5),
        TokenShape("yandex-token", "Yandex Cloud", .token, ["t1."], [.dottedURL, .equals], 90...400, entropy: 4),
        TokenShape("flyio-token", "Fly.io", .token, ["fm1r_", "fm1a_", "fm2_"], .base64, 100...1500, entropy: 4),
        TokenShape("flyio-token", "Fly.io", .token, ["fo1_"], .url, 43...43, entropy: 3.5),
        TokenShape("heroku-key", "Heroku", .key, ["HRKU-AA"], .url, 58...58),
        TokenShape("scalingo-token", "Scalingo", .token, ["tk-us-"], .url, 48...48),
        TokenShape("planetscale-token", "PlanetScale", .token, ["pscale_tkn_", "pscale_oauth_"], .dottedURL, 32...64),
        TokenShape("planetscale-password", "PlanetScale", .password, ["pscale_pw_"], .dottedURL, 32...64),
        TokenShape(
            "clickhouse-key", "ClickHouse Cloud", .secret, ["4b1d"], .alphanumeric, 38...38, entropy: 4,
            isForBinary: false),
        TokenShape("neon-key", "Neon", .key, ["napi_"], .lowerDigit, 60...70),
        TokenShape("supabase-key", "Supabase", .key, ["sbp_"], .lowerHexadecimal, 40...40),
        TokenShape("supabase-key", "Supabase", .key, ["sb_secret_"], .url, 30...60),
        TokenShape("vercel-token", "Vercel", .token, ["vcp_", "vci_", "vca_", "vcr_"], .alphanumeric, 56...60),
        TokenShape("aiven-token", "Aiven", .token, ["AVNS_"], .url, 19...24, isForBinary: false),
    ]
}
