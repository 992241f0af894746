import Basics

/// SPDX 2 as tag-value: `Tag: value` lines, longer values between `<text>` and `</text>`.
enum SPDXTagReader {
    static func read(_ text: ByteText) throws(Failure) -> SBOMRead {
        var version = ""
        var documentName: String?
        var packages: [SPDXPackage] = []
        var current: SPDXPackage?
        var relations: [(String, String, String)] = []
        var licenses = SPDXLicenses()
        var license: (id: String?, name: String?, text: String?) = (nil, nil, nil)
        var isInFile = false
        var rest = text
        while let (tag, value) = next(&rest) {
            switch tag {
            case "SPDXVersion": version = value
            case "DocumentName": documentName = value
            case "PackageName":
                if let current { packages.append(current) }
                current = SPDXPackage()
                current?.name = value
                isInFile = false
            // What follows is of a file, until the next package.
            case "FileName", "SnippetSPDXID": isInFile = true
            case "SPDXID": if !isInFile { current?.id = value }
            case "PackageVersion": current?.version = value
            case "PackageSupplier": current?.supplier = value
            case "PackageLicenseDeclared": current?.declared = value
            case "PackageLicenseConcluded": current?.concluded = value
            case "PackageSourceInfo": current?.sourceInfo = value
            case "PackageSummary": current?.summary = value
            case "PrimaryPackagePurpose": current?.purpose = value.split(separator: "-").joined(separator: "_")
            case "PackageAttributionText": current?.notes.append(value)
            case "PackageChecksum":
                let parts = value.split(separator: ":").map { PackageField.trim(String($0)) }
                if parts.count == 2 { current?.checksums.append((parts[0], parts[1])) }
            case "ExternalRef":
                let words = value.split(separator: " ")
                if words.count >= 3, words[1] == "purl", current?.purl == nil { current?.purl = String(words[2]) }
            case "Relationship":
                let words = value.split(separator: " ").map(String.init)
                if words.count >= 3, relations.count < 4_000_000 { relations.append((words[0], words[1], words[2])) }
            case "LicenseID":
                licenses.add(license.id, name: license.name, text: license.text)
                license = (value, nil, nil)
            case "LicenseName": license.name = value
            case "ExtractedText": license.text = value
            default: break
            }
        }
        licenses.add(license.id, name: license.name, text: license.text)
        if let current { packages.append(current) }
        var builder = SBOMBuilder(format: try SPDXReader.format(version))
        for package in packages { builder.add(package.part(licenses)) }
        for relation in relations { SPDXReader.relation(relation.0, relation.1, relation.2, &builder) }
        builder.image(name: documentName)
        return builder.finish()
    }

    /// The next tag; comments and empty lines are passed.
    private static func next(_ rest: inout ByteText) -> (String, String)? {
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0x0A) ?? rest.end
            let line = rest.upTo(end)
            guard line.trimmed.first != UInt8(ascii: "#"), let (key, value) = line.cut(UInt8(ascii: ":")),
                key.count <= 64
            else {
                rest = rest.from(end + 1)
                continue
            }
            guard value.hasPrefix("<text>") else {
                rest = rest.from(end + 1)
                return (key.text, value.text)
            }
            let start = value.start + 6
            guard let close = rest.from(start).find("</text>") else {
                // It does not end: the rest of the file is its text.
                let text = rest.from(start).text
                rest = rest.from(rest.end)
                return (key.text, text)
            }
            let text = rest.from(start).upTo(close).text
            let after = rest.from(close)
            rest = after.from((after.firstIndex(of: 0x0A) ?? after.end) + 1)
            return (key.text, text)
        }
        return nil
    }
}
