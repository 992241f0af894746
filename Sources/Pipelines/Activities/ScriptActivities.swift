import ECSModel

/// What the commands of a script do, in order.
enum ScriptActivities {
    /// - Parameters:
    ///   - variables: what is known of the environment, by name.
    ///   - runner: the architecture of the machine, where it is known: a build for another one is emulated.
    static func activities(
        of script: PipelineScript, variables: (String) -> TermText? = { _ in nil }, runner: String? = nil
    ) -> [Activity] {
        []
    }
}
