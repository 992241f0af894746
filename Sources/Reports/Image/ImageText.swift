package import Basics

/// An image as text for a terminal: its layers, what it ships in vain, its secrets, packages and vulnerabilities.
package struct ImageText: Sendable {
    private let image: ImageRecord
    private let language: Language
    private let ink: Ink
    private let width: Int
    private let isLong: Bool

    /// - Parameter isLong: every package and every item, instead of the ones that matter most.
    package init(_ image: ImageRecord, language: Language, ink: Ink, width: Int = 100, isLong: Bool = false) {
        self.image = image.plain
        self.language = language
        self.ink = ink
        self.width = min(max(width, 70), 160)
        self.isLong = isLong
    }

    package func render() -> String {
        var lines = header()
        lines += layers()
        lines += dockerfile()
        lines += waste()
        lines += secrets()
        lines += packages()
        lines += vulnerabilities()
        lines += signatures()
        return lines.joined(separator: "\n") + "\n"
    }

    private func t(_ en: String, _ ja: String, _ arguments: [String: String] = [:]) -> String {
        Text(en: en, ja: ja)(language, arguments)
    }

    private func size(_ bytes: Int) -> String { ByteSize.shown(bytes) }

    private func heading(_ en: String, _ ja: String, _ note: String = "") -> [String] {
        ["", ink(t(en, ja), .bold) + (note.isEmpty ? "" : "  " + ink(note, .dim))]
    }

    // MARK: What it is

    private func header() -> [String] {
        var total = t(
            "{size} in {n} {n|1=layer|layers}", "{size} ({n} レイヤー)",
            ["size": size(image.size), "n": "\(image.layers.count)"])
        // An engine and `docker save` keep layers without compression, which says nothing about a pull.
        if image.storedSize != image.size {
            total += t(", {stored} to pull", "、プル時の転送量 {stored}", ["stored": size(image.storedSize)])
        }
        var lines = [
            ink(image.name, .bold) + "  " + ink("\(image.platform) · \(image.source)", .dim), total,
        ]
        if let digest = image.manifestDigest { lines.append(ink(digest, .dim)) }
        if !image.otherPlatforms.isEmpty {
            lines.append(
                t("also for {list}", "ほかのプラットフォーム: {list}", ["list": image.otherPlatforms.joined(separator: ", ")]))
        }
        lines.append(base())
        return lines
    }

    private func base() -> String {
        var parts: [String] = []
        if let system = image.system { parts.append(system) }
        if let ends = image.base.systemEnds {
            parts.append(t("updates until {day}", "更新の提供は {day} まで", ["day": "\(ends)"]))
        }
        if let name = image.base.name { parts.append(t("base {name}", "ベース {name}", ["name": name])) }
        if let layers = image.base.layers, let bytes = image.base.size {
            parts.append(
                t(
                    "{n} {n|1=layer|layers} of {size} are the base's", "うちベースイメージは {n} レイヤー {size}",
                    ["n": "\(layers)", "size": size(bytes)]))
        } else {
            parts.append(t("where its base image ends is not known", "ベースイメージとの境界は不明"))
        }
        if let created = image.base.created {
            parts.append(t("base made {day}", "ベースの作成日 {day}", ["day": "\(created)"]))
        }
        return parts.joined(separator: " · ")
    }

    // MARK: Layers

    private func layers() -> [String] {
        guard !image.layers.isEmpty else { return heading("Layers", "レイヤー") + ["  " + t("none", "なし")] }
        var rows = [[t("#", "#"), t("size", "サイズ"), t("stored", "格納時"), t("in vain", "無駄"), t("made by", "作成元")]]
        for layer in image.layers {
            let vain = layer.hidden + layer.needless
            let line = layer.line.map { "\(image.dockerfile?.path ?? "Dockerfile"):\($0)  " } ?? ""
            let base = layer.isBase == true ? t("base  ", "ベース  ") : ""
            rows.append([
                "\(layer.number)", size(layer.size), size(layer.storedSize), vain > 0 ? size(vain) : "",
                base + line + Words.origin(layer.origin),
            ])
        }
        return heading("Layers", "レイヤー") + table(rows, right: [0, 1, 2, 3])
    }

    /// The last column takes what is left of the line and is cut there.
    private func table(_ rows: [[String]], right: Set<Int>) -> [String] {
        guard let columns = rows.first?.count else { return [] }
        let widths = (0..<columns).map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        return rows.enumerated().map { number, row in
            var line = " "
            for (column, cell) in row.enumerated() {
                line += " "
                if column == columns - 1 {
                    line += DisplayWidth.cut(cell, to: max(10, width - DisplayWidth.of(line)))
                } else if right.contains(column) {
                    line += String(repeating: " ", count: widths[column] - DisplayWidth.of(cell)) + cell + " "
                } else {
                    line += DisplayWidth.pad(cell, to: widths[column]) + " "
                }
            }
            while line.hasSuffix(" ") { line.removeLast() }
            return number == 0 ? ink(line, .dim) : line
        }
    }

    /// What each instruction weighs, beside the Dockerfile.
    private func dockerfile() -> [String] {
        guard let weights = image.dockerfile else { return [] }
        let numbers = weights.lines.map { "\($0.line)".count }.max() ?? 1
        var lines = heading("Dockerfile", "Dockerfile", weights.path)
        for line in weights.lines {
            let bytes = line.bytes.map { $0 > 0 ? size($0) : "0" } ?? ""
            let number = String(repeating: " ", count: numbers - "\(line.line)".count) + "\(line.line)"
            let told = "  " + String(repeating: " ", count: max(0, 8 - bytes.count)) + bytes + "  "
            lines.append(told + ink(number + " │ ", .dim) + DisplayWidth.cut(line.text, to: max(20, width - 18)))
        }
        return lines
    }

    // MARK: What is in it

    private func waste() -> [String] {
        let percent = (image.waste.efficiency * 1000).rounded() / 10
        var lines = heading(
            "Waste", "無駄",
            t(
                "{percent} % of the bytes are seen by a container", "コンテナから見えるのは全体の {percent} %",
                ["percent": "\(percent)"]))
        let shown = isLong ? image.waste.items[...] : image.waste.items.prefix(8)
        if shown.isEmpty { return lines + ["  " + t("none found", "見つかりませんでした")] }
        lines += table(
            shown.map { item in
                [
                    size(item.bytes), Words.waste(item.kind)(language),
                    t("layer {n}", "レイヤー {n}", ["n": "\(item.layer)"]),
                    "/" + item.path + more(item),
                ]
            }, right: [0]
        ).enumerated().map { index, line in index == 0 ? plain(line) : line }
        let rest = image.waste.items.count - shown.count + image.waste.more
        if rest > 0 { lines.append("  " + ink(t("and {n} more", "ほか {n} 件", ["n": "\(rest)"]), .dim)) }
        return lines
    }

    /// The first row of a table without headings is no heading.
    private func plain(_ line: String) -> String {
        line.replacing("\u{1B}[2m", with: "").replacing("\u{1B}[0m", with: "")
    }

    private func more(_ item: ImageRecord.Waste.Item) -> String {
        var text = item.files > 1 ? t(" ({n} files)", " ({n} ファイル)", ["n": "\(item.files)"]) : ""
        if let twin = item.twin { text += t(" as /{twin}", " (/{twin} と同一)", ["twin": twin]) }
        if let other = item.other, item.twin == nil {
            text += t(" by layer {n}", " (レイヤー {n} による)", ["n": "\(other)"])
        }
        return text
    }

    private func secrets() -> [String] {
        let count = image.secrets.count
        if count == 0, !image.isSecretScanned {
            return heading("Secrets", "シークレット") + ["  " + ink(t("not looked for", "検査していません"), .yellow)]
        }
        var lines = heading("Secrets", "シークレット", count == 0 ? "" : "\(count)")
        if count == 0 { return lines + ["  " + t("none found", "見つかりませんでした")] }
        for secret in image.secrets.prefix(isLong ? count : 20) {
            var text = "  " + ink(secret.title(language), .boldRed) + "  \(secret.place)  \(secret.masked)"
            if let layer = secret.layer { text += "  " + t("layer {n}", "レイヤー {n}", ["n": "\(layer)"]) }
            if let hidden = secret.hiddenBy {
                text += t(", hidden by layer {n}, still readable", "、レイヤー {n} で隠されても読み取り可能", ["n": "\(hidden)"])
            }
            lines.append(text)
        }
        lines += strictOnly(
            image.secrets.count { $0.certainty == "context" },
            "{n} of them by name or place alone", "うち {n} 件は名前や場所からの推定です")
        if count > 20, !isLong { lines.append("  " + ink(t("and {n} more", "ほか {n} 件", ["n": "\(count - 20)"]), .dim)) }
        return lines
    }

    /// What is listed here and is a finding only at the strict level.
    private func strictOnly(_ count: Int, _ en: String, _ ja: String) -> [String] {
        guard count > 0 else { return [] }
        let hint = t(
            en + ": `--level strict` lists {n|1=it|them} as findings", ja + " (指摘として表示するには `--level strict`)",
            ["n": "\(count)"])
        return ["  " + ink(hint, .dim)]
    }

    private func packages() -> [String] {
        guard let packages = image.packages else { return [] }
        let kinds = Dictionary(grouping: packages, by: \.type).mapValues(\.count).sorted { $0.key < $1.key }
        let told = kinds.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        var lines = heading("Packages", "パッケージ", packages.isEmpty ? "" : told)
        if packages.isEmpty { lines.append("  " + t("none found", "見つかりませんでした")) }
        if isLong {
            lines += table(
                packages.map { [$0.type, $0.name, $0.version, "/" + $0.path] }, right: []
            ).enumerated().map { index, line in index == 0 ? plain(line) : line }
        }
        for gap in image.gaps { lines.append("  " + ink(gap.reason.naming(gap.path)(language), .yellow)) }
        return lines
    }

    private func vulnerabilities() -> [String] {
        guard let all = image.vulnerabilities else { return [] }
        let open = all.found.filter { $0.standing == "open" }
        var note = Words.levels.compactMap { level in
            let count = open.count { $0.level == level }
            return count > 0 ? "\(Words.level(level)(language)) \(count)" : nil
        }.joined(separator: ", ")
        if let day = all.dataOf {
            note += (note.isEmpty ? "" : " · ") + t("data of {day}", "{day} 時点のデータ", ["day": "\(day)"])
        }
        var lines = heading("Vulnerabilities", "脆弱性", note)
        if let doubt = all.doubt { lines.append("  " + ink(doubt(language), .yellow)) }
        if open.isEmpty, all.doubt == nil { lines.append("  " + t("none known", "既知のものはありません")) }
        if let newer = all.fixedByNewerBase, newer > 0 {
            lines.append(
                "  "
                    + t(
                        "A rebuild on a newer base image removes {n} of {all}.",
                        "新しいベースイメージで再ビルドすると {all} 件中 {n} 件が解消します。",
                        ["n": "\(newer)", "all": "\(open.count)"]))
        }
        let sorted = all.worstFirst.filter { $0.standing == "open" }
        let shown = sorted.prefix(isLong ? sorted.count : 15)
        lines += table(
            shown.map { item in
                [
                    Words.level(item.level)(language), item.id, "\(item.package) \(item.version)",
                    (item.fixed.isEmpty ? t("no fix yet", "修正版なし") : "→ " + item.fixed.joined(separator: ", "))
                        + (item.exploited == nil ? "" : t("  exploited", "  悪用確認済み")),
                ]
            }, right: []
        ).enumerated().map { index, line in index == 0 ? plain(line) : line }
        if sorted.count > shown.count {
            lines.append("  " + ink(t("and {n} more", "ほか {n} 件", ["n": "\(sorted.count - shown.count)"]), .dim))
        }
        let lesser = open.count {
            $0.exploited == nil && ($0.fixed.isEmpty || !["critical", "high"].contains($0.level))
        }
        lines += strictOnly(lesser, "{n} below high, unrated or without a fix", "重要 (high) 未満、未評価、または修正版なし: {n} 件")
        if !all.unknown.isEmpty { lines.append("  " + ink(ImageRecord.unknown(all.unknown)(language), .yellow)) }
        return lines
    }

    private func signatures() -> [String] {
        guard let signatures = image.signatures else { return [] }
        var lines = heading("Signatures and attestations", "署名と構成証明")
        if signatures.isEmpty { return lines + ["  " + t("none found", "見つかりませんでした")] }
        for item in signatures {
            let state = Words.signature(item.state)(language)
            let reason = item.reason.map { ": \($0(language))" } ?? ""
            lines.append("  \(item.form)  \(state)\(reason)\(item.signer.map { "  \($0)" } ?? "")")
        }
        return lines
    }
}
