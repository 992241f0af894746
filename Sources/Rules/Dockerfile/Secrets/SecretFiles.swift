import Basics
import DockerfileSyntax
import Workload

/// Files that COPY and ADD name and whose names speak of secrets.
enum SecretFiles {
    struct Copied {
        let instruction: Int
        let word: Word
        let sensitive: SensitivePath
        /// The name alone tells; else only the content can.
        let isCertain: Bool
        /// It comes from another stage or image, not from the build context.
        let isFromStage: Bool
    }

    static func find(in stage: Stage, of file: Dockerfile) -> [Copied] {
        stage.instructions.flatMap { index -> [Copied] in
            let instruction = file.instructions[index]
            guard instruction.keyword == .copy || instruction.keyword == .add else { return [] }
            let isFromStage = instruction.flag("from") != nil
            return instruction.words.dropLast().compactMap { word in
                guard let path = word.value, !path.has("://"), !path.hasPrefix("<<") else { return nil }
                return classify(path, isFromStage: isFromStage).map {
                    Copied(
                        instruction: index, word: word, sensitive: $0.path, isCertain: $0.isCertain,
                        isFromStage: isFromStage)
                }
            }
        }
    }

    /// The copied file itself, where it is at hand.
    static func content(of copied: Copied, _ workload: Workload) -> SourceFile? {
        guard !copied.isFromStage, let context = workload.context, let path = copied.word.value,
            let clean = RelativePath.join("", path)
        else { return nil }
        return context.tree.source(context.treePath(clean), limit: SecretContent.limit)
    }

    /// Whether nothing that comes from the build context into the image looks like a secret; nil without its files.
    static func areAbsent(_ workload: Workload) -> Bool? {
        guard let stage = workload.stage, let context = workload.context else { return nil }
        return workload.files.contextPaths(in: stage, context).allSatisfy { path in
            guard let found = SensitivePath.classify(path), found.isSecret else { return true }
            guard found.needsContent else { return false }
            guard let source = context.tree.source(path, limit: SecretContent.limit) else { return false }
            return !SecretContent.isBinary(source.bytes) && SecretContent.scan(source.bytes).isEmpty
        }
    }

    private static func classify(
        _ path: String, isFromStage: Bool
    ) -> (path: SensitivePath, isCertain: Bool)? {
        let bare = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        guard let found = SensitivePath.classify(bare), found.isSecret, !bare.hasSuffix("/") else { return nil }
        let name = LayerPath.name(bare).lowercased()
        // Taken from another image with its users: as good as that image.
        if isFromStage, name == "shadow" { return nil }
        if name.contains("*"), found.needsContent { return nil }
        // Maven's settings seldom hold more than mirrors.
        if bare.has(".m2/") { return (found, false) }
        if !found.needsContent { return (found, true) }
        // Signing keys of package repositories: public, unless they say otherwise.
        if name.hasSuffix(".asc") || name.hasSuffix(".gpg"), !name.has("private"), !name.has("secret") {
            return nil
        }
        let stem = name.split(separator: ".").first.map(String.init) ?? name
        let parts = Set(stem.split { "-_".contains($0) }.map(String.init))
        // A certificate is public; a key that says it is private needs no look inside.
        let isPublic = !parts.isDisjoint(with: [
            "ca", "cert", "certs", "certificate", "chain", "fullchain", "bundle", "public", "pub", "cacert", "root",
            "signing", "release", "archive", "keyring", "repo",
        ])
        if found.kind == .privateKey, isPublic,
            !parts.contains("key") || name.hasSuffix(".asc") || name.hasSuffix(".gpg")
        {
            return nil
        }
        let isPrivate =
            name.hasSuffix(".key") && !parts.isDisjoint(with: ["server", "tls", "ssl", "private", "client", "host"])
            || ["privkey.pem", "key.pem", "private.pem", "server-key.pem", "client-key.pem", "id_rsa"].contains(name)
            || name.hasSuffix(".pem") && parts.contains("private")
        return (found, found.kind == .privateKey && isPrivate)
    }
}
