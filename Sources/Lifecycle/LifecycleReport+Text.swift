package import Basics

extension LifecycleReport {
    /// How many images of a rule are named on one day.
    private static let mostNames = 5

    /// The rules, the assumptions, each day on which something happens, and what it comes to.
    package func text(_ language: Language) -> String {
        var lines = [
            Text(en: "\(path): {count} {count|1=rule|rules}", ja: "\(path): ルール {count} 件")(
                language, ["count": String(policy.rules.count)])
        ]
        lines += rules(language)
        lines += ["", Text(en: "Assumed", ja: "前提")(language)]
        lines += assumptions(language).flatMap { item in
            DisplayWidth.wrap(item, to: 96).enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
        }
        lines.append("")
        lines += table(language)
        if !run.warnings.isEmpty || !run.absent.isEmpty { lines += [""] + warnings(language) }
        lines += [""] + summary(language)
        return lines.joined(separator: "\n") + "\n"
    }

    private func rules(_ language: Language) -> [String] {
        let rows = policy.rules.map { rule in
            (
                String(rule.priority), LifecycleWords.tags(rule.tags)(language),
                LifecycleWords.limit(rule.limit)(language)
            )
        }
        let widths = (
            rows.map { $0.0.utf8.count }.max() ?? 0, rows.map { DisplayWidth.of($0.1) }.max() ?? 0,
            rows.map { DisplayWidth.of($0.2) }.max() ?? 0
        )
        return zip(policy.rules, rows).map { rule, row in
            let number = String(repeating: " ", count: widths.0 - row.0.utf8.count) + row.0
            return "  \(number)  \(DisplayWidth.pad(row.1, to: widths.1))  "
                + "\(DisplayWidth.pad(row.2, to: widths.2))  \(LifecycleWords.action(rule.action)(language))"
        }
    }

    // MARK: Days

    private static let columns: [Text] = [
        Text(en: "day", ja: "日付"), Text(en: "images", ja: "イメージ"), Text(en: "archived", ja: "アーカイブ"),
        Text(en: "GiB", ja: "GiB"), Text(en: "USD/month", ja: "USD/月"),
    ]

    private func table(_ language: Language) -> [String] {
        let heads = Self.columns.map { $0(language) }
        let widths = heads.map { max(9, DisplayWidth.of($0)) }
        func row(_ cells: [String]) -> String {
            zip(cells, widths).enumerated().map { index, cell in
                index == 0
                    ? DisplayWidth.pad(cell.0, to: 10)
                    : String(repeating: " ", count: max(0, cell.1 - DisplayWidth.of(cell.0))) + cell.0
            }.joined(separator: "  ")
        }
        var lines = [row(heads)]
        var quiet = 0
        func endQuiet() {
            guard quiet > 0 else { return }
            lines.append(
                Text(en: "…  {n} {n|1=day|days} on which nothing happens", ja: "…  変化のない日が {n} 日")(
                    language, ["n": String(quiet)]))
            quiet = 0
        }
        for (index, day) in run.days.enumerated() {
            if day.events.isEmpty, index > 0, index < run.days.count - 1 {
                quiet += 1
                continue
            }
            endQuiet()
            lines.append(
                row([
                    day.day.description, String(day.standard.images), String(day.archive.images),
                    Self.gibibytes(day.standard.bytes + day.archive.bytes), Self.money(monthly(day)),
                ]))
            lines += events(day, language)
        }
        return lines
    }

    /// One line for each rule and action of a day.
    private func events(_ day: LifecycleDay, _ language: Language) -> [String] {
        var groups: [(title: String, names: [String])] = []
        for event in day.events {
            let title =
                LifecycleWords.done(event.action)(language) + " (" + LifecycleWords.cause(event.cause)(language) + ")"
            if let index = groups.firstIndex(where: { $0.title == title }) {
                groups[index].names.append(name(event.image, language))
            } else {
                groups.append((title, [name(event.image, language)]))
            }
        }
        return groups.map { group in
            var names = group.names.prefix(Self.mostNames).joined(separator: language == .japanese ? "、" : ", ")
            if group.names.count > Self.mostNames {
                names += Text(en: " and {n} more", ja: " ほか {n} 個")(
                    language, ["n": String(group.names.count - Self.mostNames)])
            }
            return "    \(group.title): \(names)"
        }
    }

    private func name(_ image: StoredImage, _ language: Language) -> String {
        if !image.tags.isEmpty { return "`\(image.tags.joined(separator: ", "))`" }
        let untagged = Text(en: "untagged", ja: "タグなし")(language)
        let pushed = Text(en: "of \(image.pushedAt.day)", ja: "\(image.pushedAt.day) プッシュ")(language)
        return image.digest.map { "\(untagged) \($0.prefix(19))" } ?? "\(untagged) \(pushed)"
    }

    // MARK: Below the table

    private func warnings(_ language: Language) -> [String] {
        run.warnings.map { warning in
            let place = "\(warning.reference.span.path):\(warning.reference.span.start.line)"
            let arguments = [
                "place": place, "day": warning.day.description, "image": warning.reference.name,
                "task": warning.reference.task, "cause": LifecycleWords.cause(warning.event.cause)(language),
            ]
            switch warning.event.action {
            case .expire: return LifecycleWords.deletes(language, arguments)
            case .archive: return LifecycleWords.archives(language, arguments)
            }
        }
            + run.absent.map { reference in
                LifecycleWords.absent(
                    language,
                    [
                        "place": "\(reference.span.path):\(reference.span.start.line)", "image": reference.name,
                        "task": reference.task,
                    ])
            }
    }

    private func summary(_ language: Language) -> [String] {
        guard let last = run.days.last else { return [] }
        let events = run.days.flatMap(\.events)
        return [
            Text(
                en:
                    "After {days} {days|1=day|days}: {expired} expired, {archived} archived, {left} left. A month of this costs {with} USD, without the policy {without} USD.",
                ja:
                    "{days} 日間で期限切れ {expired} 個、アーカイブ {archived} 個、残り {left} 個です。この状態の料金は月 {with} USD、ポリシーなしなら月 {without} USD です。"
            )(
                language,
                [
                    "days": String(run.days.count), "expired": String(events.count { $0.action == .expire }),
                    "archived": String(events.count { $0.action == .archive }),
                    "left": String(last.standard.images + last.archive.images), "with": Self.money(monthly(last)),
                    "without": Self.money(monthlyWithout(last)),
                ]),
            Text(
                en: "Storage in these days: {with} USD, without the policy {without} USD.",
                ja: "期間中のストレージ料金は {with} USD、ポリシーなしなら {without} USD です。")(
                    language, ["with": Self.money(total), "without": Self.money(totalWithout)]),
        ]
    }
}
