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
        /// Where it goes in the image; empty where that is unknown.
        let target: String
    }

    static func find(in stage: Stage, of file: Dockerfile) -> [Copied] {
        var workdir = ""
        return stage.instructions.flatMap { index -> [Copied] in
            let instruction = file.instructions[index]
            if instruction.keyword == .workdir {
                workdir = instruction.word?.value.map { LayerPath.resolve($0, in: workdir) } ?? ""
            }
            guard instruction.keyword == .copy || instruction.keyword == .add,
                let target = instruction.words.last?.value
            else { return [] }
            let heredocs = Set(instruction.heredocs.map { "<<" + $0.name })
            return instruction.words.dropLast().compactMap { word in
                guard let path = word.value, !path.has("://"), !heredocs.contains(path), !path.hasPrefix("<<")
                else { return nil }
                return classify(path, word, index, isFromStage: instruction.flag("from") != nil)
                    .map {
                        Copied(
                            instruction: index, word: word, sensitive: $0.path, isCertain: $0.isCertain,
                            target: self.target(target, LayerPath.name(path), workdir))
                    }
            }
        }
    }

    private static func target(_ target: String, _ name: String, _ workdir: String) -> String {
        let isFolder =
            target.hasSuffix("/") || target == "."
            || !LayerPath.name(target).contains(".") && LayerPath.name(target) != name
        let path = LayerPath.resolve(target, in: workdir)
        return path.isEmpty ? "" : isFolder ? (path == "/" ? "/" + name : path + "/" + name) : path
    }

    private static func classify(
        _ path: String, _ word: Word, _ index: Int, isFromStage: Bool
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
