import Basics
import ECSModel

/// What the commands of a script do, in order.
///
/// For one script alone. Scripts that follow each other on one machine are read by one ``ScriptSession``, which keeps
/// what they hand on: variables, the names of images, functions.
enum ScriptActivities {
    /// - Parameters:
    ///   - variables: what is known of the environment, by name.
    ///   - runner: the architecture of the machine, where it is known: a build for another one is emulated.
    static func activities(
        of script: PipelineScript, variables: (String) -> TermText? = { _ in nil }, runner: String? = nil
    ) -> [Activity] {
        withoutActuallyEscaping(variables) { lookup in
            var session = ScriptSession(lookup: lookup, runner: runner)
            return session.read(script)
        }
    }

    /// The commands that are not understood and may do anything: local scripts, targets of make, unknown programs.
    static func unread(of script: PipelineScript, variables: (String) -> TermText? = { _ in nil }) -> [Place] {
        withoutActuallyEscaping(variables) { lookup in
            var session = ScriptSession(lookup: lookup)
            _ = session.read(script)
            return session.unread
        }
    }
}
