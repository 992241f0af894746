/// A call of an intrinsic function, in its short form (`!Sub …`) or as an object (`Fn::Sub: …`).
struct IntrinsicCall {
    /// Without `Fn::`: `Ref`, `Sub`, `If`, `Condition`.
    let name: String
    let argument: DocumentNode

    static let names: Set<String> = [
        "Ref", "Condition", "And", "Base64", "Cidr", "Equals", "FindInMap", "GetAtt", "GetAZs", "If", "ImportValue",
        "Join", "Length", "Not", "Or", "Select", "Split", "Sub", "ToJsonString", "Transform", "GetStackOutput",
    ]

    /// Nil for a plain value.
    init?(_ node: DocumentNode) {
        if let tag = node.tag, tag.hasPrefix("!"), Self.names.contains(String(tag.dropFirst())) {
            name = String(tag.dropFirst())
            var bare = node
            bare.tag = nil
            argument = bare
            return
        }
        guard case .mapping(let entries) = node.kind, entries.count == 1, let entry = entries.first else { return nil }
        let key = entry.name
        if key == "Ref" || key == "Condition" {
            // `Condition: X` is a call among conditions only; there its value is a name.
            guard entry.value.string != nil else { return nil }
            name = key
        } else if key.hasPrefix("Fn::"), Self.names.contains(String(key.dropFirst(4))) {
            name = String(key.dropFirst(4))
        } else {
            return nil
        }
        argument = entry.value
    }
}
