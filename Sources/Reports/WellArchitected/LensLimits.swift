/// What the AWS Well-Architected Tool takes.
///
/// Facts: "Lens format specification in AWS WA Tool" of the user guide, and the service model of the API (2020-03-31),
/// of which the smaller limit is taken where both have one.
enum LensLimits {
    static let schemaVersion = "2021-11-01"
    static let bytes = 500_000
    static let pillars = 10
    static let questionsOfAPillar = 20
    /// "None of these" counts.
    static let choicesOfAQuestion = 15
    static let riskRules = 3
    static let title = 128
    static let description = 1024
    static let displayText = 2048
    /// Ids of pillars and choices.
    static let id = 3...64
    static let questionID = 3...128
    static let notes = 2084
    static let choiceNotes = 250

    /// A text that is short enough, cut at a word where it was not.
    static func fit(_ text: String, _ most: Int) -> String {
        guard text.utf16.count > most else { return text }
        var result = ""
        var count = 1
        var lastBlank: String.Index?
        for character in text {
            count += character.utf16.count
            if character == " " { lastBlank = result.endIndex }
            if count > most { break }
            result.append(character)
        }
        // A word is not cut where one ends nearby; Japanese has no blanks and is cut anywhere.
        if let lastBlank, result.distance(from: lastBlank, to: result.endIndex) < 20 {
            result = String(result[..<lastBlank])
        }
        return result + "…"
    }
}
