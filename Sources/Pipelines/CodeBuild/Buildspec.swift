import Basics
import ECSModel
import Templates

/// What a buildspec says: the phases of a CodeBuild project.
struct Buildspec {
    /// The steps of all phases, in order.
    var steps: [Step]
    var variables: [Variable]
    var gaps: [Pipeline.Gap]

    /// Nil when the document is no buildspec. `root` is the mapping with `version` and `phases`; `from` is the path of its
    /// file when that is not the pipeline's own.
    init?(_ root: DocumentNode, in source: SourceFile, from: String? = nil) {
        return nil
    }
}
