package import DockerfileSyntax

/// One container workload: a Dockerfile and all that belongs to it, as one value with places in every file.
///
/// What costs time to find out (the build context, manifests, scripts) is worked out when a rule first asks for it.
package struct Workload: Sendable {
    /// What people call it: its folder, or what a compose file names it.
    package var name: String
    package var dockerfile: Dockerfile
    /// The stage whose image runs; nil for a file without a FROM.
    package var stage: Stage?
    package var config: ImageConfig?

    package init(name: String, dockerfile: Dockerfile) {
        self.name = name
        self.dockerfile = dockerfile
        stage = dockerfile.lastStage
        config = stage.map { ImageConfig(dockerfile, $0) }
    }
}
