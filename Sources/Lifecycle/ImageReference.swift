package import Basics

/// An image of a repository that a task definition names.
package struct ImageReference: Sendable, Hashable {
    /// nil where it is not known.
    package var repository: String?
    package var tag: String?
    package var digest: String?
    /// What people call the task definition.
    package var task: String
    package var span: Span

    package init(repository: String?, tag: String?, digest: String?, task: String, span: Span) {
        self.repository = repository
        self.tag = tag
        self.digest = digest
        self.task = task
        self.span = span
    }

    package var name: String {
        let name = repository ?? "?"
        if let digest { return "\(name)@\(digest.prefix(19))" }
        return tag.map { "\(name):\($0)" } ?? name
    }

    /// A digest, where there is one, decides alone: the tag beside it is not looked at when a task starts.
    package func means(_ image: StoredImage) -> Bool {
        if let repository, let other = image.repository, repository != other { return false }
        if let digest { return image.digest == digest }
        return tag.map { image.tags.contains($0) } ?? false
    }
}
