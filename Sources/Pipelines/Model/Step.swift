package import ECSModel

/// One step of a job: a script, the use of an action, or the action of a service.
package struct Step: Sendable {
    package enum Work: Sendable {
        case script(PipelineScript)
        case action(ActionUse)
        /// What a service does itself: a CodePipeline action of a provider such as `ECS`, `CodeDeployToECS`, `ECRBuildAndPublish`.
        case service(String)
    }

    /// Its name where it has one.
    package var name: String
    /// A short place: its name, the value of `uses`, the first line of the script.
    package var place: Place
    package var work: Work
    package var condition: Condition?
    /// The job goes on when it fails: `continue-on-error`, `on-failure: CONTINUE`.
    package var mayFail: Place?
    package var variables: [Variable]
    /// What it does, in order.
    package var activities: [Activity]
    /// The local composite action, template or buildspec it came from; nil when it stands in the pipeline itself.
    package var from: String?

    package init(
        name: String = "", place: Place, work: Work, condition: Condition? = nil, mayFail: Place? = nil,
        variables: [Variable] = [], activities: [Activity] = [], from: String? = nil
    ) {
        self.name = name
        self.place = place
        self.work = work
        self.condition = condition
        self.mayFail = mayFail
        self.variables = variables
        self.activities = activities
        self.from = from
    }
}

/// `uses: docker/build-push-action@v6` with its inputs; a template or component of GitLab.
package struct ActionUse: Sendable {
    /// `docker/build-push-action`, `./.github/actions/x`, `docker://alpine:3`: what stands before the `@`.
    package var name: String
    /// What stands behind the `@`; nil for local ones.
    package var version: String?
    /// The place of the whole value.
    package var place: Place
    package var inputs: [(name: String, value: TermText, place: Place)]

    package init(
        name: String, version: String?, place: Place, inputs: [(name: String, value: TermText, place: Place)] = []
    ) {
        self.name = name
        self.version = version
        self.place = place
        self.inputs = inputs
    }

    package var isLocal: Bool { name.hasPrefix("./") }
    /// Pinned by a full commit id or an image digest.
    package var isPinned: Bool {
        if name.hasPrefix("docker://") { return name.utf8.count > 64 && name.contains("@sha256:") }
        guard let version else { return isLocal }
        return (version.utf8.count == 40 || version.utf8.count == 64)
            && version.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
    }

    /// An input by name, in any case.
    package func input(_ name: String) -> (value: TermText, place: Place)? {
        inputs.last { $0.name.lowercased() == name }.map { ($0.value, $0.place) }
    }
}
