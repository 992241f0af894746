/// Values without a mark of their own, which only the name of their service beside a fitting form tells.
struct VendorName: Sendable {
    /// In the name, in small letters without separators.
    var word: String
    var kind: SecretKind
    var alphabet: ByteSet
    var lengths: [Int]
    var isUUID = false

    private init(
        _ word: String, _ title: String, _ alphabet: ByteSet, _ lengths: [Int], isUUID: Bool = false
    ) {
        self.word = word
        kind = SecretKind("\(word.split(separator: "_").joined())-key", "\(title) key", "\(title) のキー")
        self.alphabet = alphabet
        self.lengths = lengths
        self.isUUID = isUUID
    }

    static let all: [VendorName] = [
        VendorName("heroku", "Heroku", [.lowerHexadecimal, .hyphen], [36], isUUID: true),
        VendorName("datadog", "Datadog", .lowerHexadecimal, [32, 40]),
        VendorName("fastly", "Fastly", .url, [32]),
        VendorName("cloudflare", "Cloudflare", .url, [37, 40]),
        VendorName("algolia", "Algolia", .lowerDigit, [32]),
        VendorName("airtable", "Airtable", .alphanumeric, [17]),
        VendorName("asana", "Asana", .lowerDigit, [32]),
        VendorName("atlassian", "Atlassian", .alphanumeric, [24]),
        VendorName("bitbucket", "Bitbucket", [.url, .equals], [64]),
        VendorName("beamer", "Beamer", [.url, .equals], [46]),
        VendorName("contentful", "Contentful", [.url, .equals], [43]),
        VendorName("discord", "Discord", [.url, .equals], [32, 64]),
        VendorName("dropbox", "Dropbox", .alphanumeric, [64]),
        VendorName("finicity", "Finicity", .lowerDigit, [20, 32]),
        VendorName("hubspot", "HubSpot", [.hexadecimal, .hyphen], [36], isUUID: true),
        VendorName("intercom", "Intercom", [.url, .equals], [60]),
        VendorName("launchdarkly", "LaunchDarkly", .url, [40]),
        VendorName("mailgun", "Mailgun", [.lowerHexadecimal, .hyphen], [50]),
        VendorName("messagebird", "MessageBird", .alphanumeric, [25]),
        VendorName("newrelic", "New Relic", .alphanumeric, [40, 64]),
        VendorName("netlify", "Netlify", .url, [40, 43, 44, 45, 46]),
        VendorName("alibaba", "Alibaba Cloud", .alphanumeric, [30]),
        VendorName("aliyun", "Alibaba Cloud", .alphanumeric, [30]),
        VendorName("sendbird", "Sendbird", .lowerHexadecimal, [40]),
        VendorName("sentry", "Sentry", .lowerHexadecimal, [64]),
        VendorName("snyk_", "Snyk", [.lowerHexadecimal, .hyphen], [36], isUUID: true),
        VendorName("sonar", "SonarQube", .url, [40]),
        VendorName("travis", "Travis CI", .alphanumeric, [22]),
        VendorName("twilio", "Twilio", .lowerHexadecimal, [32]),
        VendorName("twitch", "Twitch", .lowerDigit, [30]),
        VendorName("twitter", "Twitter", .alphanumeric, [45, 50]),
        VendorName("facebook", "Facebook", .lowerHexadecimal, [32]),
        VendorName("linkedin", "LinkedIn", .alphanumeric, [16]),
        VendorName("zendesk", "Zendesk", .lowerDigit, [40]),
        VendorName("confluent", "Confluent Cloud", .base64, [64]),
        VendorName("cohere", "Cohere", .alphanumeric, [40]),
        VendorName("mistral", "Mistral", .alphanumeric, [32]),
        VendorName("okta_", "Okta", .url, [42]),
        VendorName("artifactory", "Artifactory", .alphanumeric, [64, 73]),
        VendorName("jfrog", "JFrog", .alphanumeric, [64, 73]),
        VendorName("coinbase", "Coinbase", .url, [64]),
        VendorName("mattermost", "Mattermost", .lowerDigit, [26]),
        VendorName("rapidapi", "RapidAPI", .url, [50]),
        VendorName("sumologic", "Sumo Logic", .alphanumeric, [64]),
        VendorName("squarespace", "Squarespace", [.lowerHexadecimal, .hyphen], [36], isUUID: true),
        VendorName("telegram", "Telegram", [.url, .colon], [44, 45, 46]),
        VendorName("droneci", "Drone CI", .alphanumeric, [32]),
        VendorName("kraken", "Kraken", .base64, [88]),
        VendorName("segment", "Segment", .url, [43]),
        VendorName("pagerduty", "PagerDuty", [.url, .plusSlash], [20]),
        VendorName("honeycomb", "Honeycomb", .alphanumeric, [32]),
        VendorName("rollbar", "Rollbar", .lowerHexadecimal, [32]),
        VendorName("bugsnag", "Bugsnag", .lowerHexadecimal, [32]),
        VendorName("amplitude", "Amplitude", .lowerHexadecimal, [32]),
        VendorName("jenkins", "Jenkins", .lowerHexadecimal, [32, 34]),
        VendorName("linode", "Linode", .lowerHexadecimal, [64]),
        VendorName("vultr", "Vultr", .capitalDigit, [36]),
        VendorName("hetzner", "Hetzner", .alphanumeric, [64]),
    ]

    private static let purposes = ["key", "token", "secret", "auth", "pass", "credential"].map { Array($0.utf8) }

    /// The kind of a value whose name has a service and a purpose in it.
    static func judge(_ letters: [UInt8], _ value: ArraySlice<UInt8>) -> SecretKind? {
        guard purposes.contains(where: { Placeholder.contains(letters, $0) }),
            !Placeholder.contains(letters, Array("public".utf8))
        else { return nil }
        for vendor in all
        where Placeholder.contains(letters, Array(vendor.word.utf8.filter { $0 != UInt8(ascii: "_") })) {
            guard vendor.lengths.contains(value.count), value.allSatisfy({ vendor.alphabet.has($0) }),
                vendor.isUUID
                    ? RandomValue.isUUID(value) : Measure.classes(value) >= 2 && Measure.entropy(value) >= 3.2,
                !Measure.isWordy(value)
            else { continue }
            return vendor.kind
        }
        return nil
    }
}
