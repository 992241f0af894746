import Basics
import Inventory
import OCIImage

extension PackageReader {
    /// What a file of that path and text tells.
    static func told(_ path: String, _ text: String) -> FileTold { told(path, Array(text.utf8)) }

    static func told(_ path: String, _ bytes: [UInt8]) -> FileTold {
        read(LayerEntry(path: path, size: bytes.count), MemoryContent(bytes))
    }

    static func wants(_ path: String, kind: LayerEntry.Kind = .file, size: Int = 1000) -> Bool {
        wish(LayerEntry(path: path, kind: kind, size: size)) == .whole
    }
}

extension Package {
    /// `name version`
    var label: String { "\(name) \(version)" }
}
