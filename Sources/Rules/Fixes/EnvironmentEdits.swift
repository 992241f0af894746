import Basics
import DockerfileSyntax
import RuleKit

/// Edits that take variables out of a Dockerfile.
enum EnvironmentEdits {
    /// Takes a variable out of the ENV at an index; nil where a later instruction still speaks of it.
    static func removal(of name: String, from file: Dockerfile, at index: Int?) -> [Edit]? {
        guard let index, file.instructions[index].keyword == .env else { return nil }
        let pairs = file.instructions[index].pairs
        guard let pair = pairs.last(where: { $0.key.shown == name }), !isUsed(name, in: file, behind: index),
            !pairs.contains(where: { $0.range != pair.range && $0.value?.raw.contains("$" + name) == true })
        else { return nil }
        return [file.removing(pair: pair, of: index)]
    }

    /// Whether a Dockerfile instruction expands it, or a RUN names it.
    static func isUsed(_ name: String, in file: Dockerfile, behind index: Int) -> Bool {
        file.instructions.indices.contains { other in
            guard other > index, ![.cmd, .entrypoint, .healthcheck].contains(file.instructions[other].keyword) else {
                return false
            }
            return SecretText.variables(in: file.source.text(file.instructions[other].range)).contains(name)
        }
    }
}
