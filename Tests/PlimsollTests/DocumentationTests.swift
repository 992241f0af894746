import ArgumentParser
import Basics
import Foundation
import Reports
import Rules
import Testing

@testable import plimsoll

/// What the documentation says is there: links lead somewhere, and commands are ones that the program takes.
struct DocumentationTests {
    struct Page: Sendable, CustomTestStringConvertible {
        let path: String
        let text: String

        var testDescription: String { path }
        var folder: URL { Program.root.appending(path: path).deletingLastPathComponent() }
    }

    /// All pages, the generated ones as well.
    static let pages: [Page] = {
        var paths = ["README.md", "CONTRIBUTING.md"]
        let docs = Program.root.appending(path: "docs")
        if let files = FileManager.default.enumerator(at: docs, includingPropertiesForKeys: nil) {
            for case let file as URL in files where file.pathExtension == "md" {
                paths.append("docs" + file.path.dropFirst(docs.path.count))
            }
        }
        return paths.sorted().compactMap { path in
            (try? String(contentsOf: Program.root.appending(path: path), encoding: .utf8)).map {
                Page(path: path, text: $0)
            }
        }
    }()

    /// Pages that people write, in which commands stand.
    static let written = pages.filter { page in
        !page.text.contains("Written by `plimsoll generate-docs`")
    }

    // MARK: Links

    /// The lines outside fences, code spans taken out.
    private static func prose(_ page: Page) -> [String] {
        var isCode = false
        return page.text.components(separatedBy: "\n").compactMap { line in
            if line.hasPrefix("```") {
                isCode.toggle()
                return nil
            }
            guard !isCode else { return nil }
            return line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .map { $0.offset % 2 == 0 ? String($0.element) : "" }.joined()
        }
    }

    /// What stands in the parentheses of `[…](…)`.
    private static func links(_ page: Page) -> [String] {
        prose(page).flatMap { line in
            line.components(separatedBy: "](").dropFirst().compactMap { $0.components(separatedBy: ")").first }
        }
    }

    /// The anchors that GitHub gives headings.
    private static func anchors(_ text: String) -> Set<String> {
        var anchors: Set<String> = []
        for line in text.components(separatedBy: "\n") where line.hasPrefix("#") {
            let title = line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
            anchors.insert(
                String(
                    title.compactMap { character -> Character? in
                        if character == " " { return "-" }
                        return character.isLetter || character.isNumber || "-_".contains(character) ? character : nil
                    }))
        }
        return anchors
    }

    @Test func linksLeadToFilesAndHeadingsThatAreThere() throws {
        #expect(Self.pages.count > 400)
        var headings: [String: Set<String>] = [:]
        for page in Self.pages {
            for link in Self.links(page) where !link.hasPrefix("http") && !link.hasPrefix("mailto:") {
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                let name = parts.first ?? ""
                let file = name.isEmpty ? Program.root.appending(path: page.path) : page.folder.appending(path: name)
                let path = file.standardized.path
                guard FileManager.default.fileExists(atPath: path) else {
                    Issue.record("\(page.path): \(link) leads nowhere")
                    continue
                }
                guard parts.count == 2, let anchor = parts.last else { continue }
                if headings[path] == nil {
                    headings[path] = Self.anchors(try String(contentsOfFile: path, encoding: .utf8))
                }
                let wanted = anchor.removingPercentEncoding ?? anchor
                #expect(headings[path]?.contains(wanted) == true, "\(page.path): no heading for \(link)")
            }
        }
    }

    @Test func everyPageIsThereInBothLanguages() throws {
        let names = { (language: String) in
            Set(
                Self.pages.filter { $0.path.hasPrefix("docs/\(language)/") }.map { $0.path.dropFirst("docs/en/".count) }
            )
        }
        #expect(names("en") == names("ja"))
        for page in Self.written where page.path.hasPrefix("docs/en/") {
            let twin = try #require(Self.pages.first { $0.path == page.path.replacing("docs/en/", with: "docs/ja/") })
            // The same sections and the same commands: a page must not fall behind its twin.
            let count = { (text: String, mark: String) in text.components(separatedBy: mark).count }
            for mark in ["\n## ", "```", "\nplimsoll "] {
                #expect(count(page.text, mark) == count(twin.text, mark), "\(page.path): \(mark)")
            }
        }
    }

    // MARK: Commands

    /// The lines to be typed: of `sh` fences, and of indented blocks, which only the pages at the root have.
    private static func commands(_ page: Page) -> [String] {
        var fence: String?
        var commands: [String] = []
        for line in page.text.components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                fence = fence == nil ? String(line.dropFirst(3)) : nil
            } else if fence == "sh" || fence == nil && line.hasPrefix("    ") {
                commands.append(line.trimmingCharacters(in: .whitespaces))
            }
        }
        return commands
    }

    /// The words of a command line, up to a comment, a redirection or a pipe.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        for character in line + " " {
            if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == " " {
                if ["#", ">", "<", "|"].contains(where: { word.hasPrefix($0) }) { return words }
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        return words
    }

    @Test(arguments: written)
    func commandsAreOnesThatTheProgramTakes(page: Page) throws {
        for line in Self.commands(page) {
            var words = Self.words(line)
            if let image = words.firstIndex(where: { $0.hasPrefix("plimsoll:") }) { words.removeFirst(image) }
            if words.first == "swift", let name = words.firstIndex(of: "plimsoll") { words.removeFirst(name) }
            guard let first = words.first else { continue }
            if first.hasPrefix("Scripts/"), first != "Scripts/run" {
                #expect(
                    FileManager.default.isExecutableFile(atPath: Program.root.appending(path: first).path), "\(line)")
            }
            guard first == "plimsoll" || first.hasPrefix("plimsoll:") || first == "Scripts/run" else { continue }
            do {
                let command = try Plimsoll.parseAsRoot(Array(words.dropFirst()))
                if let explain = command as? ExplainCommand {
                    #expect(Explanation.page(explain.id, .all, .english, width: 80) != nil, "\(line)")
                }
            } catch {
                // --help and --version are told as errors.
                if Plimsoll.exitCode(for: error) == .success { continue }
                Issue.record("\(page.path): \(line): \(Plimsoll.message(for: error))")
            }
        }
    }

    @Test func theTestSeesCommands() throws {
        let page = try #require(Self.pages.first { $0.path == "docs/en/quick-start.md" })
        #expect(Self.commands(page).count { $0.hasPrefix("plimsoll ") } > 10)
        #expect(Self.words("plimsoll explain 'a b' > x  # why") == ["plimsoll", "explain", "a b"])
    }
}
