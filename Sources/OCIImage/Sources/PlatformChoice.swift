package import Basics

/// Which of several images is read.
package enum PlatformChoice {
    /// What containers run on here: Linux, also where the engine keeps a virtual machine for it.
    package static var machine: Platform {
        #if arch(arm64)
            Platform(os: "linux", architecture: "arm64")
        #else
            Platform(os: "linux", architecture: "amd64")
        #endif
    }

    /// The index of the one to read.
    ///
    /// - Parameter wish: nil takes the only one, else that of this machine, else linux/amd64.
    /// - Throws: `notFound` with those on offer, `invalid` where several are equally good.
    package static func pick(_ choices: [ImageChoice], _ wish: Platform?, name: String) throws(Failure) -> Int {
        guard let wish else {
            if choices.count == 1 { return 0 }
            for platform in [machine, Platform(os: "linux", architecture: "amd64")]
            where choices.contains(where: { $0.platform.satisfies(platform) }) {
                return try pick(choices, platform, name: name)
            }
            throw notOffered(choices, machine, name)
        }
        let fits = choices.indices.filter { choices[$0].platform.satisfies(wish) }
        guard let first = fits.first else { throw notOffered(choices, wish, name) }
        let exact = fits.filter { choices[$0].platform == wish }
        // `arm` may be v6 and v7: the newest, as container engines choose.
        let best =
            exact.first
            ?? fits.dropFirst().reduce(first) {
                (choices[$0].platform.variant ?? "") < (choices[$1].platform.variant ?? "") ? $1 : $0
            }
        let rivals = fits.filter {
            choices[$0].platform == choices[best].platform && choices[$0].platform.osVersion == nil
        }
        guard rivals.count <= 1 else {
            let names = choices.flatMap(\.names)
            let shown = names.isEmpty ? choices.compactMap { $0.manifest?.description } : names
            throw Failure(
                .invalid,
                Text(
                    en: "\(name) holds several images for \(choices[best].platform). Name one of them: \(list(shown)).",
                    ja: "\(name) には \(choices[best].platform) のイメージが複数あります。次のいずれかを指定してください: \(list(shown))。"))
        }
        return best
    }

    private static func notOffered(_ choices: [ImageChoice], _ wish: Platform, _ name: String) -> Failure {
        let offered = choices.map(\.platform.description)
        guard !offered.isEmpty else {
            return Failure(
                .notFound,
                Text(en: "\(name) holds no image.", ja: "\(name) にイメージがありません。"))
        }
        return Failure(
            .notFound,
            Text(
                en: "\(name) has no image for \(wish). It has: \(list(offered)). Choose one with --platform.",
                ja: "\(name) に \(wish) 用のイメージがありません。あるのは \(list(offered)) です。--platform で指定してください。"))
    }

    /// At most ten, each once.
    static func list(_ texts: [String]) -> String {
        var seen: Set<String> = []
        let texts = texts.filter { seen.insert($0).inserted }
        return texts.prefix(10).joined(separator: ", ") + (texts.count > 10 ? ", …" : "")
    }
}
