import Basics
import ECSModel
import Pipelines
import Testing
import Workload

/// Configurations of Renovate, Dependabot and pre-commit.
struct UpdateTests {
    private static func tool(_ path: String, _ text: String) throws -> UpdateTool {
        try #require(GitHubFixture.load([path: text]).updates.first)
    }

    @Test(
        arguments: [
            ("renovate.json", #"{"extends": ["config:recommended"]}"#, nil, false),
            (".github/renovate.json5", "// x\n{extends: ['config:best-practices'], /* y */}\n", true, false),
            (".renovaterc", #"{"extends": ["docker:pinDigests",],}"#, true, false),
            ("renovate.json", #"{"extends": [":disableRenovate"]}"#, nil, true),
            ("renovate.json", #"{"enabled": false}"#, nil, true),
            ("renovate.json", #"{"pinDigests": true}"#, true, false),
            ("renovate.json", #"{"extends": ["config:best-practices"], "pinDigests": false}"#, false, false),
            (
                "renovate.json", #"{"packageRules": [{"matchManagers": ["dockerfile"], "pinDigests": true}]}"#, true,
                false
            ),
            (
                "renovate.json",
                #"{"packageRules": [{"matchManagers": ["dockerfile"], "matchPackageNames": ["a"], "pinDigests": true}]}"#,
                nil, false
            ),
            ("package.json", #"{"name": "x", "renovate": {"pinDigests": true}}"#, true, false),
        ] as [(String, String, Bool?, Bool)])
    func renovate(_ path: String, _ text: String, _ pins: Bool?, _ isOff: Bool) throws {
        let tool = try Self.tool(path, text)
        #expect(tool.kind == .renovate)
        #expect(tool.pinsDigests.value == pins)
        #expect((tool.isSwitchedOff != nil) == isOff)
    }

    @Test func managers() throws {
        let tool = try Self.tool("renovate.json", #"{"enabledManagers": ["dockerfile", "github-actions", "poetry"]}"#)
        #expect(tool.ecosystems.value == ["docker", "github-actions", "pip"])
        #expect(try Self.tool("renovate.json", #"{"extends": []}"#).ecosystems.isAbsent)
    }

    @Test(arguments: [
        #"{"packageRules": [{"matchDatasources": ["docker"], "enabled": false}]}"#,
        #"{"dockerfile": {"enabled": false}}"#,
        #"{"extends": ["docker:disable"]}"#,
    ])
    func disabled(_ text: String) throws {
        #expect(try Self.tool("renovate.json", text).disabled.keys.sorted() == ["docker"])
    }

    @Test func presetOfOnesOwn() throws {
        let tool = try Self.tool("renovate.json", #"{"extends": ["github>acme/renovate-config"]}"#)
        #expect(tool.pinsDigests.isUnknown)
        #expect(tool.ecosystems.isUnknown)
    }

    @Test func schemaOfRenovate() {
        let found = GitHubFixture.load(["schemas/renovate.json": #"{"type": "object", "properties": {"extends": {}}}"#])
        #expect(found.updates.isEmpty)
        #expect(found.files.isEmpty)
    }

    @Test func otherPackageFile() {
        let found = GitHubFixture.load(["package.json": #"{"name": "x", "devDependencies": {"renovate": "1"}}"#])
        #expect(found.updates.isEmpty)
        #expect(found.files.isEmpty)
    }

    @Test(arguments: [
        ("{a: 'b\\'c', \"d\": +1, e: .5, f: [1, 2,], g: null, h: Infinity}", true),
        ("\u{FEFF}{}", true), ("", true), ("{a: }", false), ("{a 1}", false), ("{'a: 1}", false), ("{} x", false),
        ("[1 2]", false), ("{a: b}", false),
    ])
    func json5(_ text: String, _ isRead: Bool) {
        let found = GitHubFixture.load(["renovate.json5": text])
        #expect((GitHubFixture.reason("renovate.json5", found) == nil) == isRead)
    }

    @Test func deepJSON5() {
        let found = GitHubFixture.load(["renovate.json5": String(repeating: "[", count: 1_000_000)])
        #expect(GitHubFixture.reason("renovate.json5", found)?.contains("deep") == true)
    }

    @Test func dependabot() throws {
        let text = """
            version: 2
            updates:
              - package-ecosystem: docker
                directories: [/, /app]
                schedule: {interval: weekly}
              - package-ecosystem: "github-actions"
                directory: /
                cooldown: {default-days: 7}
              - package-ecosystem: npm
                directory: /
                open-pull-requests-limit: 0
            """
        let tool = try Self.tool(".github/dependabot.yml", text)
        #expect(tool.kind == .dependabot)
        #expect(tool.ecosystems.value == ["docker", "github-actions"])
        #expect(tool.place.text == "updates")
        #expect(GitHubFixture.load(["dependabot.yml": text]).updates.isEmpty)
    }

    @Test func hooks() throws {
        let text = """
            repos:
              - repo: https://github.com/hadolint/hadolint
                rev: v2.12.0
                hooks:
                  - id: hadolint
              - repo: local
                hooks:
                  - id: mine
                    entry: ./x
            """
        let file = try #require(GitHubFixture.load([".pre-commit-config.yaml": text]).hooks.first)
        #expect(file.hooks.map(\.id) == ["hadolint", "mine"])
        #expect(file.hooks.map(\.revision) == ["v2.12.0", ""])
        #expect(file.hooks[0].place.text == "hadolint")
    }
}
