import Basics
import ECSModel

/// Programs that copy, tag or sign images in registries: crane, skopeo, regctl, oras, cosign, notation.
enum CommandCopies {
    private static let taking: Set<String> = [
        "--platform", "-p", "--src-creds", "--dest-creds", "--authfile", "--format", "-f", "--override-os",
        "--override-arch", "--src-tls-verify", "--dest-tls-verify", "--key", "-a", "--annotations", "-t", "--tag",
        "--certificate-identity", "--certificate-oidc-issuer", "--certificate-identity-regexp", "--predicate", "--type",
        "--host", "--artifact-type", "--multi-arch", "--retry-times", "--digestfile", "--policy", "--output", "-o",
        "--certificate-oidc-issuer-regexp", "--id", "--plugin", "--signature-format", "--registry-referrers-mode",
    ]

    static func read(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        let options = call.options(taking)
        let words = options.rest
        let verb = words.first?.text ?? ""
        switch call.program {
        case "crane", "gcrane":
            switch verb {
            case "copy", "cp": return copy(call, Array(words.dropFirst()), &session)
            case "tag": return tag(call, Array(words.dropFirst()), &session)
            case "push", "append", "mutate", "rebase", "flatten": return [push(call, words.dropFirst(), session)]
            case "auth":
                return words.dropFirst().first?.text == "login" ? [CommandLogin.read(login(call, 2), session)] : []
            default: return []
            }
        case "skopeo":
            switch verb {
            case "copy": return copy(call, Array(words.dropFirst()), &session)
            case "sync": return [call.activity(.promote)]
            case "login": return [CommandLogin.read(login(call, 1), session)]
            default: return []
            }
        case "regctl":
            switch (verb, words.dropFirst().first?.text ?? "") {
            case ("image", "copy"), ("image", "cp"): return copy(call, Array(words.dropFirst(2)), &session)
            case ("image", "mod"), ("image", "import"): return [push(call, words.dropFirst(2), session)]
            case ("registry", "login"): return [CommandLogin.read(login(call, 2), session)]
            default: return []
            }
        case "oras":
            switch verb {
            case "cp", "copy": return copy(call, Array(words.dropFirst()), &session)
            case "tag": return tag(call, Array(words.dropFirst()), &session)
            case "push": return [push(call, words.dropFirst(), session)]
            case "login": return [CommandLogin.read(login(call, 1), session)]
            default: return []
            }
        case "cosign", "notation": return sign(call, verb, Array(words.dropFirst()), session)
        case "slsa-verifier": return [call.activity(.verifySignature)]
        case "syft", "inspector-sbomgen", "cdxgen", "cyclonedx", "cyclonedx-py", "cyclonedx-npm", "bom":
            let named = words.filter { !["scan", "packages", "container", "attest"].contains($0.text) }
            return ["version", "login", "cataloger"].contains(verb)
                ? [] : [call.activity(.sbom, CommandDocker.images(named.prefix(1), session))]
        default: return nil
        }
    }

    private static func login(_ call: CommandCall, _ count: Int) -> CommandCall {
        call.inner(call.program, call.words.dropFirst(count))
    }

    private static func push(
        _ call: CommandCall, _ words: some Sequence<CommandWord>, _ session: ScriptSession
    ) -> Activity {
        call.activity(.push, CommandDocker.images(Array(words).suffix(1), session))
    }

    /// `docker://registry/name` without its transport.
    static func withoutTransport(_ word: CommandWord) -> CommandWord {
        guard word.value.knownPrefix.hasPrefix("docker://") else { return word }
        var result = word
        let head = String(word.value.knownPrefix.dropFirst("docker://".count))
        result.value = TermText([.literal(head)] + word.value.parts.dropFirst())
        return result
    }

    /// From registry to registry it promotes; from the machine, or to an archive, it is a push or no delivery.
    private static func copy(
        _ call: CommandCall, _ words: [CommandWord], _ session: inout ScriptSession
    ) -> [Activity] {
        guard words.count >= 2 else { return [] }
        let transports = words.prefix(2).map { word -> String in
            let text = word.value.knownPrefix
            for name in ["docker-daemon:", "docker-archive:", "containers-storage:", "oci-archive:", "oci:", "dir:"]
            where text.hasPrefix(name) { return name }
            return "docker://"
        }
        guard transports[1] == "docker://" else { return [] }
        let source = withoutTransport(words[0]).value
        let target = withoutTransport(words[1])
        let content = transports[0] == "docker://" ? session.content(of: source) : nil
        session.made(target.value, as: content)
        return [
            call.activity(
                transports[0] == "docker://" ? .promote : .push,
                [Activity.ImageUse(target.value, target.place, content: content)])
        ]
    }

    /// `crane tag REGISTRY/NAME:OLD NEW`: the new tag alone.
    private static func tag(
        _ call: CommandCall, _ words: [CommandWord], _ session: inout ScriptSession
    ) -> [Activity] {
        guard words.count >= 2 else { return [] }
        let old = words[0].value
        return words.dropFirst().map { word in
            var name = old.knownPrefix
            if old.known != nil { name = String(name.prefix { $0 != "@" }) }
            let slash = name.lastIndex(of: "/") ?? name.startIndex
            if let colon = name[slash...].firstIndex(of: ":") { name = String(name[..<colon]) }
            let whole = TermText([.literal(name + ":")] + word.value.parts)
            session.tagged(old, as: whole)
            return call.activity(.promote, [Activity.ImageUse(whole, word.place, content: session.content(of: old))])
        }
    }

    private static func sign(
        _ call: CommandCall, _ verb: String, _ words: [CommandWord], _ session: ScriptSession
    ) -> [Activity] {
        let images = CommandDocker.images(words.prefix(1), session)
        switch verb {
        case "sign", "sign-blob", "attest", "attest-blob": return [call.activity(.sign, images)]
        case "verify", "verify-attestation", "verify-blob": return [call.activity(.verifySignature, images)]
        case "attach": return words.first?.text == "sbom" ? [call.activity(.sbom)] : []
        case "copy": return [call.activity(.promote, images)]
        case "login": return [CommandLogin.read(login(call, 1), session)]
        default: return []
        }
    }
}
