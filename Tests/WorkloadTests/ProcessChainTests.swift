import Basics
import DockerfileSyntax
import Testing
import Workload

/// A Dockerfile with its files, what is started, and what becomes of SIGTERM.
struct ChainCase: Sendable, CustomTestStringConvertible {
    var dockerfile: String
    var files: [String: String] = [:]
    var told: String
    var verdict: String

    init(_ dockerfile: String, _ files: [String: String] = [:], told: String, _ verdict: String) {
        self.dockerfile = dockerfile
        self.files = files
        self.told = told
        self.verdict = verdict
    }

    var testDescription: String { dockerfile.replacing("\n", with: " ⏎ ") }

    var chain: ProcessChain? {
        var all = files
        all["Dockerfile"] = dockerfile
        let tree = MemoryTree(all)
        let context = BuildContext(tree: tree, root: "", dockerfilePath: "Dockerfile")
        return Workload(name: ".", dockerfile: Dockerfile(dockerfile), tree: tree, context: context).process
    }
}

struct ProcessChainTests {
    static func start(_ script: String) -> String {
        "{\"name\":\"a\",\"scripts\":{\"start\":\"\(script)\"}}"
    }

    static let direct: [ChainCase] = [
        .init("FROM debian\nENTRYPOINT [\"/app\"]", told: "app", "reaches"),
        .init("FROM debian\nENTRYPOINT [\"tini\", \"--\", \"/app\"]", told: "tini → app", "reaches"),
        .init(
            "FROM debian\nENTRYPOINT [\"tini\", \"-g\", \"--\"]\nCMD [\"node\", \"a.js\"]", told: "tini → node",
            "reaches"),
        .init("FROM node:22\nCMD [\"node\", \"a.js\"]", told: "node", "reaches"),
        .init("FROM company/base\nCMD [\"node\", \"a.js\"]", told: "node", "unknown"),
        .init("FROM python:3\nCMD [\"gosu\", \"app\", \"python\", \"a.py\"]", told: "gosu → python", "reaches"),
        .init("FROM ruby:3\nCMD [\"bundle\", \"exec\", \"puma\"]", told: "bundle → puma", "reaches"),
        .init("FROM debian\nCMD [\"su\", \"app\", \"-c\", \"/app\"]", told: "su", "blocked switchUser"),
        .init("FROM nginx:1.27", told: "nginx", "reaches"),
        .init("FROM company/base", told: "", "unknown"),
        .init("FROM gcr.io/distroless/java21-debian12\nCMD [\"app.jar\"]", told: "java", "reaches"),
        .init("FROM gcr.io/distroless/nodejs22-debian12\nCMD [\"app.js\"]", told: "node", "reaches"),
        .init("FROM debian\nENTRYPOINT [\"tini\", \"--\"]\nCMD /app", told: "tini → sh", "blocked shellWaits"),
    ]

    static let shells: [ChainCase] = [
        .init("FROM debian\nCMD /app --port 80", told: "sh", "blocked shellWaits"),
        .init("FROM debian\nCMD exec /app --port 80", told: "sh → app", "reaches"),
        .init("FROM debian\nCMD cd /srv && exec /app", told: "sh → app", "reaches"),
        .init("FROM alpine\nCMD /app --port 80", told: "sh → app", "reaches"),
        .init("FROM alpine\nCMD cd /srv && /app > /dev/stdout", told: "sh → app", "reaches"),
        .init("FROM alpine\nCMD /app | tee log", told: "sh", "unknown"),
        .init(
            "FROM amazonlinux:2023\nENTRYPOINT [\"sh\", \"-c\", \"java $OPTS -jar a.jar\"]", told: "sh → java",
            "reaches"),
        .init("FROM amazonlinux:2023\nCMD java -jar a.jar 2>&1", told: "sh", "blocked shellWaits"),
        .init("FROM debian\nSHELL [\"/bin/bash\", \"-c\"]\nCMD /app", told: "bash → app", "reaches"),
        .init("FROM debian\nCMD [\"bash\", \"-c\", \"/app | tee log\"]", told: "bash", "blocked shellWaits"),
        .init("FROM company/base\nENTRYPOINT /app", told: "sh", "unknown"),
        .init("FROM debian\nCMD /app &", told: "sh", "blocked background"),
        .init("FROM debian\nCMD nginx & node a.js", told: "sh", "blocked shellWaits"),
        .init("FROM debian\nCMD node a.js & wait", told: "sh", "blocked waitsForJobs"),
    ]

    static let scripts: [ChainCase] = [
        script("exec \"$@\"", "run.sh → app", "reaches"),
        script("set -e\nif [ \"$1\" = x ]; then\n  exec sh\nfi\nexec \"$@\"", "run.sh → app", "reaches"),
        script("if [ \"$1\" = x ]; then exec sh; else exec \"$@\"; fi", "run.sh → app", "reaches"),
        script("migrate && exec \"$@\"", "run.sh → app", "reaches"),
        script("[ -n \"$X\" ] && exec /other\nnode a.js", "run.sh", "unknown"),
        script("main() { exec \"$@\"; }\nmain \"$@\"", "run.sh → app", "reaches"),
        script(
            "main() {\n  if true; then exec gosu app \"$0\" \"$@\"; fi\n  exec \"$@\"\n}\nif ! sourced; then main \"$@\"; fi",
            "run.sh → app", "reaches"),
        script("\"$@\"", "run.sh", "blocked scriptWithoutExec"),
        script("node a.js", "run.sh", "blocked scriptWithoutExec"),
        script("node a.js\nexit $?", "run.sh", "blocked scriptWithoutExec"),
        script("if [ \"$E\" = prod ]; then node a.js; else nodemon a.js; fi", "run.sh", "blocked scriptWithoutExec"),
        script("trap 'kill $PID' TERM\nnode a.js &\nPID=$!\nwait $PID", "run.sh", "reaches"),
        script("node a.js &\nwait -n", "run.sh", "blocked waitsForJobs"),
        script("node a.js &", "run.sh", "blocked background"),
        script("until nc -z db 5432; do sleep 1; done\nexec node a.js", "run.sh → node", "reaches"),
        script("case \"$1\" in\n  web) exec puma ;;\n  *) exec \"$@\" ;;\nesac", "run.sh → app", "reaches"),
        script("case \"$1\" in\n  web) node a.js ;;\n  *) node b.js ;;\nesac", "run.sh", "blocked scriptWithoutExec"),
        script("exec su-exec app \"$@\"", "run.sh → su-exec → app", "reaches"),
        script("eval \"exec node a.js\"", "run.sh → node", "reaches"),
        script("while true; do node a.js; sleep 1; done", "run.sh", "unknown"),
    ]

    static func script(_ text: String, _ told: String, _ verdict: String) -> ChainCase {
        ChainCase(
            "FROM debian\nCOPY run.sh /usr/local/bin/\nENTRYPOINT [\"run.sh\"]\nCMD [\"/app\"]",
            ["run.sh": "#!/bin/sh\n" + text + "\n"], told: told, verdict)
    }

    static let packages: [ChainCase] = [
        .init(
            "FROM node:22\nWORKDIR /app\nCOPY . .\nCMD [\"npm\", \"start\"]", ["package.json": start("node a.js")],
            told: "npm → sh", "blocked runner"),
        .init(
            "FROM node:22-alpine\nWORKDIR /app\nCOPY . .\nCMD [\"npm\", \"start\"]",
            ["package.json": start("node a.js")],
            told: "npm → sh → node", "reaches"),
        .init(
            "FROM node:22\nWORKDIR /app\nCOPY . .\nCMD [\"npm\", \"run\", \"start\"]",
            ["package.json": start("exec node a.js")], told: "npm → sh → node", "reaches"),
        .init("FROM node:22\nCMD [\"npm\", \"start\"]", told: "npm", "blocked runner"),
        .init("FROM node:22-alpine\nCMD [\"npm\", \"start\"]", told: "npm", "unknown"),
        .init(
            "FROM node:22-alpine\nCMD [\"yarn\", \"start\"]", ["package.json": start("node a.js")], told: "yarn",
            "unknown"),
    ]

    @Test(arguments: direct + shells + scripts + packages)
    func follows(_ example: ChainCase) throws {
        let chain = try #require(example.chain)
        #expect(chain.told == example.told)
        #expect(Self.describe(chain.verdict) == example.verdict)
    }

    private static func describe(_ verdict: ProcessChain.Verdict) -> String {
        switch verdict {
        case .reaches: "reaches"
        case .blocked(_, let obstacle): "blocked \(obstacle.rawValue)"
        case .unknown: "unknown"
        }
    }

    @Test(arguments: [
        ("nginx & node a.js", ["nginx"]), ("(cd a && ./x) & exec b", ["cd"]), ("sleep 5 & exec b", []),
        ("a & b & wait", ["a", "b"]),
    ])
    func tellsWhatRunsBeside(script: String, names: [String]) throws {
        let chain = try #require(Self.script(script, "", "").chain)
        #expect(chain.background.map(\.name) == names)
    }

    @Test func missedProgramIsNamed() throws {
        let example = Self.script("exec_it() { true; }\nnode a.js --port 3000", "", "")
        let missed = try #require(example.chain?.missed)
        #expect(missed.name == "node")
        #expect(missed.words == ["node", "a.js", "--port", "3000"])
        #expect(example.chain?.obstacle?.path == "run.sh")
    }

    @Test func hostileScriptsEnd() {
        let deep = String(repeating: "if true; then ", count: 500) + "exec a" + String(repeating: "; fi", count: 500)
        let loop = "a() { b; }\nb() { a; }\na"
        let selfStarting = "exec run.sh"
        for text in [deep, loop, selfStarting] { #expect(Self.script(text, "", "").chain != nil) }
    }
}
