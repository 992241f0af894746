import Basics

/// Reads a file that its name makes a container file, and decides whether it is one.
struct ContainerFileReader<Tree: FileTree> {
    let tree: Tree
    let limit: Int

    /// Nil when a name that may mean something else does mean something else.
    func read(_ path: String, _ entry: FileEntry.Kind, _ name: FileNameKind) -> ContainerFile? {
        let kind: ContainerFile.Kind =
            switch name {
            case .compose: .compose
            case .bake: .bake
            default: .dockerfile
            }
        func refused(_ reason: Text) -> ContainerFile? {
            if name == .maybeDockerfile { return nil }
            return ContainerFile(path: path, kind: kind, state: .refused(reason))
        }
        switch entry {
        case .folder: return refused(DockerfileText.folderReason)
        case .other: return refused(DockerfileText.specialReason)
        case .file, .link: break
        }
        let bytes: [UInt8]
        do throws(Failure) {
            bytes = try tree.read(path, limit: limit)
        } catch {
            return refused(Text(en: error.text(.english), ja: error.text(.japanese)))
        }
        if let reason = DockerfileText.refusal(bytes) { return refused(reason) }
        let source = SourceFile(path: path, bytes: bytes)
        var file = ContainerFile(path: path, kind: kind, state: .found, source: source)
        switch name {
        case .maybeDockerfile where !DockerfileText.readsAsDockerfile(bytes): return nil
        case .dockerfileTemplate
        where !DockerfileText.readsAsDockerfile(bytes) || DockerfileText.hasTemplateMarks(bytes):
            file.state = .template(DockerfileText.templateReason)
        default: break
        }
        return file
    }
}
