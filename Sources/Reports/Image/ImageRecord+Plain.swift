import Basics

extension ImageRecord {
    /// The record for a terminal: what an image's author wrote moves no cursor, breaks no line and does not turn the
    /// direction of writing.
    var plain: ImageRecord {
        var plain = self
        plain.name = Self.plain(name)
        plain.platform = Self.plain(platform)
        plain.otherPlatforms = otherPlatforms.map(Self.plain)
        plain.system = system.map(Self.plain)
        plain.base.name = base.name.map(Self.plain)
        for index in layers.indices { plain.layers[index].origin = Self.plain(layers[index].origin) }
        for index in waste.items.indices {
            plain.waste.items[index].path = Self.plain(waste.items[index].path)
            plain.waste.items[index].twin = waste.items[index].twin.map(Self.plain)
        }
        for index in secrets.indices {
            plain.secrets[index].path = Self.plain(secrets[index].path)
            plain.secrets[index].masked = Self.plain(secrets[index].masked)
        }
        plain.packages = packages?.map { package in
            var plain = package
            plain.name = Self.plain(package.name)
            plain.version = Self.plain(package.version)
            plain.path = Self.plain(package.path)
            return plain
        }
        for index in gaps.indices {
            plain.gaps[index].path = Self.plain(gaps[index].path)
            plain.gaps[index].reason = Self.plain(gaps[index].reason)
        }
        plain.vulnerabilities = vulnerabilities.map(Self.plain)
        plain.signatures = signatures?.map { signature in
            var plain = signature
            plain.reason = signature.reason.map(Self.plain)
            plain.signer = signature.signer.map(Self.plain)
            return plain
        }
        if let dockerfile {
            plain.dockerfile?.path = Self.plain(dockerfile.path)
            for index in dockerfile.lines.indices {
                plain.dockerfile?.lines[index].text = Self.plain(dockerfile.lines[index].text)
            }
        }
        return plain
    }

    private static func plain(_ all: Vulnerabilities) -> Vulnerabilities {
        var plain = all
        plain.doubt = all.doubt.map(Self.plain)
        for index in all.found.indices {
            plain.found[index].id = Self.plain(all.found[index].id)
            plain.found[index].package = Self.plain(all.found[index].package)
            plain.found[index].version = Self.plain(all.found[index].version)
            plain.found[index].fixed = all.found[index].fixed.map(Self.plain)
        }
        for index in all.unknown.indices { plain.unknown[index].package = Self.plain(all.unknown[index].package) }
        return plain
    }

    private static func plain(_ text: Text) -> Text { Text(en: plain(text.en), ja: plain(text.ja)) }

    private static func plain(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isActive) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\t" || scalar == "\n" || scalar == "\r" {
                if !result.hasSuffix(" ") { result += " " }
            } else {
                result.unicodeScalars.append(isActive(scalar) ? "·" : scalar)
            }
        }
        return result
    }

    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
