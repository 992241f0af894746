package import Basics
package import Templates

/// What a walk found: files that build containers, and others that say something about the workload.
package struct Discovered: Sendable {
    /// Sorted by path; inline Dockerfiles follow the file that holds them.
    package var containerFiles: [ContainerFile] = []
    package var composeFiles: [ComposeFile] = []
    package var bakeFiles: [BakeFile] = []
    /// Manifests, lock files, server configurations, entrypoints, pipelines and task definitions by name, sorted.
    package var otherFiles: [String] = []
    /// JSON, YAML and Terraform files that may hold task definitions, services or templates of infrastructure, sorted.
    package var definitionCandidates: [String] = []
    package var foldersVisited = 0
    package var filesSeen = 0
    /// Links are listed but, when they lead to folders, not entered.
    package var linksSeen = 0
    /// Folders left out by name: packages and tools put there what nobody here wrote.
    package var skippedFolders: [String] = []
    /// Folders that could not be read, and Compose or Bake files that name what is not there.
    package var problems: [Problem] = []

    package struct Problem: Sendable {
        package var text: Text
        package var place: Span?

        package init(_ text: Text, place: Span? = nil) {
            self.text = text
            self.place = place
        }
    }

    package init() {}

    /// The files whose text is a Dockerfile's, inline ones included, that can be reviewed.
    package var dockerfiles: [ContainerFile] {
        containerFiles.filter { ($0.kind == .dockerfile || $0.kind == .inline) && $0.isFound }
    }

    package func containerFile(_ path: String) -> ContainerFile? {
        containerFiles.first { $0.path == path }
    }
}

/// What a walk reads and leaves out.
package struct DiscoveryOptions: Sendable {
    /// The bytes of a container file that are read: none written by hand has a megabyte.
    package var fileLimit: Int
    package var folderLimit: Int
    /// Variables for `${NAME}` in Compose and Bake files.
    package var variables: [String: String]

    package init(fileLimit: Int = 1 << 20, folderLimit: Int = 1_000_000, variables: [String: String] = [:]) {
        self.fileLimit = fileLimit
        self.folderLimit = folderLimit
        self.variables = variables
    }
}
