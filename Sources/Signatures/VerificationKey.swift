/// A public key or certificate, as a PEM file holds it, that signatures are held against.
package struct VerificationKey: Sendable, Hashable {
    package let pem: String
    /// The file it came from.
    package let name: String

    package init(pem: String, name: String) {
        self.pem = pem
        self.name = name
    }
}
