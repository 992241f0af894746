package import Basics
import Templates

/// A list of images as `aws ecr describe-images` prints it, or written by hand.
///
/// By hand: a list of objects with `imageTags`, `imageSizeInBytes` and `pushedDaysAgo`, and where needed `imageDigest`,
/// `manifests` (the digests that a manifest list names) and the other fields of ImageDetail.
/// Source: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html
package struct ImageList: Sendable {
    package let images: [StoredImage]
    package let problems: [LifecycleProblem]

    static let mostDaysAgo = 36_500

    /// - Parameter now: what `pushedDaysAgo` counts from.
    package init(_ source: SourceFile, now: Moment) {
        do throws(Failure) {
            let document = try Document.read(source, as: .json, limits: DocumentLimits(bytes: 64 << 20))
            let root = document.root
            guard let list = root.isSequence ? root : root["imageDetails"], list.isSequence else {
                images = []
                problems = [LifecycleProblem(source.span(root.range), ImageTexts.notAList)]
                return
            }
            var reader = ImageReader(document: document, now: now)
            images = list.items.compactMap { reader.image($0) }
            problems = reader.problems
        } catch {
            images = []
            problems = [LifecycleProblem(error)]
        }
    }
}

private struct ImageReader {
    let document: Document
    let now: Moment
    private(set) var problems: [LifecycleProblem] = []

    init(document: Document, now: Moment) {
        self.document = document
        self.now = now
    }

    mutating func image(_ node: DocumentNode) -> StoredImage? {
        guard node.isMapping else {
            refuse(node, PolicyTexts.notAnObject)
            return nil
        }
        let pushedAt: Moment?
        if let ago = node["pushedDaysAgo"] {
            guard let days = ago.int, (0...ImageList.mostDaysAgo).contains(days) else {
                refuse(ago, ImageTexts.notDays)
                return nil
            }
            pushedAt = now.adding(days: -days)
        } else {
            guard node["imagePushedAt"] != nil else {
                refuse(node, PolicyTexts.missing("imagePushedAt"))
                return nil
            }
            pushedAt = moment("imagePushedAt", node)
        }
        guard let pushedAt else { return nil }
        var image = StoredImage(digest: node["imageDigest"]?.string, pushedAt: pushedAt)
        image.tags = node["imageTags"]?.strings ?? []
        image.lastPulledAt = moment("lastRecordedPullTime", node)
        image.archivedAt = moment("lastArchivedAt", node)
        image.activatedAt = moment("lastActivatedAt", node)
        if node["imageStatus"]?.string == "ARCHIVED" {
            image.storageClass = .archive
            // Without the time, the earliest that can be.
            image.archivedAt = image.archivedAt ?? pushedAt
        }
        image.repository = node["repositoryName"]?.string
        image.subject = node["subjectManifestDigest"]?.string
        image.manifests = node["manifests"]?.strings ?? []
        let type = node["imageManifestMediaType"]?.string ?? ""
        image.isManifestList =
            !image.manifests.isEmpty || type.hasSuffix(".manifest.list.v2+json") || type.hasSuffix(".index.v1+json")
        image.bytes = bytes(node)
        return image
    }

    private mutating func bytes(_ node: DocumentNode) -> Int {
        guard let size = node["imageSizeInBytes"] else { return 0 }
        // More than a repository can hold would overflow the sum.
        guard let bytes = size.int, (0...(1 << 50)).contains(bytes) else {
            refuse(size, ImageTexts.notASize)
            return 0
        }
        return bytes
    }

    private mutating func moment(_ key: String, _ node: DocumentNode) -> Moment? {
        guard let value = node[key], !value.isNull else { return nil }
        guard let moment = value.string.flatMap({ Moment($0) }) else {
            refuse(value, ImageTexts.notATime(key))
            return nil
        }
        return moment
    }

    private mutating func refuse(_ node: DocumentNode, _ text: Text) {
        problems.append(LifecycleProblem(document.source.span(node.range), text))
    }
}

enum ImageTexts {
    static let notAList = Text(
        en: "A list of images is needed: what `aws ecr describe-images` prints, or `[{\"imageTags\": […], …}]`.",
        ja: "イメージのリストが必要です。`aws ecr describe-images` の出力か、`[{\"imageTags\": […], …}]` の形で書いてください。")
    static let notDays = Text(
        en: "`pushedDaysAgo` must be a whole number from 0 to \(ImageList.mostDaysAgo). Correct it.",
        ja: "`pushedDaysAgo` は 0 から \(ImageList.mostDaysAgo) までの整数です。修正してください。")
    static let notASize = Text(
        en: "`imageSizeInBytes` must be a whole number of bytes. Correct it.",
        ja: "`imageSizeInBytes` はバイト数を表す整数です。修正してください。")

    static func notATime(_ key: String) -> Text {
        Text(
            en: "`\(key)` must be a time like `2026-11-21T09:30:00Z`, or seconds since 1970. Correct it.",
            ja: "`\(key)` は `2026-11-21T09:30:00Z` のような日時か、1970 年からの秒数です。修正してください。")
    }
}
