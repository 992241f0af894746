package import Basics

extension Failure.Code {
    /// The other side answered, and the answer is no; asking again gives the same one.
    package static let refused = Failure.Code(rawValue: "refused")
}
