package import Basics
package import DockerfileSyntax
import Synchronization

/// Until when the releases in an image get security updates, by its name and tag alone.
package enum EndOfLife {
    /// One release that an image is made of: a language, a server or a distribution.
    package struct Release: Sendable, Hashable {
        package var product: Product
        /// The release line: `3.8` for a tag such as `3.8.19`.
        package var version: String
        /// The last day with updates; nil while none is announced.
        package var ends: Day?
        /// The tag covers several lines (`python:3`), of which this is the newest.
        package var isNewestOfMany: Bool

        /// `Python 3.8`
        package var shown: String { "\(product.title) \(version)" }

        package func isOver(on day: Day) -> Bool { ends.map { $0 < day } ?? false }

        /// Whether it is known to get updates on that day. A line without a date counts for a year from the data's.
        package func isSupported(on day: Day) -> Bool {
            ends.map { $0 >= day } ?? (day < Day(year: date.year + 1, month: date.month, day: date.day))
        }
    }

    /// What a name and tag tell.
    package struct Support: Sendable, Hashable {
        /// The releases that are named: the one the image is about first, then its distribution.
        package var releases: [Release]
        /// Whether the release of what the image is about is among them.
        package var isKnown: Bool

        /// The release that ends, or ended, first.
        package var first: Release? {
            releases.filter { $0.ends != nil }.min { ($0.ends ?? date) < ($1.ends ?? date) }
        }
    }

    /// The releases in an image; nil when nothing is known of images of that name.
    package static func support(of image: ImageReference) -> Support? {
        guard let subject = Subject(image) else { return nil }
        let tag = image.tag ?? "latest"
        var releases: [Release] = []
        let parts = tag.split(separator: "-").map { String($0).lowercased() }
        if let product = subject.product {
            let version = subject.version ?? parts.first.flatMap { versionText(product, $0) }
            if let version, let release = release(product, version) { releases.append(release) }
        }
        let isKnown = subject.product == nil || !releases.isEmpty
        if let distribution = subject.distribution { releases.append(distribution) }
        for part in parts {
            guard let (product, version) = distribution(part), !releases.contains(where: { $0.product == product }),
                let release = release(product, version)
            else { continue }
            releases.append(release)
        }
        if releases.isEmpty, subject.product == nil { return nil }
        return Support(releases: releases, isKnown: isKnown && !releases.isEmpty)
    }

    /// Whether a version text covers several release lines of a product: `3` for Python.
    package static func coversSeveralLines(_ image: ImageReference) -> Release? {
        support(of: image)?.releases.first { $0.isNewestOfMany }
    }

    /// The line that a version belongs to, from the most exact name of it to the least.
    package static func release(_ product: Product, _ version: String) -> Release? {
        let lines = lines(product)
        var prefix = version
        while true {
            if let line = lines.first(where: { $0.version == prefix }) {
                return Release(product: product, version: prefix, ends: line.ends, isNewestOfMany: false)
            }
            guard let dot = prefix.lastIndex(of: ".") else { break }
            prefix = String(prefix[..<dot])
        }
        guard let newest = lines.first(where: { $0.version.hasPrefix(version + ".") }) else { return nil }
        return Release(product: product, version: newest.version, ends: newest.ends, isNewestOfMany: true)
    }

    /// The release lines of a product, the newest first.
    package static func releaseLines(_ product: Product) -> [Release] {
        lines(product).map { Release(product: product, version: $0.version, ends: $0.ends, isNewestOfMany: false) }
    }

    /// The product whose version the tags of an image begin with.
    package static func product(of image: ImageReference) -> Product? {
        guard let subject = Subject(image), subject.version == nil else { return nil }
        return subject.product
    }

    private typealias Line = (version: String, ends: Day?)

    /// The lines read so far: a review of a hundred images asks for the same few products.
    private static let read = Mutex<[Product: [Line]]>([:])

    private static func lines(_ product: Product) -> [Line] {
        read.withLock { read in
            if let lines = read[product] { return lines }
            let lines = parse(product)
            read[product] = lines
            return lines
        }
    }

    private static func parse(_ product: Product) -> [Line] {
        releases(product).split(separator: ",").compactMap { entry in
            let words = entry.split(separator: " ")
            guard words.count == 2 else { return nil }
            return (String(words[0]), Day(words[1]))
        }
    }

    /// The version that the first part of a tag names: `17.0.8` of `17.0.8_7`, `12` of `bookworm`.
    private static func versionText(_ product: Product, _ part: String) -> String? {
        if let (named, version) = distribution(part), named == product { return version }
        if product == .node, let version = nodeNames[part] { return version }
        var text = part[...]
        if text.hasPrefix("v") { text = text.dropFirst() }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let first = digits.first, first != "." else { return nil }
        var version = String(digits)
        while version.hasSuffix(".") { version.removeLast() }
        // The last one of the first generation stands for all of it.
        return product == .amazonLinux && version == "1" ? "2018.03" : version
    }

    /// The names of Node.js's long-term lines, which are tags too.
    private static let nodeNames = [
        "argon": "4", "boron": "6", "carbon": "8", "dubnium": "10", "erbium": "12", "fermium": "14", "gallium": "16",
        "hydrogen": "18", "iron": "20", "jod": "22", "krypton": "24",
    ]
}
