import Basics
import ECSModel
import Templates
import Workload

/// The environments of `samconfig.toml`, the configuration of the SAM CLI.
///
/// Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
struct SAMConfig {
    struct Environment {
        var name: EnvironmentName
        var template: String?
        var values: [String: Term]
        var place: Place
    }

    static func environments(_ source: SourceFile) -> [Environment] {
        let file = TOMLSource(source)
        guard file.problem == nil else { return [] }
        var result: [Environment] = []
        for (key, item) in file.root.table.sorted(by: { $0.key < $1.key }) {
            guard let name = EnvironmentName(word: key) else { continue }
            var values: [String: Term] = [:]
            var template: String?
            var place = Place(source, 0..<0)
            for command in ["global", "deploy"] {
                guard let parameters = item[command, "parameters"] else { continue }
                let section = "\(key).\(command).parameters"
                if let span = file.span(section: section, key: "parameter_overrides") {
                    place = Place(source, span.bytes)
                }
                template = parameters["template_file"]?.string ?? parameters["template"]?.string ?? template
                guard let overrides = parameters["parameter_overrides"] else { continue }
                let texts = overrides.string.map(split) ?? overrides.strings
                for text in texts {
                    guard let pair = ParameterPair(text) else { continue }
                    values[pair.key] = Term(.text(Placeholders.read(pair.value)), place)
                }
            }
            if !values.isEmpty {
                result.append(Environment(name: name, template: template, values: values, place: place))
            }
        }
        return result
    }

    /// At spaces that do not stand between quotes.
    private static func split(_ text: String) -> [String] {
        var parts: [String] = []
        var current = ""
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == " " || character == "\n" {
                if !current.isEmpty { parts.append(current) }
                current = ""
                continue
            }
            current.append(character)
        }
        if !current.isEmpty { parts.append(current) }
        return parts
    }
}
