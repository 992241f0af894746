import Basics

/// CycloneDX as JSON.
enum CycloneDXReader {
    static func read(_ root: JSONNode) throws(Failure) -> SBOMRead {
        var builder = SBOMBuilder(format: "CycloneDX \(root["specVersion"]?.string ?? "1.0")")
        checkVersion(root["specVersion"]?.string, &builder)
        if let subject = root["metadata"]?["component"] {
            var part = component(subject).part
            // Of a scanned folder it is the folder, of an image the image.
            if part.role != .system { part.role = .image }
            builder.add(part)
        }
        // Components may hold others; a stack instead of recursion, since documents come from outside.
        var pending = Array((root["components"]?.elements ?? []).reversed())
        while let node = pending.popLast() {
            let (part, nested) = component(node)
            builder.add(part)
            if let nested { pending += nested.elements.reversed() }
        }
        for dependency in root["dependencies"]?.elements ?? [] {
            guard let ref = dependency["ref"]?.string else { continue }
            for other in dependency["dependsOn"]?.elements ?? [] {
                if let other = other.string { builder.need(ref, other) }
            }
        }
        return builder.finish()
    }

    static func checkVersion(_ version: String?, _ builder: inout SBOMBuilder) {
        let known = (0...7).map { "1.\($0)" }
        guard let version, !known.contains(version) else { return }
        let shown = PackageField.line(version) ?? ""
        builder.problem(
            Text(
                en: "CycloneDX \(shown) is newer than 1.7; what it added is not read.",
                ja: "CycloneDX \(shown) は 1.7 より新しいバージョンです。追加された項目は読み取りません。"))
    }

    private static func component(_ node: JSONNode) -> (part: SBOMPart, nested: JSONNode?) {
        var component = CycloneDXComponent()
        var nested: JSONNode?
        for member in node.members {
            let value = member.value
            switch member.key {
            case "type": component.type = value.string ?? ""
            case "bom-ref": component.part.id = value.string ?? ""
            case "group": component.part.group = value.string
            case "name": component.part.name = value.string
            case "version": component.part.version = value.string
            case "purl": component.part.purl = value.string
            case "description": component.part.title = value.string
            case "supplier": component.part.supplier = value["name"]?.string ?? component.part.supplier
            case "publisher", "author": component.part.supplier = component.part.supplier ?? value.string
            case "licenses":
                component.part.licenses = value.elements.compactMap { item in
                    (item["expression"] ?? item["license"]?["id"] ?? item["license"]?["name"])?.string
                }
            case "evidence":
                let place = value["occurrences"]?.elements.first?["location"]?.string
                component.part.path = component.part.path ?? place
            case "properties":
                for property in value.elements {
                    if let name = property["name"]?.string, let value = property["value"]?.string {
                        component.property(name, value)
                    }
                }
            case "components": nested = value
            default: break
            }
        }
        return (component.finished, nested)
    }
}

/// A component of a CycloneDX document, whatever it is written in, with the properties that tools add.
struct CycloneDXComponent {
    var type = ""
    var part = SBOMPart()
    private var source: [String: String] = [:]
    private var isHeading = false

    mutating func property(_ name: String, _ value: String) {
        switch name {
        case "plimsoll:path", "syft:location:0:path": part.path = value
        case "aquasecurity:trivy:FilePath": part.path = part.path ?? value
        case "plimsoll:inner": part.inner = value
        case "plimsoll:owner": part.owner = value
        case "plimsoll:layer": part.layer = Int(value)
        case "plimsoll:layerDigest", "aquasecurity:trivy:LayerDiffID", "syft:location:0:layerID":
            part.layerDigest = value
        case "plimsoll:codename", "syft:distro:versionCodename": part.codename = value
        case "plimsoll:like": part.like = value.split(separator: " ").map(String.init)
        case "syft:distro:idLike:0": part.like = [value]
        case "syft:distro:prettyName": part.title = value
        case "aquasecurity:trivy:SrcName", "aquasecurity:trivy:SrcVersion", "aquasecurity:trivy:SrcRelease",
            "aquasecurity:trivy:SrcEpoch":
            source[String(name.dropFirst(19))] = value
        case "aquasecurity:trivy:Class", "aquasecurity:trivy:Type": isHeading = true
        default: break
        }
    }

    var finished: SBOMPart {
        var part = part
        switch type {
        case "operating-system": part.role = .system
        case "container": part.role = .image
        // Files are no packages; and trivy writes the files that packages were found in as applications.
        case "file": if part.purl == nil { part.role = .group }
        case "application":
            part.isMain = true
            if part.purl == nil, isHeading || part.version == nil { part.role = .group }
        default: break
        }
        if let name = source["SrcName"], let version = source["SrcVersion"] {
            let epoch = source["SrcEpoch"].map { $0 + ":" } ?? ""
            let release = source["SrcRelease"].map { "-" + $0 } ?? ""
            part.source = .init(name: name, version: epoch + version + release)
        }
        return part
    }
}
