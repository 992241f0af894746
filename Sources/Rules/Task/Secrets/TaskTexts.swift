import Basics
import ECSModel
import RuleKit
import Workload

/// All texts of a container that stay readable in its task definition.
enum TaskTexts {
    struct Item {
        /// The name of the variable, label or option; empty for words of a command.
        var name: String
        /// Where it is, as people call it: `environment`.
        var part: String
        var text: TermText
        var place: Place
    }

    static func all(_ container: ContainerDefinition) -> [Item] {
        var items: [Item] = environment(container)
        let term = container.term
        for entry in term["dockerLabels"]?.entries ?? [] { add(entry.value, entry.key, "dockerLabels", &items) }
        for entry in container.logConfiguration?.options ?? [] {
            add(entry.value, entry.key, "logConfiguration", &items)
        }
        for (part, list) in [
            ("command", term["command"]), ("entryPoint", term["entryPoint"]),
            ("healthCheck", container.healthCheck?.term["command"]),
        ] {
            for word in list?.items ?? [] { add(word, "", part, &items) }
        }
        return items
    }

    static func environment(_ container: ContainerDefinition) -> [Item] {
        container.environment.compactMap { variable in
            guard case .known(let text, let place) = variable.value.asText else { return nil }
            return Item(name: variable.name.value ?? "", part: "environment", text: text, place: place)
        }
    }

    private static func add(_ term: Term, _ name: String, _ part: String, _ items: inout [Item]) {
        guard let text = term.text else { return }
        items.append(Item(name: name, part: part, text: text, place: term.place))
    }

    /// What AWS fills into the definition itself, where it can be read by all who may describe it:
    /// `{{resolve:secretsmanager:…}}`, an attribute of a secret, `random_password.x.result`.
    static func secretSource(_ item: Item) -> String? {
        let text = item.text
        for (index, part) in text.parts.enumerated() {
            switch part {
            case .unknown(let unknown):
                let mark = unknown.text
                if mark.hasPrefix("resolve:secretsmanager:") || mark.hasPrefix("resolve:ssm-secure:") { return mark }
                if isSecretOfTerraform(mark, item.name) { return mark }
            case .reference(let reference):
                if isSecretOfTerraform(reference.shown, item.name) { return reference.shown }
            case .literal(let literal):
                // `!Sub` puts the name of the secret into the mark.
                guard literal.hasSuffix("{{resolve:secretsmanager:"), index + 1 < text.parts.count else { continue }
                return "resolve:secretsmanager:" + TermText([text.parts[index + 1]]).shown
            }
        }
        return nil
    }
}

extension TaskTexts {
    /// Attributes that hold the value itself; a parameter's value is a secret where the variable's name says so.
    fileprivate static func isSecretOfTerraform(_ expression: String, _ name: String) -> Bool {
        if expression.has("random_password.") { return expression.has(".result") }
        if expression.has("aws_secretsmanager_secret_version.") { return expression.has(".secret_string") }
        return expression.has("aws_ssm_parameter.") && expression.has(".value") && SecretName.matches(name)
    }
}

extension Field<TermText> {
    /// The same field; an unknown value as a text of one unknown part.
    fileprivate var asText: Field<TermText> {
        if case .unknown(let unknown, let place) = self { return .known(TermText([.unknown(unknown)]), place) }
        return self
    }
}
