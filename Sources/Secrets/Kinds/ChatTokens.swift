/// Tokens of messengers and mail services.
extension TokenShape {
    static let chat: [TokenShape] = [
        TokenShape(
            "slack-token", "Slack", .token, ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxo-"], .url, 20...250
        ) {
            value, prefix in
            let first = value.dropFirst(prefix).prefix { ByteSet.digit.has($0) }
            // `xoxa-2-…` has a version before the rest.
            return first.count >= 8 || (first.count == 1 && value.count >= 40) ? .shape : .no
        },
        TokenShape("slack-app-token", "Slack app", .token, ["xapp-"], .url, 40...200) { value, prefix in
            let parts = value.dropFirst(prefix).split(separator: UInt8(ascii: "-"))
            return parts.count == 4 && parts[0].count == 1 && parts[3].count >= 32 ? .shape : .no
        },
        TokenShape(
            "slack-configuration-token", "Slack configuration", .token, ["xoxe-", "xoxe.xoxb-", "xoxe.xoxp-"],
            .dottedURL, 100...250),
        TokenShape(
            "slack-webhook", "Slack", .webhook,
            ["hooks.slack.com/services/T", "hooks.slack.com/workflows/T", "hooks.slack.com/triggers/T"], .base64,
            36...80
        ) {
            value, prefix in
            let parts = value.dropFirst(prefix).split(separator: UInt8(ascii: "/"))
            return parts.count >= 3 && (parts.last?.count ?? 0) >= 18 && Measure.classes(parts[parts.count - 1]) >= 2
                ? .shape : .no
        },
        TokenShape(
            "discord-webhook", "Discord", .webhook, ["discord.com/api/webhooks/", "discordapp.com/api/webhooks/"],
            [.url, .plusSlash], 80...100),
        TokenShape(
            "teams-webhook", "Microsoft Teams", .webhook, [".webhook.office.com/webhookb2/"], [.url, .plusSlash],
            36...36, isGlued: true
        ) {
            _, _ in .verified
        },
        TokenShape("sendgrid-key", "SendGrid", .key, ["SG."], .dottedURL, 66...66, entropy: 3.5) { value, prefix in
            value.dropFirst(prefix + 22).first == UInt8(ascii: ".") ? .shape : .no
        },
        TokenShape("mailgun-key", "Mailgun", .key, ["key-"], .lowerHexadecimal, 32...32, isForBinary: false),
        TokenShape("brevo-key", "Brevo", .key, ["xkeysib-", "xsmtpsib-"], [.lowerDigit, .letter, .hyphen], 81...81) {
            value, prefix in
            value.dropFirst(prefix).prefix(64).allSatisfy { ByteSet.lowerHexadecimal.has($0) } ? .shape : .no
        },
        TokenShape("twilio-key", "Twilio", .key, ["SK"], .lowerHexadecimal, 32...32, isForBinary: false),
        TokenShape("resend-key", "Resend", .key, ["re_"], .word, 32...36, entropy: 3.8, isForBinary: false) {
            value, prefix in
            let body = value.dropFirst(prefix)
            return body.dropFirst(8).first == UInt8(ascii: "_") && Measure.classes(body) == 4 && !Measure.isWords(body)
                ? .shape : .no
        },
        TokenShape(
            "facebook-token", "Facebook", .token, ["EAAC", "EAAM", "EAAB", "EAAD"], .alphanumeric, 100...300,
            entropy: 4, isForBinary: false),
        TokenShape("typeform-token", "Typeform", .token, ["tfp_"], .dottedURL, 40...60),
    ]
}
