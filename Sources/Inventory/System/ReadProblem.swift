import Basics
import OCIImage

extension FileTold {
    /// Tells that a file could not be read, and why.
    mutating func fail(_ entry: LayerEntry, _ failure: Failure) {
        let reason = failure.cause.map { " (\($0))" } ?? ""
        problems.append(
            Text(
                en: "\(entry.path): \(failure.message(.english))\(reason) Packages that it lists are missing.",
                ja: "\(entry.path): \(failure.message(.japanese))\(reason) このファイルに記録されたパッケージは一覧に含まれません。"))
    }

    /// Tells that a part of a file made no sense.
    mutating func complain(_ entry: LayerEntry, en: String, ja: String) {
        problems.append(Text(en: "\(entry.path): \(en)", ja: "\(entry.path): \(ja)"))
    }
}
