package import Basics

/// An image in the folder of an OCI layout, as `skopeo copy … oci:DIR` and `docker buildx build --output
/// type=oci,tar=false` write it. Layers are read in parallel.
package struct LayoutSource: ImageSource {
    package let name: String
    package var kind: ImageSourceKind { .layoutFolder }
    private let files: FolderFiles
    private let tag: String?

    /// - Parameter tag: which of several images: its name there, its tag or its digest.
    /// - Throws: `notFound` or `invalid` where the folder is no layout.
    package init(folder: String, tag: String? = nil) throws(Failure) {
        files = FolderFiles(folder)
        name = tag.map { "\(folder):\($0)" } ?? folder
        self.tag = tag
        guard DiskFile.kind(files.folder) != nil else {
            throw Failure(.notFound, Text(en: "There is no folder \(folder).", ja: "フォルダー \(folder) がありません。"))
        }
        guard files.has("index.json") else {
            // The folders of `skopeo copy … dir:` and of an unpacked `docker save`.
            let hint =
                files.has("manifest.json")
                ? Text(
                    en:
                        " It looks like skopeo's `dir:`, or an archive of `docker save` that was unpacked: copy it with `skopeo copy dir:… oci:…`, or name the archive.",
                    ja:
                        " skopeo の `dir:` 形式か、展開された `docker save` のようです。`skopeo copy dir:… oci:…` で変換するか、アーカイブを指定してください。"
                )
                : Text(en: "", ja: "")
            throw Failure(
                .invalid,
                Text(
                    en: "\(folder) is no OCI layout: it has no index.json.\(hint.en)",
                    ja: "\(folder) は OCI レイアウトではありません。index.json がありません。\(hint.ja)"))
        }
    }

    package func choices() async throws(Failure) -> [ImageChoice] {
        try LayoutReader(files: files, limits: ImageLimits()).images(tag: tag).filter(\.isPresent).map(\.choice)
    }

    package func read<C: LayerConsumer>(
        _ platform: Platform?, limits: ImageLimits, make: @escaping @Sendable () -> C
    ) async throws(Failure) -> ReadImage<C> {
        let plan = try LayoutReader(files: files, limits: limits).plan(platform, tag: tag)
        return try await LayerRun.run(plan, from: files, limits: limits, make: make)
    }

    package func attachments(of manifest: Digest) async throws(Failure) -> [Attachment]? {
        try LayoutReader(files: files, limits: ImageLimits()).attachments(of: manifest)
    }
}
