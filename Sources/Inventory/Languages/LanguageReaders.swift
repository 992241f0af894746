/// The readers of packages that languages' own package managers install. Each takes what is installed, not what a lock
/// file of the sources would install, except where the ecosystem leaves no other trace (Swift).
package enum LanguageReaders {
    package static let all: [any PackageReader.Type] = [
        PythonReader.self, NodeReader.self, JavaReader.self, RubyReader.self, PHPReader.self, PEARReader.self,
        DotNetReader.self, SwiftReader.self, CondaReader.self,
    ]
}
