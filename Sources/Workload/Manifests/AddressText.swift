import Basics

/// Questions about the addresses of registries and repositories.
enum AddressText {
    /// The address with what stands before `@` in its authority replaced, and whether a secret may have been there.
    ///
    /// `git@host` and `${USER}:${TOKEN}@host` hold no secret, but are shortened all the same.
    static func redact(_ address: String) -> (text: String, found: Bool) {
        let bytes = Array(address.utf8)
        let whole = ByteText(bytes)
        guard let scheme = whole.find("://") else { return (address, false) }
        let rest = whole.from(scheme + 3)
        var end = rest.end
        for mark in [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")] {
            end = min(end, rest.firstIndex(of: mark) ?? end)
        }
        guard let at = bytes[rest.start..<end].lastIndex(of: UInt8(ascii: "@")) else { return (address, false) }
        let user = rest.upTo(at)
        guard user.text != "git" else { return (address, false) }
        let secret = user.cut(UInt8(ascii: ":"))?.value ?? user
        let found = !isReference(secret.text)
        return (whole.upTo(rest.start).text + "***" + whole.from(at).text, found)
    }

    /// Whether a value is taken from the environment or a build secret, not written down: `${TOKEN}`, `$TOKEN`, `%TOKEN%`.
    static func isReference(_ value: String) -> Bool {
        let bytes = Array(value.utf8)
        guard let first = bytes.first, let last = bytes.last else { return true }
        return first == UInt8(ascii: "$") || (first == UInt8(ascii: "%") && last == UInt8(ascii: "%"))
            || value.hasPrefix("{{") || value.hasPrefix("<%")
    }

    static func isLocal(_ address: String) -> Bool {
        address.has("://localhost") || address.has("://127.0.0.1")
    }

    /// Whether an address ends in a commit of 40 hexadecimal digits, before any `#egg=`.
    static func endsInCommit(_ address: String) -> Bool {
        var run = 0
        for byte in address.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"):
                run += 1
                if run == 40 { return true }
            default: run = 0
            }
        }
        return false
    }

    /// The kind of source an npm, pip or Cargo range names, if it is an address and not a range.
    static func kind(_ range: String) -> PackageSource.Kind? {
        for head in ["git+", "git:", "git@", "ssh:", "github:", "gitlab:", "bitbucket:"] where range.hasPrefix(head) {
            return .git
        }
        if range.hasPrefix("http:") || range.hasPrefix("https:") {
            return range.hasSuffix(".git") || range.has(".git#") || range.has(".git@") ? .git : .archive
        }
        for head in ["file:", "link:", "./", "../", "portal:"] where range.hasPrefix(head) { return .path }
        return nil
    }
}
