import Basics
import ImageScan
import RuleKit

/// How old the image below an image is.
enum BaseAge {
    /// Reproducible builds write 1970 or 1980: dates from before there were images say nothing.
    private static let first = Day(year: 2013, month: 1, day: 1)

    /// Nil where the day is not known.
    static func days(_ image: ScannedImage, on today: Day) -> Int? {
        guard let created = image.base.created, created >= first, created <= today else { return nil }
        return (Moment(today).seconds - Moment(created).seconds) / Moment.secondsOfDay
    }

    static let unknown = Text(
        en: """
            which layers are the base image's, or when they were made, is not known; name a Dockerfile, or record the base \
            with `plimsoll lock`
            """,
        ja: """
            ベースイメージのレイヤーまたは作成日が不明です。Dockerfile を指定するか、`plimsoll lock` でベースイメージを記録してください
            """)
}
