import Basics

/// SPDX 2 as JSON.
enum SPDXReader {
    static func read(_ root: JSONNode, _ version: String) throws(Failure) -> SBOMRead {
        var builder = SBOMBuilder(format: try format(version))
        var licenses = SPDXLicenses()
        for info in root["hasExtractedLicensingInfos"]?.elements ?? [] {
            licenses.add(
                info["licenseId"]?.string, name: info["name"]?.string, text: info["extractedText"]?.string)
        }
        for node in root["packages"]?.elements ?? [] {
            var package = SPDXPackage()
            for member in node.members { Self.take(member.key, member.value, &package) }
            builder.add(package.part(licenses))
        }
        // trivy tells a package's place by a file that it contains.
        var files: [String: String] = [:]
        for file in root["files"]?.elements ?? [] where files.count < 2_000_000 {
            if let id = file["SPDXID"]?.string, let name = file["fileName"]?.string { files[id] = name }
        }
        for relation in root["relationships"]?.elements ?? [] {
            guard let from = relation["spdxElementId"]?.string, let to = relation["relatedSpdxElement"]?.string else {
                continue
            }
            let type = relation["relationshipType"]?.string ?? ""
            if type == "CONTAINS", let file = files[to] { builder.file(from, file) }
            Self.relation(from, type, to, &builder)
        }
        builder.image(name: root["name"]?.string)
        return builder.finish()
    }

    /// `SPDX 2.3` of `SPDX-2.3`; throws for a version of other form.
    static func format(_ version: String) throws(Failure) -> String {
        guard version.hasPrefix("SPDX-2."), version.utf8.count < 12 else {
            throw SBOMReader.unknown(
                Text(
                    en: "its SPDX version is \(PackageField.line(version) ?? "missing"); 2.2 and 2.3 are read.",
                    ja: "SPDX のバージョンが \(PackageField.line(version) ?? "不明") です。対応しているのは 2.2 と 2.3 です。"))
        }
        return "SPDX \(version.dropFirst(5))"
    }

    static func relation(_ from: String, _ type: String, _ to: String, _ builder: inout SBOMBuilder) {
        switch type {
        case "DEPENDS_ON", "HAS_PREREQUISITE", "DYNAMIC_LINK", "STATIC_LINK": builder.need(from, to)
        case "DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF", "PREREQUISITE_FOR": builder.need(to, from)
        default: break
        }
    }

    private static func take(_ key: String, _ value: JSONNode, _ package: inout SPDXPackage) {
        switch key {
        case "SPDXID": package.id = value.string ?? ""
        case "name": package.name = value.string
        case "versionInfo": package.version = value.string
        case "supplier": package.supplier = value.string
        case "licenseDeclared": package.declared = value.string
        case "licenseConcluded": package.concluded = value.string
        case "sourceInfo": package.sourceInfo = value.string
        case "primaryPackagePurpose": package.purpose = value.string
        case "summary": package.summary = value.string
        case "attributionTexts": package.notes += value.elements.compactMap(\.string)
        case "annotations": package.notes += value.elements.compactMap { $0["comment"]?.string }
        case "externalRefs":
            for ref in value.elements where ref["referenceType"]?.string == "purl" && package.purl == nil {
                package.purl = ref["referenceLocator"]?.string
            }
        case "checksums":
            for sum in value.elements {
                guard let algorithm = sum["algorithm"]?.string, let hex = sum["checksumValue"]?.string else { continue }
                package.checksums.append((algorithm, hex))
            }
        default: break
        }
    }
}
