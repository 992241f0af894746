import Foundation
import Testing

/// The glossary of the documentation, and whether the Japanese texts keep to it.
struct GlossaryTests {
    struct Term: Hashable, Sendable, CustomTestStringConvertible {
        let english: String
        let japanese: String
        /// Spellings that are not used.
        let avoided: [String]

        var testDescription: String { japanese }
    }

    /// The rows of a glossary's tables; `columns` says where the English and the Japanese term stand.
    static func terms(_ path: String, english: Int, japanese: Int) -> [Term] {
        let text = (try? String(contentsOf: Program.root.appending(path: path), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count >= 4, cells[0] != "---", cells[2].isEmpty || cells[2].hasPrefix("`") else { return nil }
            let avoided = cells[2].split(separator: "、").map { $0.filter { $0 != "`" } }
            return Term(english: cells[english], japanese: cells[japanese], avoided: avoided)
        }
    }

    static let terms = terms("docs/ja/glossary.md", english: 1, japanese: 0)

    /// A file with Japanese texts that people wrote. Generated pages say what the sources say.
    struct File: Sendable {
        let path: String
        let bytes: Data

        /// The lines that hold a word, numbered from 1.
        func lines(with word: String) -> [(number: Int, text: String)] {
            // Few files hold it: lines are looked at only there.
            guard bytes.range(of: Data(word.utf8)) != nil else { return [] }
            return String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n").enumerated()
                .filter { $0.element.contains(word) }.map { ($0.offset + 1, $0.element) }
        }
    }

    static let files: [File] = {
        var result: [File] = []
        for (folder, ending) in [("Sources", ".swift"), ("docs/ja", ".md")] {
            let root = Program.root.appending(path: folder)
            guard let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil) else {
                continue
            }
            for case let url as URL in files where url.path.hasSuffix(ending) {
                guard url.lastPathComponent != "glossary.md", let bytes = try? Data(contentsOf: url) else { continue }
                result.append(File(path: folder + url.path.dropFirst(root.path.count), bytes: bytes))
            }
        }
        return result
    }()

    /// Whether a spelling that is not used stands in a line all the same.
    static func uses(of word: String, in line: String, properly term: String) -> Bool {
        // `サーバ` is the start of `サーバー`, which is right. A row may name several terms.
        let terms = term.split { $0 == "/" || $0 == "、" }.map { $0.trimmingCharacters(in: .whitespaces) }
        var rest = line
        for term in terms where term.contains(word) { rest = rest.replacingOccurrences(of: term, with: "") }
        return rest.contains(word)
    }

    @Test func bothPagesHoldTheSameTerms() {
        let english = Self.terms("docs/en/glossary.md", english: 0, japanese: 1)
        #expect(Self.terms.count > 60)
        #expect(english == Self.terms)
    }

    @Test(arguments: terms)
    func theTextsKeepToTheTerm(_ term: Term) {
        for word in term.avoided {
            for file in Self.files {
                for line in file.lines(with: word) where Self.uses(of: word, in: line.text, properly: term.japanese) {
                    Issue.record("\(file.path):\(line.number): \(word) instead of \(term.japanese)")
                }
            }
        }
    }

    /// Full-width forms of what is written half-width. `。、「」` and their like are Japanese punctuation.
    @Test(arguments: "（）：！？　，．０１２３４５６７８９".map(String.init))
    func punctuationIsHalfWidth(mark: String) {
        for file in Self.files where file.path != "Sources/Basics/DisplayWidth.swift" {
            for line in file.lines(with: mark) { Issue.record("\(file.path):\(line.number): full-width \(mark)") }
        }
    }

    @Test func aSpellingIsFoundOnlyWhereItIsWrong() {
        #expect(Self.uses(of: "サーバ", in: "Web サーバを", properly: "サーバー"))
        #expect(!Self.uses(of: "サーバ", in: "Web サーバーを", properly: "サーバー"))
        #expect(Self.uses(of: "コンテナー", in: "コンテナーを", properly: "コンテナ"))
    }
}
