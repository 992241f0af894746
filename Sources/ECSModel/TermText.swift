/// A text of which parts may be unknown, or stand for another resource: `${aws_ecr_repository.app.repository_url}:v1`.
package struct TermText: Sendable, Hashable {
    package enum Part: Sendable, Hashable {
        case literal(String)
        case unknown(Unknown)
        case reference(Reference)
    }

    package let parts: [Part]

    /// Neighbouring literals become one; no part at all is the empty text.
    package init(_ parts: [Part]) {
        if parts.count == 1 {
            self.parts = parts
            return
        }
        var joined: [Part] = []
        // Each run is put together once: part by part, a long one would be copied again and again.
        var run: [String] = []
        for part in parts {
            if case .literal(let text) = part {
                if !text.isEmpty { run.append(text) }
                continue
            }
            if !run.isEmpty { joined.append(.literal(run.count == 1 ? run[0] : run.joined())) }
            run = []
            joined.append(part)
        }
        if !run.isEmpty { joined.append(.literal(run.count == 1 ? run[0] : run.joined())) }
        self.parts = joined.isEmpty ? [.literal("")] : joined
    }

    package init(_ text: String) {
        parts = [.literal(text)]
    }

    /// The whole text; nil when a part of it is not known.
    package var known: String? {
        if parts.count == 1, case .literal(let text) = parts[0] { return text }
        return nil
    }

    /// The resource that the whole text stands for.
    package var reference: Reference? {
        if parts.count == 1, case .reference(let reference) = parts[0] { return reference }
        return nil
    }

    /// All resources that it names.
    package var references: [Reference] {
        parts.compactMap { if case .reference(let reference) = $0 { reference } else { nil } }
    }

    /// The text before the first part that is not known.
    package var knownPrefix: String {
        if case .literal(let text)? = parts.first { text } else { "" }
    }

    /// The text behind the last part that is not known.
    package var knownSuffix: String {
        if case .literal(let text)? = parts.last { text } else { "" }
    }

    /// For people: what is not known stands as `${name}`.
    package var shown: String {
        parts.map {
            switch $0 {
            case .literal(let text): text
            case .unknown(let unknown): "${\(unknown.text)}"
            case .reference(let reference): "${\(reference.shown)}"
            }
        }.joined()
    }

    package static func + (a: TermText, b: TermText) -> TermText { TermText(a.parts + b.parts) }
}

/// What a template says of another resource instead of its name: `!GetAtt Role.Arn`, `aws_ecs_cluster.main.id`.
package struct Reference: Sendable, Hashable {
    /// The resource's name in its template: a logical id, or `type.name` with the module's path in front.
    package var resource: String
    /// Empty for the resource as such (`!Ref`).
    package var attribute: String

    package init(_ resource: String, _ attribute: String = "") {
        self.resource = resource
        self.attribute = attribute
    }

    package var shown: String { attribute.isEmpty ? resource : "\(resource).\(attribute)" }
}
