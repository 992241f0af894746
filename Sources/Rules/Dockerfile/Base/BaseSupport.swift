import Basics
import DockerfileSyntax
import Workload

/// What the rules about ends of support share.
enum BaseSupport {
    /// Whether the image's own library becomes part of what is built with it: Go links its standard library in.
    static func compilesIn(_ image: ImageReference) -> Bool {
        (image.officialName ?? image.lastName) == "golang"
    }

    static let unknownImage = Text(
        en: "no end of support is known of images of this name",
        ja: "この名前のイメージはサポート期限のデータがありません")

    static let unknownRelease = Text(
        en: "the tag does not tell which release it is",
        ja: "タグからはどのリリースかわかりません")

    /// The last day that counts as soon: half a year on.
    static func soon(_ today: Day) -> Day {
        let month = today.month + 6
        return Day(year: today.year + (month > 12 ? 1 : 0), month: month > 12 ? month - 12 : month, day: today.day)
    }
}
