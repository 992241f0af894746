import Inventory

/// How much of what is known against an image came with its base: what a rebuild on a newer one can take away.
package struct BaseShare: Sendable, Hashable {
    /// Open vulnerabilities of packages of the base's layers, and those of them that a fix is out for.
    package var base = 0
    package var fixedInBase = 0
    /// The same for the layers on top.
    package var own = 0
    package var fixedInOwn = 0
    /// Those of packages whose layer is not known.
    package var elsewhere = 0

    package var total: Int { base + own + elsewhere }

    /// `baseLayers`: how many of the image's layers, from the first, are the base's.
    package init(_ vulnerabilities: [Vulnerability], baseLayers: Int) {
        for vulnerability in vulnerabilities where vulnerability.standing == .open {
            let isFixed = vulnerability.fixed.isEmpty ? 0 : 1
            guard let layer = vulnerability.package.layer else {
                elsewhere += 1
                continue
            }
            if layer < baseLayers {
                base += 1
                fixedInBase += isFixed
            } else {
                own += 1
                fixedInOwn += isFixed
            }
        }
    }
}
