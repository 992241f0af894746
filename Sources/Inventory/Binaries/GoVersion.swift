/// Versions of Go's toolchain.
enum GoVersion {
    /// The version of the standard library as advisories of Go write it: `go1.22.3` is `1.22.3`, `go1.22` is `1.22.0`,
    /// `go1.23rc1` is `1.23.0-rc.1`. Marks of experiments (`go1.22.3 X:boringcrypto`) are cut off. Nil for a toolchain
    /// that is no release (`devel go1.24-…`).
    static func standardLibrary(_ toolchain: String) -> String? {
        guard toolchain.hasPrefix("go"), let word = toolchain.dropFirst(2).split(separator: " ").first else {
            return nil
        }
        var numbers: [Substring] = []
        var rest = word
        while numbers.count < 3 {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty else { return nil }
            numbers.append(digits)
            rest = rest.dropFirst(digits.count)
            guard rest.first == "." else { break }
            rest = rest.dropFirst()
        }
        guard numbers.count >= 2 else { return nil }
        let version = "\(numbers[0]).\(numbers[1]).\(numbers.count > 2 ? numbers[2] : "0")"
        for mark in ["rc", "beta"] where rest.hasPrefix(mark) {
            let number = rest.dropFirst(mark.count).prefix { $0.isASCII && $0.isNumber }
            return number.isEmpty ? nil : "\(version)-\(mark).\(number)"
        }
        // Vendors append marks of their own: `go1.22.3-microsoft`, `go1.20.12b7`.
        return version
    }
}
