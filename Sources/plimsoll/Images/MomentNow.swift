import Basics
import Foundation

extension Moment {
    /// Asked only where something is written or fetched: what is judged takes the day from its caller.
    static var now: Moment { Moment(seconds: Int(Date().timeIntervalSince1970)) }
}
