import Basics
import ECSModel
import RuleKit
import Workload

extension LogConfiguration {
    /// Whether it writes to CloudWatch Logs by itself.
    var isCloudWatch: Bool { driver.value == "awslogs" }

    /// An option in whole seconds, bytes or words, as text; nil where it is absent or not known.
    func known(_ name: String) -> (text: String, place: Span)? {
        guard case .known(let text, let place) = option(name), let known = text.known else { return nil }
        return (known, place.span)
    }

    /// The number of bytes in `25m`, `512k`, `1g`.
    static func bytes(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number < 1 << 31 else { return nil }
        switch text.dropFirst(digits.count).lowercased() {
        case "", "b": return number
        case "k", "kb": return number << 10
        case "m", "mb": return number << 20
        case "g", "gb": return number << 30
        default: return nil
        }
    }
}
