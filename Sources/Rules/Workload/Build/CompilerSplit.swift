import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// Stages for compiled languages: what the file builds and what it starts tell which artefact the last one takes.
enum CompilerSplit {
    /// What the running stage is made of.
    private struct Plan {
        var image: String
        /// Absolute paths.
        var artefacts: [String]
        var hasShell: Bool
        /// Variables that only the compiler reads begin with these.
        var buildSettings: [String]
        var packages: [String] = []
        var boundary: Int
    }

    static func fix(_ workload: Workload) -> Fix? {
        guard let stage = workload.stage, let image = stage.baseImage, image.digest == nil,
            let started = started(workload)
        else { return nil }
        let file = workload.dockerfile
        let plan: Plan?
        switch (image.registry, image.officialName ?? image.repository) {
        case (_, "golang"): plan = go(workload, stage, image, started)
        case (_, "rust"): plan = rust(workload, stage, image, started)
        case (_, "maven"), (_, "gradle"), (_, "eclipse-temurin"): plan = java(workload, stage, image, started)
        case (_, "swift"): plan = swift(workload, stage, image, started)
        case ("mcr.microsoft.com", "dotnet/sdk"): plan = dotnet(workload, stage, image, started)
        default: plan = nil
        }
        guard let plan, let split = StageSplit(workload, boundary: plan.boundary) else { return nil }
        if plan.hasShell {
            guard RunNeeds.lacking(split.behind, workload) == nil,
                !split.behind.contains(where: { file.instructions[$0].script?.shell.packageCalls.isEmpty == false })
            else { return nil }
        } else {
            let needsShell = split.behind.contains { index in
                let instruction = file.instructions[index]
                return [.run, .healthcheck, .user].contains(instruction.keyword)
                    || [.cmd, .entrypoint].contains(instruction.keyword) && !instruction.isJSON
            }
            let hasSetup = split.before.contains { [.healthcheck, .user].contains(file.instructions[$0].keyword) }
            guard !needsShell, !hasSetup else { return nil }
        }
        let beside = beside(workload, split.folder)
        let artefacts = plan.artefacts + beside.filter { !plan.artefacts.contains($0) }
        return split.fix(
            image: plan.image, artefacts: artefacts, copies: .outside([split.folder]), packages: plan.packages,
            note: note(plan.artefacts, plan.image),
            isSetting: { name in
                !plan.buildSettings.contains { name.hasPrefix($0) }
            })
    }

    private static func note(_ artefacts: [String], _ image: String) -> Text {
        let names = artefacts.map { "`\($0)`" }.joined(separator: ", ")
        let user = image.hasSuffix(":nonroot")
        return Text(
            en: """
                The last stage holds \(names) and no sources: copy what else the program reads, such as templates.\
                \(user ? " It runs as user 65532." : "")
                """,
            ja: """
                最終ステージに入るのは \(names) だけで、ソースは含まれません。テンプレートなどプログラムが読むファイルがあれば追加で\
                コピーしてください。\(user ? "実行ユーザーは 65532 になります。" : "")
                """)
    }

    /// Folders of the context that programs read rather than compile; they lie where the whole context was copied.
    private static func beside(_ workload: Workload, _ folder: String) -> [String] {
        guard let copy = workload.contextCopies.first(where: { $0.takesAll && $0.way != .mount }),
            copy.destination == folder
        else { return [] }
        let names: Set<String> = [
            "templates", "static", "public", "assets", "views", "migrations", "locales", "i18n", "translations", "web",
            "config", "configs",
        ]
        var found: Set<String> = []
        for file in copy.files {
            let parts = file.path.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2, names.contains(parts[0]),
                ![".go", ".rs", ".java", ".kt", ".cs", ".swift"].contains(where: { parts[1].hasSuffix($0) })
            else { continue }
            found.insert(parts[0])
        }
        return found.sorted().map { (folder == "/" ? "" : folder) + "/" + $0 }
    }

    // MARK: What is started

    private struct Started {
        var words: [String]
        var isShell: Bool
        var folder: String
        var program: String { words.first ?? "" }

        func absolute(_ path: String) -> String? {
            if path.hasPrefix("/") { return RelativePath.join("", path).map { "/" + $0 } }
            return RelativePath.join(folder, path).map { "/" + $0 }
        }
    }

    /// The words of ENTRYPOINT and CMD, where all are written out.
    private static func started(_ workload: Workload) -> Started? {
        guard let config = workload.config, let folder = config.workdir.map(\.value) ?? "/" else { return nil }
        let line = CommandLine(config)
        guard line.shellArguments == nil, line.ignoredCommand == nil, workload.scripts.isEmpty else { return nil }
        if let script = line.script {
            guard line.words.isEmpty, script.interpreter.isShell, script.shell.commands.count == 1,
                let command = script.shell.commands.first, command.redirections.isEmpty
            else { return nil }
            let words = command.words.dropFirst(command.effectiveIndex).compactMap(\.literal)
            guard words.count == command.words.count - command.effectiveIndex else { return nil }
            return Started(words: words, isShell: true, folder: folder)
        }
        let words = line.words.compactMap(\.word.value)
        guard words.count == line.words.count, !words.isEmpty else { return nil }
        return Started(words: words, isShell: false, folder: folder)
    }

    // MARK: Builds

    /// The commands of RUN instructions, with the index of theirs and the folder they run in.
    private static func commands(_ stage: Stage, _ file: Dockerfile) -> [(index: Int, command: Command)] {
        stage.instructions.flatMap { index -> [(index: Int, command: Command)] in
            guard file.instructions[index].keyword == .run, let script = file.instructions[index].script,
                script.interpreter.isShell
            else { return [] }
            return script.shell.commands.map { (index, $0) }
        }
    }

    /// The folder a command runs in: WORKDIR, or where a `cd` before it leads.
    private static func folder(_ index: Int, _ command: Command, _ workload: Workload) -> String? {
        let file = workload.dockerfile
        guard let split = StageSplit(workload, boundary: index) else { return nil }
        var folder: String? = split.folder
        for earlier in file.instructions[index].script?.shell.commands.prefix(command.index) ?? []
        where earlier.program == "cd" {
            guard let target = earlier.effectiveArguments.first?.literal else { return nil }
            folder = folder.flatMap { RelativePath.join(target.hasPrefix("/") ? "" : $0, target).map { "/" + $0 } }
        }
        return folder
    }

    private static func value(_ command: Command, _ names: String...) -> String? {
        let words = Array(command.effectiveArguments)
        for (place, word) in words.enumerated() {
            guard let text = word.literal else { continue }
            if names.contains(text), words.indices.contains(place + 1) { return words[place + 1].literal }
            for name in names where name.hasPrefix("--") && text.hasPrefix(name + "=") {
                return String(text.dropFirst(name.utf8.count + 1))
            }
        }
        return nil
    }

    private static func isVerb(_ command: Command, _ verb: String) -> Bool {
        command.effectiveArguments.first?.literal == verb
    }

    // MARK: Languages

    private static func go(
        _ workload: Workload, _ stage: Stage, _ image: ImageReference, _ started: Started
    ) -> Plan? {
        let file = workload.dockerfile
        let builds = commands(stage, file).filter { $0.command.program == "go" && isVerb($0.command, "build") }
        guard builds.count == 1, let build = builds.first, let boundary = RunNeeds.lastBuild(stage, file),
            let output = value(build.command, "-o"), let folder = folder(build.index, build.command, workload),
            !output.hasSuffix("/"), let path = absolute(output, folder), path == started.absolute(started.program),
            started.program.contains("/")
        else { return nil }
        let isAlpine = image.tag?.has("alpine") == true
        let isStatic =
            build.command.assignments.contains { $0.name == "CGO_ENABLED" && $0.value?.literal == "0" }
            || workload.config?.environment["CGO_ENABLED"]?.value == "0"
            || file.instructions[build.index].script?.shell.commands.contains { command in
                command.program == "export" && command.words.contains { $0.literal == "CGO_ENABLED=0" }
            } == true
        let needsLibraries = commands(stage, file).contains { entry in
            entry.command.packageCall.map { $0.manager.isSystem && $0.installs } == true
        }
        guard isStatic || !needsLibraries else { return nil }
        let needsShell = started.isShell || hasRuns(behind: boundary, stage, file)
        let target: String
        var packages: [String] = []
        if isAlpine {
            target = "alpine:" + Self.alpine
        } else if needsShell {
            target = "debian:trixie-slim"
            packages = ["ca-certificates"]
        } else {
            target = "gcr.io/distroless/\(isStatic ? "static" : "base")-debian13:nonroot"
        }
        return Plan(
            image: target, artefacts: [path], hasShell: isAlpine || needsShell,
            buildSettings: ["GO", "CGO_"], packages: packages, boundary: boundary)
    }

    private static func rust(
        _ workload: Workload, _ stage: Stage, _ image: ImageReference, _ started: Started
    ) -> Plan? {
        let file = workload.dockerfile
        let builds = commands(stage, file).filter { $0.command.program == "cargo" && isVerb($0.command, "build") }
        guard let build = builds.last, let boundary = RunNeeds.lastBuild(stage, file),
            build.command.effectiveArguments.contains(where: { $0.literal == "--release" || $0.literal == "-r" }),
            value(build.command, "--target", "--target-dir") == nil, started.program.contains("/"),
            let folder = folder(build.index, build.command, workload), let path = started.absolute(started.program),
            path.hasPrefix((folder == "/" ? "" : folder) + "/target/release/"),
            !workload.manifests.contains(where: { !$0.nativePackages.isEmpty }),
            !commands(stage, file).contains(where: { $0.command.packageCall?.manager.isSystem == true })
        else { return nil }
        let isAlpine = image.tag?.has("alpine") == true
        let needsShell = started.isShell || hasRuns(behind: boundary, stage, file)
        let target =
            isAlpine
            ? "alpine:" + Self.alpine
            : needsShell ? "debian:trixie-slim" : "gcr.io/distroless/cc-debian13:nonroot"
        return Plan(
            image: target, artefacts: [path], hasShell: isAlpine || needsShell, buildSettings: ["CARGO", "RUST"],
            packages: needsShell && !isAlpine ? ["ca-certificates"] : [], boundary: boundary)
    }

    private static func java(
        _ workload: Workload, _ stage: Stage, _ image: ImageReference, _ started: Started
    ) -> Plan? {
        let file = workload.dockerfile
        guard let runtime = RuntimeImage(image), runtime.name == "java", let tag = image.tag,
            image.officialName != "maven" || tag.has("temurin"), started.program == "java",
            let jar = started.words.firstIndex(of: "-jar").map({ $0 + 1 }), started.words.indices.contains(jar),
            let path = started.absolute(started.words[jar]), path.hasSuffix(".jar"),
            path.contains("/target/") || path.contains("/build/libs/"), !path.contains(where: { "*?[".contains($0) }),
            let boundary = RunNeeds.lastBuild(stage, file),
            commands(stage, file).contains(where: { entry in
                ["mvn", "mvnw", "gradle", "gradlew"].contains(entry.command.program ?? "")
            })
        else { return nil }
        let target =
            image.officialName == "eclipse-temurin"
            ? JavaKitFix.runtime(tag).map { image.name + ":" + $0 }
            : "eclipse-temurin:\(runtime.version.shown)-jre" + (tag.has("alpine") ? "-alpine" : "")
        guard let target else { return nil }
        return Plan(
            image: target, artefacts: [path], hasShell: true, buildSettings: ["MAVEN_", "GRADLE_", "MVN"],
            boundary: boundary)
    }

    private static func dotnet(
        _ workload: Workload, _ stage: Stage, _ image: ImageReference, _ started: Started
    ) -> Plan? {
        let file = workload.dockerfile
        let builds = commands(stage, file).filter { $0.command.program == "dotnet" && isVerb($0.command, "publish") }
        guard builds.count == 1, let build = builds.first, let boundary = RunNeeds.lastBuild(stage, file),
            let output = value(build.command, "-o", "--output"), let tag = image.tag,
            let folder = folder(build.index, build.command, workload), let path = absolute(output, folder),
            path != "/", path != folder, started.program == "dotnet", started.words.count > 1,
            started.words[1].hasSuffix(".dll"), let program = started.absolute(started.words[1]),
            program.hasPrefix(path + "/")
        else { return nil }
        // The SDK counts its own patches: `8.0.404` is no tag of the runtime.
        var parts = tag.split(separator: "-").map(String.init)
        let numbers = parts[0].split(separator: ".")
        guard numbers.count >= 2, numbers.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { return nil }
        parts[0] = numbers.prefix(2).joined(separator: ".")
        return Plan(
            image: "mcr.microsoft.com/dotnet/aspnet:" + parts.joined(separator: "-"), artefacts: [path],
            hasShell: true, buildSettings: ["NUGET_", "DOTNET_CLI_"], boundary: boundary)
    }

    private static func swift(
        _ workload: Workload, _ stage: Stage, _ image: ImageReference, _ started: Started
    ) -> Plan? {
        let file = workload.dockerfile
        let builds = commands(stage, file).filter { $0.command.program == "swift" && isVerb($0.command, "build") }
        guard let build = builds.last, let boundary = RunNeeds.lastBuild(stage, file), let tag = image.tag,
            ["-c", "--configuration"].contains(where: { value(build.command, $0) == "release" }),
            let folder = folder(build.index, build.command, workload), started.program.contains("/"),
            let path = started.absolute(started.program),
            path.hasPrefix((folder == "/" ? "" : folder) + "/.build/release/")
        else { return nil }
        return Plan(
            image: "swift:\(tag)-slim", artefacts: [path], hasShell: true, buildSettings: [], boundary: boundary)
    }

    // MARK: Helpers

    /// The release of Alpine to start from.
    private static let alpine = EndOfLife.releaseLines(.alpine).first?.version ?? "3.24"

    private static func absolute(_ path: String, _ folder: String) -> String? {
        RelativePath.join(path.hasPrefix("/") ? "" : folder, path).map { "/" + $0 }
    }

    private static func hasRuns(behind boundary: Int, _ stage: Stage, _ file: Dockerfile) -> Bool {
        stage.instructions.contains { $0 > boundary && [.run, .healthcheck].contains(file.instructions[$0].keyword) }
            || stage.instructions.contains { index in
                guard index <= boundary, let script = file.instructions[index].script else { return false }
                return script.shell.commands.contains { ["useradd", "adduser"].contains($0.program ?? "") }
            }
    }
}
