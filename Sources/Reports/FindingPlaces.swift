import Basics
import RuleKit

extension Finding {
    /// Further places that are not its own: these are quoted.
    var furtherPlaces: [Related] { related.filter { $0.span != span } }

    /// What is said of its own place besides the message; for a finding that may be told.
    var ownNotes: [Related] { related.filter { $0.span == span } }

    func notesOfItsPlace(_ language: Language) -> [String] {
        ownNotes.map { Masking.text($0.note(language, arguments)) }
    }
}
