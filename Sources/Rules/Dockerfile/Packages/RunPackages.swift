import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// What rules about package managers ask of the RUN that a command stands in.
extension RunCommand {
    /// The call of a package manager that this command makes.
    ///
    /// Rules look at what stands before and behind each call. Far beyond the 127 layers that an image can have, nobody
    /// wrote the file for a builder, and it is not worth the square of its length.
    var call: PackageCall? {
        guard file.instructions.count <= 500, calls.count <= 300 else { return nil }
        return script.shell.packageCall(at: command.index)
    }

    /// All calls of the same RUN.
    var calls: [PackageCall] { script.shell.packageCalls }

    /// Whether the file tells what the base image is: a well-known one sets no variables for package managers.
    ///
    /// A private base may well set `PIP_NO_CACHE_DIR` or `NODE_ENV` for all images built on it.
    var hasKnownBase: Bool {
        guard let stage, let root = file.lineage(of: stage).first else { return false }
        guard case .image(let image) = root.base else { return root.base == .scratch }
        return KnownImage.of(image) != nil || image.officialName != nil
    }

    /// The root of the lineage, where it is an image.
    var rootImage: ImageReference? {
        guard let stage, case .image(let image)? = file.lineage(of: stage).first?.base else { return nil }
        return image
    }

    /// The place of a call in the file.
    func place(_ call: PackageCall) -> Range<Int> { place(call.range) }

    /// The value that a variable has for this command: given in front of it, exported before it, or set by ENV or ARG.
    /// Empty where the file sets it to something that cannot be told.
    func setting(_ name: String) -> String? {
        if let own = command.assignments.last(where: { $0.name == name }) { return own.value?.template ?? "" }
        for earlier in script.shell.commands.prefix(command.index).reversed() {
            if let set = earlier.assignments.last(where: { $0.name == name }), earlier.words.isEmpty {
                return set.value?.template ?? ""
            }
            guard earlier.program == "export" else { continue }
            for word in earlier.arguments {
                let text = word.template
                if text.hasPrefix(name), text.dropFirst(name.count).first == "=" {
                    return String(text.dropFirst(name.count + 1))
                }
            }
        }
        // `env NAME=value npm ci`
        for word in command.words.prefix(command.effectiveIndex) {
            let text = word.template
            if text.hasPrefix(name), text.dropFirst(name.count).first == "=" {
                return String(text.dropFirst(name.count + 1))
            }
        }
        guard let stage else { return nil }
        for instruction in file.inherited(stage).reversed()
        where instruction.range.lowerBound < self.instruction.range.lowerBound {
            guard instruction.keyword == .env || instruction.keyword == .arg else { continue }
            if let pair = instruction.pairs.last(where: { $0.key.shown == name }) {
                if instruction.keyword == .arg, pair.value == nil { continue }
                return pair.value.map { $0.value ?? "" } ?? ""
            }
        }
        return nil
    }

    /// Whether a variable is on for this command; one whose value cannot be told counts as on.
    func isOn(_ names: String...) -> Bool {
        names.contains { name in
            guard let value = setting(name)?.lowercased() else { return false }
            return !["0", "false", "off", "no"].contains(value)
        }
    }

    /// Whether what the build leaves below `path` stays out of the layer: a cache, tmpfs or bind mount covers it.
    func hasMount(on paths: String...) -> Bool {
        instruction.mounts.contains { mount in
            guard let target = mount.target else { return mount.type == "cache" }
            return paths.contains { Paths.covers(target, $0) || target.hasPrefix($0) }
        }
    }

    /// Whether the RUN removes `path`, or all in it, in a command behind this one.
    func removesLater(_ paths: String...) -> Bool {
        script.shell.commands.dropFirst(command.index + 1).contains { later in
            if later.program == "rm" || later.program == "find" || later.program == "unlink" {
                return later.effectiveArguments.contains { word in paths.contains { Paths.covers(word, $0) } }
            }
            // A clean-up script of one's own: `/cleanup.sh`, `image-clean`.
            guard let program = later.program, PackagePrograms.all.contains(program) == false else { return false }
            return program.has("clean")
        }
    }

    /// Whether a call of the RUN behind this one fits.
    func isFollowed(by fits: (PackageCall) -> Bool) -> Bool {
        calls.contains { $0.commandIndex > command.index && fits($0) }
    }

    /// Whether no call of the RUN behind this one fits: this is the last of its kind, where a fault is told once.
    func isLastCall(_ fits: (PackageCall) -> Bool) -> Bool { !isFollowed(by: fits) }

    /// Whether no call of the RUN before this one fits.
    func isFirstCall(_ fits: (PackageCall) -> Bool) -> Bool {
        !calls.contains { $0.commandIndex < command.index && fits($0) }
    }

    /// The RUNs before this one in the stage and those it is built on.
    var earlierRuns: [Instruction] {
        guard let stage else { return [] }
        return file.inherited(stage).filter {
            $0.keyword == .run && $0.range.lowerBound < instruction.range.lowerBound
        }
    }

    /// Whether the stage is needed for the image that is built by default: the builder skips the others.
    var isNeeded: Bool {
        guard let last = file.lastStage, let stage else { return false }
        return file.stagesNeeded(for: last).contains(stage.index)
    }

    /// Whether the whole file is in these bytes somewhere; for settings that can be written in many ways.
    func fileMentions(_ text: StaticString) -> Bool {
        let bytes = file.source.bytes
        let count = text.utf8CodeUnitCount
        return text.withUTF8Buffer { needle in
            guard let first = needle.first, bytes.count >= count else { return false }
            var position = 0
            while position + count <= bytes.count {
                if bytes[position] == first, bytes[position..<position + count].elementsEqual(needle) { return true }
                position += 1
            }
            return false
        }
    }
}

extension Dockerfile {
    /// The stages that a build of `stage` needs: those it is built on, copies from and mounts, and theirs.
    func stagesNeeded(for stage: Stage) -> Set<Int> {
        var needed: Set<Int> = []
        var waiting = [stage.index]
        while let index = waiting.popLast() {
            guard stages.indices.contains(index), needed.insert(index).inserted else { continue }
            if case .stage(let base) = stages[index].base { waiting.append(base) }
            for instruction in instructions[stages[index].instructions] {
                var names =
                    instruction.keyword == .copy ? instruction.flag("from").flatMap(\.value).map { [$0] } ?? [] : []
                if instruction.keyword == .run { names += instruction.mounts.compactMap(\.from) }
                for name in names {
                    if let source = self.stage(named: name), source.index < index { waiting.append(source.index) }
                }
            }
        }
        return needed
    }
}
