import Basics
import OCIImage

extension SBOMDocument {
    /// SPDX 2.3 as JSON: the image is what it describes and contains the packages; a package's `sourceInfo` has the
    /// file that tells of it (`path:`), the path inside of an archive (`inside:`) and the layer (`layer:`), a line each.
    package func spdx() -> [UInt8] {
        let plan = SBOMPlan(self)
        var writer = JSONWriter()
        writer.object { json in
            json.member("spdxVersion", "SPDX-2.3")
            json.member("dataLicense", "CC0-1.0")
            json.member("SPDXID", "SPDXRef-DOCUMENT")
            json.member("name", name)
            json.member("documentNamespace", "urn:uuid:\(plan.uuid)")
            json.object("creationInfo") { json in
                json.member("created", timestamp)
                json.array("creators") { $0.element("Tool: plimsoll-\(toolVersion)") }
                json.member("licenseListVersion", "3.28")
            }
            let refs = extractedNames(plan)
            if !refs.isEmpty {
                json.array("hasExtractedLicensingInfos") { json in
                    for (id, text) in refs {
                        json.object { json in
                            json.member("licenseId", id)
                            json.member("name", text)
                            json.member("extractedText", text)
                        }
                    }
                }
            }
            json.array("packages") { json in
                spdxImage(&json)
                spdxSystem(&json)
                for item in plan.items { spdxPackage(item, &json) }
            }
            json.array("relationships") { json in
                func relation(_ a: String, _ type: String, _ b: String) {
                    json.object { json in
                        json.member("spdxElementId", "SPDXRef-\(a)")
                        json.member("relationshipType", type)
                        json.member("relatedSpdxElement", "SPDXRef-\(b)")
                    }
                }
                relation("DOCUMENT", "DESCRIBES", "Image")
                if system != nil { relation("Image", "CONTAINS", "OperatingSystem") }
                for item in plan.items { relation("Image", "CONTAINS", "Package-\(item.id)") }
                for item in plan.items {
                    for need in item.needs {
                        relation("Package-\(item.id)", "DEPENDS_ON", "Package-\(plan.items[need].id)")
                    }
                }
            }
        }
        return writer.bytes
    }

    /// Licences that have no SPDX identifier, by the identifier they get in this document.
    private func extractedNames(_ plan: SBOMPlan) -> [(id: String, text: String)] {
        var refs: [String: String] = [:]
        for item in plan.items {
            for case .name(let name) in LicenseWords.words(item.package.licenses) {
                refs[LicenseWords.reference(name)] = name
            }
        }
        return refs.keys.sorted().map { ($0, refs[$0] ?? $0) }
    }

    private func spdxImage(_ json: inout JSONWriter) {
        json.object { json in
            json.member("SPDXID", "SPDXRef-Image")
            json.member("name", name)
            json.member("versionInfo", digest?.description)
            common(&json, purpose: "CONTAINER")
            if let digest {
                json.array("checksums") { json in
                    json.object { json in
                        json.member("algorithm", digest.algorithm.rawValue.uppercased())
                        json.member("checksumValue", digest.hex)
                    }
                }
            }
            if let platform { json.member("comment", "platform: \(platform)") }
        }
    }

    private func spdxSystem(_ json: inout JSONWriter) {
        guard let system else { return }
        json.object { json in
            json.member("SPDXID", "SPDXRef-OperatingSystem")
            json.member("name", system.id)
            if !system.version.isEmpty { json.member("versionInfo", system.version) }
            json.member("summary", system.name)
            common(&json, purpose: "OPERATING_SYSTEM")
        }
    }

    private func spdxPackage(_ item: SBOMPlan.Item, _ json: inout JSONWriter) {
        let package = item.package
        let license = LicenseWords.joined(LicenseWords.words(package.licenses), LicenseWords.reference)
        json.object { json in
            json.member("SPDXID", "SPDXRef-Package-\(item.id)")
            json.member("name", package.name)
            json.member("versionInfo", package.version)
            json.member("supplier", Self.supplier(package.supplier))
            common(&json, purpose: package.isMain ? "APPLICATION" : "LIBRARY", license: license)
            json.member("sourceInfo", sourceInfo(package))
            json.array("externalRefs") { json in
                json.object { json in
                    json.member("referenceCategory", "PACKAGE-MANAGER")
                    json.member("referenceType", "purl")
                    json.member("referenceLocator", PackageURL(package, system: system).description)
                }
            }
        }
    }

    private func common(_ json: inout JSONWriter, purpose: String, license: String? = nil) {
        json.member("downloadLocation", "NOASSERTION")
        json.member("filesAnalyzed", false)
        json.member("licenseConcluded", "NOASSERTION")
        json.member("licenseDeclared", license ?? "NOASSERTION")
        json.member("copyrightText", "NOASSERTION")
        json.member("primaryPackagePurpose", purpose)
    }

    private func sourceInfo(_ package: Package) -> String {
        var lines = ["path: \(package.path)"]
        if let inner = package.inner { lines.append("inside: \(inner)") }
        if let layer = package.layer {
            let digest = layers.indices.contains(layer) ? " (\(layers[layer]))" : ""
            lines.append("layer: \(layer)\(digest)")
        }
        if let owner = package.owner { lines.append("owner: \(owner)") }
        return lines.joined(separator: "\n")
    }

    /// `Person: Name (mail)` of what Debian writes as `Name <mail>`, else an organization.
    static func supplier(_ text: String?) -> String? {
        guard let text else { return nil }
        guard let open = text.lastIndex(of: "<"), text.hasSuffix(">"), text[open...].contains("@") else {
            return "Organization: \(text)"
        }
        let name = PackageField.trim(String(text[..<open]))
        let mail = text[text.index(after: open)...].dropLast()
        return "Person: \(name.isEmpty ? "unknown" : name) (\(mail))"
    }
}
