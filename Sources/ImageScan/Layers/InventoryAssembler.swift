import Basics
import Inventory

/// Joins what layers told of packages into what is installed in the image.
struct InventoryAssembler {
    let scans: [LayerScan]
    let tree: ImageTree
    let visibility: Visibility

    struct Outcome: Sendable {
        var packages: [Package] = []
        var system: OperatingSystem?
        var gaps: [ScannedImage.Gap] = []
    }

    func assemble() -> Outcome {
        var outcome = Outcome()
        var lists: [[(package: String, path: String)]] = []
        var licenses: [String: [String]] = [:]
        var systems: [(rank: Int, system: OperatingSystem)] = []
        // Each layer may hold the package manager's whole list anew: the layer where a package first came with this
        // version is the one that installed it.
        var first: [PackageIdentity: Int] = [:]
        for (layer, scan) in scans.enumerated() {
            for (index, told) in scan.told {
                for package in told.packages where package.kind.isSystem {
                    let identity = PackageIdentity(package)
                    if first[identity] == nil { first[identity] = layer }
                }
                guard visibility.change(.init(layer: layer, index: index)) == nil else { continue }
                let path = scan.table.path(index)
                if !told.owned.isEmpty { lists.append(told.owned) }
                for item in told.licenses { licenses[item.package, default: []] += item.names }
                if let system = told.system { systems.append((OSRelease.rank(path) ?? .max, system)) }
                outcome.gaps += told.problems.map { .init(layer: layer, path: path, reason: $0) }
                outcome.packages += told.packages.map { package in
                    var package = package
                    package.layer = layer
                    return package
                }
            }
        }
        let owners = owners(lists, of: outcome.packages)
        for index in outcome.packages.indices {
            let package = outcome.packages[index]
            if package.kind.isSystem {
                outcome.packages[index].layer = first[PackageIdentity(package)] ?? package.layer
                // Debian tells licences in files of their own.
                if package.licenses.isEmpty, let names = licenses[package.name] {
                    outcome.packages[index].licenses = Array(Set(names)).sorted()
                }
            } else {
                outcome.packages[index].owner = owners[package.path]
            }
        }
        outcome.packages = unique(outcome.packages)
        // A program that the package manager installed is that package; it tells nothing new.
        outcome.packages.removeAll { $0.kind == .generic && $0.owner != nil }
        outcome.system = systems.min { $0.rank < $1.rank }?.system
        return outcome
    }

    /// The system's packages that own the files in which other packages were found. Owned files are many, and few of them
    /// are asked for; of two owners the last one counts.
    private func owners(_ lists: [[(package: String, path: String)]], of packages: [Package]) -> [String: String] {
        let wanted = Set(packages.lazy.filter { !$0.kind.isSystem }.map(\.path))
        guard !wanted.isEmpty else { return [:] }
        var owners: [String: String] = [:]
        for list in lists {
            for item in list where wanted.contains(item.path) { owners[item.path] = item.package }
        }
        return owners
    }

    /// Several files of one package (METADATA and a stub) and hard links tell the same.
    private func unique(_ packages: [Package]) -> [Package] {
        var seen: Set<Package> = []
        return packages.filter { seen.insert($0).inserted }.sorted {
            ($0.kind, $0.name, $0.version, $0.path, $0.inner ?? "") < (
                $1.kind, $1.name, $1.version, $1.path, $1.inner ?? ""
            )
        }
    }

    private struct PackageIdentity: Hashable {
        let kind: PackageKind
        let name: String
        let version: String
        let architecture: String?

        init(_ package: Package) {
            kind = package.kind
            name = package.name
            version = package.version
            architecture = package.architecture
        }
    }
}
