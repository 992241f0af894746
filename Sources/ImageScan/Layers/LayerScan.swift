package import Inventory
package import Secrets

/// What one layer told while it streamed by.
package struct LayerScan: Sendable {
    package var table = FileTable()
    /// By index of the entry.
    package var secrets: [(index: Int, hit: SecretHit)] = []
    package var told: [(index: Int, told: FileTold)] = []
    /// Small files that are judged as texts, by path: accounts, and what tells of development packages.
    package var texts: [(index: Int, bytes: [UInt8])] = []
    package var certificates: [(index: Int, certificate: CertificateFacts)] = []

    package init() {}
}
