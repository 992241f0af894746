package import ECSModel
package import Workload

/// A stage of a CodePipeline: what it asks before its actions and what happens when one of them fails.
package struct PipelineStage: Sendable {
    package enum Failing: String, Sendable, Hashable {
        case rollback = "ROLLBACK"
        case fail = "FAIL"
        case retry = "RETRY"
        case skip = "SKIP"
    }

    package var name: String
    /// Its name in the definition.
    package var place: Place
    /// The ids of its jobs, in order.
    package var jobs: [String]
    /// What `OnFailure` says; absent without it, and the pipeline just stops.
    package var onFailure: Field<Failing>
    /// The conditions that must hold before it begins: a time window, an alarm, a check of a variable.
    package var entryConditions: [Place]
    /// Transitions into it are switched off, so that it waits for a person (`DisableInboundStageTransitions`).
    package var isHeld: Place?

    package init(
        name: String, place: Place, jobs: [String] = [], onFailure: Field<Failing> = .absent,
        entryConditions: [Place] = [], isHeld: Place? = nil
    ) {
        self.name = name
        self.place = place
        self.jobs = jobs
        self.onFailure = onFailure
        self.entryConditions = entryConditions
        self.isHeld = isHeld
    }
}

/// The bucket in which a CodePipeline keeps the artifacts that its actions hand on.
package struct ArtifactStore: Sendable {
    /// The name of the bucket, else the heading of the store.
    package var place: Place
    package var bucket: Field<TermText>
    /// The bucket's resource where it is among the definitions: encryption, public access block and versioning stand in
    /// its properties; its policy is an `AWS::S3::BucketPolicy` of the same stack.
    package var resource: System.Member?
    /// The KMS key; absent means the key of AWS (`aws/s3`).
    package var encryptionKey: Field<TermText>
    package var region: Field<TermText>

    package init(
        place: Place, bucket: Field<TermText>, resource: System.Member? = nil,
        encryptionKey: Field<TermText> = .absent, region: Field<TermText> = .absent
    ) {
        self.place = place
        self.bucket = bucket
        self.resource = resource
        self.encryptionKey = encryptionKey
        self.region = region
    }
}
