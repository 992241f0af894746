import Basics
import OCIImage

extension SBOMDocument {
    /// CycloneDX 1.6 as JSON: the image is the metadata's component, each package a component with the properties
    /// `plimsoll:path`, `plimsoll:inner`, `plimsoll:layer`, `plimsoll:layerDigest`, `plimsoll:owner` where it has them.
    package func cycloneDX() -> [UInt8] {
        let plan = SBOMPlan(self)
        var writer = JSONWriter()
        writer.object { json in
            json.member("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json")
            json.member("bomFormat", "CycloneDX")
            json.member("specVersion", "1.6")
            json.member("serialNumber", "urn:uuid:\(plan.uuid)")
            json.member("version", 1)
            json.object("metadata") { json in
                json.member("timestamp", timestamp)
                json.object("tools") { json in
                    json.array("components") { json in
                        json.object { json in
                            json.member("type", "application")
                            json.member("name", "plimsoll")
                            json.member("version", toolVersion)
                        }
                    }
                }
                cycloneImage(&json)
            }
            json.array("components") { json in
                cycloneSystem(&json)
                for item in plan.items { cycloneComponent(item, &json) }
            }
            json.array("dependencies") { json in
                func needs(_ ref: String, _ others: [String]) {
                    json.object { json in
                        json.member("ref", ref)
                        if !others.isEmpty {
                            json.array("dependsOn") { json in for other in others { json.element(other) } }
                        }
                    }
                }
                needs("image", (system == nil ? [] : ["os"]) + plan.items.map(\.id))
                if system != nil { needs("os", []) }
                for item in plan.items { needs(item.id, item.needs.map { plan.items[$0].id }) }
            }
        }
        return writer.bytes
    }

    private func cycloneImage(_ json: inout JSONWriter) {
        json.object("component") { json in
            json.member("type", "container")
            json.member("bom-ref", "image")
            json.member("name", name)
            json.member("version", digest?.description)
            var properties: [(String, String)] = []
            if let platform { properties.append(("plimsoll:platform", platform.description)) }
            for layer in layers { properties.append(("plimsoll:diffID", layer.description)) }
            Self.properties(properties, &json)
        }
    }

    private func cycloneSystem(_ json: inout JSONWriter) {
        guard let system else { return }
        json.object { json in
            json.member("type", "operating-system")
            json.member("bom-ref", "os")
            json.member("name", system.id)
            if !system.version.isEmpty { json.member("version", system.version) }
            json.member("description", system.name)
            var properties: [(String, String)] = []
            if let codename = system.codename { properties.append(("plimsoll:codename", codename)) }
            if !system.like.isEmpty { properties.append(("plimsoll:like", system.like.joined(separator: " "))) }
            Self.properties(properties, &json)
        }
    }

    private func cycloneComponent(_ item: SBOMPlan.Item, _ json: inout JSONWriter) {
        let package = item.package
        json.object { json in
            json.member("type", package.isMain ? "application" : "library")
            json.member("bom-ref", item.id)
            if let supplier = package.supplier { json.object("supplier") { $0.member("name", supplier) } }
            let (group, name) = Self.groupAndName(package)
            json.member("group", group)
            json.member("name", name)
            json.member("version", package.version)
            Self.licenses(package.licenses, &json)
            json.member("purl", PackageURL(package, system: system).description)
            var properties = [("plimsoll:path", package.path)]
            if let inner = package.inner { properties.append(("plimsoll:inner", inner)) }
            if let layer = package.layer {
                properties.append(("plimsoll:layer", String(layer)))
                if layers.indices.contains(layer) {
                    properties.append(("plimsoll:layerDigest", layers[layer].description))
                }
            }
            if let owner = package.owner { properties.append(("plimsoll:owner", owner)) }
            Self.properties(properties, &json)
        }
    }

    /// Maven's group, npm's scope and Packagist's vendor stand apart from the name.
    private static func groupAndName(_ package: Package) -> (group: String?, name: String) {
        let name = package.name
        let mark: Character
        switch package.kind {
        case .maven: mark = ":"
        case .composer: mark = "/"
        case .npm where name.hasPrefix("@"): mark = "/"
        default: return (nil, name)
        }
        guard let cut = name.firstIndex(of: mark) else { return (nil, name) }
        return (String(name[..<cut]), String(name[name.index(after: cut)...]))
    }

    /// A list of identifiers and names, or one expression: the form knows no mixture.
    private static func licenses(_ licenses: [String], _ json: inout JSONWriter) {
        let words = LicenseWords.words(licenses)
        guard !words.isEmpty else { return }
        let isCompound = words.contains { word in
            if case .expression(let text) = word { LicenseExpression.isCompound(text) } else { false }
        }
        let isWhole = words.allSatisfy { if case .expression = $0 { true } else { false } }
        json.array("licenses") { json in
            if isCompound, isWhole, let expression = LicenseWords.joined(words, { $0 }) {
                json.object { $0.member("expression", expression) }
                return
            }
            for word in words {
                json.object { json in
                    json.object("license") { json in
                        switch word {
                        case .expression(let text) where !LicenseExpression.isCompound(text): json.member("id", text)
                        case .expression(let text), .name(let text): json.member("name", text)
                        }
                    }
                }
            }
        }
    }

    private static func properties(_ properties: [(String, String)], _ json: inout JSONWriter) {
        guard !properties.isEmpty else { return }
        json.array("properties") { json in
            for (name, value) in properties {
                json.object { json in
                    json.member("name", name)
                    json.member("value", value)
                }
            }
        }
    }
}
