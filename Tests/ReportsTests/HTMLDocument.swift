import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What a page consists of, read by an XML parser: markup that is not well-formed is an error.
final class HTMLDocument: NSObject, XMLParserDelegate {
    private(set) var ids: [String] = []
    private(set) var headings: [(level: Int, panel: String)] = []
    /// Ids that something in the page refers to.
    private(set) var references: [String] = []
    private(set) var addresses: [String] = []
    private(set) var elements: Set<String> = []
    private(set) var attributes: Set<String> = []
    private(set) var text = ""
    private(set) var failure: String?
    private var panel = ""

    init(_ page: String) {
        super.init()
        let parser = XMLParser(data: Data(Self.withoutCode(page).utf8))
        parser.delegate = self
        if !parser.parse() {
            let line = page.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(parser.lineNumber - 1)
                .first
            failure = "line \(parser.lineNumber), column \(parser.columnNumber): \(line?.prefix(200) ?? "")"
        }
    }

    /// Style and script are no markup; all else is.
    static func withoutCode(_ page: String) -> String {
        var rest = page[...]
        var result = ""
        for name in ["style", "script"] {
            guard let start = rest.range(of: "<\(name)>"), let end = rest.range(of: "</\(name)>") else { continue }
            result += rest[..<start.upperBound]
            rest = rest[end.lowerBound...]
        }
        return result + rest
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes found: [String: String] = [:]
    ) {
        elements.insert(name)
        attributes.formUnion(found.keys)
        if let id = found["id"] { ids.append(id) }
        if found["class"]?.hasPrefix("panel") == true { panel = found["id"] ?? "" }
        if name.count == 2, name.hasPrefix("h"), let level = Int(name.dropFirst()) { headings.append((level, panel)) }
        if let link = found["href"] {
            if link.hasPrefix("#") { references.append(String(link.dropFirst())) } else { addresses.append(link) }
        }
        if let address = found["src"] { addresses.append(address) }
        for key in ["aria-labelledby", "aria-controls", "data-of", "for"] {
            references += (found[key] ?? "").split(separator: " ").map(String.init)
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
