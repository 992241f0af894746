extension SecretScanner {
    /// The secrets in variables: ENV, labels, build arguments. The name tells what a value without a mark may be.
    ///
    /// Offsets and lengths are those of the value; the line is the number of the variable, from 1.
    package static func variables(_ variables: [(name: String, value: String)], path: String) -> [SecretHit] {
        var result: [SecretHit] = []
        for (index, variable) in variables.enumerated() {
            let value = Array(variable.value.utf8)
            var hits = scan(value, path: path)
            let name = variable.name.utf8.map { ByteSet.capital.has($0) ? $0 | 0x20 : $0 }
            if hits.allSatisfy({ $0.certainty == .context }),
                let (kind, certainty) = NamedValue.judge(
                    name: name, value: value[...], isQuoted: true, isConfiguration: true)
                    ?? password(name: name, value)
            {
                var recorder = Recorder()
                recorder.add(kind, certainty, value[...], at: 0, line: { _ in 1 })
                if hits.isEmpty || certainty > .context { hits = recorder.hits }
            }
            for var hit in hits {
                hit.line = index + 1
                result.append(hit)
            }
        }
        return result
    }

    /// A password that a person chose, under a name that says nothing else.
    private static func password(name: [UInt8], _ value: [UInt8]) -> (SecretKind, SecretHit.Certainty)? {
        let letters = name.filter { ByteSet.letter.has($0) }
        guard
            letters.suffix(8).elementsEqual("password".utf8) || letters.suffix(6).elementsEqual("passwd".utf8)
                || letters.suffix(4).elementsEqual("pass".utf8) || letters.suffix(3).elementsEqual("pwd".utf8),
            (8...128).contains(value.count), value.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            Measure.classes(value[...]) >= 2,
            value.first != UInt8(ascii: "/"), !Placeholder.matches(value[...])
        else { return nil }
        return (NamedValue.generic, .context)
    }

    /// The secrets in a command, as an entry of an image's history has it: `|1 TOKEN=… /bin/sh -c curl -H "…"`.
    ///
    /// Beside what text may hold it knows options: `--password …`, `-p…` of database clients, `-u user:password` of
    /// curl, `user:password` given to chpasswd. Offsets are those of `text`.
    package static func commandLine(_ text: String, path: String) -> [SecretHit] {
        let bytes = Array(text.utf8)
        var finder = Finder(FoldedPath(path))
        for hit in CommandWords(bytes).secrets {
            let value = bytes[hit.range]
            finder.recorder.add(hit.kind, hit.certainty, value, at: hit.range.lowerBound) { _ in
                1 + bytes[..<hit.range.lowerBound].count { $0 == 0x0A }
            }
        }
        let found = scan(bytes, path: path)
        let own = finder.recorder.finish().hits
            .filter { hit in
                let range = hit.offset..<(hit.offset + hit.length)
                return !found.contains {
                    $0.fingerprint == hit.fingerprint
                        || ($0.offset..<($0.offset + $0.length)).overlaps(range) && $0.certainty >= hit.certainty
                }
            }
        let kept = found.filter { hit in
            let range = hit.offset..<(hit.offset + hit.length)
            return !own.contains { ($0.offset..<($0.offset + $0.length)).overlaps(range) }
        }
        return (kept + own).sorted { $0.offset < $1.offset }
    }
}
