import Basics
import ImageScan
import RuleKit

/// What one layer ships in vain: the finding's unit, because one instruction mends it.
struct WasteOfLayer {
    let layer: Int
    /// The largest first.
    let items: [Waste.Item]

    var bytes: Int { items.reduce(0) { $0 &+ $1.bytes } }
    var files: Int { items.reduce(0) { $0 &+ $1.files } }

    /// Items of some kinds by the layer that `cause` names, the largest sum first. Layers of the base image are left out:
    /// nobody here writes its instructions.
    static func own(
        _ subject: ImageSubject, _ kinds: Set<Waste.Kind>, cause: (Waste.Item) -> Int? = { $0.layer }
    ) -> [WasteOfLayer] {
        var groups: [Int: [Waste.Item]] = [:]
        for item in subject.image.waste.items where kinds.contains(item.kind) {
            guard let layer = cause(item), subject.image.isBase(layer) != true else { continue }
            groups[layer, default: []].append(item)
        }
        return groups.map { WasteOfLayer(layer: $0.key, items: $0.value) }
            .sorted { ($1.bytes, $0.layer) < ($0.bytes, $1.layer) }
    }

    /// What every message about waste tells.
    func arguments(_ subject: ImageSubject) -> [String: String] {
        var arguments = [
            "layer": subject.told(layer), "bytes": ByteSize.shown(bytes), "files": String(files),
            "others": items.count > 1 ? String(items.count - 1) : "",
        ]
        if let first = items.first {
            arguments["path"] = first.path
            arguments["part"] = ByteSize.shown(first.bytes)
        }
        return arguments
    }

    /// Reports one fault a layer.
    func report(_ subject: ImageSubject, _ report: inout Report, _ more: [String: String] = [:]) {
        report.fault(
            at: subject.span(ofLayer: layer), arguments(subject).merging(more) { $1 },
            related: items.dropFirst().prefix(4).map { item in
                let text = "`/\(item.path)` (\(ByteSize.shown(item.bytes)))"
                return .init(subject.span(ofLayer: layer), Text(en: "also \(text)", ja: "\(text) も含む"))
            })
    }
}
