/// A mode as `chmod`, `install -m` and `COPY --chmod` take it.
struct FileMode {
    /// Everyone may write, and no sticky bit keeps them off each other's files.
    var isWorldWritable = false
    /// Programs run as their owner.
    var setsUser = false
    /// Setuid bits are taken away.
    var clearsUser = false

    init?(_ text: String) {
        guard let first = text.utf8.first else { return nil }
        if first >= UInt8(ascii: "0"), first <= UInt8(ascii: "7") {
            guard let bits = Int(text, radix: 8), text.utf8.count <= 5 else { return nil }
            isWorldWritable = bits & 0o002 != 0 && bits & 0o1000 == 0
            setsUser = bits & 0o4000 != 0
            return
        }
        var isSticky = false
        for clause in text.utf8.split(separator: UInt8(ascii: ",")) {
            guard let sign = clause.firstIndex(where: { "+-=".utf8.contains($0) }) else { return nil }
            let who = clause[..<sign]
            let what = clause[clause.index(after: sign)...]
            guard who.allSatisfy({ "ugoa".utf8.contains($0) }), what.allSatisfy({ "rwxXstugo+-=".utf8.contains($0) })
            else { return nil }
            let isAll = who.isEmpty || who.contains(UInt8(ascii: "a"))
            let adds = clause[sign] != UInt8(ascii: "-")
            // A bare `+w` leaves out what the umask does, so others do not get it.
            let reachesOthers = who.contains(UInt8(ascii: "a")) || who.contains(UInt8(ascii: "o"))
            if adds, reachesOthers, what.contains(UInt8(ascii: "w")) { isWorldWritable = true }
            if what.contains(UInt8(ascii: "s")), isAll || who.contains(UInt8(ascii: "u")) {
                if adds { setsUser = true } else { clearsUser = true }
            }
            if adds, what.contains(UInt8(ascii: "t")) { isSticky = true }
        }
        if isSticky { isWorldWritable = false }
    }

    /// The mode that lets the owner write and nobody else; nil where there is none that is plainly meant.
    static func narrowed(_ text: String) -> String? {
        guard let mode = FileMode(text), mode.isWorldWritable else { return nil }
        if let bits = Int(text, radix: 8), text.utf8.first.map({ $0 < 0x38 }) == true {
            let octal = String(bits & ~0o022, radix: 8)
            return String(repeating: "0", count: max(0, text.utf8.count - octal.utf8.count)) + octal
        }
        var clauses: [String] = []
        for clause in text.split(separator: ",") {
            guard let sign = clause.firstIndex(where: { "+-=".contains($0) }) else { return nil }
            let who = clause[..<sign]
            let what = clause[clause.index(after: sign)...]
            guard !what.contains(where: { "+-=ugo".contains($0) }) else { return nil }
            guard clause[sign] != "-", what.contains("w"), who.contains("a") || who.contains("o") else {
                clauses.append(String(clause))
                continue
            }
            // `=` takes away what it does not name.
            let rest = what.filter { $0 != "w" }
            if !rest.isEmpty || clause[sign] == "=" { clauses.append("\(who)\(clause[sign])\(rest)") }
            clauses.append("u+w")
        }
        return clauses.joined(separator: ",")
    }
}
