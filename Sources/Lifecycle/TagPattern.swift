/// One entry of `tagPatternList`: `*` stands for any characters, none included; everything else for itself.
///
/// Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html (evaluation rules)
package struct TagPattern: Sendable, Hashable {
    package let text: String
    private let bytes: [UInt8]

    /// How many `*` ECR takes in one pattern.
    package static let mostWildcards = 4
    private static let star = UInt8(ascii: "*")

    package init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    package var wildcards: Int { bytes.count { $0 == Self.star } }

    package func matches(_ tag: String) -> Bool {
        let tag = Array(tag.utf8)
        var (at, place) = (0, 0)
        // Where to go on after the last `*` when what follows it does not fit: only the last one needs another try.
        var retry: (at: Int, place: Int)?
        while place < tag.count {
            if at < bytes.count, bytes[at] == Self.star {
                retry = (at + 1, place)
                at += 1
            } else if at < bytes.count, bytes[at] == tag[place] {
                at += 1
                place += 1
            } else if let last = retry {
                retry = (last.at, last.place + 1)
                at = last.at
                place = last.place + 1
            } else {
                return false
            }
        }
        return bytes[at...].allSatisfy { $0 == Self.star }
    }
}
