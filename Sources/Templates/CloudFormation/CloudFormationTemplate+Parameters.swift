package import ECSModel

/// What a template may be given, for those who hold its environments against each other.
extension CloudFormationTemplate {
    package var parameterNames: Set<String> { Set(parameters.keys) }

    /// Whether a parameter's value is a secret: `NoEcho`.
    package func isSecret(_ parameter: String) -> Bool {
        let value = document.root["Parameters"]?[parameter]?["NoEcho"]
        return value?.bool == true || value?.string?.lowercased() == "true"
    }

    /// The words that a parameter allows, each with its place.
    package func allowedValues(_ parameter: String) -> [(value: String, place: Place)] {
        let items = document.root["Parameters"]?[parameter]?["AllowedValues"]?.items ?? []
        return items.compactMap { item in item.string.map { ($0, Place(document.source, item.range)) } }
    }

    /// The top-level keys of each mapping, with their places.
    package var mappingKeys: [[(value: String, place: Place)]] {
        (document.root["Mappings"]?.entries ?? []).map { mapping in
            mapping.value.entries.map { ($0.name, Place(document.source, $0.key.range)) }
        }
    }

    /// The stack that is made with values for parameters, in its likeliest variant where conditions ask for others.
    package func likeliestStack(given: [String: Term]) -> CloudFormationStack? { stacks(given: given).first }
}
