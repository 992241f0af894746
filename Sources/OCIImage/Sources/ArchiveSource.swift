package import Basics
import Synchronization

/// An image in an archive: of `docker save` (also Podman's, skopeo's, Jib's and Bazel's) or an OCI layout.
///
/// A plain archive on disk is indexed by its headers, then its layers are read in parallel where they are. A compressed
/// one and standard input (`-`) are read in one pass, without a copy on disk.
package final class ArchiveSource: ImageSource {
    package let name: String
    package let kind: ImageSourceKind
    private let path: String
    private let reference: String?
    private let form: ArchiveForm
    private let content: Content
    /// What a pass kept: a pipe can be read once, and a compressed archive takes long.
    private let kept = Mutex<KeptFiles?>(nil)

    private enum Content {
        case indexed(IndexedArchive)
        case stream(DiskFile)
    }

    /// - Parameters:
    ///   - reference: which of several images is meant.
    ///   - form: `any` prefers what `docker save` writes where an archive is both.
    /// - Throws: `notFound` or `unreadable` for the file, `invalid` for what holds no image.
    package init(path: String, reference: String? = nil, form: ArchiveForm = .any) throws(Failure) {
        let file = try DiskFile(path)
        name = reference.map { "\(file.shown):\($0)" } ?? file.shown
        self.path = path
        self.reference = reference
        self.form = form
        guard file.isRegular else {
            content = .stream(file)
            kind = form == .layout ? .layoutArchive : .dockerArchive
            return
        }
        let head = try file.bytes(at: 0, count: 512)
        switch head.withUnsafeBytes({ ArchiveSniff.kind($0) }) {
        case .tar:
            let archive = try IndexedArchive(file, name: file.shown)
            content = .indexed(archive)
            let isLayout = archive.has("index.json") && (form == .layout || !archive.has("manifest.json"))
            kind = isLayout ? .layoutArchive : .dockerArchive
        case .gzip, .zstd:
            content = .stream(file)
            kind = form == .layout ? .layoutArchive : .dockerArchive
        case .json, .other:
            let found = ArchiveSniff.name(head)
            throw Failure(
                .invalid,
                Text(
                    en:
                        "\(path) is not an image but \(found.en). Images are OCI layouts and archives of `docker save`, plain or compressed with gzip or zstd.",
                    ja:
                        "\(path) はイメージではありません (\(found.ja))。OCI レイアウトまたは `docker save` のアーカイブ (無圧縮、gzip、zstd) を指定してください。"
                ))
        }
    }

    package func choices() async throws(Failure) -> [ImageChoice] {
        let limits = ImageLimits()
        switch content {
        case .indexed(let archive):
            return try ArchiveReader(files: archive, limits: limits, form: form).choices(reference: reference)
        case .stream(let file):
            if let kept = kept.withLock({ $0 }) {
                return try ArchiveReader(files: kept, limits: limits, form: form).choices(reference: reference)
            }
            guard file.isRegular else {
                throw Failure(
                    .unavailable,
                    Text(
                        en: "\(file.shown) can be read only once; write the archive into a file to list its images.",
                        ja: "\(file.shown) は 1 度しか読み取れません。イメージを一覧するには、アーカイブをファイルに保存してください。"))
            }
            return try pass(file, limits) { NoConsumer() }.choices(reference: reference, form: form)
        }
    }

    package func read<C: LayerConsumer>(
        _ platform: Platform?, limits: ImageLimits, make: @escaping @Sendable () -> C
    ) async throws(Failure) -> ReadImage<C> {
        switch content {
        case .indexed(let archive):
            let plan = try ArchiveReader(files: archive, limits: limits, form: form).plan(
                platform, reference: reference)
            return try await LayerRun.run(plan, from: archive, limits: limits, make: make)
        case .stream(let file):
            return try pass(file, limits, make).read(platform, reference: reference, form: form)
        }
    }

    package func attachments(of manifest: Digest) async throws(Failure) -> [Attachment]? {
        let limits = ImageLimits()
        switch content {
        case .indexed(let archive):
            return try ArchiveReader(files: archive, limits: limits, form: form).attachments(of: manifest)
        case .stream:
            guard let kept = kept.withLock({ $0 }) else { return nil }
            return try ArchiveReader(files: kept, limits: limits, form: form).attachments(of: manifest)
        }
    }

    private func pass<C: LayerConsumer>(
        _ file: DiskFile, _ limits: ImageLimits, _ make: @escaping @Sendable () -> C
    ) throws(Failure) -> StreamedImages<C> {
        var stream = ImageStream(name: file.shown, limits: limits, make: make)
        try file.streamAll { (bytes) throws(Failure) in
            try stream.feed(bytes)
            return true
        }
        let images = try stream.finish()
        kept.withLock { $0 = images.files }
        return images
    }
}

/// Looks at nothing: a pass for the documents alone.
private struct NoConsumer: LayerConsumer {
    mutating func begin(_ entry: LayerEntry) -> Bool { false }
    mutating func content(_ bytes: UnsafeRawBufferPointer) {}
    mutating func end() {}
    consuming func finish() {}
}
