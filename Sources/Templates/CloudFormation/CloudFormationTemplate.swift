import Basics
package import ECSModel

/// A CloudFormation or SAM template, or the output of the CDK: parameters, mappings, conditions and resources.
///
/// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
package struct CloudFormationTemplate: Sendable {
    package let document: Document
    let parameters: [String: Parameter]
    /// By mapping, top-level key and second-level key.
    let mappings: [String: [String: [String: DocumentNode]]]
    let conditions: [String: DocumentNode]
    let resources: [DocumentEntry]
    let resourceNames: Set<String>

    struct Parameter: Sendable {
        var type: String
        /// The default as text; nil where there is none.
        var standard: String?
        var allowed: [String]

        /// Whether the value is the name of a parameter in SSM, and the real one is looked up.
        var isLookedUp: Bool { type.hasPrefix("AWS::SSM::Parameter::Value") }
        var isList: Bool { type.hasPrefix("List<") || type == "CommaDelimitedList" }
    }

    /// Nil for a document that is no template: it must have resources with AWS's types.
    package init?(_ document: Document) {
        guard let resources = document.root["Resources"]?.entries, !resources.isEmpty,
            resources.contains(where: { entry in
                guard let type = entry.value["Type"]?.string else { return entry.name.hasPrefix("Fn::ForEach") }
                return type.contains("::")
            })
        else { return nil }
        self.document = document
        self.resources = resources
        resourceNames = Set(resources.map(\.name))
        mappings = Self.index(document.root["Mappings"]) { Self.index($0) { Self.index($0) { $0 } } }
        conditions = Dictionary(
            (document.root["Conditions"]?.entries ?? []).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        parameters = Dictionary(
            (document.root["Parameters"]?.entries ?? []).map { entry in
                let value = entry.value
                return (
                    entry.name,
                    Parameter(
                        type: value["Type"]?.string ?? "String", standard: value["Default"]?.string,
                        allowed: value["AllowedValues"]?.strings ?? [])
                )
            }, uniquingKeysWith: { $1 })
    }

    private static func index<Value>(
        _ node: DocumentNode?, _ inner: (DocumentNode) -> Value
    ) -> [String: Value] {
        Dictionary((node?.entries ?? []).map { ($0.name, inner($0.value)) }, uniquingKeysWith: { $1 })
    }

    /// The stacks that the template can make: one for each way in which its conditions can turn out.
    ///
    /// - Parameter given: values that a parent stack or a parameter file passes.
    package func stacks(given: [String: Term] = [:]) -> [CloudFormationStack] {
        ScenarioSearch(self, given: given).scenarios().map { scenario in
            var evaluator = IntrinsicEvaluator(self, scenario, given: given)
            return CloudFormationStack(
                choices: scenario.choices, resources: resources.compactMap { resource($0, &evaluator) })
        }
    }

    private func resource(_ entry: DocumentEntry, _ evaluator: inout IntrinsicEvaluator) -> Resource? {
        guard let type = entry.value["Type"]?.string else { return nil }
        let condition = entry.value["Condition"]?.string
        if let condition, evaluator.outcome(ofCondition: condition) == false { return nil }
        let source = document.source
        let properties =
            entry.value["Properties"].map { evaluator.term($0) }
            ?? Term(.map([]), Place(source, entry.value.range))
        return Resource(
            type: type, address: entry.name, properties: properties, place: Place(source, entry.key.range),
            origin: .cloudFormation, condition: condition)
    }
}

/// The resources of a template under one set of outcomes of its conditions.
package struct CloudFormationStack: Sendable {
    /// What was assumed of parameters for it, by name; nil is a value other than those that conditions name. Empty
    /// when nothing hangs on a condition.
    package let choices: [String: String?]
    package let resources: [Resource]
}
