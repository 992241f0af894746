import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// Makes the texts of a rule for tests.
func toyAbout(
    _ id: String, since: String = "0.1", severity: Severity = .medium, set: RuleSet = .calm, aliases: [String] = [],
    yieldsTo: [String] = []
) -> About {
    let text = Text(en: "toy", ja: "テスト用")
    return About(
        id: id, since: since, severity: severity, set: set, title: text, why: text, remedy: text, message: text,
        links: [], aliases: aliases, yieldsTo: yieldsTo, fails: [], passes: [])
}

/// Reports each RUN as a whole.
struct AnyRun: Rule {
    static let about = toyAbout("DF901", severity: .low, aliases: ["PEER-1"], yieldsTo: ["DF902", "DF999"])

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .run {
            report.fault(at: instruction.range)
        }
    }
}

/// Reports the name of curl.
struct CurlUsed: Rule {
    static let about = toyAbout("DF902", severity: .high, set: .strict, aliases: ["PEER-1", "PEER-2"])
    static let commands = ["curl"]

    func check(_ run: RunCommand, _ report: inout Report) {
        report.fault(at: run.place)
    }
}

/// Says that all is well with every workload, and came later.
struct NewerRule: Rule {
    static let about = toyAbout("WL903", since: "0.10", set: .style)

    func check(_ workload: Workload, _ report: inout Report) {
        report.holds(at: 0..<1)
    }
}

/// Reports pragmas of which nothing came.
struct IdlePragma: Rule {
    static let about = toyAbout("PG904")

    func check(_ use: PragmaUse, _ report: inout Report) {
        for name in use.pragma.rules where !use.used.contains(name.text) { report.fault(at: name.range) }
    }
}

enum Toy {
    static let registry = Registry([IdlePragma.self, NewerRule.self, CurlUsed.self, AnyRun.self])

    static func settings(_ set: RuleSet) -> Settings {
        var settings = Settings()
        settings.set = set
        return settings
    }

    /// What the toy rules say of a Dockerfile, as `id line` and `~` behind what is silenced.
    static func findings(_ text: String, _ settings: Settings = settings(.strict)) -> [String] {
        judge(text, settings).map { "\($0.rule) \($0.span.start.line)\($0.suppression == nil ? "" : "~")" }
    }

    static func judge(_ text: String, _ settings: Settings, _ registry: Registry = registry) -> [Finding] {
        let tree = MemoryTree(["Dockerfile": text])
        let found = Discovery.find(in: tree, from: [""])
        guard let file = found.containerFile("Dockerfile"),
            let workload = WorkloadLoader(tree: tree).workloads(of: file).first
        else { return [] }
        return Judge(registry, settings).judge(workload)
    }
}
