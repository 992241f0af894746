import Basics
import DockerfileSyntax
import ECSModel
import RuleKit
import ShellSyntax
import Workload

/// A text of a definition or of the image, with its place.
struct Told: Sendable {
    var text: String
    var place: Span
}

extension ContainerDefinition {
    /// Where a fault of the whole container is shown: its name.
    var heading: Span { name.span ?? term.entries.first?.keyPlace.span ?? place.span }
}

extension ServiceSubject {
    /// Whether the scheduler keeps a number of tasks, and not one on each instance.
    var isReplica: Bool {
        switch service.schedulingStrategy {
        case .absent: true
        case .known(let strategy, _): strategy.uppercased() == "REPLICA"
        case .unknown, .wrong: false
        }
    }

    /// Whether ECS itself replaces tasks step by step; nil where that is not known.
    var rollsByItself: Bool? {
        switch service.controller {
        case .absent: break
        case .known(let type, _): if type.uppercased() != "ECS" { return false }
        case .unknown, .wrong: return nil
        }
        switch service.deployment?.string("strategy") ?? .absent {
        case .absent: return service.deployment?.isUnknown == true ? nil : true
        case .known(let strategy, _): return strategy.uppercased() == "ROLLING"
        case .unknown, .wrong: return nil
        }
    }
}

extension TaskSubject.Container {
    /// Whether the image's own ENTRYPOINT and CMD start it.
    var startsAsImage: Bool { definition.command.isAbsent && definition.entryPoint.isAbsent }

    /// The words that start it: those of the definition, else those of the image's last program.
    var startWords: [Told] {
        var words: [Told] = []
        for key in ["entryPoint", "command"] {
            for item in definition.term[key]?.items ?? [] {
                guard let text = item.string else { continue }
                // `sh -c "…"`: the text's words are words all the same.
                for part in text.split(whereSeparator: \.isWhitespace) {
                    words.append(Told(text: String(part), place: item.span))
                }
            }
        }
        if startsAsImage, let program = workload?.finalProgram, program.words.count == program.spans.count {
            words = zip(program.words, program.spans).map { Told(text: $0, place: $1) }
        }
        return words
    }

    /// The value of the last of these options: `--port 80`, `--port=80`.
    func option(_ names: String...) -> Told? {
        let words = startWords
        var found: Told?
        for (index, word) in words.enumerated() {
            for name in names {
                if word.text == name, index + 1 < words.count {
                    found = words[index + 1]
                } else if word.text.hasPrefix(name + "=") {
                    found = Told(text: String(word.text.dropFirst(name.count + 1)), place: word.place)
                }
            }
        }
        return found
    }

    /// The base name of the program that serves, as far as it is known.
    var program: String? {
        let words = startWords.map(\.text)
        guard let first = words.first else { return nil }
        let name = RelativePath.name(first)
        if name.hasPrefix("python"), let index = words.firstIndex(of: "-m"), index + 1 < words.count {
            return words[index + 1]
        }
        return name
    }

    /// A variable of the definition, else of the image.
    func variable(_ name: String) -> Told? {
        if let own = definition.environment.last(where: { $0.name.value == name }) {
            guard case .known(let text, let place) = own.value, let value = text.known else { return nil }
            return Told(text: value, place: place.span)
        }
        guard let workload, let setting = workload.config?.environment[name], let value = setting.value,
            workload.dockerfile.instructions.indices.contains(setting.instruction)
        else { return nil }
        let range = workload.dockerfile.instructions[setting.instruction].range
        return Told(text: value, place: workload.dockerfile.source.span(range))
    }

    /// The last part of the image's name, without tag: `aws-otel-collector`.
    var imageName: String? {
        guard case .known(let text, _) = definition.image else { return nil }
        return ImageName(text).repository.map { RelativePath.name($0).lowercased() }
    }

    /// What its image is known to be beside an application: a collector, a log router, a proxy.
    var agent: String? {
        guard let name = imageName else { return nil }
        let agents = [
            "aws-otel-collector", "aws-xray-daemon", "xray-daemon", "opentelemetry-collector",
            "opentelemetry-collector-contrib", "aws-for-fluent-bit", "fluent-bit", "fluentd", "cloudwatch-agent",
            "aws-appmesh-envoy", "envoy", "datadog-agent", "agent",
        ]
        if name == "agent" {
            guard case .known(let text, _) = definition.image, text.known?.has("datadog/agent") == true else {
                return nil
            }
        }
        return agents.contains(name) ? name : nil
    }

    /// Whether the program that serves runs in a Java virtual machine.
    var isJava: Bool { program == "java" || workload?.finalProgram?.name == "java" && startsAsImage }
}
