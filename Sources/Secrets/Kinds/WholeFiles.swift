import Basics

/// Files whose form is known by their path: password databases and files of logins.
extension Finder {
    static let hashKind = SecretKind("password-hash", "password hash", "パスワードハッシュ")
    static let netrcKind = SecretKind("netrc-password", "password of a netrc file", "netrc ファイルのパスワード")
    static let pgpassKind = SecretKind("pgpass-password", "password of a pgpass file", "pgpass ファイルのパスワード")
    static let railsKeyKind = SecretKind("rails-master-key", "Rails master key", "Rails のマスターキー")
    static let npmKind = SecretKind("npm-registry-login", "npm registry login", "npm レジストリのログイン情報")
    static let pypircKind = SecretKind("pypi-password", "password of a pypirc file", "pypirc ファイルのパスワード")
    static let curlKind = SecretKind("curl-login", "login of a curl configuration", "curl の設定ファイルのログイン情報")
    static let mysqlKind = SecretKind("mysql-password", "password of a MySQL client", "MySQL クライアントのパスワード")
    static let wireGuardKind = SecretKind("wireguard-key", "WireGuard private key", "WireGuard の秘密鍵")

    mutating func wholeFile(_ bytes: [UInt8]) {
        if facts.form == .railsKey { return railsKey(bytes) }
        if facts.form == .netrc { return netrc(bytes) }
        var start = 0
        var number = 1
        while start < bytes.count, !recorder.isFull {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            let line = bytes[start..<end]
            if line.count <= 8_192 { self.line(line, number) }
            start = end + 1
            number += 1
        }
    }

    private mutating func line(_ line: ArraySlice<UInt8>, _ number: Int) {
        guard let first = line.first(where: { $0 > 0x20 }), first != UInt8(ascii: "#") else { return }
        switch facts.form {
        case .shadow, .passwd, .htpasswd:
            let fields = line.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count >= 2, Self.isHash(Self.trimmed(fields[1]), isWeb: facts.form == .htpasswd) else {
                return
            }
            add(Self.hashKind, Self.trimmed(fields[1]), number)
        case .pgpass:
            let fields = line.split(separator: UInt8(ascii: ":"), maxSplits: 4, omittingEmptySubsequences: false)
            if fields.count == 5 { addPassword(Self.pgpassKind, fields[4], number) }
        case .npmrc:
            guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { return }
            let name = Self.trimmed(line[..<equals])
            if [":_authToken", ":_auth", ":_password", "_auth", "_authToken", "_password"].contains(where: {
                Array(name).hasSuffix($0)
            }) {
                addPassword(Self.npmKind, Self.unquoted(line[(equals + 1)...]), number)
            }
        case .pypirc:
            setting(line, "password", Self.pypircKind, number)
        case .myCnf:
            setting(line, "password", Self.mysqlKind, number)
        case .curlrc:
            guard let login = Self.after(line, ["user", "-u", "--user", "proxy-user"]),
                let colon = login.firstIndex(of: UInt8(ascii: ":"))
            else { return }
            addPassword(Self.curlKind, login[(colon + 1)...], number)
        case .wireGuard:
            guard let value = Self.after(line, ["PrivateKey", "PresharedKey"]), Measure.base64(value)?.count == 32,
                value.count == 44
            else { return }
            add(Self.wireGuardKind, value, number)
        default: break
        }
    }

    private mutating func setting(_ line: ArraySlice<UInt8>, _ name: String, _ kind: SecretKind, _ number: Int) {
        if let value = Self.after(line, [name]) { addPassword(kind, Self.unquoted(value), number) }
    }

    private mutating func addPassword(_ kind: SecretKind, _ value: ArraySlice<UInt8>, _ number: Int) {
        let value = Self.unquoted(value)
        guard value.count >= 4, !Placeholder.matches(value) else { return }
        add(kind, value, number)
    }

    private mutating func add(_ kind: SecretKind, _ value: ArraySlice<UInt8>, _ number: Int) {
        guard !facts.isSample || !facts.isPackage else { return }
        recorder.add(kind, facts.isSample ? .context : .shape, value, at: value.startIndex, line: { _ in number })
    }

    // MARK: Forms

    /// A hash of crypt(3) or of htpasswd; `*`, `!` and an empty field are none.
    static func isHash(_ field: ArraySlice<UInt8>, isWeb: Bool) -> Bool {
        // A lock before a hash keeps the hash.
        let field = field.drop { $0 == UInt8(ascii: "!") }
        if isWeb, field.starts(with: "{SHA}".utf8) || field.starts(with: "{SSHA}".utf8) { return field.count >= 28 }
        if field.first == UInt8(ascii: "$") {
            let parts = field.split(separator: UInt8(ascii: "$"))
            guard let last = parts.last, parts.count >= 2, parts[0].count <= 12 else { return false }
            return last.count >= 22 && Measure.entropy(last) >= 3
        }
        // The old DES form: 13 characters.
        return field.count == 13 && field.allSatisfy { ByteSet.alphanumeric.has($0) || $0 == 0x2E || $0 == 0x2F }
            && Measure.classes(field) >= 2
    }

    private mutating func railsKey(_ bytes: [UInt8]) {
        let value = Self.trimmed(bytes[...])
        guard [32, 64].contains(value.count), value.allSatisfy({ ByteSet.lowerHexadecimal.has($0) }),
            Measure.entropy(value) >= 3,
            !Placeholder.isSample(value)
        else { return }
        add(Self.railsKeyKind, value, 1)
    }

    /// `machine … login … password …`, on one line or several.
    private mutating func netrc(_ bytes: [UInt8]) {
        var isPassword = false
        for word in bytes.split(whereSeparator: { $0 <= 0x20 }) {
            if isPassword { addPassword(Self.netrcKind, word, 1 + bytes[..<word.startIndex].count { $0 == 0x0A }) }
            isPassword = word.elementsEqual("password".utf8) && !isPassword
            if recorder.isFull { return }
        }
    }

    // MARK: Pieces

    static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text.drop { $0 <= 0x20 }
        while let last = text.last, last <= 0x20 { text.removeLast() }
        return text
    }

    static func unquoted(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let text = trimmed(text)
        guard text.count >= 2, let first = text.first, Assignment.isQuote(first), text.last == first else {
            return text
        }
        return text.dropFirst().dropLast()
    }

    /// What follows one of the names and its `=`, `:` or blank.
    private static func after(_ line: ArraySlice<UInt8>, _ names: [String]) -> ArraySlice<UInt8>? {
        let line = trimmed(line)
        for name in names where line.starts(with: name.utf8) {
            let rest = line.dropFirst(name.utf8.count)
            guard let mark = rest.first, mark <= 0x20 || mark == UInt8(ascii: "=") || mark == UInt8(ascii: ":") else {
                continue
            }
            let value = unquoted(rest.drop { $0 <= 0x20 || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") })
            return value.isEmpty ? nil : value
        }
        return nil
    }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
