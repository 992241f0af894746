package import Basics

/// Which files a reader wants to see, said before their content is at hand.
package enum CaptureWish: Sendable, Hashable {
    case no
    case whole
    /// Only when its first bytes are those of an executable (ELF, PE, Mach-O).
    case ifExecutable
}

/// What one file told.
package struct FileTold: Sendable {
    package var packages: [Package] = []
    /// Files that a package manager says it installed, by package: names without a leading slash.
    package var owned: [(package: String, path: String)] = []
    /// Licences of packages that another file lists: Debian tells them in a copyright file for each package.
    package var licenses: [(package: String, names: [String])] = []
    package var system: OperatingSystem?
    /// What could not be read, for people: inventory with a gap is not complete.
    package var problems: [Text] = []

    package init() {}

    /// Takes over what another reader told of the same file.
    package mutating func add(_ other: FileTold) {
        packages += other.packages
        owned += other.owned
        licenses += other.licenses
        system = system ?? other.system
        problems += other.problems
    }
}
