import Testing

@testable import RuleKit

struct SettingsTests {
    private static func on(_ change: (inout Settings) -> Void) -> [String] {
        var settings = Settings()
        change(&settings)
        return settings.severities(in: Toy.registry).keys.sorted()
    }

    @Test func eachSetHoldsTheOnesBeforeIt() {
        #expect(Self.on { $0.set = .calm } == ["DF901", "PG904"])
        #expect(Self.on { $0.set = .strict } == ["DF901", "DF902", "PG904"])
        #expect(Self.on { $0.set = .style } == ["DF901", "DF902", "PG904", "WL903"])
    }

    @Test(arguments: ["DF902", "df902", "curl-used", "PEER-2", "peer-2"])
    func anyNameSwitchesARuleOn(name: String) {
        #expect(Self.on { $0.rules[name] = .init(isOn: true) } == ["DF901", "DF902", "PG904"])
    }

    @Test func aPeersIdMeansAllRulesThatCarryIt() {
        #expect(
            Self.on {
                $0.rules["PEER-1"] = .init(isOn: false); $0.set = .strict
            } == ["PG904"])
        #expect(Toy.registry.rules(named: "peer-1").map(\.about.id) == ["DF901", "DF902"])
    }

    @Test func ourOwnIdDecidesOverAPeers() {
        // Whatever order a dictionary has.
        for name in ["DF902", "curl-used"] {
            for peer in ["PEER-1", "PEER-2", "peer-2"] {
                #expect(Self.on { $0.rules = [name: .init(isOn: true), peer: .init(isOn: false)] }.contains("DF902"))
            }
        }
    }

    @Test func aSeveritySwitchesARuleOn() {
        #expect(Self.on { $0.rules["DF902"] = .init(severity: .low) } == ["DF901", "DF902", "PG904"])
        #expect(Self.on { $0.rules["DF902"] = .init(isOn: false, severity: .low) } == ["DF901", "PG904"])
    }

    @Test func rulesNewerThanTheLockAreSilent() {
        #expect(
            Self.on {
                $0.asOf = "0.9"; $0.set = .style
            } == ["DF901", "DF902", "PG904"])
        #expect(
            Self.on {
                $0.asOf = "0.10"; $0.set = .style
            }.contains("WL903"))
        #expect(
            Self.on {
                $0.asOf = "0.0.9"; $0.set = .style
            } == [])
        // The lock stands even against a rule's own setting: it is there so that nothing new speaks.
        #expect(
            !Self.on {
                $0.asOf = "0.9"; $0.rules["WL903"] = .init(isOn: true)
            }.contains("WL903"))
    }

    @Test(arguments: [
        ("0.10", "0.9", true), ("0.9", "0.10", false), ("1", "1.0", false), ("1.0.1", "1", true), ("0.1", "0.1", false),
        ("2", "10", false), ("", "0", false),
    ])
    func versionsCompareByNumbers(a: String, b: String, isNewer: Bool) {
        #expect(Settings.isNewer(a, than: b) == isNewer)
    }

    @Test func ourOwnNamesWinOverPeers() {
        #expect(Toy.registry.rule("Curl-Used")?.about.id == "DF902")
        #expect(Toy.registry.rule("PEER-1")?.about.id == "DF901")
        #expect(Toy.registry.rule("nobody") == nil)
    }

    @Test(arguments: [
        ("UntaggedBaseImage", "untagged-base-image"), ("JSONArgsRecommended", "json-args-recommended"),
        ("DownloadWithoutTLS", "download-without-tls"), ("EOLBase", "eol-base"), ("A", "a"),
    ])
    func slugsAreTheNameInKebabCase(name: String, slug: String) {
        #expect(RegisteredRule.slug(of: name) == slug)
    }
}
