import Basics
import ECSModel
import Templates

/// A file that gives the parameters of a stack their values, in any of the forms that tools take.
///
/// Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-parameter-files.html (a list of
/// `ParameterKey` and `ParameterValue`), https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html
/// (`Parameters` as a map), and `aws cloudformation deploy --parameter-overrides`, which also takes a list of `KEY=VALUE`.
struct ParameterFile: Sendable {
    let path: EnvironmentPath
    let source: SourceFile
    let values: [String: Term]

    var place: Place { Place(source, 0..<0) }

    /// None written by hand is larger.
    private static let limit = 1 << 16

    /// Nil for a file that tells no environment, and for one that gives nothing.
    static func read(
        _ path: String, _ tree: any FileTree, declared: [ParitySettings.Environment]
    ) -> ParameterFile? {
        guard [".json", ".yaml", ".yml"].contains(where: { path.hasSuffix($0) }),
            let environment = EnvironmentPath(path, declared: declared), let source = tree.source(path, limit: limit),
            let document = try? Document.read(source, limits: DocumentLimits(placeholders: true))
        else { return nil }
        let values = values(document)
        guard !values.isEmpty else { return nil }
        return ParameterFile(path: environment, source: source, values: values)
    }

    /// Why a file that is named like one of parameters cannot be read; nil where it can, or is none by its name.
    static func problem(
        _ path: String, _ tree: any FileTree, declared: [ParitySettings.Environment]
    ) -> Text? {
        guard [".json", ".yaml", ".yml"].contains(where: { path.hasSuffix($0) }),
            EnvironmentPath(path, declared: declared) != nil
        else { return nil }
        do throws(Failure) {
            let source = SourceFile(path: path, bytes: try tree.read(path, limit: limit))
            _ = try Document.read(source, limits: DocumentLimits(placeholders: true))
            return nil
        } catch {
            return error.message
        }
    }

    private static func values(_ document: Document) -> [String: Term] {
        var result: [String: Term] = [:]
        let root = document.term
        if root.isList {
            for item in root.items {
                if let key = item.string("ParameterKey").value {
                    if let value = item["ParameterValue"], value.text != nil { result[key] = value }
                } else if let text = item.string, let pair = ParameterPair(text) {
                    result[pair.key] = Term(.text(Placeholders.read(pair.value)), item.place)
                } else {
                    return [:]
                }
            }
            return result
        }
        let map = root["Parameters"]?.isMap == true ? root["Parameters"] : root
        for entry in map?.entries ?? [] {
            // A list of values is one that commas join.
            if entry.value.isList {
                let texts = entry.value.items.compactMap(\.string)
                guard texts.count == entry.value.items.count else { return [:] }
                result[entry.key] = Term(.text(TermText(texts.joined(separator: ","))), entry.value.place)
            } else {
                guard entry.value.text != nil else { return [:] }
                result[entry.key] = entry.value
            }
        }
        return result
    }
}

/// `KEY=VALUE`, with or without quotes, and the longer `ParameterKey=KEY,ParameterValue=VALUE`.
struct ParameterPair {
    var key: String
    var value: String

    init?(_ text: String) {
        var text = text[...]
        if text.hasPrefix("ParameterKey=") {
            text = text.dropFirst("ParameterKey=".count)
            guard let comma = text.firstIndex(of: ",") else { return nil }
            let rest = text[text.index(after: comma)...]
            guard rest.hasPrefix("ParameterValue=") else { return nil }
            key = String(text[..<comma])
            value = Self.unquoted(rest.dropFirst("ParameterValue=".count))
            return
        }
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
        key = String(text[..<equals])
        value = Self.unquoted(text[text.index(after: equals)...])
        guard key.utf8.allSatisfy({ ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || (0x30...0x39).contains($0) }) else {
            return nil
        }
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, let first = text.first, first == "\"" || first == "'", text.last == first else {
            return String(text)
        }
        return String(text.dropFirst().dropLast())
    }
}
