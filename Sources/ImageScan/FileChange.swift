/// What a later layer did to a file of an earlier one.
package enum FileChange: Sendable, Hashable {
    /// The same path again, with other content.
    case replaced(by: Int)
    /// The same content again: only owner, mode or time changed, and the bytes are shipped twice.
    case repeated(by: Int)
    /// Hidden by a whiteout; still readable in its layer.
    case deleted(by: Int)

    /// The number of the layer that did it, from 0.
    package var layer: Int {
        switch self {
        case .replaced(let layer), .repeated(let layer), .deleted(let layer): layer
        }
    }
}
