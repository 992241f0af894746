import Basics

/// CycloneDX as XML: the same components as in JSON, their fields as elements.
enum CycloneDXXMLReader {
    static func read(_ text: ByteText) throws(Failure) -> SBOMRead {
        var events = XMLEvents(text)
        guard case .open("bom", let attributes)? = try events.next() else {
            throw SBOMReader.unknown(
                Text(en: "its XML does not begin with bom (CycloneDX).", ja: "XML のルートが bom (CycloneDX) ではありません。"))
        }
        // The version stands at the end of the namespace: `http://cyclonedx.org/schema/bom/1.4`.
        let version = attributes["xmlns"].flatMap { $0.split(separator: "/").last.map(String.init) }
        var walk = Walk(builder: SBOMBuilder(format: "CycloneDX \(version ?? "1.0")"))
        CycloneDXReader.checkVersion(version, &walk.builder)
        while let event = try events.next() { walk.take(event) }
        return walk.builder.finish()
    }

    private struct Walk {
        var builder: SBOMBuilder
        /// The elements that are open, below `bom`.
        private var path: [String] = []
        /// The components that are open, innermost last, each with the depth of its element.
        private var open: [(component: CycloneDXComponent, depth: Int)] = []
        private var text = ""
        private var property = ""
        private var dependencies: [String] = []

        init(builder: SBOMBuilder) {
            self.builder = builder
        }

        mutating func take(_ event: XMLEvents.Event) {
            switch event {
            case .open(let name, let attributes):
                path.append(name)
                text = ""
                if name == "component", !path.contains("tools") {
                    var component = CycloneDXComponent()
                    component.type = attributes["type"] ?? ""
                    component.part.id = attributes["bom-ref"] ?? ""
                    open.append((component, path.count))
                } else if name == "property" {
                    property = attributes["name"] ?? ""
                } else if name == "dependency" {
                    let ref = attributes["ref"] ?? ""
                    if let parent = dependencies.last { builder.need(parent, ref) }
                    dependencies.append(ref)
                }
            case .text(let more): if text.utf8.count < 65_536 { text += more }
            case .close:
                guard let name = path.last else { return }
                close(name)
                path.removeLast()
                text = ""
            }
        }

        private mutating func close(_ name: String) {
            if name == "dependency" { _ = dependencies.popLast() }
            guard let last = open.last else { return }
            var component = last.component
            let depth = last.depth
            if path.count == depth {
                open.removeLast()
                // What holds others comes first, as in JSON, but for an image that makes no difference.
                var part = component.finished
                if path.first == "metadata", part.role != .system { part.role = .image }
                builder.add(part)
                return
            }
            let value = PackageField.trim(text)
            switch path[depth...].joined(separator: "/") {
            case "group": component.part.group = value
            case "name": component.part.name = value
            case "version": component.part.version = value
            case "purl": component.part.purl = value
            case "description": component.part.title = value
            case "supplier/name": component.part.supplier = value
            case "publisher", "author": component.part.supplier = component.part.supplier ?? value
            case "licenses/license/id", "licenses/license/name", "licenses/expression":
                component.part.licenses.append(value)
            case "evidence/occurrences/occurrence/location": component.part.path = component.part.path ?? value
            case "properties/property": component.property(property, value)
            default: return
            }
            open[open.count - 1].component = component
        }
    }
}
