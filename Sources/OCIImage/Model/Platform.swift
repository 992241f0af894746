/// What an image runs on, in the words of `GOOS` and `GOARCH`.
package struct Platform: Sendable, Hashable, CustomStringConvertible {
    package var os: String
    package var architecture: String
    /// `v7` of `arm/v7`; nil where there is none.
    package var variant: String?
    /// Windows only.
    package var osVersion: String?

    package init(os: String, architecture: String, variant: String? = nil, osVersion: String? = nil) {
        self.os = os
        self.architecture = architecture
        self.variant = variant
        self.osVersion = osVersion
    }

    /// Reads `linux/arm64/v8`; a lone `arm64` means Linux. Nil for anything else. `x86_64` and `aarch64` are understood.
    package init?(_ text: String) {
        let parts = text.lowercased().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        let architecture = parts.count == 1 ? parts[0] : parts[1]
        let names = ["x86_64": "amd64", "x86-64": "amd64", "aarch64": "arm64", "armhf": "arm", "i386": "386"]
        self.init(
            os: parts.count == 1 ? "linux" : parts[0], architecture: names[architecture] ?? architecture,
            variant: parts.count == 3 ? parts[2] : nil)
    }

    package var description: String { [os, architecture, variant].compactMap(\.self).joined(separator: "/") }

    /// Whether an image of this platform is what was asked for; `arm64` and `arm64/v8` are one.
    package func satisfies(_ wish: Platform) -> Bool {
        guard os == wish.os, architecture == wish.architecture else { return false }
        guard let wanted = wish.variant else { return true }
        return variant == wanted || (architecture == "arm64" && wanted == "v8" && variant == nil)
    }
}
