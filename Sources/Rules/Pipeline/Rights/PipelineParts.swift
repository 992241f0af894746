import Basics
import ECSModel
import Pipelines

/// What rules about rights and trust walk over.
enum PipelineParts {
    struct ScriptStep {
        let job: Job
        let step: Step
        let script: PipelineScript
    }

    struct ActionStep {
        let job: Job
        let step: Step
        let action: ActionUse
    }

    static func scripts(_ pipeline: Pipeline) -> [ScriptStep] {
        pipeline.jobs.flatMap { job in
            job.steps.compactMap { step in
                if case .script(let script) = step.work {
                    ScriptStep(job: job, step: step, script: script)
                } else {
                    nil
                }
            }
        }
    }

    static func actions(_ pipeline: Pipeline) -> [ActionStep] {
        pipeline.jobs.flatMap { job in
            job.steps.compactMap { step in
                if case .action(let action) = step.work {
                    ActionStep(job: job, step: step, action: action)
                } else {
                    nil
                }
            }
        }
    }

    /// All variables, each once: those of a pipeline stand in each of its jobs.
    static func variables(_ pipeline: Pipeline) -> [Variable] {
        var seen: Set<String> = []
        return pipeline.jobs.flatMap { job in job.variables + job.steps.flatMap(\.variables) }.filter {
            seen.insert("\($0.name) \($0.place.path) \($0.place.range.lowerBound)").inserted
        }
    }

    /// Where the value of a variable stands: behind its name, where its place holds both.
    static func value(of variable: Variable) -> Place {
        let range = variable.place.range.clamped(to: 0..<variable.place.source.bytes.count)
        let bytes = variable.place.source.bytes[range]
        guard bytes.count > variable.name.utf8.count, bytes.starts(with: variable.name.utf8) else {
            return variable.place
        }
        let rest = bytes.dropFirst(variable.name.utf8.count)
        guard rest.first == UInt8(ascii: ":") || rest.first == UInt8(ascii: "="),
            let start = rest.dropFirst().firstIndex(where: { $0 > 0x20 })
        else { return variable.place }
        return Place(variable.place.source, start..<range.upperBound)
    }

    /// The part of a place that a text stands in; the whole where it cannot be found.
    static func part(_ text: String, of place: Place) -> Place {
        let bytes = place.source.bytes
        let part = Array(text.utf8)
        let range = place.range.clamped(to: 0..<bytes.count)
        guard let first = part.first, part.count <= range.count else { return place }
        var index = range.lowerBound
        while index + part.count <= range.upperBound {
            if bytes[index] == first, bytes[index..<index + part.count].elementsEqual(part) {
                return Place(place.source, index..<index + part.count)
            }
            index += 1
        }
        return place
    }

    /// The name of the first secret of a store that a text takes: `TOKEN` of `secrets.TOKEN`.
    static func storedName(in text: String) -> String? {
        let bytes = Array(text.utf8)
        let mark = Array("secrets.".utf8)
        var index = 0
        while index + mark.count < bytes.count {
            guard bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) else {
                index += 1
                continue
            }
            let name = bytes[(index + mark.count)...].prefix { SecretText.isName($0) }
            return name.isEmpty ? nil : String(decoding: Array(name), as: UTF8.self)
        }
        return nil
    }

    /// Whether a text takes a value from a store of secrets.
    static func takesSecret(_ text: TermText) -> Bool {
        text.parts.contains { part in
            guard case .unknown(let unknown) = part else { return false }
            return unknown.text.hasPrefix("secrets.") || unknown.text.hasPrefix("secrets[")
        }
    }
}

/// The `${{ … }}` of a text as it stands in a pipeline.
enum PipelineExpressions {
    struct Found {
        /// Without the marks and the blanks at their sides.
        let text: String
        /// Marks included.
        let range: Range<Int>
    }

    static func all(in text: String) -> [Found] {
        let bytes = Array(text.utf8)
        var found: [Found] = []
        var index = 0
        while index + 4 < bytes.count {
            guard bytes[index] == UInt8(ascii: "$"), bytes[index + 1] == UInt8(ascii: "{"),
                bytes[index + 2] == UInt8(ascii: "{")
            else {
                index += 1
                continue
            }
            var end = index + 3
            while end + 1 < bytes.count, !(bytes[end] == UInt8(ascii: "}") && bytes[end + 1] == UInt8(ascii: "}")) {
                end += 1
            }
            guard end + 1 < bytes.count else { break }
            let inner = bytes[(index + 3)..<end].split(separator: 0x20).joined(separator: [0x20])
            found.append(Found(text: String(decoding: Array(inner), as: UTF8.self), range: index..<end + 2))
            index = end + 2
        }
        return found
    }
}
