import Basics
import DockerfileSyntax
import RuleKit
import Workload

/// Other tags for base images.
enum BaseFix {
    /// Moves an image to a release that gets updates, and with it the other stages on the same release, so that what
    /// one builds still fits the other.
    static func renewing(_ stage: Stage, in workload: Workload, on today: Day) -> Fix? {
        guard let image = stage.baseImage, let tag = renewed(image, stage, workload, today) else { return nil }
        var edits: [Edit] = []
        for other in workload.dockerfile.stages {
            guard let own = other.baseImage, own.name == image.name, sharesRelease(own, image) else { continue }
            let new = other.index == stage.index ? tag : renewed(own, other, workload, today)
            guard let new, new != own.tag, let edit = replacing(own, new, other.image) else {
                if other.index == stage.index { return nil }
                continue
            }
            edits.append(edit)
        }
        let version = "\(image.lastName):\(tag)"
        return Fix(
            .ask, edits,
            note: Text(
                en: "`\(version)` is another release: read its migration notes, and run the tests on it.",
                ja: "`\(version)` は別のリリースです。移行ガイドを確認し、このバージョンでテストしてください。"))
    }

    /// Moves an image to a release that the manifests ask for; the oldest one that gets updates.
    static func fitting(_ stage: Stage, in workload: Workload, on today: Day) -> Fix? {
        guard let image = stage.baseImage, let old = image.tag, let product = EndOfLife.product(of: image),
            !SupportedRelease.keepsData(product), product != .dotnet,
            let release = SupportedRelease.oldest(product, on: today, where: { fits($0, image, stage, workload) })
        else { return nil }
        var edits: [Edit] = []
        for other in workload.dockerfile.stages {
            guard let own = other.baseImage, own.name == image.name, sharesRelease(own, image), let tag = own.tag else {
                continue
            }
            var parts = TagParts(tag)
            guard parts.setVersion(release), parts.renewDistribution(from: 1, on: today),
                let edit = replacing(own, parts.text, other.image)
            else { return nil }
            edits.append(edit)
        }
        guard !edits.isEmpty else { return nil }
        return Fix(
            .ask, edits,
            note: Text(
                en: "From `\(old)` to \(release.shown): run the tests on it.",
                ja: "`\(old)` から \(release.shown) に変わります。このバージョンでテストしてください。"))
    }

    /// The tag of a release that gets updates, of the same variant.
    private static func renewed(_ image: ImageReference, _ stage: Stage, _ workload: Workload, _ today: Day) -> String?
    {
        guard let tag = image.tag, image.digest == nil, let product = EndOfLife.product(of: image),
            !SupportedRelease.keepsData(product), product != .dotnet, product != .centosStream,
            let support = EndOfLife.support(of: image), support.isKnown,
            let release = support.releases.first(where: { $0.product == product }), !release.isNewestOfMany
        else { return nil }
        var parts = TagParts(tag)
        let soon = BaseSupport.soon(today)
        if !release.isSupported(on: soon) {
            let next = SupportedRelease.next(after: release, on: today) { fits($0, image, stage, workload) }
            guard let next, parts.setVersion(next) else { return nil }
        }
        guard parts.renewDistribution(from: 1, on: today), parts.text != tag else { return nil }
        return parts.text
    }

    private static func sharesRelease(_ a: ImageReference, _ b: ImageReference) -> Bool {
        EndOfLife.support(of: a)?.releases.first == EndOfLife.support(of: b)?.releases.first
    }

    /// Whether what the manifests ask for can be had with a release.
    private static func fits(
        _ release: EndOfLife.Release, _ image: ImageReference, _ stage: Stage, _ workload: Workload
    ) -> Bool {
        let named = ImageReference("\(image.name):\(release.version)")
        guard let runtime = RuntimeImage(named) else { return true }
        return RuntimeVersionMismatch.misfit(runtime, workload.installs.flatMap(\.manifests)) == nil
    }

    /// Names the newest release for an image without a tag or with one that moves.
    static func naming(_ image: ImageReference, at word: Range<Int>, raw: String, on today: Day) -> Fix? {
        guard let tag = fixedTag(image, on: today), raw == image.name + (image.tag.map { ":" + $0 } ?? "") else {
            return nil
        }
        let start = word.lowerBound + image.name.utf8.count
        return .ask(
            start..<start + raw.utf8.count - image.name.utf8.count, ":" + tag,
            note: Text(
                en: "`\(tag)` is the newest release that Plimsoll knows: name the one that you have tested.",
                ja: "`\(tag)` は Plimsoll のデータにある最新リリースです。実際にテストしたバージョンを指定してください。"))
    }

    /// The tag with a version in front of its variant.
    private static func fixedTag(_ image: ImageReference, on today: Day) -> String? {
        guard image.digest == nil, image.tag?.isEmpty != true, let product = EndOfLife.product(of: image),
            ![.mongodb, .valkey, .centosStream, .centos].contains(product),
            image.registry != "docker.io" || !image.repository.hasPrefix("bitnami"),
            let newest = SupportedRelease.newest(product, on: today)
        else { return nil }
        let version = product == .dotnet ? newest.version + ".0" : newest.version
        guard let tag = image.tag, tag != "latest" else { return version }
        var parts = TagParts(tag)
        // `lts` and the like follow rules of their own.
        switch parts.parts[0] {
        case "stable" where product == .debian: parts.parts[0] = version
        case "slim", "alpine", "fpm", "apache", "cli", "bookworm", "trixie", "jre", "jdk":
            parts.parts.insert(version, at: 0)
        default: return nil
        }
        guard parts.renewDistribution(from: 1, on: today) else { return nil }
        return parts.text
    }

    /// Replaces the tag of an image that is written out.
    private static func replacing(_ image: ImageReference, _ tag: String, _ word: Word) -> Edit? {
        guard let old = image.tag, word.raw == word.value, word.raw.hasSuffix(":" + old),
            word.range.count == word.raw.utf8.count
        else { return nil }
        let end = word.range.upperBound
        return Edit(end - old.utf8.count..<end, tag)
    }

    /// Replaces the first part of a tag: `3` of `python:3-slim`.
    static func refining(_ stage: Stage, to release: EndOfLife.Release) -> Fix? {
        guard let image = stage.baseImage, let tag = image.tag else { return nil }
        var parts = TagParts(tag)
        guard parts.parts.first?.first?.isNumber == true, parts.setVersion(release),
            let edit = replacing(image, parts.text, stage.image)
        else { return nil }
        return Fix(
            .ask, [edit],
            note: Text(
                en: "`\(parts.text)` is what the tag stands for today by Plimsoll's data: name the line that you test.",
                ja: "`\(parts.text)` は、Plimsoll のデータで現在このタグが指す系列です。テスト済みの系列を指定してください。"))
    }
}
