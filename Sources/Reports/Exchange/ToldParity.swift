package import Basics
package import Parity

/// A comparison of environments outside of a review, without secrets.
package enum ToldParity {
    package static func table(
        _ table: ParityTable, sources: @escaping @Sendable (String) -> SourceFile?
    ) -> ParityTable {
        var masking = Masking(sources: sources)
        return masking.told(table)
    }
}
