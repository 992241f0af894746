import Basics
import DockerfileSyntax
import Foundation
import Testing

/// The trees that BuildKit's own parser prints for its test files, which lie beside the repository in `../shared`.
struct BuildKitTreeTests {
    static let folder = SharedFiles.corpus?
        .appendingPathComponent("moby__buildkit/frontend/dockerfile/parser/testfiles")

    static let names: [String] = {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            return []
        }
        return names.sorted()
    }()

    @Test(.enabled(if: SharedFiles.corpus != nil, "../shared is absent: BuildKit's trees are not compared"))
    func allAreThere() {
        #expect(Self.names.count == 33)
    }

    @Test(arguments: names)
    func tree(name: String) throws {
        let folder = try #require(Self.folder).appendingPathComponent(name)
        let bytes = try Data(contentsOf: folder.appendingPathComponent("Dockerfile"))
        let expected = try String(contentsOf: folder.appendingPathComponent("result"), encoding: .utf8)
        let file = Dockerfile(SourceFile(path: name, bytes: Array(bytes)))
        let tree = file.instructions.map { "(\(SExpression.of($0)))" }.joined(separator: "\n")
        #expect(tree == expected.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}

/// The files beside the repository that some tests read.
enum SharedFiles {
    static let corpus: URL? = {
        let root = URL(filePath: FileManager.default.currentDirectoryPath)
        let folder = root.deletingLastPathComponent().appendingPathComponent("shared/corpus")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()
}

/// Prints an instruction as BuildKit's `Node.Dump` does.
enum SExpression {
    static func of(_ instruction: Instruction) -> String {
        var text = instruction.keywordText.lowercased()
        if !instruction.flags.isEmpty {
            text += " [" + instruction.flags.map { quoted($0.text) }.joined(separator: " ") + "]"
        }
        switch instruction.arguments {
        case .none: return text
        case .pairs(let pairs):
            for pair in pairs {
                if instruction.keyword == .arg {
                    text += " " + quoted(pair.key.raw + (pair.value.map { "=" + $0.raw } ?? ""))
                } else {
                    text +=
                        " \(quoted(pair.key.raw)) \(quoted(pair.value?.raw ?? "")) \(pair.isLegacy ? "\"\"" : "\"=\"")"
                }
            }
        case .health(let type, let command):
            text += " " + quoted(type.raw)
            for word in command.words { text += " " + quoted(word.raw) }
        case .trigger(let trigger): text += " (\(of(trigger)))"
        case .words, .json, .text:
            for word in instruction.words { text += " " + quoted(word.raw) }
        }
        return text
    }

    /// Go's `strconv.Quote`, for the bytes that occur.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for character in text.unicodeScalars {
            switch character {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\t": result += "\\t"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case let control where control.value < 0x20:
                result += "\\x" + (control.value < 16 ? "0" : "") + String(control.value, radix: 16)
            default: result.unicodeScalars.append(character)
            }
        }
        return result + "\""
    }
}
