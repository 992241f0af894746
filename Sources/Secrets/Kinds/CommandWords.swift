/// The words of a command, as far as passwords need them: quotes are passed over, not taken out.
struct CommandWords {
    static let optionKind = SecretKind(
        "command-password", "password on a command line", "コマンドラインのパスワード")

    struct Found {
        var kind: SecretKind
        var certainty: SecretHit.Certainty
        var range: Range<Int>
    }

    private let bytes: [UInt8]
    private let words: [Range<Int>]

    /// Options of which the value is a password whatever the program.
    private static let options = [
        "--password", "--passwd", "--pass", "--token", "--secret", "--api-key", "--apikey", "--access-token",
        "--auth-token", "--db-password", "--http-password", "--ftp-password", "--proxy-password", "--secret-key",
        "--client-secret", "--admin-password", "--requirepass",
    ]
    private static let logins: Set<String> = ["curl", "wget", "http", "https"]
    private static let databases: Set<String> = [
        "mysql", "mysqldump", "mysqladmin", "mariadb", "mariadb-dump", "mariadb-admin", "mysqlimport", "mysqlsh",
    ]
    private static let shortPasswords: Set<String> = [
        "sshpass", "docker", "podman", "az", "mongo", "mongosh", "skopeo", "helm", "oc",
    ]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var words: [Range<Int>] = []
        var start: Int?
        var quote: UInt8 = 0
        for (index, byte) in bytes.enumerated() {
            if quote != 0 {
                if byte == quote { quote = 0 }
                continue
            }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                start = start ?? index
            } else if byte <= 0x20 || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|") && start != nil
                || byte == UInt8(ascii: "&") && start == nil
            {
                if let from = start { words.append(from..<index) }
                start = nil
                // Marks between commands are words of their own.
                if byte > 0x20 { words.append(index..<(index + 1)) }
            } else {
                start = start ?? index
            }
        }
        if let from = start { words.append(from..<bytes.count) }
        self.words = words
    }

    var secrets: [Found] {
        var result: [Found] = []
        var program = ""
        for (index, word) in words.enumerated() {
            let text = self.text(word)
            if let base = text.split(separator: "/").last.map(String.init),
                Self.logins.contains(base) || Self.databases.contains(base) || Self.shortPasswords.contains(base)
            {
                program = base
            } else if text == ";" || text == "&&" || text == "|" {
                program = ""
            }
            let next = index + 1 < words.count ? words[index + 1] : nil
            for option in Self.options where text.hasPrefix(option) {
                let rest = word.lowerBound + option.utf8.count
                if rest == word.upperBound {
                    if let next { add(next, &result) }
                } else if bytes[rest] == UInt8(ascii: "=") {
                    add((rest + 1)..<word.upperBound, &result)
                }
            }
            if text.hasPrefix("-p"), !text.hasPrefix("--"), text.utf8.count > 4,
                Self.databases.contains(program) || program == "sshpass"
            {
                add((word.lowerBound + 2)..<word.upperBound, &result)
            } else if text == "-p", let next, Self.shortPasswords.contains(program),
                program != "docker" || isLogin(before: index)
            {
                add(next, &result)
            }
            if text == "-u" || text == "--user" || text == "-a", Self.logins.contains(program), let next {
                login(next, &result)
            }
            if text.hasPrefix("--user="), Self.logins.contains(program) {
                login((word.lowerBound + 7)..<word.upperBound, &result)
            }
            if text.hasPrefix("chpasswd") { passwords(before: index, &result) }
            assignment(word, &result)
        }
        return result
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func isLogin(before index: Int) -> Bool {
        words[max(0, index - 8)..<index].contains { text($0) == "login" }
    }

    /// `NAME=value` as a word: build arguments and variables of one command.
    private func assignment(_ word: Range<Int>, _ result: inout [Found]) {
        guard let equals = bytes[word].firstIndex(of: UInt8(ascii: "=")), equals > word.lowerBound,
            bytes[word.lowerBound..<equals].allSatisfy({ ByteSet.word.has($0) })
        else { return }
        let name = bytes[word.lowerBound..<equals].map { ByteSet.capital.has($0) ? $0 | 0x20 : $0 }
        let range = inner((equals + 1)..<word.upperBound)
        let value = bytes[range]
        guard let (kind, certainty) = NamedValue.judge(name: name, value: value, isQuoted: true, isConfiguration: true)
        else {
            if name.suffix(8).elementsEqual("password".utf8) || name.elementsEqual("mysql_pwd".utf8) {
                add(range, &result)
            }
            return
        }
        result.append(Found(kind: kind, certainty: certainty, range: range))
    }

    /// `user:password`
    private func login(_ range: Range<Int>, _ result: inout [Found]) {
        let range = inner(range)
        guard let colon = bytes[range].firstIndex(of: UInt8(ascii: ":")) else { return }
        add((colon + 1)..<range.upperBound, &result)
    }

    /// `echo 'root:password' | chpasswd`
    private func passwords(before index: Int, _ result: inout [Found]) {
        for word in words[max(0, index - 4)..<index] {
            let range = inner(word)
            guard let colon = bytes[range].firstIndex(of: UInt8(ascii: ":")), colon > range.lowerBound,
                bytes[range.lowerBound..<colon].allSatisfy({ ByteSet.name.has($0) })
            else { continue }
            // Whoever knows the image knows the password, however simple it is.
            let value = (colon + 1)..<range.upperBound
            if value.count >= 3, !Placeholder.holdsVariable(bytes[value]), bytes[value.lowerBound] != UInt8(ascii: "$")
            {
                result.append(Found(kind: Self.optionKind, certainty: .shape, range: value))
            }
        }
    }

    private func add(_ range: Range<Int>, _ result: inout [Found]) {
        let range = inner(range)
        let value = bytes[range]
        guard (4...256).contains(value.count), value.first != UInt8(ascii: "-"), !Placeholder.matches(value),
            value.first != UInt8(ascii: "/"), Measure.classes(value) > 1
        else { return }
        result.append(Found(kind: Self.optionKind, certainty: .context, range: range))
    }

    /// Without quotes around.
    private func inner(_ range: Range<Int>) -> Range<Int> {
        guard range.count >= 2, Assignment.isQuote(bytes[range.lowerBound]),
            bytes[range.upperBound - 1] == bytes[range.lowerBound]
        else { return range }
        return (range.lowerBound + 1)..<(range.upperBound - 1)
    }
}
