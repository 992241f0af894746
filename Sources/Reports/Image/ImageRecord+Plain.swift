import Basics

extension ImageRecord {
    /// The record for a terminal: what an image's author wrote moves no cursor, breaks no line and does not turn the
    /// direction of writing.
    var plain: ImageRecord {
        var plain = self
        plain.name = name.inOneLine
        plain.platform = platform.inOneLine
        plain.otherPlatforms = otherPlatforms.map(\.inOneLine)
        plain.system = system.map(\.inOneLine)
        plain.base.name = base.name.map(\.inOneLine)
        for index in layers.indices { plain.layers[index].origin = layers[index].origin.inOneLine }
        for index in waste.items.indices {
            plain.waste.items[index].path = waste.items[index].path.inOneLine
            plain.waste.items[index].twin = waste.items[index].twin.map(\.inOneLine)
        }
        for index in secrets.indices {
            plain.secrets[index].path = secrets[index].path.inOneLine
            plain.secrets[index].masked = secrets[index].masked.inOneLine
        }
        plain.packages = packages?.map { package in
            var plain = package
            plain.name = package.name.inOneLine
            plain.version = package.version.inOneLine
            plain.path = package.path.inOneLine
            return plain
        }
        for index in gaps.indices {
            plain.gaps[index].path = gaps[index].path.inOneLine
            plain.gaps[index].reason = gaps[index].reason.inOneLine
        }
        plain.vulnerabilities = vulnerabilities.map(Self.plain)
        plain.signatures = signatures?.map { signature in
            var plain = signature
            plain.reason = signature.reason.map(\.inOneLine)
            plain.signer = signature.signer.map(\.inOneLine)
            return plain
        }
        if let dockerfile {
            plain.dockerfile?.path = dockerfile.path.inOneLine
            for index in dockerfile.lines.indices {
                plain.dockerfile?.lines[index].text = dockerfile.lines[index].text.inOneLine
            }
        }
        return plain
    }

    private static func plain(_ all: Vulnerabilities) -> Vulnerabilities {
        var plain = all
        plain.doubt = all.doubt.map(\.inOneLine)
        for index in all.found.indices {
            plain.found[index].id = all.found[index].id.inOneLine
            plain.found[index].package = all.found[index].package.inOneLine
            plain.found[index].version = all.found[index].version.inOneLine
            plain.found[index].fixed = all.found[index].fixed.map(\.inOneLine)
        }
        for index in all.unknown.indices { plain.unknown[index].package = all.unknown[index].package.inOneLine }
        return plain
    }
}
