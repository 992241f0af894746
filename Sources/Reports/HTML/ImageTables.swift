import Basics

/// The tables of an image: its layers, what it ships in vain, its secrets and its packages.
struct ImageTables {
    private let image: ImageRecord
    private let id: String

    init(_ image: ImageRecord, _ id: String) {
        self.image = image
        self.id = id
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
        typealias Table = HTMLSortTable<ImageRecord.Layer>
        let columns: [Table.Column] = [
            ImageColumns.layer({ $0.number }, isBase: { $0.isBase }),
            ImageColumns.bytes(ImageLabels.size) { $0.size },
            ImageColumns.bytes(ImageLabels.stored) { $0.storedSize },
            Table.Column(ImageLabels.files, .number) { layer, out in out.escaped("\(layer.files)") },
            ImageColumns.bytes(ImageLabels.hidden) { $0.hidden },
            ImageColumns.bytes(ImageLabels.needless) { $0.needless },
            Table.Column(ImageLabels.origin) { layer, out in
                Self.path(ImageLayerPicture.oneLine(layer.origin), out)
                out.element("span", ["class": "more"]) {
                    if let line = layer.line {
                        out.element("code", text: place(line))
                        out.raw(" ")
                    }
                    out.element("code", text: layer.digest ?? layer.diffID)
                }
            }.ordered { $0.origin },
        ]
        Table(id: "\(id)-layer-table", title: ImageLabels.layerTable, columns: columns).write(image.layers, to: out)
    }

    // MARK: Waste

    func waste(to out: Markup) {
        let waste = image.waste
        guard !waste.items.isEmpty else { return out.element("p", ["class": "calm"], ImageLabels.noWaste) }
        out.element(
            "p", ["class": "quiet"], ImageLabels.wasteNote,
            ["total": ByteSize.shown(waste.total), "hidden": ByteSize.shown(waste.hidden)])
        typealias Table = HTMLSortTable<ImageRecord.Waste.Item>
        let columns: [Table.Column] = [
            Table.Column(ImageLabels.path) { item, out in
                Self.path("/" + item.path, out)
                if item.files > 1 {
                    out.element("span", ["class": "more"], ImageLabels.filesOf, ["n": "\(item.files)"])
                }
            }.ordered { $0.path },
            ImageColumns.bytes(ImageLabels.size) { $0.bytes },
            Table.Column(ImageLabels.kind) { item, out in out.both(ImageText.Words.waste(item.kind)) },
            ImageColumns.layer({ $0.layer }, isBase: { isBase($0.layer) }),
            Table.Column(ImageLabels.why) { item, out in cause(item, out) },
        ]
        let kinds = Dictionary(grouping: waste.items, by: \.kind).mapValues(\.count).sorted { $0.key < $1.key }
        let filter = HTMLFilter(
            panel: "\(id)-waste",
            chips: kinds.map { kind, count in
                .init(key: "kind", value: kind, title: ImageText.Words.waste(kind), count: count, isPlain: true)
            }, choices: [ImageColumns.layerChoice(waste.items.map(\.layer))], total: waste.items.count,
            hasDetails: false)
        Table(
            id: "\(id)-waste-table", title: ImageLabels.waste, columns: columns, filter: filter,
            keys: { ["data-kind": $0.kind, "data-layer": "\($0.layer)"] }
        ).write(waste.items, to: out)
        if waste.more > 0 { out.element("p", ["class": "quiet"], Labels.more, ["n": "\(waste.more)"]) }
    }

    private func cause(_ item: ImageRecord.Waste.Item, _ out: Markup) {
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
    }

    // MARK: Secrets

    private static let certainties = ["verified", "shape", "context"]

    func secrets(to out: Markup) {
        if image.secrets.isEmpty, !image.isSecretScanned {
            return out.element("p", ["class": "warning"], ImageLabels.secretsNotRead)
        }
        guard !image.secrets.isEmpty else { return out.element("p", ["class": "calm"], ImageLabels.noSecrets) }
        out.element("p", ["class": "warning"], ImageLabels.secretsNote)
        typealias Table = HTMLSortTable<ImageRecord.Secret>
        let columns: [Table.Column] = [
            Table.Column(ImageLabels.secret) { secret, out in out.both(secret.title) },
            Table.Column(ImageLabels.place) { secret, out in
                Self.path(secret.place, out)
            },
            Table.Column(ImageLabels.masked) { secret, out in out.element("code", text: secret.masked) },
            ImageColumns.layer({ $0.layer }, isBase: { isBase($0.layer) }),
            Table.Column(ImageLabels.state) { secret, out in state(secret, out) }
                .ordered { $0.hiddenBy == nil ? "0" : "1" },
            Table.Column(ImageLabels.certainty, .rank) { secret, out in
                out.both(ImageLabels.certainty(secret.certainty))
            }.ordered { "\(3 - (Self.certainties.firstIndex(of: $0.certainty) ?? 3))" },
            Table.Column(ImageLabels.line, .rank) { secret, out in
                if let line = secret.dockerfileLine { out.element("code", text: place(line)) }
            }.ordered { $0.dockerfileLine.map { "\($0)" } ?? "" },
        ]
        let filter = HTMLFilter(
            panel: "\(id)-secrets",
            chips: Self.certainties.map { name in
                .init(
                    key: "certainty", value: name, title: ImageLabels.certainty(name),
                    count: image.secrets.count { $0.certainty == name }, isPlain: true)
            }, choices: [ImageColumns.layerChoice(image.secrets.map(\.layer))], total: image.secrets.count,
            hasDetails: false)
        Table(
            id: "\(id)-secret-table", title: ImageLabels.secrets, columns: columns, filter: filter,
            keys: { ["data-certainty": $0.certainty, "data-layer": $0.layer.map { "\($0)" } ?? ""] }
        ).write(image.secrets, to: out)
    }

    private func state(_ secret: ImageRecord.Secret, _ out: Markup) {
        guard let layer = secret.hiddenBy else { return out.both(ImageLabels.readable) }
        out.badge("high", ImageLabels.filled(ImageLabels.stillReadable, ["n": "\(layer)"]))
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
        typealias Table = HTMLSortTable<ImageRecord.PackageEntry>
        var columns: [Table.Column] = [
            Table.Column(ImageLabels.package) { package, out in out.escaped(package.name) },
            Table.Column(ImageLabels.version) { package, out in out.escaped(package.version) },
            Table.Column(ImageLabels.type) { package, out in out.escaped(package.type) },
            Table.Column(ImageLabels.licenses) { package, out in
                out.escaped(package.licenses.prefix(6).joined(separator: ", "))
                if package.licenses.count > 6 { out.raw("…") }
            },
            ImageColumns.layer({ $0.layer }, isBase: { $0.isBase }),
            Table.Column(ImageLabels.path) { package, out in
                Self.path("/" + package.path, out)
                guard let owner = package.owner else { return }
                out.element("span", ["class": "more"], ImageLabels.broughtBy, ["owner": owner])
            }.ordered { $0.path },
        ]
        // Some systems keep licences out of their package database.
        if packages.allSatisfy(\.licenses.isEmpty) { columns.remove(at: 3) }
        let types = Dictionary(grouping: packages, by: \.type).mapValues(\.count)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let filter = HTMLFilter(
            panel: "\(id)-packages",
            chips: types.map { type, count in
                .init(key: "type", value: type, title: Text(en: type, ja: type), count: count, isPlain: true)
            },
            choices: [
                ImageColumns.layerChoice(packages.map(\.layer)), ImageColumns.ownerChoice(packages.map(\.isBase)),
            ], total: packages.count, hasDetails: false)
        Table(
            id: "\(id)-package-table", title: ImageLabels.packages, columns: columns, filter: filter,
            keys: {
                [
                    "data-type": $0.type, "data-layer": $0.layer.map { "\($0)" } ?? "",
                    "data-from": ImageColumns.owner($0.isBase),
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
                        if !gap.reason.en.contains(gap.path) {
                            out.element("code", text: "/" + gap.path)
                            out.raw(" ")
                        }
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
