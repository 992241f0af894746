package import Basics

/// Where edits end up: says which files may be edited.
package protocol EditPlace: Sendable {
    /// The path by which a file is known whatever links lead to it. Throws, for people, why the file may not be edited.
    func resolve(_ path: String) throws(Failure) -> String
}

/// Files in memory: the ones that are named may be edited, or all.
package struct MemoryPlace: EditPlace {
    private let only: Set<String>?

    package init(only: Set<String>? = nil) {
        self.only = only
    }

    package func resolve(_ path: String) throws(Failure) -> String {
        guard only?.contains(path) ?? true else { throw .notEditable(path, .elsewhere) }
        return path
    }
}

extension Failure {
    /// Why a file is left alone.
    package enum Hindrance: Sendable, Hashable {
        case outside, elsewhere, readOnly, noFolder, notAFile, generated, inline, changed
    }

    package static func notEditable(_ path: String, _ hindrance: Hindrance) -> Failure {
        let why =
            switch hindrance {
            case .outside:
                Text(
                    en: "lies outside of what is reviewed, perhaps behind a link, and is not edited",
                    ja: "レビュー対象の外にあるため (リンク先の場合を含む)、編集しません")
            case .elsewhere:
                Text(
                    en: "is not at hand when a Dockerfile comes from standard input",
                    ja: "標準入力から読み込んだ Dockerfile では編集できません")
            case .readOnly: Text(en: "is read-only", ja: "読み取り専用です")
            case .noFolder:
                Text(en: "cannot be created: its folder is not there", ja: "フォルダーが存在しないため作成できません")
            case .notAFile: Text(en: "is not a regular file", ja: "通常のファイルではありません")
            case .generated:
                Text(
                    en: "says that a tool generates it: mend its template, or add --generated",
                    ja: "ツールが生成するファイルと書かれています。生成元を直すか、--generated を指定してください")
            case .inline:
                Text(
                    en: "holds this Dockerfile inside another file, which is not edited",
                    ja: "別のファイルに埋め込まれた Dockerfile のため、編集しません")
            case .changed:
                Text(
                    en: "has changed since it was read; run again",
                    ja: "読み込み後に変更されました。もう一度実行してください")
            }
        return Failure(.invalid, Text(en: "\(path) \(why.en)", ja: "\(path): \(why.ja)"))
    }
}
