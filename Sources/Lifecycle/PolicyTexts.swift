import Basics

/// Why ECR refuses a policy, and what to do.
enum PolicyTexts {
    static let notAnObject = Text(
        en: "ECR takes an object `{…}` here. Write one.", ja: "ここにはオブジェクト `{…}` を書いてください。")
    static let noRules = Text(
        en: "`rules` must be a list of at least one rule. Add one, or delete the policy.",
        ja: "`rules` には 1 件以上のルールのリストが必要です。ルールを追加するか、ポリシー自体を削除してください。")
    static let bothLists = Text(
        en: "A rule takes `tagPatternList` or `tagPrefixList`, not both. Write a rule for each.",
        ja: "1 つのルールで `tagPatternList` と `tagPrefixList` は併用できません。ルールを分けてください。")
    static let noList = Text(
        en: "`tagged` needs `tagPatternList` or `tagPrefixList`. Add one; the pattern `*` selects every tag.",
        ja: "`tagged` には `tagPatternList` か `tagPrefixList` が必要です。追加してください。パターン `*` はすべてのタグを選びます。")
    static let unitWithCount = Text(
        en: "`countUnit` does not go with `imageCountMoreThan`. Remove it.",
        ja: "`imageCountMoreThan` に `countUnit` は指定できません。削除してください。")
    static let noTarget = Text(
        en: "`transition` needs `\"targetStorageClass\": \"archive\"`. Add it.",
        ja: "`transition` には `\"targetStorageClass\": \"archive\"` が必要です。追加してください。")
    static let pulledExpires = Text(
        en:
            "`sinceImagePulled` cannot expire images. Archive them by `transition`, and expire them by a second rule with `sinceImageTransitioned`.",
        ja:
            "`sinceImagePulled` ではイメージを期限切れにできません。`transition` でアーカイブし、`sinceImageTransitioned` を使う別のルールで期限切れにしてください。")
    static let archivedArchives = Text(
        en: "`sinceImageTransitioned` looks at archived images and can only `expire` them. Change the action.",
        ja: "`sinceImageTransitioned` の対象はアーカイブ済みのイメージなので、アクションは `expire` だけです。変更してください。")
    static let secondUntagged = Text(
        en: "Only one rule of a storage class may select untagged images. Join the two.",
        ja: "タグのないイメージを選べるルールは、ストレージクラスごとに 1 つだけです。1 つにまとめてください。")

    static func tooLong(_ size: Int, most: Int) -> Text {
        Text(
            en: "A policy has at most \(most) characters; this file has \(size) bytes. Shorten it.",
            ja: "ポリシーは最大 \(most) 文字ですが、このファイルは \(size) バイトあります。短くしてください。")
    }

    static func missing(_ key: String) -> Text {
        Text(en: "`\(key)` is missing. Add it.", ja: "`\(key)` がありません。追加してください。")
    }

    static func tooManyRules(_ count: Int, most: Int) -> Text {
        Text(
            en: "A policy has at most \(most) rules, not \(count). Join some.",
            ja: "ルールは最大 \(most) 件ですが、\(count) 件あります。まとめてください。")
    }

    static func unknownKey(_ key: String, among keys: [String]) -> Text {
        let names = keys.map { "`\($0)`" }.joined(separator: ", ")
        return Text(
            en: "ECR knows no `\(key)` here, only \(names). Correct or remove it.",
            ja: "ここに `\(key)` というキーはありません (使えるのは \(names))。修正するか削除してください。")
    }

    static func notPositive(_ key: String) -> Text {
        Text(
            en: "`\(key)` must be a whole number from 1, without quotes. Correct it.",
            ja: "`\(key)` は引用符なしの 1 以上の整数です。修正してください。")
    }

    static func notOne(_ key: String, of choices: [String]) -> Text {
        let names = choices.map { "\"\($0)\"" }.joined(separator: ", ")
        return Text(
            en: "`\(key)` must be \(choices.count > 1 ? "one of " : "")\(names). Correct it.",
            ja: "`\(key)` に指定できるのは \(names)\(choices.count > 1 ? " のいずれか" : " だけ")です。修正してください。")
    }

    static func notTexts(_ key: String) -> Text {
        Text(
            en: "`\(key)` must be a list of at least one text. Correct it.",
            ja: "`\(key)` は 1 件以上の文字列のリストです。修正してください。")
    }

    static func listWithout(_ key: String, _ status: String) -> Text {
        Text(
            en: "`\(key)` goes only with `\"tagStatus\": \"tagged\"`, not with \"\(status)\". Remove it.",
            ja: "`\(key)` は `\"tagStatus\": \"tagged\"` のときだけ指定できます (現在は \"\(status)\")。削除してください。")
    }

    static func tooManyWildcards(_ pattern: String, most: Int) -> Text {
        Text(
            en: "`\(pattern)` has more than \(most) `*`. Use fewer.",
            ja: "`\(pattern)` の `*` が \(most) 個を超えています。減らしてください。")
    }

    static func noUnit(_ type: String) -> Text {
        Text(
            en: "`\(type)` needs `\"countUnit\": \"days\"`. Add it.",
            ja: "`\(type)` には `\"countUnit\": \"days\"` が必要です。追加してください。")
    }

    static func wrongClass(_ type: String, _ wanted: String) -> Text {
        Text(
            en: "`\(type)` goes only with `\"storageClass\": \"\(wanted)\"`. Write that.",
            ja: "`\(type)` で使えるのは `\"storageClass\": \"\(wanted)\"` だけです。そう指定してください。")
    }

    static func tooShortInArchive(_ days: Int, fewest: Int) -> Text {
        Text(
            en:
                "An archived image is kept for at least \(fewest) days, so no policy deletes it after \(days). Raise the number.",
            ja: "アーカイブの最短保存期間は \(fewest) 日なので、\(days) 日で削除するポリシーは設定できません。日数を増やしてください。")
    }

    static func samePriority(_ priority: Int) -> Text {
        Text(
            en: "Another rule has `rulePriority` \(priority) already. Give each rule its own.",
            ja: "`rulePriority` の \(priority) は別のルールが使っています。ルールごとに異なる値にしてください。")
    }

    static func anyNotLast(_ priority: Int, last: Int) -> Text {
        Text(
            en:
                "A rule with tagStatus `any` must have the highest `rulePriority` of its storage class: over \(last), not \(priority).",
            ja:
                "tagStatus が `any` のルールには、ストレージクラスの中で最大の `rulePriority` が必要です。\(priority) ではなく \(last) より大きくしてください。")
    }

    static func samePrefixes(_ prefixes: [String]) -> Text {
        let names = prefixes.map { "`\($0)`" }.joined(separator: ", ")
        return Text(
            en: "Another rule of the storage class has the prefixes \(names) already. Join the two.",
            ja: "同じストレージクラスの別のルールに、プレフィックス \(names) がすでにあります。1 つにまとめてください。")
    }
}
