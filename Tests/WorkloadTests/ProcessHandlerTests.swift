import Basics
import DockerfileSyntax
import Testing
import Workload

struct ProcessHandlerTests {
    private static func answer(_ files: [String: String], _ program: String) -> SignalHandlers.Answer {
        let dockerfile = "FROM node:22\nCOPY . .\nCMD [\"x\"]"
        var all = files
        all["Dockerfile"] = dockerfile
        let tree = MemoryTree(all)
        let context = BuildContext(tree: tree, root: "", dockerfilePath: "Dockerfile")
        let workload = Workload(name: ".", dockerfile: Dockerfile(dockerfile), tree: tree, context: context)
        return SignalHandlers.search(program, in: workload, maximumFiles: 3)
    }

    @Test(arguments: [
        ("node", "a.js", "process.on('SIGTERM', stop)"), ("node", "src/main.ts", "app.enableShutdownHooks()"),
        ("python3.12", "app.py", "uvicorn.run(app)"), ("python", "app.py", "signal.signal(SIGTERM, f)"),
        ("php", "a.php", "pcntl_signal(15, $f);"),
    ])
    func handlersAreFound(program: String, path: String, text: String) {
        guard case .found(let span) = Self.answer([path: text], program) else {
            Issue.record("not found in \(path)")
            return
        }
        #expect(span.path == path)
    }

    @Test(arguments: [
        ("node", "a.js", "listen(3000)", SignalHandlers.Answer.none(files: 1)),
        ("node", "node_modules/x/a.js", "SIGTERM", .unknown), ("node", "a.py", "SIGTERM", .unknown),
        ("java", "a.js", "SIGTERM", .unknown), ("python", "app.py", "SIGTER", .none(files: 1)),
    ])
    func nothingIsClaimed(program: String, path: String, text: String, expected: SignalHandlers.Answer) {
        #expect(Self.answer([path: text], program) == expected)
    }

    @Test func tooManyFilesStayUnknown() {
        let files = Dictionary(uniqueKeysWithValues: (1...4).map { ("\($0).js", "x") })
        #expect(Self.answer(files, "node") == .unknown)
    }

    @Test(arguments: [
        ("node", StopBehaviour.needsHandler), ("python3.12", .needsHandler), ("nginx", .abrupt(graceful: "SIGQUIT")),
        ("php-fpm8.3", .abrupt(graceful: "SIGQUIT")), ("java", .handles), ("mystery", .unknown),
    ])
    func programsAreKnown(program: String, behaviour: StopBehaviour) {
        #expect(StopBehaviour.of(program) == behaviour)
    }
}
