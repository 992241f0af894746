/// Keys whose mark stands in their middle or at their end.
extension Finder {
    private static let openAIKind = SecretKind("openai-key", "OpenAI API key", "OpenAI の API キー")
    private static let telegramKind = SecretKind("telegram-bot-token", "Telegram bot token", "Telegram ボットのトークン")
    private static let terraformKind = SecretKind(
        "terraform-cloud-token", "Terraform Cloud token", "Terraform Cloud のトークン")
    private static let azureKind = SecretKind(
        "azure-client-secret", "Microsoft Entra client secret", "Microsoft Entra のクライアントシークレット")
    private static let mailchimpKind = SecretKind("mailchimp-key", "Mailchimp API key", "Mailchimp の API キー")
    private static let maxMindKind = SecretKind("maxmind-key", "MaxMind license key", "MaxMind のライセンスキー")
    private static let openShiftKind = SecretKind("openshift-token", "OpenShift token", "OpenShift のトークン")
    private static let signatureKind = SecretKind(
        "azure-shared-access-signature", "Azure shared access signature", "Azure の共有アクセス署名")

    /// Notes a value when it looks random and stands by itself.
    private mutating func noteRandom(
        _ kind: SecretKind, _ range: Range<Int>, _ window: Window, _ origin: Int, entropy: Double = 3.3
    ) {
        let value = window.bytes(range)
        guard window.isStart(range.lowerBound), !ByteSet.word.has(window[range.upperBound]),
            !Placeholder.isSample(value),
            Measure.entropy(value) >= entropy
        else { return }
        note(kind, .shape, range, window, origin)
        skipUntil = origin + range.upperBound
    }

    /// `sk-…T3BlbkFJ…`, where the middle is "OpenAI" in base64.
    mutating func openAI(at middle: Int, _ window: Window, _ origin: Int) {
        guard window.has(Array("T3BlbkFJ".utf8), at: middle) else { return }
        var start = window.start(of: .url, before: middle, limit: 200)
        while start < middle,
            !(window[start] == UInt8(ascii: "s") && window[start + 1] == UInt8(ascii: "k")
                && window[start + 2] == UInt8(ascii: "-"))
        {
            start += 1
        }
        let end = window.end(of: .url, from: middle, limit: 250)
        guard middle - start >= 20, end - middle >= 24 else { return }
        noteRandom(Self.openAIKind, start..<end, window, origin)
    }

    /// The number of a bot, `:AA` and 33 more.
    mutating func telegram(colon: Int, _ window: Window, _ origin: Int) {
        guard window[colon] == UInt8(ascii: ":"), window[colon + 1] == UInt8(ascii: "A"),
            window[colon + 2] == UInt8(ascii: "A")
        else { return }
        var start = window.start(of: .digit, before: colon, limit: 12)
        if start > 2, window[start - 1] == UInt8(ascii: "t"), window[start - 2] == UInt8(ascii: "o") {
            // `/bot123:AA…` in an address.
        } else if !window.isStart(start) {
            start = colon
        }
        let end = window.end(of: .url, from: colon + 1, limit: 40)
        guard (8...10).contains(colon - start), end - colon == 36, !ByteSet.word.has(window[end]) else { return }
        let value = window.bytes(start..<end)
        guard Measure.entropy(value.suffix(33)) >= 3.5, !Placeholder.isSample(value.suffix(33)),
            Measure.classes(value.suffix(33)) >= 3
        else { return }
        note(Self.telegramKind, .shape, start..<end, window, origin)
        skipUntil = origin + end
    }

    mutating func terraform(at dot: Int, _ window: Window, _ origin: Int) {
        guard window.has(Array(".atlasv1.".utf8), at: dot) else { return }
        let start = window.start(of: .alphanumeric, before: dot, limit: 20)
        let end = window.end(of: [.url, .equals], from: dot + 9, limit: 80)
        guard dot - start == 14, (60...70).contains(end - dot - 9) else { return }
        noteRandom(Self.terraformKind, start..<end, window, origin)
    }

    /// Three characters, a digit, `Q~` and 31 to 34 more; the anchor is the digit.
    mutating func azureClientSecret(at digit: Int, _ window: Window, _ origin: Int) {
        guard ByteSet.digit.has(window[digit]), window[digit + 1] == UInt8(ascii: "Q"),
            window[digit + 2] == UInt8(ascii: "~")
        else { return }
        let set: ByteSet = [.url, .dot, .tilde]
        let start = window.start(of: set, before: digit, limit: 8)
        let end = window.end(of: set, from: digit + 3, limit: 40)
        guard digit - start == 3, (31...34).contains(end - digit - 3) else { return }
        noteRandom(Self.azureKind, start..<end, window, origin, entropy: 3.8)
    }

    /// 32 hexadecimal digits, `-us` and the number of a data centre.
    mutating func mailchimp(at hyphen: Int, _ window: Window, _ origin: Int) {
        guard window.has(Array("-us".utf8), at: hyphen) else { return }
        let start = window.start(of: .lowerHexadecimal, before: hyphen, limit: 40)
        let end = window.end(of: .digit, from: hyphen + 3, limit: 4)
        guard hyphen - start == 32, (1...2).contains(end - hyphen - 3) else { return }
        noteRandom(Self.mailchimpKind, start..<end, window, origin, entropy: 3)
    }

    mutating func maxMind(at underscore: Int, _ window: Window, _ origin: Int) {
        guard window.has(Array("_mmk".utf8), at: underscore) else { return }
        let start = window.start(of: .word, before: underscore, limit: 50)
        guard underscore - start == 36, window[start + 6] == UInt8(ascii: "_") else { return }
        noteRandom(Self.maxMindKind, start..<(underscore + 4), window, origin)
    }

    mutating func openShift(at start: Int, _ window: Window, _ origin: Int) {
        guard window.has(Array("sha256~".utf8), at: start) else { return }
        let end = window.end(of: .url, from: start + 7, limit: 50)
        guard end - start - 7 == 43 else { return }
        noteRandom(Self.openShiftKind, start..<end, window, origin, entropy: 4)
    }

    /// `&sig=` and 32 bytes in base64 with percent signs, in an address that says until when it holds.
    mutating func azureSignature(at mark: Int, _ window: Window, _ origin: Int) {
        guard window.has(Array("sig=".utf8), at: mark) else { return }
        let start = mark + 4
        let end = window.end(of: [.alphanumeric, .percent, .plusSlash, .equals], from: start, limit: 90)
        guard (43...90).contains(end - start) else { return }
        var text: [UInt8] = []
        var index = start
        while index < end {
            if window[index] == UInt8(ascii: "%") {
                switch (window[index + 1], window[index + 2] | 0x20) {
                case (UInt8(ascii: "2"), UInt8(ascii: "b")): text.append(UInt8(ascii: "+"))
                case (UInt8(ascii: "2"), UInt8(ascii: "f")): text.append(UInt8(ascii: "/"))
                case (UInt8(ascii: "3"), UInt8(ascii: "d")): text.append(UInt8(ascii: "="))
                default: return
                }
                index += 3
            } else {
                text.append(window[index])
                index += 1
            }
        }
        let near = max(window.low, mark - 300)..<min(window.high, end + 300)
        guard Measure.base64(text[...])?.count == 32, Measure.entropy(text[...]) >= 4, !Placeholder.isSample(text[...]),
            window.find(Array("se=".utf8), near) != nil, window.find(Array("sv=".utf8), near) != nil
        else { return }
        note(Self.signatureKind, .shape, start..<end, window, origin)
    }
}
