/// Bytes that a pull transfers and no container needs.
package struct Waste: Sendable {
    package enum Kind: String, Sendable, Hashable, CaseIterable, Comparable {
        /// In a lower layer, replaced by a later one.
        case replaced
        /// Shipped twice: only owner, mode or time changed (`chown -R`, `chmod -R`).
        case repeated
        /// In a lower layer, deleted by a later one.
        case deleted
        /// The same content at several paths.
        case duplicate
        /// What package managers keep to be quicker next time.
        case cache
        case documentation
        /// Version control, editors' folders.
        case workshop
        /// Packages that are needed to build and test only.
        case development

        package static func < (a: Kind, b: Kind) -> Bool {
            (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
        }
    }

    package struct Item: Sendable, Hashable {
        package var kind: Kind
        /// The file, or the folder that holds all of it.
        package var path: String
        /// The layer that ships the bytes.
        package var layer: Int
        package var bytes: Int
        package var files: Int
        /// The layer that hid or repeated it; for duplicates where the first one is.
        package var other: Int?
        package var twin: String?

        package init(
            kind: Kind, path: String, layer: Int, bytes: Int, files: Int = 1, other: Int? = nil, twin: String? = nil
        ) {
            self.kind = kind
            self.path = path
            self.layer = layer
            self.bytes = bytes
            self.files = files
            self.other = other
            self.twin = twin
        }
    }

    /// The largest first.
    package var items: [Item]
    /// Bytes of all files in all layers.
    package var total: Int
    /// Bytes that no container sees: replaced, repeated, deleted.
    package var hidden: Int

    package init(items: [Item] = [], total: Int = 0, hidden: Int = 0) {
        self.items = items
        self.total = total
        self.hidden = hidden
    }

    /// The share of the shipped bytes that a container sees, 0 to 1; 1 for an image without files.
    package var efficiency: Double { total > 0 ? Double(total - hidden) / Double(total) : 1 }

    package func bytes(_ kind: Kind) -> Int { items.reduce(0) { $1.kind == kind ? $0 + $1.bytes : $0 } }
}
