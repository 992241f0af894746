import Basics

/// How an archive is to be understood.
package enum ArchiveForm: Sendable, Hashable {
    /// By what is in it.
    case any
    /// An OCI layout: `oci-archive:`.
    case layout
    /// What `docker save` writes: `docker-archive:`.
    case docker
}

/// What an archive says, whichever form it has.
struct ArchiveReader {
    let files: any ImageFiles
    let limits: ImageLimits
    let form: ArchiveForm
    private let guess: ArchiveGuess

    init(files: KeptFiles, limits: ImageLimits, form: ArchiveForm) {
        self.init(files, limits, form, files.guess)
    }

    init(files: IndexedArchive, limits: ImageLimits, form: ArchiveForm) {
        self.init(files, limits, form, files.guess)
    }

    private init(_ files: any ImageFiles, _ limits: ImageLimits, _ form: ArchiveForm, _ guess: ArchiveGuess) {
        self.files = files
        self.limits = limits
        self.form = form
        self.guess = guess
    }

    /// Since Docker 25 an archive is both; then `manifest.json` knows the tags better.
    private func isDocker() throws(Failure) -> Bool {
        if files.has("manifest.json"), form != .layout || !files.has("index.json") { return true }
        if files.has("index.json"), form != .docker { return false }
        throw guess.refusal(files.name)
    }

    func plan(_ platform: Platform?, reference: String?) throws(Failure) -> ImagePlan {
        if try isDocker() {
            return try DockerArchiveReader(files: files, limits: limits).plan(platform, reference: reference)
        }
        return try LayoutReader(files: files, limits: limits).plan(platform, tag: reference)
    }

    func choices(reference: String?) throws(Failure) -> [ImageChoice] {
        if try isDocker() {
            return try DockerArchiveReader(files: files, limits: limits).images(reference: reference).map(\.choice)
        }
        return try LayoutReader(files: files, limits: limits).images(tag: reference).filter(\.isPresent).map(\.choice)
    }

    /// Nil where there is no index that could tell.
    func attachments(of manifest: Digest) throws(Failure) -> [Attachment]? {
        guard files.has("index.json") else { return nil }
        return try LayoutReader(files: files, limits: limits).attachments(of: manifest)
    }
}

/// What an archive looks like that holds no image.
struct ArchiveGuess: Sendable {
    private var roots: Set<String> = []
    private var isChart = false

    mutating func see(_ path: String) {
        let end = path.utf8.firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex
        let first = path[..<end]
        if ["etc", "usr", "bin", "lib", "var", "sbin", "root"].contains(first) { roots.insert(String(first)) }
        if path.hasSuffix("/Chart.yaml") { isChart = true }
    }

    func refusal(_ name: String) -> Failure {
        if isChart {
            return Failure(
                .invalid,
                Text(
                    en: "\(name) is a Helm chart, not an image. Name an image that it runs.",
                    ja: "\(name) はイメージではなく Helm チャートです。チャートが実行するイメージを指定してください。"))
        }
        if roots.count > 1 {
            return Failure(
                .invalid,
                Text(
                    en:
                        "\(name) is a plain root file system, not an image: it has neither manifest.json nor index.json. `docker import` it first, or name the image that it was exported from.",
                    ja:
                        "\(name) はイメージではなく、ルートファイルシステムだけのアーカイブです (manifest.json も index.json もありません)。先に `docker import` で取り込むか、元のイメージを指定してください。"
                ))
        }
        return Failure(
            .invalid,
            Text(
                en:
                    "\(name) is an archive, but of no image: it has neither manifest.json nor index.json. Write one with `docker save`, `skopeo copy` or `docker buildx build --output type=oci`.",
                ja:
                    "\(name) はアーカイブですが、イメージではありません (manifest.json も index.json もありません)。`docker save`、`skopeo copy`、`docker buildx build --output type=oci` のいずれかで作成してください。"
            ))
    }
}
