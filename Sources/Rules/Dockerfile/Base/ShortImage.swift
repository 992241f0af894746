import DockerfileSyntax

extension DockerfileSyntax.Word {
    /// An image's name with the first digits of its digest: `node:22@sha256:ab3e…`.
    var shortened: String {
        let text = shown
        guard let at = text.lastIndex(of: "@"), let colon = text[at...].firstIndex(of: ":") else { return text }
        let digits = text[text.index(after: colon)...]
        return digits.utf8.count > 12 ? text[...colon] + digits.prefix(4) + "…" : text
    }
}
