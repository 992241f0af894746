/// PEP 440: `1!2.0rc1.post2.dev3+local.4`, in all spellings that it normalises.
struct PyPIVersion {
    private var epoch: VersionBytes
    private var release: VersionBytes
    /// Rank of the pre-release letter, 0 where there is none, and its number.
    private var pre: (rank: Int, number: VersionBytes)
    private var post: VersionBytes?
    private var dev: VersionBytes?
    private var local: VersionBytes?

    static func compare(_ a: VersionBytes, _ b: VersionBytes) -> Int? {
        guard let a = PyPIVersion(a), let b = PyPIVersion(b) else { return nil }
        let epochs = VersionBytes.numbers(a.epoch, b.epoch)
        if epochs != 0 { return epochs }
        let releases = compareReleases(a.release, b.release)
        if releases != 0 { return releases }
        if a.preRank != b.preRank { return a.preRank < b.preRank ? -1 : 1 }
        let pres = VersionBytes.numbers(a.pre.number, b.pre.number)
        if pres != 0 { return pres }
        let posts = compareOptional(a.post, b.post, missing: -1)
        if posts != 0 { return posts }
        let devs = compareOptional(a.dev, b.dev, missing: 1)
        return devs != 0 ? devs : compareLocal(a.local, b.local)
    }

    /// Where it stands among the pre-releases: a development version of the release itself before all of them, the
    /// release and what follows it behind.
    private var preRank: Int {
        if pre.rank != 0 { return pre.rank }
        return post == nil && dev != nil ? 0 : 4
    }

    private init?(_ text: VersionBytes) {
        var rest = text.trimmed
        let none = VersionBytes(rest, rest.low, rest.low)
        if rest.first == UInt8(ascii: "v") || rest.first == UInt8(ascii: "V") { rest.drop() }
        let begin = rest
        epoch = rest.takeDigits()
        if epoch.isEmpty || !rest.take(UInt8(ascii: "!")) {
            epoch = none
            rest = begin
        }
        let start = rest.low
        guard !rest.takeDigits().isEmpty else { return nil }
        while rest.first == UInt8(ascii: "."), rest.at(1).map(isDigit) ?? false {
            rest.drop()
            _ = rest.takeDigits()
        }
        release = VersionBytes(rest, start, rest.low)

        pre = (0, none)
        if let (rank, number) = Self.tail(&rest, Self.preWord) { pre = (rank, number) }
        post = nil
        if rest.first == UInt8(ascii: "-"), rest.at(1).map(isDigit) ?? false {
            rest.drop()
            post = rest.takeDigits()
        } else if let (_, number) = Self.tail(&rest, Self.postWord) {
            post = number
        }
        dev = Self.tail(&rest, { $0.takeWord("dev") ? 1 : 0 })?.number
        local = nil
        if rest.take(UInt8(ascii: "+")) {
            local = rest
            guard Self.isLocal(rest) else { return nil }
            rest.low = rest.high
        }
        guard rest.isEmpty else { return nil }
    }

    /// A word with an optional separator before and behind it, and an optional number.
    private static func tail(
        _ rest: inout VersionBytes, _ word: (inout VersionBytes) -> Int
    ) -> (rank: Int, number: VersionBytes)? {
        var next = rest
        if next.first.map(isSeparator) ?? false { next.drop() }
        let rank = word(&next)
        guard rank != 0 else { return nil }
        if next.first.map(isSeparator) ?? false { next.drop() }
        let number = next.takeDigits()
        rest = next
        return (rank, number)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func preWord(_ rest: inout VersionBytes) -> Int {
        if rest.takeWord("alpha") || rest.takeWord("a") { return 1 }
        if rest.takeWord("beta") || rest.takeWord("b") { return 2 }
        return rest.takeWord("preview") || rest.takeWord("pre") || rest.takeWord("c") || rest.takeWord("rc") ? 3 : 0
    }

    private static func postWord(_ rest: inout VersionBytes) -> Int {
        rest.takeWord("post") || rest.takeWord("rev") || rest.takeWord("r") ? 1 : 0
    }

    private static func isLocal(_ text: VersionBytes) -> Bool {
        var wasPart = false
        for offset in text.low..<text.high {
            let byte = text.all[offset]
            if isAlphanumeric(byte) {
                wasPart = true
            } else {
                guard wasPart, isSeparator(byte) else { return false }
                wasPart = false
            }
        }
        return wasPart
    }

    // MARK: Order

    /// Numbers between dots; zeros at the end count for nothing.
    private static func compareReleases(_ a: VersionBytes, _ b: VersionBytes) -> Int {
        var a = a
        var b = b
        while !a.isEmpty || !b.isEmpty {
            let order = VersionBytes.numbers(a.takeDigits(), b.takeDigits())
            if order != 0 { return order }
            a.drop()
            b.drop()
        }
        return 0
    }

    private static func compareOptional(_ a: VersionBytes?, _ b: VersionBytes?, missing: Int) -> Int {
        switch (a, b) {
        case (nil, nil): 0
        case (nil, _): missing
        case (_, nil): -missing
        case (let a?, let b?): VersionBytes.numbers(a, b)
        }
    }

    /// Parts between separators: numbers beat words, more parts beat fewer.
    private static func compareLocal(_ a: VersionBytes?, _ b: VersionBytes?) -> Int {
        guard var a, var b else { return a == nil ? (b == nil ? 0 : -1) : 1 }
        while !a.isEmpty, !b.isEmpty {
            let x = a.take { !isSeparator($0) }
            let y = b.take { !isSeparator($0) }
            let isNumber = x.allSatisfy(isDigit)
            guard isNumber == y.allSatisfy(isDigit) else { return isNumber ? 1 : -1 }
            let order = isNumber ? VersionBytes.numbers(x, y) : VersionBytes.letters(x, y)
            if order != 0 { return order }
            a.drop()
            b.drop()
        }
        return a.isEmpty ? (b.isEmpty ? 0 : -1) : 1
    }
}
