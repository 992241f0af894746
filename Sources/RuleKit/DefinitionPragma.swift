import Basics

extension Pragma {
    /// Whether a file may hold pragmas: most hold none, and are not looked through.
    static func mayStand(in source: SourceFile) -> Bool {
        let bytes = source.bytes
        return bytes.has("plimsoll") && bytes.has("ignore") || bytes.has(":skip=") || bytes.has("trivy:ignore:")
            || bytes.has("tfsec:ignore:")
    }

    /// All pragmas of a file that holds definitions: ours, checkov's and trivy's.
    ///
    /// A comment behind something speaks of what begins in its line; one by itself of what follows it: an entry with all
    /// that is in it, a block of Terraform, an item of a list. checkov's speak of the resource that they stand in.
    static func read(definition source: SourceFile) -> [Pragma] {
        guard mayStand(in: source) else { return [] }
        var scan = DefinitionComments(source)
        let text = Words(source)
        var pragmas: [Pragma] = []
        for comment in scan.comments {
            if var pragma = parse(source, comment.body) {
                pragma.range = comment.range
                if !pragma.isGlobal { pragma.scope = scan.scope(of: comment) }
                pragmas.append(pragma)
            }
            if text.hasSkip, let pragma = checkov(comment, &scan, text) {
                pragmas.append(pragma)
            }
            guard text.hasIgnore else { continue }
            for var pragma in TrivyPragma.read(comment.range, text) {
                pragma.scope = scan.scope(of: comment)
                pragmas.append(pragma)
            }
        }
        return pragmas
    }

    /// `checkov:skip=CKV_AWS_97:reason` within a resource.
    private static func checkov(
        _ comment: DefinitionComments.Comment, _ scan: inout DefinitionComments, _ text: Words
    ) -> Pragma? {
        var position = comment.body.lowerBound
        guard text.take("checkov:skip=", &position) || text.take("bridgecrew:skip=", &position) else { return nil }
        let start = position
        while position < comment.body.upperBound, text.isUpper(position) { position += 1 }
        guard position > start else { return nil }
        var reason = ""
        if position < comment.body.upperBound, text.bytes[position] == UInt8(ascii: ":") {
            reason = text.trimmed(position + 1..<comment.body.upperBound)
        }
        return Pragma(
            tool: .checkov, isGlobal: false, rules: [text.name(start..<position)], reason: reason,
            range: comment.range, scope: scan.resource(around: comment))
    }
}
