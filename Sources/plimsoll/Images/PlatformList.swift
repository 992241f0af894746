import Basics
import Foundation
import OCIImage

/// The platforms of an image, for people and for scripts.
enum PlatformList {
    private struct Entry: Encodable {
        var platform: String
        /// Nil where the image has no manifest of its own, as in archives of `docker save`.
        var manifest: String?
        var names: [String]
    }

    static func print(_ request: ImageRequest, asJSON: Bool) async throws(Failure) {
        let choices = try await ImageOpening.source(request).choices()
        Terminal.print(asJSON ? try json(choices) : text(choices))
    }

    private static func text(_ choices: [ImageChoice]) -> String {
        choices.map { choice in
            let names = choice.names.joined(separator: ", ")
            let parts = [choice.platform.description, choice.manifest?.description ?? "", names]
            return parts.filter { !$0.isEmpty }.joined(separator: "  ").inOneLine + "\n"
        }.joined()
    }

    private static func json(_ choices: [ImageChoice]) throws(Failure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let entries = choices.map {
            Entry(platform: $0.platform.description, manifest: $0.manifest?.description, names: $0.names)
        }
        do {
            return String(decoding: try encoder.encode(entries), as: UTF8.self) + "\n"
        } catch {
            throw Failure(
                .invalid, Text(en: "The list cannot be written.", ja: "一覧を出力できません。"),
                cause: String(describing: error))
        }
    }
}
