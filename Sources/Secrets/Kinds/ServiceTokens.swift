/// Tokens of other services.
extension TokenShape {
    static let services: [TokenShape] = [
        TokenShape("linear-key", "Linear", .key, ["lin_api_"], .alphanumeric, 40...40),
        TokenShape("notion-token", "Notion", .token, ["ntn_"], .alphanumeric, 46...46) { value, prefix in
            value.dropFirst(prefix).prefix(11).allSatisfy { ByteSet.digit.has($0) } ? .shape : .no
        },
        TokenShape(
            "notion-token", "Notion", .token, ["secret_"], .alphanumeric, 43...43, entropy: 4, isForBinary: false
        ) { value, prefix in
            Measure.classes(value.dropFirst(prefix)) == 3 && !Measure.isWords(value) ? .shape : .no
        },
        TokenShape("postman-key", "Postman", .key, ["PMAK-"], [.hexadecimal, .hyphen], 59...59) { value, prefix in
            value.dropFirst(prefix + 24).first == UInt8(ascii: "-") ? .shape : .no
        },
        TokenShape("readme-key", "ReadMe", .key, ["rdme_"], .lowerDigit, 70...70),
        TokenShape("frameio-token", "Frame.io", .token, ["fio-u-"], [.url, .equals], 64...64),
        TokenShape("figma-token", "Figma", .token, ["figd_"], .url, 40...45),
        TokenShape("adobe-secret", "Adobe", .secret, ["p8e-"], .lowerDigit, 32...32) { value, prefix in
            Measure.classes(value.dropFirst(prefix)) == 2 ? .shape : .no
        },
        TokenShape("airtable-token", "Airtable", .token, ["pat"], .dottedURL, 79...79, isForBinary: false) {
            value, prefix in
            let body = value.dropFirst(prefix)
            return body.dropFirst(14).first == UInt8(ascii: ".")
                && body.suffix(64).allSatisfy({ ByteSet.lowerHexadecimal.has($0) }) ? .shape : .no
        },
        TokenShape("contentful-token", "Contentful", .token, ["CFPAT-"], .url, 40...45),
        TokenShape("ionic-token", "Ionic", .token, ["ion_"], .lowerDigit, 42...42),
        TokenShape("mapbox-secret-token", "Mapbox secret", .token, ["sk.eyJ"], .dottedURL, 70...200, entropy: 4),
        TokenShape("dropbox-token", "Dropbox", .token, ["sl."], .url, 130...1300, entropy: 4.5, isForBinary: false),
        TokenShape(
            "settlemint-token", "SettleMint", .token, ["sm_aat_", "sm_pat_", "sm_sat_"], .alphanumeric, 16...16),
        TokenShape("defined-networking-token", "Defined Networking", .token, ["dnkey-"], [.url, .equals], 79...79),
        TokenShape("intra42-secret", "Intra 42", .secret, ["s-s4t2ud-", "s-s4t2af-"], .lowerHexadecimal, 64...64),
        TokenShape(
            "hubspot-token", "HubSpot", .token, ["pat-na1-", "pat-eu1-", "pat-na2-"], [.lowerHexadecimal, .hyphen],
            36...36),
        TokenShape(
            "asana-token", "Asana", .token, ["1/12", "2/12", "0/12"], [.digit, .lowerHexadecimal, .plusSlash, .colon],
            40...80, isForBinary: false
        ) { value, _ in
            let parts = value.split(separator: UInt8(ascii: ":"))
            return parts.count == 2 && parts[1].count == 32 && value.contains(UInt8(ascii: "/")) ? .shape : .no
        },
        TokenShape("telnyx-key", "Telnyx", .key, ["KEY01"], [.word], 50...60, isForBinary: false),
        TokenShape("posthog-key", "PostHog personal", .key, ["phx_"], .alphanumeric, 43...48),
        TokenShape("okta-ssws", "Okta", .token, ["SSWS 00"], .url, 40...40),
    ]
}
