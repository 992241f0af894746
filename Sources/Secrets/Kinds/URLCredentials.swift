/// Passwords in addresses: `scheme://user:password@host`.
extension Finder {
    static let connectionKind = SecretKind(
        "connection-string", "password in a connection string", "接続文字列に含まれるパスワード")
    static let urlKind = SecretKind("url-credentials", "password in a URL", "URL に含まれるパスワード")

    mutating func url(colon: Int, _ window: Window, _ origin: Int) {
        guard window.has(Array("://".utf8), at: colon), ByteSet.alphanumeric.has(window[colon - 1]) else { return }
        let start = colon + 3
        let limit = min(window.high, start + 512)
        var separator: Int?
        var last: Int?
        var index = start
        scan: while index < limit {
            switch window[index] {
            case UInt8(ascii: "@"): last = index
            case UInt8(ascii: ":"): separator = separator ?? index
            case UInt8(ascii: "/"), UInt8(ascii: "?"):
                break scan
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "<"),
                UInt8(ascii: ">"), UInt8(ascii: ")"), UInt8(ascii: "("), UInt8(ascii: "|"), UInt8(ascii: ","),
                UInt8(ascii: ";"),
                0...0x20, 0x7F...0xFF:
                break scan
            default: break
            }
            index += 1
        }
        guard let at = last, let separator, separator < at,
            ByteSet.alphanumeric.has(window[at + 1]) || window[at + 1] == UInt8(ascii: "[")
                || window[at + 1] == UInt8(ascii: "/")
                || window[at + 1] == UInt8(ascii: "$")
        else { return }
        let user = window.bytes(start..<separator)
        let password = window.bytes((separator + 1)..<at)
        let scheme = window.bytes(
            window.start(of: [.alphanumeric, .plusSlash, .hyphen, .dot], before: colon, limit: 24)..<colon)
        guard password.count >= 4, password.count <= 300, !user.elementsEqual(password), !Placeholder.matches(password),
            !password.contains(UInt8(ascii: "%"))
                || !password.allSatisfy({ ByteSet.word.has($0) || $0 == UInt8(ascii: "%") })
                || password.contains(where: { ByteSet.digit.has($0) }),
            !password.contains(UInt8(ascii: "{")),
            !password.contains(UInt8(ascii: "$")) || Measure.classes(password) == 4
        else { return }
        // A second colon is that of `:pserver:name@host` and the like; in a password it would be written %3A.
        guard !password.contains(UInt8(ascii: ":")), !Self.isExampleHost(window, at + 1) else { return }
        let isStored = facts.form == .gitCredentials || facts.form == .environment || facts.form == .npmrc
        // Words alone are what manuals and local databases have.
        let isStrong =
            Measure.classes(password) > 1 && !(Measure.isWordy(password) && password.count < 20)
            || password.count >= 16 && !Measure.isWordy(password)
        guard isStored || isStrong || (Measure.classes(password) >= 3 && password.count >= 8) else { return }
        if facts.isPackage || facts.isCode, Measure.entropy(password) < 3 { return }
        let isWeb =
            scheme.starts(with: "http".utf8) || scheme.starts(with: "git".utf8) || scheme.starts(with: "ftp".utf8)
        note(
            isWeb ? Self.urlKind : Self.connectionKind, facts.isPackage ? .context : .shape, (separator + 1)..<at,
            window, origin)
    }

    /// Hosts that RFC 2606 keeps for manuals.
    private static func isExampleHost(_ window: Window, _ start: Int) -> Bool {
        let end = window.end(of: .name, from: start, limit: 100)
        let host = window.bytes(start..<end).map { ByteSet.capital.has($0) ? $0 | 0x20 : $0 }
        return Placeholder.contains(host, Array("example.".utf8)) || host.suffix(8).elementsEqual(".example".utf8)
            || host.elementsEqual("example".utf8) || host.suffix(8).elementsEqual(".invalid".utf8)
            || host.elementsEqual("host".utf8)
            || host.elementsEqual("hostname".utf8)
    }
}
