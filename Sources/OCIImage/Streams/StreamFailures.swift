import Basics

extension Failure {
    /// A stream or an archive that is not what it says it is; `problem` goes on after "at byte 512".
    static func broken(_ what: String, at offset: Int, _ problem: Text, cause: String? = nil) -> Failure {
        Failure(
            .invalid,
            Text(
                en: "\(what) is refused: at byte \(offset), \(problem.en). It is damaged or made to mislead.",
                ja: "\(what) を受け付けられません (\(offset) バイト目): \(problem.ja)。破損しているか、不正に作られています。"),
            cause: cause)
    }

    /// A stream that asks for more than the limits allow.
    static func beyondLimits(_ what: String, _ problem: Text, cause: String? = nil) -> Failure {
        Failure(
            .tooLarge,
            Text(en: "\(what) is refused: \(problem.en).", ja: "\(what) を受け付けられません: \(problem.ja)。"), cause: cause)
    }

    static func endsEarly(_ what: String, at offset: Int) -> Failure {
        broken(
            what, at: offset,
            Text(en: "it ends too early; fetch or build it again", ja: "途中で終わっています。取得またはビルドし直してください"))
    }
}

/// A name from an archive, as it may stand in a message: quoted, control characters escaped, cut at 120 characters.
func quoted(_ name: [UInt8]) -> String {
    String(String(decoding: name.prefix(480), as: UTF8.self).prefix(120)).debugDescription
}
