import Basics
import Pipelines
import ShellSyntax

/// What commands write into `imagedefinitions.json` and `imageDetail.json`, with places in their script.
///
/// Source of the forms: https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html
enum PrintedImages {
    /// The names of containers that are written out.
    static func containers(in script: PipelineScript) -> [(name: String, range: Range<Int>)] {
        values(of: "name", in: script).filter { $0.name.utf8.allSatisfy(isNameByte) && !$0.name.isEmpty }
    }

    /// Images that end in `:latest`, within the text or as an argument of `printf`.
    static func latest(in script: PipelineScript) -> [(name: String, range: Range<Int>)] {
        guard script.text.has("image"), script.text.has(":latest") else { return [] }
        let inText = (values(of: "imageUri", in: script) + values(of: "ImageURI", in: script))
            .filter { $0.name.hasSuffix(":latest") }
        let arguments = commands(script).flatMap { command in
            command.words.dropFirst().filter { $0.template.hasSuffix(":latest") && !$0.template.has("{") }
                .map { (name: $0.template, range: $0.range) }
        }
        return inText + arguments
    }

    private static func commands(_ script: PipelineScript) -> [Command] {
        script.shell.commands.filter { command in
            command.redirections.contains {
                $0.target.text.has("imagedefinitions") || $0.target.text.lowercased().has("imagedetail")
            }
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x5F
    }

    /// What stands behind `"key":`, however its marks are escaped.
    private static func values(of key: String, in script: PipelineScript) -> [(name: String, range: Range<Int>)] {
        guard script.text.lowercased().has("imaged") else { return [] }
        let bytes = Array(script.text.utf8)
        let wanted = Array("\"\(key)".utf8)
        var found: [(name: String, range: Range<Int>)] = []
        for command in commands(script) {
            let end = min(command.range.upperBound, bytes.count)
            var position = command.range.lowerBound
            while position + wanted.count < end {
                guard bytes[position...].starts(with: wanted),
                    let value = value(in: bytes, position + wanted.count, end)
                else {
                    position += 1
                    continue
                }
                found.append((String(decoding: bytes[value], as: UTF8.self), value))
                position = value.upperBound
            }
        }
        return found
    }

    /// What stands between the next pair of marks behind a colon.
    private static func value(in bytes: [UInt8], _ start: Int, _ end: Int) -> Range<Int>? {
        guard start < end, let colon = bytes[start..<end].firstIndex(of: UInt8(ascii: ":")), colon - start < 8,
            let open = bytes[colon..<end].firstIndex(of: UInt8(ascii: "\"")), open - colon < 8
        else { return nil }
        var close = open + 1
        while close < end, bytes[close] != UInt8(ascii: "\""), bytes[close] != UInt8(ascii: "\\") { close += 1 }
        return close < end ? open + 1..<close : nil
    }
}
