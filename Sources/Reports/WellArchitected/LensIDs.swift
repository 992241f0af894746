import Lens

/// The ids of the custom lens: letters, digits and underscores only.
enum LensIDs {
    static func question(_ question: Question) -> String { id(question.id) }

    /// Made of the criterion's id, which is unique in the catalogue.
    static func choice(_ criterion: Criterion) -> String { id(criterion.id) }

    /// The choice that nothing of the question holds: the tool knows it by the ending.
    static func none(_ question: Question) -> String { id(question.id) + "_no" }

    private static func id(_ text: String) -> String {
        var id = ""
        for character in text.unicodeScalars {
            let isPlain = character.isASCII && character.properties.isAlphabetic || ("0"..."9").contains(character)
            id.unicodeScalars.append(isPlain ? character : "_")
        }
        // Conditions are expressions over ids: one that begins with a digit could be read as a number.
        return id.first?.isNumber == true ? "Q" + id : id
    }
}
