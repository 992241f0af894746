import Basics
import Foundation
import RuleKit
import Testing

@testable import Reports

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The XML has the elements and attributes of `junit-10.xsd` of Jenkins' xUnit plug-in, and its sums are right.
struct ExchangeJUnitTests {
    struct Element {
        let name: String
        let attributes: [String: String]
        var children: [Element] = []
        var text = ""

        func all(_ name: String) -> [Element] {
            (self.name == name ? [self] : []) + children.flatMap { $0.all(name) }
        }
    }

    private final class Reader: NSObject, XMLParserDelegate {
        var stack = [Element(name: "", attributes: [:])]

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            stack.append(Element(name: name, attributes: attributes))
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { stack[stack.count - 1].text += string }

        func parser(
            _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?
        ) {
            let element = stack.removeLast()
            stack[stack.count - 1].children.append(element)
        }
    }

    private func parse(_ text: String) throws -> Element {
        let parser = XMLParser(data: Data(text.utf8))
        let reader = Reader()
        parser.delegate = reader
        #expect(parser.parse(), "\(parser.parserError.map(String.init(describing:)) ?? "")")
        return try #require(reader.stack.first?.children.first)
    }

    /// The part of the form that we use, written down from the schema: required and allowed attributes, and children.
    private static let form: [String: (required: Set<String>, allowed: Set<String>, children: Set<String>)] = [
        "testsuites": ([], ["name", "time", "tests", "failures", "errors"], ["testsuite"]),
        "testsuite": (
            ["name", "tests", "failures", "errors"],
            ["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
            ["testsuite", "properties", "testcase", "system-out", "system-err"]
        ),
        "testcase": (
            ["name"], ["time", "classname", "group"], ["skipped", "error", "failure", "system-out", "system-err"]
        ),
        "failure": ([], ["type", "message"], []),
        "skipped": ([], ["type", "message"], []),
    ]

    private func check(_ element: Element) throws {
        let form = try #require(Self.form[element.name], "\(element.name) is no element of the form")
        let names = Set(element.attributes.keys)
        #expect(form.required.isSubset(of: names), "\(element.name)")
        #expect(names.isSubset(of: form.required.union(form.allowed)), "\(element.name)")
        for child in element.children {
            #expect(form.children.contains(child.name), "\(child.name) in \(element.name)")
            try check(child)
        }
    }

    @Test(arguments: Language.allCases)
    func hasTheDocumentedForm(language: Language) throws {
        for review in [
            try ExchangeReview.sample(), ExchangeReview.of(folder: "examples/orders"), ExchangeReview.of([:]),
        ] {
            let root = try parse(JUnitReport.render(review, language))
            #expect(root.name == "testsuites")
            try check(root)
            let cases = root.all("testcase")
            #expect(root.attributes["tests"] == "\(cases.count)")
            #expect(root.attributes["failures"] == "\(root.all("failure").count)")
            #expect(root.all("failure").count == review.open.count)
            for suite in root.all("testsuite") {
                #expect(suite.attributes["tests"] == "\(suite.children.count)")
                #expect(suite.attributes["failures"] == "\(suite.all("failure").count)")
                #expect(suite.attributes["skipped"] == "\(suite.all("skipped").count)")
                // Servers know a test by its class and name.
                let names = suite.children.map { $0.attributes["name"] ?? "" }
                #expect(Set(names).count == names.count)
            }
        }
    }

    @Test(arguments: [
        ("<a & b>\"'", "<a & b>\"'"), ("]]>", "]]>"), ("a\u{0}b\u{1B}[31m", "a\u{FFFD}b\u{FFFD}[31m"),
        ("\u{FFFE}\u{FFFF}", "\u{FFFD}\u{FFFD}"), ("日本語 🐳", "日本語 🐳"),
        ("<\u{301}&\u{301}\"\u{301}", "<\u{301}&\u{301}\"\u{301}"),
        ("tab\there", "tab\there"), ("line\nbreak", "line\nbreak"), ("cr\r\nlf", "cr\r\nlf"),
    ])
    func textSurvives(text: String, read: String) throws {
        let root = try parse("<a b=\"\(Escape.attribute(text))\">\(Escape.xml(text))</a>")
        #expect(root.attributes["b"] == read)
        #expect(root.text == read)
    }

    /// A test that broke is the same test as before: its name has no place in it.
    @Test func namesSurviveMovedLines() throws {
        func names(_ text: String) throws -> [String?] {
            try parse(JUnitReport.render(ExchangeReview.of(["Dockerfile": text]), .english)).all("testcase")
                .map { $0.attributes["name"] }
        }
        let text = "FROM debian:12\nRUN make\nCMD npm start\n"
        #expect(try names(text) == names("# a\n# b\n" + text))
        #expect(try names(text + "RUN make\n").contains("DF903 Long RUN (2)"))
    }

    @Test func ruleThatHoldsPasses() throws {
        let root = try parse(JUnitReport.render(ExchangeReview.of(["Dockerfile": "FROM debian:12\n"]), .english))
        let test = try #require(root.all("testcase").first)
        #expect(test.attributes["name"] == "DF901 Base image without a tag")
        #expect(test.children.isEmpty)
    }
}
