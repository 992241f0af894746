/// Private keys, parsed as far as it takes to know that they are some.
extension Finder {
    static let privateKeyKind = SecretKind("private-key", "private key", "秘密鍵")
    static let encryptedKeyKind = SecretKind("encrypted-private-key", "encrypted private key", "暗号化された秘密鍵")
    static let pgpKeyKind = SecretKind("pgp-private-key", "PGP private key", "PGP の秘密鍵")
    static let puttyKeyKind = SecretKind("putty-private-key", "PuTTY private key", "PuTTY の秘密鍵")
    static let serviceAccountKind = SecretKind(
        "gcp-service-account", "Google Cloud service account key", "Google Cloud サービスアカウントの鍵")

    /// A block in PEM form, also on one line with `\n` written out, as in JSON.
    mutating func privateKey(at start: Int, _ window: Window, _ origin: Int) {
        guard let block = PEMBlock(at: start, window), block.isPrivate else { return }
        skipUntil = origin + block.range.upperBound
        let isKnown = facts.isSnakeoil || (facts.isPackage && !isText)
        guard !isKnown, let body = Measure.base64(block.body), body.count >= 32 else { return }
        if block.isPGP {
            // The first packet is a secret key: tag 5 in the old or the new form.
            let tag = body.first ?? 0
            guard tag & 0xFC == 0x94 || tag == 0xC5 else { return }
            return note(Self.pgpKeyKind, .verified, block.range, window, origin)
        }
        switch PrivateKeyForm(body, label: block.label, isEncrypted: block.isEncrypted) {
        case .plain:
            let account = Array("service_account".utf8)
            let isAccount =
                window.find(account, max(window.low, start - 1_024)..<start) != nil
                || window.find(account, block.range.upperBound..<(block.range.upperBound + 1_024)) != nil
            note(isAccount ? Self.serviceAccountKind : Self.privateKeyKind, .verified, block.range, window, origin)
        case .encrypted: note(Self.encryptedKeyKind, .context, block.range, window, origin)
        case .unknown:
            // Cut off or made up; worth a look only where it is not printed in code.
            guard isText, !facts.isPackage, !facts.isCode, block.isClosed, Measure.entropy(body[...]) >= 5 else {
                return
            }
            note(Self.privateKeyKind, .context, block.range, window, origin)
        }
    }

    /// `PuTTY-User-Key-File-3: ssh-ed25519`, then lines of fields and of base64.
    mutating func puttyKey(at start: Int, _ window: Window, _ origin: Int) {
        guard window.has(Array("PuTTY-User-Key-File-".utf8), at: start) else { return }
        let text = start..<min(window.high, start + 8_192)
        guard let lines = window.find(Array("Private-Lines: ".utf8), text),
            let mac = window.find(Array("Private-MAC: ".utf8), lines..<text.upperBound)
        else { return }
        let end = window.end(of: .hexadecimal, from: mac + 13, limit: 64)
        let isPlain = window.find(Array("Encryption: none".utf8), start..<lines) != nil
        note(
            isPlain ? Self.puttyKeyKind : Self.encryptedKeyKind, isPlain ? .verified : .context, start..<end, window,
            origin)
        skipUntil = origin + end
    }
}

/// A block between `-----BEGIN …-----` and `-----END …-----`.
struct PEMBlock {
    var label: [UInt8]
    var range: Range<Int>
    /// The base64, with its blanks and line ends.
    var body: ArraySlice<UInt8>
    var isEncrypted = false
    var isClosed = false

    var isPGP: Bool { label.elementsEqual("PGP PRIVATE KEY BLOCK".utf8) }
    var isPrivate: Bool { isPGP || label.suffix(11).elementsEqual("PRIVATE KEY".utf8) }

    private static let end = Array("-----END".utf8)

    init?(at start: Int, _ window: Window) {
        guard window.has(Array("-----BEGIN ".utf8), at: start), window[start - 1] != UInt8(ascii: "-") else {
            return nil
        }
        let labelStart = start + 11
        var index = labelStart
        while index - labelStart < 40, ByteSet.capitalDigit.has(window[index]) || window[index] == 0x20 { index += 1 }
        guard window.has(Array("-----".utf8), at: index) else { return nil }
        label = Array(window.bytes(labelStart..<index))
        range = start..<index
        body = []
        guard isPrivate else { return nil }
        index += 5
        // Until the next hyphens of five: what stands between blocks is disjoint, so that time stays linear.
        var text: [UInt8] = []
        var lineStart = 0
        let stop = min(window.high, index + 20_000)
        scan: while index < stop {
            let byte = window[index]
            switch byte {
            case UInt8(ascii: "-"):
                if window.has(Array("-----".utf8), at: index) { break scan }
                // A hyphen in a header (`Proc-Type`) or in base64 for URLs.
                text.append(byte)
            case 0x0A,
                UInt8(ascii: "n") where byte == 0x0A || window[index - 1] == UInt8(ascii: "\\"):
                // A header line, `Name: value`, is no part of the body; an empty line ends them.
                if byte != 0x0A { while text.count > lineStart, text.last == UInt8(ascii: "\\") { text.removeLast() } }
                let line = text[lineStart...]
                if line.contains(UInt8(ascii: ":")) {
                    if Placeholder.contains(Array(line), Array("ENCRYPTED".utf8)) { isEncrypted = true }
                    text.removeSubrange(lineStart...)
                } else if line.first == UInt8(ascii: "=") {
                    // The checksum of OpenPGP.
                    text.removeSubrange(lineStart...)
                }
                lineStart = text.count
            case UInt8(ascii: "\""), UInt8(ascii: "'"), 0x20, 0x09, 0x0D: break
            case UInt8(ascii: "\\") where window[index + 1] == UInt8(ascii: "r"): index += 1
            case _ where byte < 0x20 || byte >= 0x7F: break scan
            default: text.append(byte)
            }
            index += 1
        }
        while text.last == UInt8(ascii: "\\") { text.removeLast() }
        // Lines joined in source code: `"…" +`.
        if isClosed == false, window.has(Self.end, at: index) {
            isClosed = true
            var close = index + 8
            while close < min(window.high, index + 60), window[close] != UInt8(ascii: "-"), window[close] >= 0x20 {
                close += 1
            }
            range = start..<(window.has(Array("-----".utf8), at: close) ? close + 5 : close)
        } else {
            range = start..<index
        }
        if text.last == UInt8(ascii: "="), let line = text.lastIndex(where: { $0 != UInt8(ascii: "=") }),
            text.count - line > 3
        {
            text.removeSubrange((line + 3)...)
        }
        body = text[...]
    }
}

/// What the bytes of a private key say of themselves.
enum PrivateKeyForm {
    case plain, encrypted, unknown

    init(_ body: [UInt8], label: [UInt8], isEncrypted: Bool) {
        if isEncrypted || label.starts(with: "ENCRYPTED".utf8) {
            self = .encrypted
        } else if body.starts(with: "openssh-key-v1\0".utf8) {
            // The name of the cipher follows, with its length in four bytes.
            self = body.dropFirst(15).starts(with: [0, 0, 0, 4, 0x6E, 0x6F, 0x6E, 0x65]) ? .plain : .encrypted
        } else {
            self = Self.isKey(body) ? .plain : .unknown
        }
    }

    /// A sequence as long as the bytes are, which begins with a version: PKCS#1, PKCS#8, SEC 1 and DSA all do.
    private static func isKey(_ body: [UInt8]) -> Bool {
        guard body.count > 8, body[0] == 0x30 else { return false }
        var length = Int(body[1])
        var index = 2
        if length >= 0x80 {
            let count = length & 0x7F
            guard (1...3).contains(count), body.count > 2 + count + 4 else { return false }
            length = body[2..<(2 + count)].reduce(0) { $0 << 8 | Int($1) }
            index += count
        }
        guard index + length <= body.count, body.count - index - length <= 2, body[index] == 2, body[index + 1] == 1,
            body[index + 2] <= 2
        else { return false }
        // An integer (RSA, DSA), the algorithm (PKCS#8) or the octets of the key (EC).
        return [0x02, 0x30, 0x04].contains(body[index + 3])
    }
}
