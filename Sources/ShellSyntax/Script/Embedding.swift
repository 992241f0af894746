/// Where the script's bytes stand, which decides who removes line continuations, and when.
package enum Embedding: Sendable, Hashable {
    /// A file or a heredoc body: the shell sees the bytes as they are.
    case file
    /// The shell form of RUN, CMD, ENTRYPOINT or HEALTHCHECK.
    ///
    /// The builder joins continued lines before any shell sees them: also inside single quotes and comments, with
    /// blanks allowed after the escape character, and it drops comment lines and empty lines that follow a
    /// continuation. `escape` is the character of the `escape` directive, a backslash unless the file says otherwise.
    case dockerfile(escape: UInt8)
}
