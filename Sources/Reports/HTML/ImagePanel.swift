import Basics

/// The page of built images: what each holds, layer by layer, and what is known about it.
struct ImagePanel {
    private let page: HTMLPage
    private var out: Markup { page.out }

    init?(_ page: HTMLPage) {
        guard !page.review.images.isEmpty else { return nil }
        self.page = page
    }

    func write() {
        page.panel("image", ImageLabels.tab) {
            out.element("p", ["class": "lead"], ImageLabels.lead)
            for (number, image) in page.review.images.enumerated() { write(image, "image-\(number + 1)") }
        }
    }

    private func write(_ image: ImageRecord, _ id: String) {
        out.raw("\n")
        out.element("section", ["class": "image", "aria-labelledby": id]) {
            out.element("h3", ["id": id]) { out.element("code", text: image.name) }
            facts(image)
            jumps(image, id)
            heading(ImageLabels.layers, image.layers.count, "\(id)-layers")
            if !image.layers.isEmpty {
                ImageLayerPicture(image, id: "\(id)-picture").write(to: out, title: "\(id)-layers")
                out.element("details", ["class": "alt"]) {
                    out.element("summary", ImageLabels.layerTable)
                    ImageTables(image, id).layers(to: out)
                }
            }
            if let weights = image.dockerfile {
                heading(ImageLabels.dockerfile, nil, "\(id)-dockerfile")
                ImageWeights(weights, id: "\(id)-weights").write(to: out)
            }
            let tables = ImageTables(image, id)
            heading(ImageLabels.waste, image.waste.items.count + image.waste.more, "\(id)-waste")
            tables.waste(to: out)
            heading(ImageLabels.secrets, secretCount(image), "\(id)-secrets")
            tables.secrets(to: out)
            heading(ImageLabels.vulnerabilities, image.vulnerabilities?.found.count, "\(id)-vulnerabilities")
            ImageVulnerabilities(image, id).write(to: out)
            heading(ImageLabels.packages, image.packages?.count, "\(id)-packages")
            tables.packages(to: out)
            heading(ImageLabels.signatures, nil, "\(id)-signatures")
            signatures(image.signatures, "\(id)-signatures-table")
        }
    }

    /// Nil where nobody looked.
    private func secretCount(_ image: ImageRecord) -> Int? {
        image.isSecretScanned ? image.secrets.count : nil
    }

    private func heading(_ title: Text, _ count: Int?, _ id: String) {
        out.raw("\n")
        out.element("h4", ["id": id]) {
            out.both(title)
            if let count { out.element("span", ["class": "count"], text: "\(count)") }
        }
    }

    /// The parts below, with how much there is of each.
    private func jumps(_ image: ImageRecord, _ id: String) {
        out.element("ul", ["class": "jump"]) {
            jump(ImageLabels.layers, image.layers.count, "\(id)-layers")
            if image.dockerfile != nil { jump(ImageLabels.dockerfile, nil, "\(id)-dockerfile") }
            jump(ImageLabels.waste, image.waste.items.count + image.waste.more, "\(id)-waste")
            jump(ImageLabels.secrets, secretCount(image), "\(id)-secrets")
            jump(ImageLabels.vulnerabilities, image.vulnerabilities?.found.count, "\(id)-vulnerabilities")
            jump(ImageLabels.packages, image.packages?.count, "\(id)-packages")
            jump(ImageLabels.signatures, image.signatures?.count, "\(id)-signatures")
        }
    }

    private func jump(_ title: Text, _ count: Int?, _ id: String) {
        out.element("li") {
            out.element("a", ["href": "#\(id)"], title)
            if let count { out.element("span", ["class": "count"], text: "\(count)") }
        }
    }

    // MARK: Facts

    private func facts(_ image: ImageRecord) {
        out.element("dl", ["class": "facts"]) {
            fact(ImageLabels.size) { out.escaped(ByteSize.shown(image.size)) }
            // An engine and `docker save` keep layers without compression, which says nothing about a pull.
            if image.storedSize != image.size {
                fact(ImageLabels.toPull) { out.escaped(ByteSize.shown(image.storedSize)) }
            }
            fact(ImageLabels.seen) { out.escaped(ImageColumns.percent(image.waste.efficiency)) }
            fact(ImageLabels.platform, also: others(image)) { out.escaped(image.platform) }
            system(image)
            base(image)
            if let created = image.created { fact(ImageLabels.created) { out.escaped(Self.moment(created)) } }
            fact(ImageLabels.source) { out.escaped(image.source) }
            if let digest = image.manifestDigest {
                fact(ImageLabels.digest, isWhole: true) { out.element("code", text: digest) }
            }
            fact(ImageLabels.configDigest, isWhole: true) { out.element("code", text: image.configDigest) }
        }
    }

    /// `2026-11-21 09:30 UTC`; anything else as it stands.
    static func moment(_ text: String) -> String {
        let form = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(\.\d+)?Z$/
        guard let match = text.wholeMatch(of: form) else { return text }
        return "\(match.1) \(match.2) UTC"
    }

    private func others(_ image: ImageRecord) -> [(Text, [String: String])] {
        image.otherPlatforms.isEmpty
            ? [] : [(ImageLabels.others, ["list": image.otherPlatforms.joined(separator: ", ")])]
    }

    private func system(_ image: ImageRecord) {
        guard let system = image.system else { return }
        out.element("div") {
            out.element("dt", ImageLabels.system)
            out.element("dd", text: system)
            guard let ends = image.base.systemEnds else { return }
            out.element("dd") {
                if ends < page.review.date {
                    out.badge("not-met", ImageLabels.filled(ImageLabels.updatesEnded, ["day": "\(ends)"]))
                } else {
                    out.both(ImageLabels.updatesUntil, ["day": "\(ends)"])
                }
            }
        }
    }

    private func base(_ image: ImageRecord) {
        var more: [(Text, [String: String])] = []
        if let layers = image.base.layers, let size = image.base.size {
            more.append((ImageLabels.baseShare, ["n": "\(layers)", "size": ByteSize.shown(size)]))
        } else {
            more.append((ImageLabels.baseUnknown, [:]))
        }
        if let created = image.base.created { more.append((ImageLabels.baseMade, ["day": "\(created)"])) }
        fact(ImageLabels.base, also: more) {
            if let name = image.base.name { out.element("code", text: name) } else { out.both(ImageLabels.notKnown) }
        }
    }

    private func fact(
        _ title: Text, also: [(Text, [String: String])] = [], isWhole: Bool = false, _ body: () -> Void
    ) {
        out.element("div", ["class": isWhole ? "whole" : nil]) {
            out.element("dt", title)
            out.element("dd", body)
            for (text, arguments) in also { out.element("dd", text, arguments) }
        }
    }

    // MARK: Signatures

    private func signatures(_ signatures: [ImageRecord.Signature]?, _ id: String) {
        guard let signatures else { return out.element("p", ["class": "calm"], ImageLabels.signaturesNotRead) }
        guard !signatures.isEmpty else { return out.element("p", ["class": "calm"], ImageLabels.notSigned) }
        HTMLTable(
            id: id, title: ImageLabels.signatures,
            columns: [
                HTMLTable.Column(title: ImageLabels.form), HTMLTable.Column(title: ImageLabels.state),
                HTMLTable.Column(title: ImageLabels.signer), HTMLTable.Column(title: Labels.reason),
            ],
            rows: signatures.map { item in
                let kind =
                    switch item.state {
                    case "verified": "met"
                    case "refused": "not-met"
                    default: "unknown"
                    }
                return HTMLTable.Row(cells: [
                    .text(item.form), .badge(kind, ImageText.Words.signature(item.state)),
                    item.signer.map { .code($0) } ?? .empty, item.reason.map { .both($0) } ?? .empty,
                ])
            }
        ).write(to: out)
    }
}
