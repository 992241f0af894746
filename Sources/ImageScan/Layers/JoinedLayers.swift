import Inventory

/// What the layers of an image tell together, before anything is known of its configuration.
package struct JoinedLayers: Sendable {
    package let tree: ImageTree
    let visibility: Visibility
    let inventory: InventoryAssembler.Outcome
    let texts: SeenTexts
    let certificates: [ScannedImage.FoundCertificate]
    let waste: Waste

    init(_ scans: [LayerScan]) {
        tree = TreeBuilder.build(scans.map(\.table))
        visibility = Visibility(tree)
        inventory = InventoryAssembler(scans: scans, tree: tree, visibility: visibility).assemble()
        texts = SeenTexts(scans, visibility)
        certificates = Self.certificates(scans, visibility)
        waste = WasteFinder(tree: tree, development: texts.development).find()
    }

    private static func certificates(
        _ scans: [LayerScan], _ visibility: Visibility
    ) -> [ScannedImage.FoundCertificate] {
        var found: [ScannedImage.FoundCertificate] = []
        for (layer, scan) in scans.enumerated() {
            for item in scan.certificates where visibility.change(.init(layer: layer, index: item.index)) == nil {
                found.append(.init(layer: layer, path: scan.table.path(item.index), certificate: item.certificate))
            }
        }
        return found
    }
}
