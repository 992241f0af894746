import Basics

/// Rules and events in words.
enum LifecycleWords {
    static func tags(_ tags: LifecycleRule.Tags) -> Text {
        func quoted(_ texts: [String], _ and: String) -> String {
            texts.map { "`\($0)`" }.joined(separator: and)
        }
        switch tags {
        case .any: return Text(en: "all", ja: "すべて")
        case .untagged: return Text(en: "untagged", ja: "タグなし")
        case .patterns(let patterns):
            let texts = patterns.map(\.text)
            return Text(en: quoted(texts, " and "), ja: quoted(texts, " かつ "))
        case .prefixes(let prefixes):
            let texts = prefixes.map { $0 + "…" }
            return Text(en: quoted(texts, " and "), ja: quoted(texts, " かつ "))
        }
    }

    static func limit(_ limit: LifecycleRule.Limit) -> Text {
        switch limit {
        case .imageCountMoreThan(let count): Text(en: "beyond the newest \(count)", ja: "新しい順に \(count) 個を超えた分")
        case .sinceImagePushed(let days):
            Text(en: "pushed over \(days) days ago", ja: "プッシュから \(days) 日超")
        case .sinceImagePulled(let days):
            Text(en: "not pulled for over \(days) days", ja: "最後のプルから \(days) 日超")
        case .sinceImageTransitioned(let days):
            Text(en: "archived over \(days) days ago", ja: "アーカイブから \(days) 日超")
        }
    }

    static func action(_ action: LifecycleRule.Action) -> Text {
        switch action {
        case .expire: Text(en: "expire", ja: "期限切れにする")
        case .archive: Text(en: "archive", ja: "アーカイブする")
        }
    }

    static func done(_ action: LifecycleRule.Action) -> Text {
        switch action {
        case .expire: Text(en: "expired", ja: "期限切れ")
        case .archive: Text(en: "archived", ja: "アーカイブ")
        }
    }

    static func cause(_ cause: LifecycleEvent.Cause) -> Text {
        switch cause {
        case .rule(let priority): Text(en: "rule \(priority)", ja: "ルール \(priority)")
        case .subject(let digest):
            Text(en: "belongs to \(digest.prefix(19))", ja: "\(digest.prefix(19)) に付属")
        }
    }

    static let deletes = Text(
        en:
            "{place}: warning: `{image}` of task definition `{task}` is deleted on {day} ({cause}); tasks that start after that fail. Protect it by a rule of its own with a lower rulePriority, or keep more images.",
        ja:
            "{place}: 警告: タスク定義 `{task}` の `{image}` が {day} に削除されます ({cause})。それ以降、タスクは起動できません。より小さい rulePriority の専用ルールで保護するか、残すイメージを増やしてください。"
    )
    static let archives = Text(
        en:
            "{place}: warning: `{image}` of task definition `{task}` is archived on {day} ({cause}); an archived image cannot be pulled before it is restored, so tasks that start after that fail. Protect it by a rule of its own with a lower rulePriority.",
        ja:
            "{place}: 警告: タスク定義 `{task}` の `{image}` が {day} にアーカイブされます ({cause})。アーカイブされたイメージは復元するまでプルできないため、それ以降タスクは起動できません。より小さい rulePriority の専用ルールで保護してください。"
    )
    static let absent = Text(
        en: "{place}: note: `{image}` of task definition `{task}` is not among the images, so nothing is said of it.",
        ja: "{place}: 注意: タスク定義 `{task}` の `{image}` はイメージの一覧にないため、判定していません。")
}
