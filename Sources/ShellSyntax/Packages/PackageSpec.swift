/// How one manager's command line is read.
struct PackageSpec: Sendable {
    enum Form: Sendable {
        /// The first word that is no option is the verb.
        case verb
        /// There is no verb: every such word is a package (`cpanm`, `npx`).
        case implied(PackageVerb)
        /// Several goals or tasks, of which the weightiest counts (`mvn clean package`).
        case goals
        /// The verb is an option (`pacman -S`, `dpkg -i`, `rpm -U`).
        case flags
    }

    let manager: PackageManager
    var form = Form.verb
    var syntax = PackageSyntax.equals
    var style = Options.Style.bundled
    /// Options whose value may be the next word.
    var taking: Set<String> = []
    var verbs: [String: PackageVerb] = [:]
    /// First words that need a second one: `mod` of `go mod download`.
    var groups: Set<String> = []
    /// What the bare command does (`yarn`).
    var bare: PackageVerb?
    /// Options whose value is a list of packages in a file.
    var requirementOptions: Set<String> = []
    /// Options whose value is the version of the packages.
    var versionOptions: Set<String> = []

    /// The reader for a program by its base name.
    static func named(_ program: String) -> PackageSpec? {
        if let spec = byProgram[program] { return spec }
        guard program.utf8.first == UInt8(ascii: "p"), program.hasPrefix("pip"),
            program.utf8.dropFirst(3).allSatisfy({ $0.isDigit || $0 == Byte.dot })
        else {
            return nil
        }
        return byProgram["pip"]
    }

    private static let byProgram: [String: PackageSpec] = {
        var table: [String: PackageSpec] = [:]
        for (names, spec) in system + python + node + languages {
            for name in names { table[name] = spec }
        }
        return table
    }()
}
