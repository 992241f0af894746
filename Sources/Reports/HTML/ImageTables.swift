import Basics

/// The tables of an image: its layers, what it ships in vain, its secrets and its packages.
struct ImageTables {
    private let image: ImageRecord
    private let id: String

    init(_ image: ImageRecord, _ id: String) {
        self.image = image
        self.id = id
    }

    /// `12.3 %`
    static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "–" }
        let tenths = Int((min(max(share, 0), 1) * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    // MARK: Columns that several tables have

    /// The layer with whose it is, ordered by its number.
    static func layer<Item>(
        _ number: @escaping (Item) -> Int?, isBase: @escaping (Item) -> Bool?
    ) -> HTMLSortTable<Item>.Column {
        .init(ImageLabels.layer, .rank, value: { number($0).map { "\($0)" } ?? "" }) { item, out in
            guard let layer = number(item) else { return out.raw("–") }
            out.escaped("\(layer)")
            guard isBase(item) == true else { return }
            out.raw(" · ")
            out.both(ImageLabels.ofBase)
        }
    }

    static func bytes<Item>(_ title: Text, _ size: @escaping (Item) -> Int) -> HTMLSortTable<Item>.Column {
        .init(title, .number, value: { "\(size($0))" }) { item, out in
            if size(item) > 0 { out.escaped(ByteSize.shown(size(item))) } else { out.raw("0") }
        }
    }

    /// Whose a thing is, as a row's attribute has it.
    static func owner(_ isBase: Bool?) -> String { isBase.map { $0 ? "base" : "own" } ?? "" }

    static let owners: [(value: String, title: Text)] = [("base", ImageLabels.ofBase), ("own", ImageLabels.own)]

    static func layerChoice(_ layers: [Int?]) -> HTMLFilter.Choice {
        let numbers = Set(layers.compactMap(\.self)).sorted().prefix(200)
        return .init(
            key: "layer", title: ImageLabels.layer,
            options: numbers.map { number in
                let text = ImageLabels.layerNumber
                let arguments = ["n": "\(number)"]
                return (value: "\(number)", title: Text(en: text(.english, arguments), ja: text(.japanese, arguments)))
            })
    }

    private func isBase(_ layer: Int?) -> Bool? {
        guard let layer, image.layers.indices.contains(layer - 1) else { return nil }
        return image.layers[layer - 1].isBase
    }

    private func place(_ line: Int) -> String {
        let path = image.dockerfile?.path ?? "Dockerfile"
        return "\(path.split(separator: "/").last ?? "Dockerfile"):\(line)"
    }

    private static func path(_ text: String, _ out: Markup) {
        out.element("span", ["class": "path"]) { out.element("code", text: text) }
    }

    // MARK: Layers

    func layers(to out: Markup) {
        typealias Column = HTMLSortTable<ImageRecord.Layer>.Column
        let place = place
        HTMLSortTable(
            id: "\(id)-layer-table", title: ImageLabels.layerTable,
            columns: [
                Self.layer(\.number, isBase: \.isBase), Self.bytes(ImageLabels.size, \.size),
                Self.bytes(ImageLabels.stored, \.storedSize),
                Column(ImageLabels.files, .number) { $1.escaped("\($0.files)") },
                Self.bytes(ImageLabels.hidden, \.hidden), Self.bytes(ImageLabels.needless, \.needless),
                Column(ImageLabels.origin, value: { $0.origin }) { layer, out in
                    Self.path(ImageLayerPicture.oneLine(layer.origin), out)
                    out.element("span", ["class": "more"]) {
                        if let line = layer.line {
                            out.element("code", text: place(line))
                            out.raw(" ")
                        }
                        out.element("code", text: layer.digest ?? layer.diffID)
                    }
                },
            ]
        ).write(image.layers, to: out)
    }

    // MARK: Waste

    func waste(to out: Markup) {
        let waste = image.waste
        guard !waste.items.isEmpty else { return out.element("p", ["class": "calm"], ImageLabels.noWaste) }
        out.element(
            "p", ["class": "quiet"], ImageLabels.wasteNote,
            ["total": ByteSize.shown(waste.total), "hidden": ByteSize.shown(waste.hidden)])
        typealias Column = HTMLSortTable<ImageRecord.Waste.Item>.Column
        let place = place
        let kinds = Dictionary(grouping: waste.items, by: \.kind).mapValues(\.count).sorted { $0.key < $1.key }
        HTMLSortTable(
            id: "\(id)-waste-table", title: ImageLabels.waste,
            columns: [
                Column(ImageLabels.path, value: { $0.path }) { item, out in
                    Self.path("/" + item.path, out)
                    if item.files > 1 {
                        out.element("span", ["class": "more"], ImageLabels.filesOf, ["n": "\(item.files)"])
                    }
                },
                Self.bytes(ImageLabels.size, \.bytes),
                Column(ImageLabels.kind) { $1.both(ImageText.Words.waste($0.kind)) },
                Self.layer(\.layer, isBase: { isBase($0.layer) }),
                Column(ImageLabels.why) { item, out in
                    if let line = item.line { out.element("code", ["class": "place"], text: place(line)) }
                    if let twin = item.twin {
                        out.element("span", ["class": "more"]) {
                            out.both(ImageLabels.twin)
                            out.raw(" ")
                            out.element("code", text: "/" + twin)
                        }
                    } else if let other = item.other {
                        out.element("span", ["class": "more"], ImageLabels.byLayer, ["n": "\(other)"])
                    }
                },
            ],
            filter: HTMLFilter(
                panel: "\(id)-waste",
                chips: kinds.map {
                    .init(
                        key: "kind", value: $0.key, title: ImageText.Words.waste($0.key), count: $0.value, isPlain: true
                    )
                }, choices: [Self.layerChoice(waste.items.map(\.layer))], total: waste.items.count, hasDetails: false),
            keys: { ["data-kind": $0.kind, "data-layer": "\($0.layer)"] }
        ).write(waste.items, to: out)
        if waste.more > 0 { out.element("p", ["class": "quiet"], Labels.more, ["n": "\(waste.more)"]) }
    }

    // MARK: Secrets

    func secrets(to out: Markup) {
        guard !image.secrets.isEmpty else { return out.element("p", ["class": "calm"], ImageLabels.noSecrets) }
        out.element("p", ["class": "warning"], ImageLabels.secretsNote)
        typealias Column = HTMLSortTable<ImageRecord.Secret>.Column
        let place = place
        let certainties = ["verified", "shape", "context"]
        HTMLSortTable(
            id: "\(id)-secret-table", title: ImageLabels.secrets,
            columns: [
                Column(ImageLabels.secret) { $1.both($0.title) },
                Column(ImageLabels.place) { secret, out in
                    Self.path(secret.line.map { "/\(secret.path):\($0)" } ?? secret.path, out)
                },
                Column(ImageLabels.masked) { $1.element("code", text: $0.masked) },
                Self.layer(\.layer, isBase: { isBase($0.layer) }),
                Column(ImageLabels.state, value: { $0.hiddenBy == nil ? "0" : "1" }) { secret, out in
                    guard let layer = secret.hiddenBy else { return out.both(ImageLabels.readable) }
                    let text = ImageLabels.stillReadable
                    let arguments = ["n": "\(layer)"]
                    out.badge("high", Text(en: text(.english, arguments), ja: text(.japanese, arguments)))
                },
                Column(
                    ImageLabels.certainty, .rank, value: { "\(3 - (certainties.firstIndex(of: $0.certainty) ?? 3))" }
                ) {
                    $1.both(ImageLabels.certainty($0.certainty))
                },
                Column(ImageLabels.line, .rank, value: { $0.dockerfileLine.map { "\($0)" } ?? "" }) { secret, out in
                    if let line = secret.dockerfileLine { out.element("code", text: place(line)) }
                },
            ],
            filter: HTMLFilter(
                panel: "\(id)-secrets",
                chips: certainties.map { name in
                    .init(
                        key: "certainty", value: name, title: ImageLabels.certainty(name),
                        count: image.secrets.count { $0.certainty == name }, isPlain: true)
                }, choices: [Self.layerChoice(image.secrets.map(\.layer))], total: image.secrets.count,
                hasDetails: false),
            keys: { ["data-certainty": $0.certainty, "data-layer": $0.layer.map { "\($0)" } ?? ""] }
        ).write(image.secrets, to: out)
    }

    // MARK: Packages

    func packages(to out: Markup) {
        if !image.gaps.isEmpty { gaps(to: out) }
        guard let packages = image.packages else {
            return out.element("p", ["class": "warning"], ImageLabels.packagesNotRead)
        }
        guard !packages.isEmpty else {
            if image.gaps.isEmpty { out.element("p", ["class": "calm"], ImageLabels.noPackages) }
            return
        }
        typealias Column = HTMLSortTable<ImageRecord.PackageEntry>.Column
        let types = Dictionary(grouping: packages, by: \.type).mapValues(\.count).sorted { $0.value > $1.value }
        HTMLSortTable(
            id: "\(id)-package-table", title: ImageLabels.packages,
            columns: [
                Column(ImageLabels.package) { $1.escaped($0.name) },
                Column(ImageLabels.version) { $1.escaped($0.version) },
                Column(ImageLabels.type) { $1.escaped($0.type) },
                Column(ImageLabels.licenses, value: { $0.licenses.joined(separator: ", ") }) { package, out in
                    out.escaped(package.licenses.prefix(6).joined(separator: ", "))
                    if package.licenses.count > 6 { out.raw("…") }
                },
                Self.layer(\.layer, isBase: \.isBase),
                Column(ImageLabels.path, value: { $0.path }) { package, out in
                    Self.path("/" + package.path, out)
                    guard let owner = package.owner else { return }
                    out.element("span", ["class": "more"]) {
                        out.both(ImageLabels.owner)
                        out.raw(" ")
                        out.escaped(owner)
                    }
                },
            ],
            filter: HTMLFilter(
                panel: "\(id)-packages",
                chips: types.map {
                    .init(
                        key: "type", value: $0.key, title: Text(en: $0.key, ja: $0.key), count: $0.value, isPlain: true)
                },
                choices: [
                    Self.layerChoice(packages.map(\.layer)),
                    .init(
                        key: "from", title: ImageLabels.belongs,
                        options: Self.owners.filter { owner in
                            packages.contains { Self.owner($0.isBase) == owner.value }
                        }),
                ], total: packages.count, hasDetails: false),
            keys: {
                [
                    "data-type": $0.type, "data-layer": $0.layer.map { "\($0)" } ?? "",
                    "data-from": Self.owner($0.isBase),
                ]
            }
        ).write(packages, to: out)
    }

    /// Gaps named one by one.
    private static let mostGaps = 50

    private func gaps(to out: Markup) {
        out.element("div", ["class": "warning"]) {
            out.element("p", ImageLabels.gaps, ["n": "\(image.gaps.count)"])
            out.element("ul") {
                for gap in image.gaps.prefix(Self.mostGaps) {
                    out.element("li") {
                        out.element("code", text: "/" + gap.path)
                        out.raw(" ")
                        out.both(gap.reason)
                    }
                }
            }
            if image.gaps.count > Self.mostGaps {
                out.element("p", Labels.more, ["n": "\(image.gaps.count - Self.mostGaps)"])
            }
        }
    }
}
