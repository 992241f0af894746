package import Basics

/// A place in a file, worked out to lines and columns only when it is shown: a tree of definitions has thousands.
package struct Place: Sendable {
    package let source: SourceFile
    package let range: Range<Int>

    package init(_ source: SourceFile, _ range: Range<Int>) {
        self.source = source
        self.range = range
    }

    package var path: String { source.path }
    package var span: Span { source.span(range) }
}
