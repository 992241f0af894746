/// A COPY or ADD by its meaning: what is copied, from where, to where, and how.
package struct CopyView: Sendable {
    package struct Source: Sendable {
        package enum Kind: Sendable, Hashable {
            /// A path or pattern in the build context, or in the stage or image of `--from`.
            case path
            /// ADD of `http://` or `https://`.
            case url
            /// ADD of a Git repository.
            case git
            /// A here-document, by its index in the instruction's `heredocs`.
            case heredoc(Int)
        }
        package var kind: Kind
        package var word: Word

        /// A local name that ADD would unpack. What is really unpacked depends on the content.
        package var looksLikeArchive: Bool {
            kind == .path && CopyView.archiveEndings.contains { word.shown.lowercased().hasSuffix($0) }
        }
    }

    package var isAdd: Bool
    package var sources: [Source]
    /// Nil when it is missing.
    package var destination: Word?
    package var from: Flag?
    package var chown: Flag?
    package var chmod: Flag?
    package var checksum: Flag?
    package var excludes: [Flag]
    package var link: Bool
    package var parents: Bool
    package var keepsGitFolder: Bool
    /// `--unpack` of ADD; nil when not given: local archives are unpacked and downloads are not.
    package var unpacks: Bool?

    /// The ending of a file that ADD unpacks by its usual name: tar, plain or compressed with gzip, bzip2, xz or zstd.
    static let archiveEndings = [
        ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz", ".tar.zst", ".tzst",
    ]

    /// Nil for another instruction. The instruction may stand in an ONBUILD.
    package init?(_ instruction: Instruction) {
        guard instruction.keyword == .copy || instruction.keyword == .add else { return nil }
        isAdd = instruction.keyword == .add
        let words = instruction.words
        destination = words.count > 1 ? words.last : nil
        let isAdd = isAdd
        var heredocs = 0
        sources = []
        for word in words.count > 1 ? Array(words.dropLast()) : words {
            if !instruction.isJSON, instruction.heredocs.indices.contains(heredocs),
                instruction.heredocs[heredocs].marker == word.range
            {
                sources.append(Source(kind: .heredoc(heredocs), word: word))
                heredocs += 1
            } else {
                sources.append(Source(kind: isAdd ? Self.kind(word.shown) : .path, word: word))
            }
        }
        func isOn(_ name: String) -> Bool? {
            instruction.flag(name).map { $0.value.map { $0.lowercased() == "true" } ?? true }
        }
        from = instruction.flag("from")
        chown = instruction.flag("chown")
        chmod = instruction.flag("chmod")
        checksum = instruction.flag("checksum")
        excludes = instruction.flags.filter { $0.name == "exclude" }
        link = isOn("link") ?? false
        parents = isOn("parents") ?? false
        keepsGitFolder = isOn("keep-git-dir") ?? false
        unpacks = isOn("unpack")
    }

    /// Told apart as BuildKit does: Git by scheme, `git@` or a path that ends in `.git`.
    private static func kind(_ text: String) -> Source.Kind {
        let lower = text.lowercased()
        if ["git://", "ssh://", "git@", "github.com/"].contains(where: lower.hasPrefix) { return .git }
        guard lower.hasPrefix("http://") || lower.hasPrefix("https://") else { return .path }
        let path = lower.prefix { $0 != "#" && $0 != "?" }
        return path.hasSuffix(".git") ? .git : .url
    }

    /// Whether the destination must be a folder: it ends in a slash, or is `.` or `..`.
    package var destinationIsFolder: Bool? {
        guard let value = destination?.value else {
            return destination?.raw.hasSuffix("/") == true ? true : nil
        }
        return value.hasSuffix("/") || value.hasSuffix("\\") || value == "." || value == ".."
            || value.hasSuffix("/.") || value.hasSuffix("/..")
    }

    /// Whether the destination is given in full, on Linux or Windows; nil where a variable hides it.
    package var destinationIsAbsolute: Bool? {
        guard let destination else { return nil }
        if let value = destination.value { return Path.isAbsolute(value) }
        // `/opt/$NAME` is, `$HOME/x` may be.
        return Path.isAbsolute(destination.raw) ? true : nil
    }
}

extension Instruction {
    /// This COPY or ADD by its meaning; nil for another instruction.
    package var copy: CopyView? { CopyView(self) }
}

/// Paths as images have them.
package enum Path {
    /// `/x`, `C:\x`, `C:/x` or `\x`, in quotes or not.
    package static func isAbsolute(_ path: String) -> Bool {
        var bytes = Array(path.utf8.prefix(4))[...]
        while let first = bytes.first, first == 0x22 || first == 0x27 { bytes = bytes.dropFirst() }
        guard let first = bytes.first else { return false }
        if first == UInt8(ascii: "/") || first == UInt8(ascii: "\\") { return true }
        return first.isLetter && bytes.dropFirst().first == UInt8(ascii: ":")
    }
}
