package import Basics

/// The programs between the container's start and the application, and whether SIGTERM gets through them.
///
/// ECS sends the stop signal to PID 1 of each container only. Every program on the way must either become the next
/// one (`exec`) or pass signals on.
package struct ProcessChain: Sendable {
    package struct Link: Sendable {
        package enum Kind: Sendable, Hashable {
            /// `/bin/sh -c` of a shell form.
            case shellForm
            /// A script file that a shell runs.
            case script
            /// tini, dumb-init and their like: made to be PID 1.
            case initProcess
            /// gosu, su-exec, env: become the program they start.
            case becomes
            /// npm, yarn, poetry, bundle exec: start the program as a child.
            case runner
            /// Keeps several programs running.
            case supervisor
            /// The program itself.
            case program
        }

        package var kind: Kind
        /// The program's base name, or the script's file name.
        package var name: String
        /// The words that started it; empty strings where a variable hides them.
        package var words: [String]
        /// Where it is started.
        package var span: Span
        /// The places of `words`.
        package var spans: [Span] = []

        package init(kind: Kind, name: String, words: [String], span: Span, spans: [Span] = []) {
            self.kind = kind
            self.name = name
            self.words = words
            self.span = span
            self.spans = spans
        }

        /// The words behind the name.
        package var arguments: ArraySlice<String> { words.dropFirst() }
    }

    package enum Verdict: Sendable {
        /// PID 1 is the application, or everything before it passes signals on.
        case reaches
        /// The link at this index keeps the signal to itself.
        case blocked(Int, Obstacle)
        case unknown(Text)
    }

    package enum Obstacle: String, Sendable, Hashable {
        /// A shell waits for its child and passes nothing on.
        case shellWaits
        /// A script's last command is started without `exec`.
        case scriptWithoutExec
        /// A package manager's runner keeps a shell between itself and the program.
        case runner
        /// The program is started with `&`, and the script that started it ends.
        case background
        /// A script starts the program with `&` and waits for it.
        case waitsForJobs
        /// su and runuser wait for a shell of their own.
        case switchUser
    }

    /// From PID 1 to the application.
    package internal(set) var links: [Link] = []
    package internal(set) var verdict: Verdict
    /// What scripts on the way start with `&`.
    package internal(set) var background: [Link] = []
    /// What a script starts in the end when it does not become it: the program that the signal misses.
    package internal(set) var missed: Link?
    /// The command that keeps the signal, from its name to its last word.
    package internal(set) var obstacle: Span?
    /// `exec` before that command would hand over to it.
    package internal(set) var canBecome = false
    /// The shell scripts of the context that were read on the way.
    package internal(set) var scripts: [ShippedScript] = []

    /// PID 1, when the file tells.
    package var first: Link? { links.first { $0.kind != .becomes } ?? links.first }
    /// The application, when the chain was followed to its end.
    package var application: Link? {
        guard let last = links.last, last.kind == .program || last.kind == .supervisor else { return nil }
        return last
    }
    package var hasInit: Bool { links.contains { $0.kind == .initProcess } }

    /// The programs in order, as people write them: `tini → node`.
    package var told: String {
        var names: [String] = []
        for link in links where names.last != link.name { names.append(link.name) }
        return names.joined(separator: " → ")
    }
}
