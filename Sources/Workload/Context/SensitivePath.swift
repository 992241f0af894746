package import Basics

/// What the name of a file says about whether it belongs in an image.
package struct SensitivePath: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        // Secrets
        case privateKey, keyStore, environmentFile, registryCredentials, gitCredentials, cloudCredentials
        case clusterCredentials, terraformState, terraformVariables, serviceAccount, passwordFile, secretsFile
        // What is of no use in an image
        case versionControl, dependencies, buildOutput, toolCache, editor, systemLitter, log, dump, archive
    }

    package var kind: Kind
    /// The part of the path that decided: the file itself, or the outermost folder of that kind, so that thousands of
    /// files in one `node_modules` can be told as one.
    package var place: String
    /// Whether only the content can tell: a `.pem` may hold a public certificate, a `.tfvars` no secret at all.
    package var needsContent: Bool

    /// Whether the name speaks of a secret.
    package var isSecret: Bool { kind.isSecret }
    /// Why it should stay out of the context.
    package var why: Text { kind.why }

    /// Classifies a path relative to the context; nil when nothing speaks against it.
    ///
    /// A secret file in a folder of another kind counts as secret (`.git/id_rsa`), except in installed dependencies,
    /// which are full of example keys.
    package static func classify(_ path: String) -> SensitivePath? {
        let bytes = Array(path.utf8).map(ByteClass.lowercase)
        var folder: (kind: Kind, end: Int)?
        var start = 0
        var previous = ""
        for index in bytes.indices where bytes[index] == GoPath.slash {
            let name = String(decoding: bytes[start..<index], as: UTF8.self)
            if let kind = SensitiveNames.inSecretFolder(name, file: bytes[(index + 1)...]) {
                return SensitivePath(kind: kind, place: path, needsContent: false)
            }
            if folder == nil, let kind = SensitiveNames.folders[name] { folder = (kind, index) }
            if folder == nil, let kind = SensitiveNames.nestedFolders[previous + "/" + name] { folder = (kind, index) }
            previous = name
            start = index + 1
        }
        if let folder, folder.kind == .dependencies { return inFolder(folder, path) }
        let name = String(decoding: bytes[start...], as: UTF8.self)
        if let file = SensitiveNames.file(name), file.kind.isSecret || folder == nil {
            return SensitivePath(kind: file.kind, place: path, needsContent: file.needsContent)
        }
        return folder.map { inFolder($0, path) }
    }

    private static func inFolder(_ folder: (kind: Kind, end: Int), _ path: String) -> SensitivePath {
        let place = String(decoding: path.utf8.prefix(folder.end), as: UTF8.self)
        return SensitivePath(kind: folder.kind, place: place, needsContent: false)
    }
}
