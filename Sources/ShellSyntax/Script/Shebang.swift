/// The first line of a script that names its interpreter.
package struct Shebang: Sendable, Hashable {
    /// The interpreter's path as written, or its name behind `env`.
    package let interpreter: String
    package let arguments: [String]
    /// The line without its ending.
    package let range: Range<Int>

    /// Reads `#!/bin/sh -e` or `#!/usr/bin/env -S bash -eu` at the start of `range`.
    package init?(_ bytes: [UInt8], in range: Range<Int>) {
        let range = range.clamped(to: 0..<bytes.count)
        guard range.count > 2, bytes[range.lowerBound] == UInt8(ascii: "#"),
            bytes[range.lowerBound + 1] == UInt8(ascii: "!")
        else { return nil }
        // The kernel reads 255 bytes; more than that is no shebang.
        let line = bytes[range].prefix(1024).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        var fields = line.dropFirst(2).split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            .map { String(decoding: $0, as: UTF8.self) }
        if fields.first.map(baseName) == "env" {
            fields.removeFirst()
            while let first = fields.first, first.hasPrefix("-") || first.utf8.contains(UInt8(ascii: "=")) {
                fields.removeFirst()
            }
        }
        guard let interpreter = fields.first else { return nil }
        self.interpreter = interpreter
        arguments = Array(fields.dropFirst())
        self.range = line.startIndex..<line.endIndex
    }
}
