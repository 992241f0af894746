import Parity
import Testing

@Suite struct EnvironmentNameTests {
    @Test(
        arguments: [
            ("envs/dev/taskdef.json", ["development"]), ("AppProd", ["production"]), ("ECSProd", ["production"]),
            ("taskdef-stg", ["staging"]), ("prd", ["production"]), ("honban", ["production"]), ("web_uat", ["uat"]),
            ("preprod", ["preprod"]), ("pre-prod", ["preprod"]), ("non-production", ["nonprod"]),
            // Words of which an environment's name is only a part.
            ("product", []), ("devices", []), ("latest", []), ("reproduce", []), ("prod2", []), ("testify", []),
            ("", []), ("開発", []),
        ])
    func wordsTellEnvironments(text: String, ids: [String]) {
        #expect(EnvironmentWords.environments(in: text).map(\.id) == ids)
    }

    @Test(
        arguments: [
            ("orders-dev", "orders"), ("dev-orders", "orders"), ("/ecs/dev/orders", "/ecs/orders"),
            ("OrdersDev", "Orders"), ("dev", ""), ("orders", "orders"), ("orders-development-api", "orders-api"),
            ("orders-prod", "orders-prod"),
        ])
    func namesLoseTheirEnvironment(text: String, rest: String) throws {
        let name = try #require(EnvironmentName(word: "dev"))
        #expect(EnvironmentWords.without(name.words, text) == rest)
    }

    @Test func spellingsOfOneEnvironmentAreOne() {
        #expect(EnvironmentName(word: "stg")?.id == EnvironmentName(word: "Staging")?.id)
        #expect(EnvironmentName(word: "qa")?.id != EnvironmentName(word: "uat")?.id)
    }

    @Test(
        arguments: [
            ("containers.web.user", "containers.web.user", true), ("containers.*.user", "containers.web.user", true),
            ("containers.*.user", "containers.a.b.user", false), ("containers.**", "containers.a.b.user", true),
            ("service.**", "service.deploymentConfiguration.maximumPercent", true), ("service.*", "service.a.b", false),
            ("**.LOG_LEVEL", "containers.web.variables.LOG_LEVEL", true), ("task.cpu", "task.cpuX", false),
            ("containers.*.variables.*_URL", "containers.web.variables.API_URL", true), ("**", "anything.at.all", true),
            ("task.runtimePlatform.**", "task.runtimePlatform", true), ("task.a.**.b", "task.a.b", false),
            ("**.a*c.**", "x.abc.y", true), ("*.b", "a.b", true), ("*.b", "a.c.b", false),
            ("**b*.c", "ab.b.cb.c", true),
            ("SERVICE.runsOn", "service.runson", true),
        ])
    func patternsMatchFields(pattern: String, field: String, matches: Bool) throws {
        #expect(try #require(FieldPattern(pattern)).matches(field) == matches)
    }

    @Test(arguments: ["", "cpu", "Container.web", "service..x", "service.", "task cpu", "task.\n", "resources.*"])
    func patternsThatCanMeanNothingAreNone(pattern: String) {
        #expect(FieldPattern(pattern) == nil)
    }

    /// A pattern of many stars must not take exponential time.
    @Test func patternsOfManyStarsEnd() throws {
        let pattern = try #require(FieldPattern("**" + String(repeating: "a**", count: 80) + "b"))
        #expect(!pattern.matches(String(repeating: "a", count: 2000)))
    }
}
