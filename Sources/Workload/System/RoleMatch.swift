import ECSModel

extension System {
    /// Whether a text that names a role means this one; nil where that cannot be told.
    func means(_ text: TermText, _ role: Member, from stack: Int) -> Bool? {
        if let reference = text.reference {
            if let named = member(reference.resource, in: stack) {
                // A nested stack's output, for one, may be any role.
                return named.resource.type == ResourceType.role ? named.index == role.index : nil
            }
            let base = Self.withoutKeys(reference.resource)
            guard base.split(separator: ".").dropLast().last == "aws_iam_role" else { return nil }
            // One of several instances.
            return stack == role.stack && base == Self.withoutKeys(role.resource.address) ? nil : false
        }
        guard let name = role.properties["roleName"]?.text else {
            // AWS makes the name up: nobody can have written it.
            return text.known == nil ? nil : false
        }
        if let known = text.known, let own = name.known { return known == own }
        if text == name, stack == role.stack { return true }
        return Self.canBeSame(text, name) ? nil : false
    }

    /// `module.a["x"].aws_iam_role.b[0]` without its keys.
    static func withoutKeys(_ address: String) -> String {
        guard address.utf8.contains(UInt8(ascii: "[")) else { return address }
        var depth = 0
        var bytes: [UInt8] = []
        for byte in address.utf8 {
            if byte == UInt8(ascii: "[") { depth += 1 }
            if depth == 0 { bytes.append(byte) }
            if byte == UInt8(ascii: "]"), depth > 0 { depth -= 1 }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether what is known of two texts allows that they are the same.
    private static func canBeSame(_ a: TermText, _ b: TermText) -> Bool {
        zip((a.known ?? a.knownPrefix).utf8, (b.known ?? b.knownPrefix).utf8).allSatisfy { $0 == $1 }
            && zip((a.known ?? a.knownSuffix).utf8.reversed(), (b.known ?? b.knownSuffix).utf8.reversed())
                .allSatisfy { $0 == $1 }
    }
}
