package import Basics

/// A Compose file: what its services build, run, publish and mount.
///
/// Ranges are byte offsets into `source`. Facts: the Compose Specification (compose-spec/compose-spec).
package struct ComposeFile: Sendable {
    package var source: SourceFile
    package var document: Document
    /// `name:` of the project.
    package var name: Templated?
    package var services: [ComposeService] = []
    /// Files named by `include`.
    package var includes: [Templated] = []
    /// The names under top-level `volumes`.
    package var volumes: [String] = []
    package var problems: [DocumentProblem] = []

    package var path: String { source.path }

    package func service(_ name: String) -> ComposeService? { services.first { $0.name == name } }

    /// Reads a file. Wrong parts are reported in `problems` and left out; only text that is no YAML throws.
    ///
    /// `variables` are those of the environment or the `.env` file beside it.
    package static func read(_ source: SourceFile, variables: [String: String] = [:]) throws(Failure) -> ComposeFile {
        let document = try Document.read(source)
        var reader = ComposeReader(document, variables)
        return reader.read()
    }
}

/// One entry of `services`.
package struct ComposeService: Sendable {
    package var name: String
    package var nameRange: Range<Int>
    package var range: Range<Int>
    package var image: Templated?
    package var build: ComposeBuild?
    package var platform: Templated?
    package var command: ComposeCommand?
    package var entrypoint: ComposeCommand?
    package var ports: [ComposePort] = []
    package var expose: [Templated] = []
    package var environment: [TemplatedVariable] = []
    package var environmentFiles: [Templated] = []
    package var volumes: [ComposeVolume] = []
    package var temporaryFolders: [Templated] = []
    package var healthcheck: ComposeHealthcheck?
    /// `init: true` puts a small init process before the command.
    package var runsInit: Bool?
    package var stopSignal: Templated?
    package var stopGracePeriod: Templated?
    package var user: Templated?
    package var workingFolder: Templated?
    package var readOnly: Bool?
    package var privileged: Bool?
    package var addedCapabilities: [Templated] = []
    package var droppedCapabilities: [Templated] = []
    package var networkMode: Templated?
    package var restart: Templated?
    package var profiles: [Templated] = []
    package var resources: ComposeResources?
    package var dependencies: [ComposeDependency] = []
    package var watches: [ComposeWatch] = []
    /// The service it takes its settings from, and the file of that service when it is another one.
    package var extends: (file: Templated?, service: Templated)?
}

/// `build:` of a service, as a folder or in full.
package struct ComposeBuild: Sendable {
    package var range: Range<Int>
    package var context: Templated?
    package var dockerfile: Templated?
    package var dockerfileInline: Templated?
    package var target: Templated?
    package var args: [TemplatedVariable] = []
    package var additionalContexts: [TemplatedVariable] = []
    package var platforms: [Templated] = []
    package var secrets: [Templated] = []
    package var ssh: [Templated] = []
    package var tags: [Templated] = []
    package var cacheFrom: [Templated] = []
    package var cacheTo: [Templated] = []
}

/// `command:` or `entrypoint:`, as one shell line or as words.
package struct ComposeCommand: Sendable, Hashable {
    package enum Form: Sendable, Hashable { case line(Templated), words([Templated]) }
    package var form: Form
    package var range: Range<Int>
}

/// `healthcheck:` of a service; a text as test is run by a shell.
package struct ComposeHealthcheck: Sendable, Hashable {
    package var test: ComposeCommand?
    package var interval: Templated?
    package var timeout: Templated?
    package var startPeriod: Templated?
    package var startInterval: Templated?
    package var retries: Templated?
    package var isDisabled: Bool
    package var range: Range<Int>
}

/// `deploy.resources` and the older `mem_limit`, `cpus`.
package struct ComposeResources: Sendable, Hashable {
    package var cpuLimit: Templated?
    package var memoryLimit: Templated?
    package var cpuReservation: Templated?
    package var memoryReservation: Templated?
}

/// A service that must be there first; `condition` is `service_started` unless said.
package struct ComposeDependency: Sendable, Hashable {
    package var service: String
    package var condition: String
    package var range: Range<Int>
}

/// One rule of `develop.watch`.
package struct ComposeWatch: Sendable, Hashable {
    package var path: Templated?
    package var action: Templated?
    package var target: Templated?
    package var range: Range<Int>
}
