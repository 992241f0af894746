import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// Divides the only stage of an image in one that builds and one that runs.
///
/// All up to the last build step stays where it is; a FROM is put behind it, with what the running image needs of the
/// lines before: variables, folder, users, and the files named here. The lines behind stay untouched.
struct StageSplit {
    /// Which COPY of the context are repeated in the stage that runs.
    enum Copies {
        /// Those with a destination outside of these folders, which the artefacts bring.
        case outside([String])
        /// All: the program runs from its sources.
        case all
    }

    let workload: Workload
    let stage: Stage
    /// The last instruction of the stage that builds.
    let boundary: Int
    /// The name of the stage that builds.
    let name: String
    /// WORKDIR at the boundary.
    let folder: String

    private var file: Dockerfile { workload.dockerfile }

    /// Nil where the image has several stages already, or a name that somebody may build by.
    init?(_ workload: Workload, boundary: Int) {
        let file = workload.dockerfile
        guard let stage = workload.stage, file.stages.count == 1, stage.index == 0, workload.hint?.target == nil,
            case .image = stage.base, stage.instructions.contains(boundary), boundary > stage.from,
            let folder = Self.folder(stage, boundary, file)
        else { return nil }
        if let given = stage.name?.raw {
            guard ["build", "builder", "base"].contains(given.lowercased()) else { return nil }
            name = given
        } else {
            name = "build"
        }
        self.workload = workload
        self.stage = stage
        self.boundary = boundary
        self.folder = folder
    }

    private static func folder(_ stage: Stage, _ boundary: Int, _ file: Dockerfile) -> String? {
        var folder = KnownStart.of(stage.base)?.workdir
        for index in stage.instructions where index <= boundary && file.instructions[index].keyword == .workdir {
            folder = file.instructions[index].word?.value.flatMap { path in
                path.hasPrefix("/")
                    ? RelativePath.join("", path).map { "/" + $0 }
                    : folder.flatMap { RelativePath.join($0, path).map { "/" + $0 } }
            }
        }
        return folder
    }

    /// The instructions before and behind the boundary.
    var before: [Int] { stage.instructions.filter { $0 > stage.from && $0 <= boundary } }
    var behind: [Int] { stage.instructions.filter { $0 > boundary } }

    /// - Parameters:
    ///   - image: what the running stage starts from.
    ///   - artefacts: absolute paths that it takes from the stage that builds, to the same place.
    ///   - packages: Debian packages that the program needs.
    ///   - settings: lines of ENV besides those of the file.
    ///   - tail: lines at the end of the stage that builds.
    ///   - isSetting: whether a variable matters when the program runs.
    func fix(
        image: String, artefacts: [String], copies: Copies, packages: [String] = [], settings: [String] = [],
        tail: [String] = [], extra: [Edit] = [], note: Text, isSetting: (String) -> Bool = { _ in true }
    ) -> Fix? {
        guard let carried = carried(copies, isSetting) else { return nil }
        var edits = extra
        if stage.name == nil {
            let end = stage.image.range.upperBound
            let keyword = file.instructions[stage.from].keywordText
            edits.append(Edit(end..<end, keyword == keyword.lowercased() ? " as \(name)" : " AS \(name)"))
        }
        edits += carried.moved.map { file.removing($0) }
        var lines = tail.map(cased) + ["", cased("FROM \(image)")]
        if !packages.isEmpty {
            lines.append(
                cased("RUN")
                    + " apt-get update \\\n    && apt-get install -y --no-install-recommends \(packages.joined(separator: " ")) \\\n"
                    + "    && rm -rf /var/lib/apt/lists/*")
        }
        lines += carried.settings + settings.map(cased) + carried.users
        if needsFolder { lines.append(cased("WORKDIR \(folder)")) }
        lines += artefacts.map { cased("COPY --from=\(name) \($0) \($0)") }
        lines += carried.copies + carried.start
        edits.append(file.inserting(lines.joined(separator: "\n"), after: boundary))
        return Fix(.ask, edits, note: note)
    }

    /// A line with its keyword in the case that the file uses.
    private func cased(_ line: String) -> String {
        let keyword = file.instructions[stage.from].keywordText
        guard keyword == keyword.lowercased(),
            let space = line.firstIndex(of: " ") ?? (line.isEmpty ? nil : line.endIndex)
        else { return line }
        return line[..<space].lowercased() + line[space...]
    }

    private var needsFolder: Bool {
        before.contains { file.instructions[$0].keyword == .workdir } && folder != "/"
    }

    /// What is repeated in, or moved to, the stage that runs.
    private struct Carried {
        var settings: [String] = []
        var users: [String] = []
        var copies: [String] = []
        var start: [String] = []
        var moved: [Int] = []
    }

    private func carried(_ copies: Copies, _ isSetting: (String) -> Bool) -> Carried? {
        var carried = Carried()
        var arguments: [String] = []
        for index in before {
            let instruction = file.instructions[index]
            switch instruction.keyword {
            case .arg: arguments += instruction.pairs.map(\.key.shown)
            case .env:
                // A secret in two places is worse than in one; a build argument is not there a second time.
                for pair in instruction.pairs {
                    let text = pair.value?.raw ?? ""
                    if SecretName.matches(pair.key.shown) || pair.isLegacy { return nil }
                    if arguments.contains(where: { text.contains("$" + $0) || text.contains("${" + $0) }) { return nil }
                }
                let pairs = instruction.pairs.filter { isSetting($0.key.shown) }
                if pairs.count == instruction.pairs.count {
                    carried.settings.append(file.source.text(instruction.range))
                } else if !pairs.isEmpty {
                    carried.settings.append(
                        "ENV " + pairs.map { file.source.text($0.range) }.joined(separator: " "))
                }
            case .user, .onbuild, .unknown: return nil
            case .run where LastingEffect.settings(index, file) != nil:
                // It has no effect where it stands, and was meant for the program.
                carried.settings += LastingEffect.settings(index, file).map { [$0] } ?? []
            case .run where isAccount(instruction): carried.users.append(file.source.text(instruction.range))
            case .copy, .add:
                guard let line = line(index, instruction, copies) else { return nil }
                if !line.isEmpty { carried.copies.append(line) }
            case .expose, .label, .volume, .stopsignal, .healthcheck, .cmd, .entrypoint, .shell, .maintainer:
                carried.moved.append(index)
                carried.start.append(file.source.text(instruction.range))
            default: break
            }
        }
        let later = behind.map { file.source.text(file.instructions[$0].range) } + carried.start
        guard !arguments.contains(where: { name in later.contains { $0.contains(name) } }) else { return nil }
        return carried
    }

    /// Whether a RUN makes users and groups, and nothing else.
    private func isAccount(_ instruction: Instruction) -> Bool {
        guard let script = instruction.script, script.interpreter.isShell, !script.shell.commands.isEmpty else {
            return false
        }
        let programs: Set<String> = ["useradd", "groupadd", "adduser", "addgroup", "usermod"]
        return script.shell.commands.allSatisfy { $0.program.map(programs.contains) == true }
    }

    /// The line that brings a copied file into the stage that runs; empty where none is needed.
    private func line(_ index: Int, _ instruction: Instruction, _ copies: Copies) -> String? {
        guard let view = instruction.copy, !instruction.isJSON, instruction.heredocs.isEmpty,
            let written = view.destination?.value, let target = target(written, at: index)
        else { return nil }
        let isRemote = view.sources.contains { $0.kind != .path || $0.looksLikeArchive && view.isAdd }
        switch copies {
        case .outside(let folders):
            if folders.contains(where: { target == $0 || target.hasPrefix($0 == "/" ? "/" : $0 + "/") }) { return "" }
            // What is fetched is fetched once.
            guard isRemote, !written.hasSuffix("/") else { break }
            return cased("COPY --from=\(name) \(target) \(target)")
        case .all:
            if view.from == nil, view.sources.allSatisfy({ SourceName.isInstallInput($0.word.shown) }) { return "" }
            guard isRemote, !written.hasSuffix("/") else { break }
            return cased("COPY --from=\(name) \(target) \(target)")
        }
        guard !isRemote else { return nil }
        let text = file.source.text(instruction.range)
        guard view.isAdd else { return text }
        return cased("COPY") + text.dropFirst(instruction.keywordText.count)
    }

    private func target(_ path: String, at index: Int) -> String? {
        if path.hasPrefix("/") { return RelativePath.join("", path).map { "/" + $0 } }
        return Self.folder(stage, index, file).flatMap { RelativePath.join($0, path).map { "/" + $0 } }
    }
}
