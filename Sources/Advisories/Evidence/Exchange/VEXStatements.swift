import Basics
package import Inventory
import OCIImage

/// Statements of one or more documents, to be held against what was found in an image.
package struct VEXStatements: Sendable {
    package private(set) var all: [VEXStatement]

    package init(_ all: [VEXStatement] = []) {
        self.all = all
    }

    package mutating func add(_ more: [VEXStatement]) { all += more }

    package struct Outcome: Sendable {
        package var vulnerabilities: [Vulnerability]
        /// Statements that are about nothing that was found: outdated, misspelt, or about another image.
        package var unmatched: [VEXStatement]
    }

    /// Clears what a statement says is not affected or fixed. Of several statements about one finding the latest
    /// counts, so that a later `affected` opens it again; at the same time, the one read last.
    ///
    /// - Parameter packages: all packages of the image, for statements about a part of another package.
    package func apply(
        to vulnerabilities: [Vulnerability], image: ImageIdentity, packages: [Package] = []
    ) -> Outcome {
        var byName: [String: [Int]] = [:]
        for (index, statement) in all.enumerated() {
            for name in Set(([statement.vulnerability] + statement.aliases).map { $0.uppercased() }) {
                byName[name, default: []].append(index)
            }
        }
        var used: Set<Int> = []
        var result = vulnerabilities
        for index in result.indices {
            let names = Set(([result[index].advisory] + result[index].aliases).map { $0.uppercased() })
            let candidates = Set(names.flatMap { byName[$0] ?? [] }).sorted()
            let fitting = candidates.filter { all[$0].concerns(result[index].package, image, packages) }
            used.formUnion(fitting)
            let latest = fitting.max { (all[$0].time?.seconds ?? 0, $0) < (all[$1].time?.seconds ?? 0, $1) }
            guard let latest else { continue }
            switch (all[latest].status, result[index].standing) {
            // What somebody accepted stays accepted.
            case (_, .ignored): break
            case (.notAffected, _), (.fixed, _):
                result[index].standing = .cleared(by: all[latest].author, all[latest].reason)
            case (.affected, _), (.underInvestigation, _): result[index].standing = .open
            }
        }
        return Outcome(vulnerabilities: result, unmatched: all.indices.filter { !used.contains($0) }.map { all[$0] })
    }
}

extension VEXStatement {
    func concerns(_ package: Package, _ image: ImageIdentity, _ packages: [Package]) -> Bool {
        products.contains { product in
            if product.identity.isImage(image) {
                return product.parts.isEmpty || product.parts.contains { $0.isPackage(package) }
            }
            if product.parts.isEmpty { return product.identity.isPackage(package) }
            // A library within a program: both must be in the image.
            return product.parts.contains { $0.isPackage(package) }
                && packages.contains { product.identity.isPackage($0) }
        }
    }
}

extension VEXIdentity {
    func isPackage(_ package: Package) -> Bool {
        (versions.isEmpty || versions.contains(package.version)) && urls.contains { $0.names(package) }
    }

    func isImage(_ image: ImageIdentity) -> Bool {
        if hashes.contains(where: { hex in image.digests.contains { $0.hex == hex } }) { return true }
        if urls.contains(where: { image.isNamed(by: $0) }) { return true }
        return urls.isEmpty && (id.map { image.isNamed(by: $0) } ?? false)
    }
}
