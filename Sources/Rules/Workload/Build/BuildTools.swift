import DockerfileSyntax
import ShellSyntax
import Workload

/// Compilers that system package managers install.
enum BuildTools {
    private static let names: Set<String> = [
        "build-essential", "gcc", "g++", "gcc-c++", "build-base", "clang", "cmake", "alpine-sdk", "make", "autoconf",
        "automake", "musl-dev", "libc6-dev", "linux-headers",
    ]
    /// Those that compile by themselves; `make` alone may well be what people run their tasks with.
    private static let compilers: Set<String> = [
        "build-essential", "gcc", "g++", "gcc-c++", "build-base", "clang", "alpine-sdk",
    ]

    struct Found {
        var name: String
        var place: Range<Int>
    }

    static func isCompiler(_ name: String) -> Bool { compilers.contains(name) }

    /// The compilers that a RUN installs and leaves there, the first of each RUN of the image that runs.
    static func installed(in workload: Workload) -> [Found] {
        workload.shipped.compactMap { _, instruction in
            guard instruction.keyword == .run, let script = instruction.script, script.interpreter.isShell else {
                return nil
            }
            return installed(by: script)
        }
    }

    private static func installed(by script: EmbeddedScript) -> Found? {
        let calls = script.shell.packageCalls
        for (index, call) in calls.enumerated() where call.manager.isSystem && call.verb == .install {
            guard let package = call.packages.first(where: { compilers.contains($0.name) }) else { continue }
            let later = calls[(index + 1)...].filter { $0.manager.isSystem && $0.verb == .remove }
            let group = call.value("--virtual", "-t")
            let isRemoved = later.contains { removal in
                removal.packages.contains { $0.name == package.name || $0.name == group || $0.kind == .unknown }
                    // `purge --auto-remove` without a name takes what `apt-mark auto` has marked.
                    || removal.rawVerb == "autoremove" || removal.packages.isEmpty
            }
            if !isRemoved { return Found(name: package.name, place: script.sourceRange(package.range)) }
        }
        return nil
    }

    /// Whether a stage has a compiler when an instruction of it runs: from its base image or by an install before.
    static func has(in stage: Stage, before index: Int, _ file: Dockerfile) -> Bool {
        let lineage = file.lineage(of: stage)
        guard let root = lineage.first else { return true }
        guard case .image(let image) = root.base, let contents = BuildBases.contents(of: image) else { return true }
        switch contents {
        case .minimal, .runtime: break
        case .compiler, .fullRuntime, .javaKit: return true
        }
        for stage in lineage {
            for number in stage.instructions where number <= index && file.instructions.indices.contains(number) {
                let instruction = file.instructions[number]
                if instruction.keyword == .copy, instruction.flag("from") != nil { return true }
                guard instruction.keyword == .run, let script = instruction.script else { continue }
                guard script.interpreter.isShell else { return true }
                for call in script.shell.packageCalls where call.manager.isSystem && call.verb == .install {
                    if call.packages.contains(where: { names.contains($0.name) || $0.kind == .unknown }) { return true }
                }
            }
        }
        return false
    }
}
