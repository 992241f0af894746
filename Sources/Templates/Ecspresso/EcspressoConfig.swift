import Basics
package import ECSModel

/// The configuration of ecspresso, a deployment tool: which two files make a service, and where it runs.
///
/// Versions 1 to 3 share these keys. Source: https://github.com/kayac/ecspresso#configuration-file
package struct EcspressoConfig: Sendable {
    package let term: Term

    /// Nil for a document that is none.
    ///
    /// The name of the file does not tell: many keep one for each environment, such as `prod.yaml`.
    package init?(_ document: Document) {
        let term = document.term
        guard term.isMap else { return nil }
        func has(_ key: String) -> Bool {
            term.entries.contains { $0.key == key } && term[key]?.text != nil
        }
        guard Self.namesFile(term["task_definition"]) || Self.namesFile(term["service_definition"]) else { return nil }
        guard
            ["region", "cluster", "service", "service_definition", "timeout", "required_version"].contains(where: has)
        else { return nil }
        self.term = term
    }

    /// Whether a value is the name of a file, as far as it is known.
    private static func namesFile(_ term: Term?) -> Bool {
        guard let term else { return false }
        if term.isUnknown { return true }
        guard case .text(let text) = term.kind else { return false }
        guard let name = text.known else { return true }
        return [".json", ".jsonnet", ".yml", ".yaml"].contains { name.hasSuffix($0) }
    }

    package var taskDefinition: Field<TermText> { term.text("task_definition") }
    package var serviceDefinition: Field<TermText> { term.text("service_definition") }

    /// What of the service the configuration says, under the keys of CreateService.
    private static let keys = [("service", "serviceName"), ("cluster", "cluster")]

    /// The service of a service definition, as ecspresso creates or updates it.
    ///
    /// - Parameters:
    ///   - definition: the service definition, in the form of CreateService or of DescribeServices.
    ///   - task: the address of the task definition that is registered for it; nil when it could not be read.
    package func service(_ definition: Term, task: String?) -> Term {
        var service = definition
        for (key, name) in Self.keys {
            guard let entry = term.entry(key), entry.value.text != nil else { continue }
            service = service.adding(name, entry.value, at: entry.keyPlace)
        }
        // Whatever revision a copied answer names, the one that is registered from the file runs.
        guard let entry = term.entry("task_definition") else { return service }
        let value: Term.Kind =
            task.map { .text(TermText([.reference(Reference($0))])) }
            ?? .unknown(Unknown(.missing, entry.value.text?.shown ?? ""))
        return service.adding("taskDefinition", Term(value, entry.value.place), at: entry.keyPlace)
    }
}

extension RawDefinition {
    /// The task definition of a file that is known to hold one, wrapped or not.
    package static func taskDefinition(in document: Document) -> Term? { only(document, "taskDefinition") }

    /// The service of a file that is known to hold one, wrapped or not: a single key is enough here.
    package static func service(in document: Document) -> Term? {
        guard let term = only(document, "service") else { return nil }
        return term["services"]?.items.first ?? term
    }

    private static func only(_ document: Document, _ wrapper: String) -> Term? {
        let term = document.term
        guard term.isMap else { return nil }
        if let inner = term[wrapper], inner.isMap { return inner }
        return term
    }
}
