package import Basics

/// What a user's name of an image means: with the prefixes that skopeo and Podman know, a path, or a name.
package enum ImagePlace: Sendable, Hashable {
    case layout(folder: String, tag: String?)
    /// `path` is `-` for standard input.
    case archive(path: String, reference: String?, form: ArchiveForm)
    /// A name or an id, as the engine knows it.
    case engine(String)
    case registry(ImageReference)
    /// A name without a place: of the engine if the engine has it, else of the registry.
    case reference(ImageReference)

    /// Looks at the disk, where a path may be meant. Throws `invalid` or `notFound` with what to write instead.
    package init(_ text: String) throws(Failure) {
        guard !text.isEmpty else {
            throw Failure(
                .invalid,
                Text(
                    en:
                        "No image is named. Write a name such as nginx:1.27, a file of `docker save`, or `-` for standard input.",
                    ja: "イメージが指定されていません。nginx:1.27 などの名前、`docker save` のファイル、標準入力の `-` のいずれかを指定してください。"))
        }
        if let place = try Self.prefixed(text) {
            self = place
        } else if let place = try Self.onDisk(text) {
            self = place
        } else if Self.isId(text) {
            self = .engine(text)
        } else {
            self = .reference(try ImageReference(text))
        }
    }

    /// The source, where it needs no network; nil for engines and registries.
    package func source() throws(Failure) -> (any ImageSource)? {
        switch self {
        case .layout(let folder, let tag): try LayoutSource(folder: folder, tag: tag)
        case .archive(let path, let reference, let form):
            try ArchiveSource(path: path, reference: reference, form: form)
        case .engine, .registry, .reference: nil
        }
    }

    // MARK: Prefixes

    private static func prefixed(_ text: String) throws(Failure) -> ImagePlace? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let rest = String(text[text.index(after: colon)...])
        let prefix = String(text[..<colon])
        switch prefix {
        case "oci":
            let (path, tag) = split(try named(rest, text), .folder)
            return .layout(folder: path, tag: tag)
        case "oci-archive":
            let (path, tag) = split(try named(rest, text), .file)
            return .archive(path: path, reference: tag, form: .layout)
        case "docker-archive":
            let (path, reference) = split(try named(rest, text), .file)
            return .archive(path: path, reference: reference, form: .docker)
        case "docker-daemon": return try ofEngine(try named(rest, text))
        case "docker" where rest.hasPrefix("//"):
            return .registry(try ImageReference(String(rest.dropFirst(2))))
        case "containers-storage":
            throw Failure(
                .invalid,
                Text(
                    en:
                        "Podman's and Buildah's own store is not read directly. Write the image out: `podman save --format oci-archive -o image.tar NAME` or `skopeo copy \(text) oci-archive:image.tar`; or let DOCKER_HOST name Podman's socket.",
                    ja:
                        "Podman / Buildah のストレージは直接読み取れません。`podman save --format oci-archive -o image.tar NAME` または `skopeo copy \(text) oci-archive:image.tar` で書き出すか、DOCKER_HOST に Podman のソケットを指定してください。"
                ))
        case "dir", "ostree", "sif", "tarball", "docker-image", "containerd", "podman":
            // `dir:1.0` may be a name and its tag, but a name of that kind is hardly meant.
            guard rest.contains("/") || prefix == "sif" || prefix == "ostree" else { return nil }
            throw Failure(
                .invalid,
                Text(
                    en:
                        "Images in `\(prefix):` are not read. Copy it first: `skopeo copy \(text) oci-archive:image.tar`.",
                    ja: "`\(prefix):` のイメージは読み取れません。先に `skopeo copy \(text) oci-archive:image.tar` でコピーしてください。"))
        case "http", "https":
            throw Failure(
                .invalid,
                Text(
                    en: "`\(text)` is an address, not the name of an image. Leave out `\(prefix)://`.",
                    ja: "`\(text)` は URL であり、イメージ名ではありません。`\(prefix)://` を除いて指定してください。"))
        default: return nil
        }
    }

    private static func named(_ rest: String, _ text: String) throws(Failure) -> String {
        guard rest.isEmpty else { return rest }
        throw Failure(
            .invalid, Text(en: "Nothing follows `\(text)`.", ja: "`\(text)` の後に指定がありません。"))
    }

    private static func ofEngine(_ text: String) throws(Failure) -> ImagePlace {
        isId(text) ? .engine(text) : .engine(try ImageReference(text).familiar)
    }

    /// `sha256:` and what follows, or all 64 digits: no name can be that.
    private static func isId(_ text: String) -> Bool {
        let hex = text.hasPrefix("sha256:") ? text.dropFirst(7) : text[...]
        guard text.hasPrefix("sha256:") ? (6...64).contains(hex.utf8.count) : hex.utf8.count == 64 else { return false }
        return hex.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// A path and what follows its colon; a path that exists may hold colons itself.
    private static func split(_ text: String, _ kind: DiskFile.Kind) -> (path: String, rest: String?) {
        if DiskFile.kind(text) == kind { return (text, nil) }
        var first: (String, String?)?
        for index in text.indices where text[index] == ":" {
            let path = String(text[..<index])
            let rest = String(text[text.index(after: index)...])
            let found: (String, String?) = (path, rest.isEmpty ? nil : rest)
            if DiskFile.kind(path) == kind { return found }
            if first == nil { first = found }
        }
        return first ?? (text, nil)
    }

    // MARK: Paths

    private static func onDisk(_ text: String) throws(Failure) -> ImagePlace? {
        if text == "-" { return .archive(path: "-", reference: nil, form: .any) }
        let path = isPath(text)
        switch DiskFile.kind(text) {
        case .folder:
            if isLayout(text) { return .layout(folder: text, tag: nil) }
            // Beside a folder `nginx`, `nginx` is still the image.
            guard path || (try? ImageReference(text)) == nil else { return nil }
            return try refuse(folder: text)
        case .file, .other:
            if let place = try file(text, nil, path: path) { return place }
            return nil
        case nil: break
        }
        // What is behind the colon is a tag, or a name with one.
        for colon in text.indices.reversed() where text[colon] == ":" {
            let before = String(text[..<colon])
            let name = String(text[text.index(after: colon)...])
            guard !name.isEmpty else { continue }
            if DiskFile.kind(before) == .folder, isLayout(before), !name.contains("/") {
                return .layout(folder: before, tag: name)
            }
            if DiskFile.kind(before) == .file, isPath(before) { return try file(before, name, path: true) }
        }
        guard path else { return nil }
        throw Failure(
            .notFound,
            Text(en: "There is no file or folder \(text).", ja: "ファイルまたはフォルダー \(text) がありません。"))
    }

    private static func file(_ path: String, _ reference: String?, path isPath: Bool) throws(Failure) -> ImagePlace? {
        let file = try DiskFile(path)
        let place = ImagePlace.archive(path: path, reference: reference, form: .any)
        // A named pipe is read when its turn comes.
        guard file.isRegular else { return isPath ? place : nil }
        let head = try file.bytes(at: 0, count: 512)
        switch head.withUnsafeBytes({ ArchiveSniff.kind($0) }) {
        case .tar, .gzip, .zstd: return place
        case .json, .other:
            guard isPath else { return nil }
            // Its own refusal says what it is.
            _ = try ArchiveSource(path: path)
            return place
        }
    }

    /// Whether a path must be meant, also where there is none.
    private static func isPath(_ text: String) -> Bool {
        text == "." || text == ".." || ["/", "./", "../", "~"].contains { text.hasPrefix($0) } || text.hasSuffix("/")
            || [".tar", ".tar.gz", ".tgz", ".tar.zst", ".tar.xz", ".tar.bz2", ".zip"].contains { text.hasSuffix($0) }
    }

    private static func isLayout(_ folder: String) -> Bool {
        DiskFile.kind("\(folder)/index.json") == .file
            && (DiskFile.kind("\(folder)/oci-layout") == .file || DiskFile.kind("\(folder)/blobs") == .folder)
    }

    private static func refuse(folder: String) throws(Failure) -> ImagePlace {
        if DiskFile.kind("\(folder)/Dockerfile") == .file {
            throw Failure(
                .invalid,
                Text(
                    en:
                        "\(folder) is a folder with a Dockerfile, not an image. Build it first: `docker build -t NAME \(folder)`, then name it.",
                    ja:
                        "\(folder) はイメージではなく、Dockerfile のあるフォルダーです。先に `docker build -t NAME \(folder)` でビルドし、その名前を指定してください。"
                ))
        }
        if DiskFile.kind("\(folder)/etc") == .folder, DiskFile.kind("\(folder)/usr") == .folder {
            throw Failure(
                .invalid,
                Text(
                    en:
                        "\(folder) is a root file system, not an image. Make one of it: `tar -C \(folder) -c . | docker import - NAME`.",
                    ja: "\(folder) はイメージではなくルートファイルシステムです。`tar -C \(folder) -c . | docker import - NAME` でイメージにしてください。")
            )
        }
        _ = try LayoutSource(folder: folder)
        return .layout(folder: folder, tag: nil)
    }
}
