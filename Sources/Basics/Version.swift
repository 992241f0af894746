/// The version of Plimsoll, and of the set of rules that comes with it.
package enum Version {
    package static let number = "0.1.0"
}
