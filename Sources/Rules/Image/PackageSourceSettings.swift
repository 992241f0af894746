import Basics

/// Settings by which a package manager installs what nobody has signed, in the files where it looks for them.
enum PackageSourceSettings {
    /// The first such setting, as people know it; nil for a file without.
    static func unverified(_ path: String, _ bytes: [UInt8]) -> String? {
        let lines = ByteText(bytes).lines.prefix(20_000).map(\.trimmed.text)
        if path.hasSuffix(".list") { return lines.lazy.compactMap(aptLine).first }
        if path.hasSuffix(".sources") { return stanzas(lines).lazy.compactMap(aptStanza).first }
        if path.hasPrefix("etc/apt/") { return lines.lazy.compactMap(aptSetting).first }
        if path.hasSuffix(".repo") { return sections(lines).lazy.compactMap(yumSection).first }
        if path.hasSuffix("npmrc") {
            let isOff = lines.lazy.compactMap(pair).contains { $0.name == "strict-ssl" && $0.value == "false" }
            return isOff ? "strict-ssl=false" : nil
        }
        return pipHost(lines).map { "trusted-host = \($0)" }
    }

    // MARK: apt

    /// `deb [arch=amd64 trusted=yes] http://…`
    private static func aptLine(_ line: String) -> String? {
        guard line.hasPrefix("deb"), let open = line.firstIndex(of: "["), let close = line[open...].firstIndex(of: "]"),
            !isLocal(line[close...].dropFirst().drop { $0 == " " })
        else { return nil }
        let options = line[line.index(after: open)..<close].split { $0 == " " || $0 == "\t" }.map { $0.lowercased() }
        return ["trusted", "allow-insecure"].map { "\($0)=yes" }.first { options.contains($0) }.map { "[\($0)]" }
    }

    private static func aptStanza(_ stanza: [String]) -> String? {
        var fields: [String: String] = [:]
        for line in stanza {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].drop { $0 == " " }.lowercased()
        }
        if fields["enabled"] == "no" || isLocal((fields["uris"] ?? "")[...]) { return nil }
        if fields["trusted"] == "yes" { return "Trusted: yes" }
        return fields["allow-insecure"] == "yes" ? "Allow-Insecure: yes" : nil
    }

    /// `APT::Get::AllowUnauthenticated "true";`, or the same in braces.
    private static func aptSetting(_ line: String) -> String? {
        if line.hasPrefix("//") || line.hasPrefix("#") { return nil }
        let words = line.split { " \t\"{};=".contains($0) }.map(String.init)
        for (word, value) in zip(words, words.dropFirst()) {
            guard let name = word.split(separator: ":").last?.lowercased() else { continue }
            let isYes = ["true", "1", "yes", "on"].contains(value.lowercased())
            if isYes, ["allowunauthenticated", "allowinsecurerepositories"].contains(name) {
                return "\(word) \(value)"
            }
        }
        return nil
    }

    /// What lies in the image itself came into it by another way.
    private static func isLocal(_ uri: Substring) -> Bool {
        ["file:", "copy:", "cdrom:"].contains { uri.hasPrefix($0) }
    }

    private static func stanzas(_ lines: [String]) -> [[String]] {
        lines.split { $0.isEmpty }.map { $0.filter { !$0.hasPrefix("#") } }
    }

    // MARK: yum, pip, npm

    private static func yumSection(_ section: [String: String]) -> String? {
        let off = ["0", "no", "false", "off"]
        if section["enabled"].map(off.contains) == true || isLocal((section["baseurl"] ?? "")[...]) { return nil }
        return ["gpgcheck", "sslverify"].first { section[$0].map(off.contains) == true }.map {
            "\($0)=\(section[$0] ?? "")"
        }
    }

    private static func sections(_ lines: [String]) -> [[String: String]] {
        var sections: [[String: String]] = []
        for line in lines {
            if line.hasPrefix("[") {
                sections.append([:])
            } else if let last = sections.indices.last, let (name, value) = pair(line) {
                sections[last][name] = value
            }
        }
        return sections
    }

    /// The host whose certificate pip does not look at. It may stand in the lines below its name.
    private static func pipHost(_ lines: [String]) -> String? {
        guard let index = lines.firstIndex(where: { pair($0)?.name == "trusted-host" }),
            let value = pair(lines[index])?.value
        else { return nil }
        let host = value.isEmpty ? lines.dropFirst(index + 1).first ?? "" : value
        let first = host.split { $0 == " " || $0 == "," }.first.map(String.init) ?? ""
        return first.isEmpty || first.hasPrefix("localhost") || first.hasPrefix("127.") || first.hasPrefix("[")
            ? nil : first
    }

    /// `name = value`, in lower case.
    private static func pair(_ line: String) -> (name: String, value: String)? {
        guard let first = line.first, first != "#", first != ";", let equals = line.firstIndex(of: "=") else {
            return nil
        }
        func bare(_ text: Substring) -> String {
            text.lowercased().split { $0 == " " || $0 == "\t" || $0 == "\"" }.joined(separator: " ")
        }
        return (bare(line[..<equals]), bare(line[line.index(after: equals)...]))
    }
}
