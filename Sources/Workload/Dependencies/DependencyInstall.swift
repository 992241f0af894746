import Basics
package import DockerfileSyntax
package import ShellSyntax

/// A command of a RUN that installs the application's own dependencies, with the manifest and the lock file it reads.
package struct DependencyInstall: Sendable {
    /// A file of the context that the command can see.
    package struct Input: Sendable, Hashable {
        /// In the tree.
        package var path: String
        /// The instruction that brings it.
        package var instruction: Int
    }

    package let call: PackageCall
    /// The index of the RUN.
    package let instruction: Int
    package let stage: Int
    /// The call and its verb, in the file.
    package let place: Range<Int>
    package let verbPlace: Range<Int>
    /// The folder it runs in; nil where the file does not tell.
    package let folder: String?
    /// The manifests it reads, when they come from the context.
    package let manifests: [Manifest]
    /// The lock file that lies beside the manifest when it runs.
    package let lock: Input?
    /// All lock files of the language that it sees there.
    package let locks: [Input]
    /// Whether downloads go to a cache mount.
    package let hasCacheMount: Bool
    /// The command of the script.
    package let command: Command
    package let script: EmbeddedScript

    package var manifest: Manifest? { manifests.first }
    package var language: PackageLanguage? { Self.language(of: call.manager) }
    /// The command as people say it: `npm ci`.
    package var shown: String {
        call.rawVerb.isEmpty ? call.manager.rawValue : "\(call.manager.rawValue) \(call.rawVerb)"
    }

    static func read(_ file: Dockerfile, _ files: ImageFiles, _ context: BuildContext?) -> [DependencyInstall] {
        file.stages.flatMap { stage in
            stage.instructions.filter { file.instructions.indices.contains($0) }.flatMap { index in
                let reader = InstallReader(file: file, files: files, context: context, stage: stage, index: index)
                return reader.installs()
            }
        }
    }

    package static func language(of manager: PackageManager) -> PackageLanguage? {
        switch manager {
        case .npm, .yarn, .pnpm, .bun: .javascript
        case .pip, .pipenv, .poetry, .uv, .pdm: .python
        case .bundle: .ruby
        case .composer: .php
        case .go: .go
        case .cargo: .rust
        case .mvn, .gradle: .java
        case .dotnet: .dotnet
        case .swift: .swift
        default: nil
        }
    }

    package static func manifestNames(of manager: PackageManager) -> [String] {
        switch manager {
        case .npm, .yarn, .pnpm, .bun: ["package.json"]
        case .poetry, .uv, .pdm: ["pyproject.toml"]
        case .pipenv: ["Pipfile"]
        case .bundle: ["Gemfile"]
        case .composer: ["composer.json"]
        case .go: ["go.mod"]
        case .cargo: ["Cargo.toml"]
        case .mvn: ["pom.xml"]
        case .gradle: ["build.gradle", "build.gradle.kts"]
        case .swift: ["Package.swift"]
        default: []
        }
    }

    /// The lock file that this manager reads.
    package static func lockNames(of manager: PackageManager) -> [String] {
        Ecosystem(rawValue: manager == .bundle ? "bundler" : manager.rawValue)?.lockNames ?? []
    }
}

/// Finds the installs of one RUN.
struct InstallReader {
    let file: Dockerfile
    let files: ImageFiles
    let context: BuildContext?
    let stage: Stage
    let index: Int

    func installs() -> [DependencyInstall] {
        let instruction = file.instructions[index]
        guard instruction.keyword == .run, let script = instruction.script, script.interpreter.isShell else {
            return []
        }
        let hasCache = instruction.mounts.contains { $0.kind == .cache }
        return script.shell.packageCalls.filter(Self.isProjectInstall).compactMap { call in
            guard script.shell.commands.indices.contains(call.commandIndex) else { return nil }
            let folder = folder(of: call, in: script.shell)
            let manifests = manifests(of: call, in: folder)
            let locks = locks(of: call, in: folder)
            let own = DependencyInstall.lockNames(of: call.manager)
            return DependencyInstall(
                call: call, instruction: index, stage: stage.index, place: script.sourceRange(call.range),
                verbPlace: script.sourceRange(call.verbRange), folder: folder, manifests: manifests,
                lock: locks.first { own.contains(RelativePath.name($0.path)) }, locks: locks, hasCacheMount: hasCache,
                command: script.shell.commands[call.commandIndex], script: script)
        }
    }

    /// Whether a call installs what the project declares, and nothing by name.
    static func isProjectInstall(_ call: PackageCall) -> Bool {
        if call.hasFlag("-g", "--global", "--version", "-v", "--help", "--dry-run")
            || call.value("--location") == "global"
        {
            return false
        }
        switch call.manager {
        case .npm, .yarn, .pnpm, .bun: return call.installs && call.packages.isEmpty
        case .pip:
            return call.verb == .install && !call.requirementFiles.isEmpty && call.packages.isEmpty
        case .poetry, .pdm, .bundle, .composer: return call.verb == .sync && call.packages.isEmpty
        case .uv: return call.rawVerb == "sync"
        case .pipenv: return call.installs && call.packages.isEmpty
        case .go: return call.rawVerb == "mod download"
        case .cargo: return call.rawVerb == "fetch"
        case .dotnet: return call.rawVerb == "restore"
        case .mvn: return call.verb == .download
        case .swift: return call.rawVerb == "package resolve"
        default: return false
        }
    }

    // MARK: Where it runs

    private func folder(of call: PackageCall, in script: ShellScript) -> String? {
        var folder = workdir()
        for command in script.commands.prefix(call.commandIndex) where command.program == "cd" {
            if command.context.subshellDepth > 0 || command.context.isConditional { return nil }
            guard let target = command.effectiveArguments.first?.literal else { return nil }
            folder = ImageFiles.absolute(target, in: folder)
        }
        if let option = call.value("--prefix", "-C", "--cwd", "--dir", "-d", "--working-dir", "--directory") {
            guard !option.contains("$") else { return nil }
            folder = ImageFiles.absolute(option, in: folder)
        }
        return folder
    }

    /// The working directory at the RUN.
    private func workdir() -> String? {
        let lineage = file.lineage(of: stage)
        var folder = lineage.first.flatMap { KnownStart.of($0.base)?.workdir }
        for stage in lineage {
            for number in stage.instructions where number < index && file.instructions.indices.contains(number) {
                let instruction = file.instructions[number]
                guard instruction.keyword == .workdir else { continue }
                folder = instruction.word?.value.flatMap { ImageFiles.absolute($0, in: folder) }
            }
        }
        return folder
    }

    // MARK: What it reads

    /// The file of the context at a path of the image when the command runs.
    private func input(_ path: String, _ folder: String) -> DependencyInstall.Input? {
        guard let context else { return nil }
        for mount in file.instructions[index].mounts where mount.kind == .bind && mount.from == nil {
            guard let target = ImageFiles.absolute(mount.target ?? ".", in: folder) else { continue }
            let source = RelativePath.join("", mount.source ?? "") ?? ""
            let inside =
                path == target
                ? source : path.hasPrefix(target + "/") ? source + path.dropFirst(target.utf8.count) : nil
            guard let inside, let clean = RelativePath.join("", inside), !context.matcher.decide(clean).isIgnored,
                let entry = context.tree.entry(context.treePath(clean)), entry.kind != .folder
            else { continue }
            return .init(path: context.treePath(clean), instruction: index)
        }
        guard case .context(let found, let instruction)? = files.origin(of: path, in: stage, before: index) else {
            return nil
        }
        return .init(path: found, instruction: instruction)
    }

    private func manifests(of call: PackageCall, in folder: String?) -> [Manifest] {
        guard let folder, let context else { return [] }
        let names: [String]
        if call.manager == .pip {
            names = call.requirementFiles.compactMap { Self.requirementFile($0) }
        } else {
            names = DependencyInstall.manifestNames(of: call.manager)
        }
        return names.flatMap { name -> [Manifest] in
            guard let path = ImageFiles.absolute(name, in: folder), let input = input(path, folder) else { return [] }
            return ManifestReader.read(input.path, in: context.tree)
        }
    }

    /// `-rfile` and `--requirement=file` stand in one word.
    static func requirementFile(_ word: ShellSyntax.Word) -> String? {
        guard let text = word.literal else { return nil }
        if text.hasPrefix("--requirement=") { return String(text.dropFirst(14)) }
        return text.hasPrefix("-r") ? String(text.dropFirst(2)) : text
    }

    private func locks(of call: PackageCall, in folder: String?) -> [DependencyInstall.Input] {
        guard let folder, let language = DependencyInstall.language(of: call.manager) else { return [] }
        return Ecosystem.allCases.filter { $0.language == language }.flatMap(\.lockNames).compactMap { name in
            ImageFiles.absolute(name, in: folder).flatMap { input($0, folder) }
        }
    }
}
