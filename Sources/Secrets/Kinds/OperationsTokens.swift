/// Tokens of what runs, watches and keeps secrets of other systems.
extension TokenShape {
    static let operations: [TokenShape] = [
        TokenShape("vault-token", "HashiCorp Vault", .token, ["hvs."], .url, 24...300, entropy: 3.3) { value, prefix in
            Measure.classes(value.dropFirst(prefix)) >= 3 ? .shape : .no
        },
        TokenShape("vault-batch-token", "HashiCorp Vault batch", .token, ["hvb."], .url, 100...500, entropy: 4),
        TokenShape(
            "doppler-token", "Doppler", .token, ["dp.pt.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."], .alphanumeric,
            43...44),
        TokenShape("doppler-token", "Doppler", .token, ["dp.st."], .dottedURL, 40...80),
        TokenShape(
            "dynatrace-token", "Dynatrace", .token, ["dt0c01.", "dt0s01.", "dt0s02."], [.capitalDigit, .dot], 89...89
        ) { value, prefix in
            value.dropFirst(prefix + 24).first == UInt8(ascii: ".") ? .shape : .no
        },
        TokenShape("newrelic-key", "New Relic", .key, ["NRAK-"], .capitalDigit, 27...27),
        TokenShape("newrelic-key", "New Relic insert", .key, ["NRII-"], .url, 32...32),
        TokenShape("newrelic-browser-key", "New Relic browser", .key, ["NRJS-"], .lowerHexadecimal, 19...19) { _, _ in
            .context
        },
        TokenShape("grafana-token", "Grafana service account", .token, ["glsa_"], .word, 41...41, check: grafana),
        TokenShape("grafana-cloud-token", "Grafana Cloud", .token, ["glc_eyJ"], .base64, 30...400, entropy: 3.5),
        TokenShape("grafana-key", "Grafana", .key, ["eyJrIjoi"], [.url, .equals], 60...400, entropy: 4),
        TokenShape("sentry-token", "Sentry", .token, ["sntryu_"], .lowerHexadecimal, 64...64),
        TokenShape(
            "sentry-org-token", "Sentry organization", .token, ["sntrys_eyJ"], [.base64, .underscore], 80...500,
            entropy: 4),
        TokenShape("pulumi-token", "Pulumi", .token, ["pul-"], .lowerHexadecimal, 40...40),
        TokenShape("prefect-key", "Prefect", .key, ["pnu_", "pnb_"], .lowerDigit, 36...36),
        TokenShape("infracost-key", "Infracost", .key, ["ico-"], .alphanumeric, 32...32, entropy: 3.5) { value, _ in
            Measure.classes(value.dropFirst(4)) >= 3 ? .shape : .no
        },
        TokenShape(
            "octopus-key", "Octopus Deploy", .key, ["API-"], .capitalDigit, 26...32, entropy: 3.5, isForBinary: false
        ) { value, _ in
            Measure.classes(value.dropFirst(4)) == 2 ? .shape : .no
        },
        TokenShape(
            "harness-token", "Harness", .token, ["pat.", "sat."], .dottedURL, 68...68, entropy: 3.8, isForBinary: false
        ) { value, _ in
            let parts = value.split(separator: UInt8(ascii: "."))
            return parts.count == 4 && parts[1].count == 22 && parts[2].count == 24 && parts[3].count == 20
                ? .shape : .no
        },
        TokenShape("age-secret-key", "age", .secret, ["AGE-SECRET-KEY-1"], .capitalDigit, 58...58) { value, _ in
            Measure.isBech32(value) ? .verified : .no
        },
        TokenShape(
            "onepassword-token", "1Password service account", .token, ["ops_eyJ"], .anyBase64, 200...2000, entropy: 4),
        TokenShape(
            "onepassword-secret-key", "1Password", .secret, ["A3-"], [.capitalDigit, .hyphen], 31...32,
            isForBinary: false
        ) { value, _ in
            let parts = value.split(separator: UInt8(ascii: "-")).map(\.count)
            return parts == [2, 6, 6, 5, 5, 5, 5] || parts == [2, 6, 11, 5, 5, 5] ? .shape : .no
        },
        TokenShape(
            "tailscale-key", "Tailscale", .key, ["tskey-auth-", "tskey-api-", "tskey-client-", "tskey-"],
            [.alphanumeric, .hyphen], 20...80),
        TokenShape(
            "authress-key", "Authress", .key, ["authress_", "scauth_", "ext_"], [.dottedURL, .plusSlash, .equals],
            60...220, isForBinary: false
        ) { value, _ in
            let parts = value.split(separator: UInt8(ascii: "."))
            return parts.count >= 4 && (parts[2].starts(with: "acc_".utf8) || parts[2].starts(with: "acc-".utf8))
                ? .shape : .no
        },
        TokenShape("mongodb-atlas-secret", "MongoDB Atlas service account", .secret, ["mdb_sa_sk_"], .url, 30...60),
        TokenShape("checkly-key", "Checkly", .token, ["cu_"], .lowerHexadecimal, 32...32),
        TokenShape(
            "rancher-token", "Rancher", .token, ["kubeconfig-u-", "kubeconfig-user-"], [.lowerDigit, .colon, .dot],
            54...80, isForBinary: false),
        TokenShape("stackhawk-key", "StackHawk", .key, ["hawk."], .dottedURL, 41...41, entropy: 3.5),
    ]

    /// `glsa_`, 32 random characters, and the CRC-32 of what stands before in eight hexadecimal digits.
    private static let grafana: @Sendable (ArraySlice<UInt8>, Int) -> Verdict = { value, prefix in
        guard value.dropLast(8).last == UInt8(ascii: "_"),
            value.suffix(8).allSatisfy({ ByteSet.lowerHexadecimal.has($0) })
        else { return .no }
        return .shape
    }
}
