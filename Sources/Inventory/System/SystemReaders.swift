/// Readers of what package managers of operating systems and their release files tell.
enum SystemReaders {
    static let all: [any PackageReader.Type] = [
        DpkgStatus.self, DpkgFileList.self, DpkgCopyright.self, ApkInstalled.self, RPMDatabase.self, RPMManifest.self,
        OSRelease.self, ReleaseFile.self,
    ]

    /// How much of a file that must be read whole is read: no package database of text comes near it.
    static let limit = 256 << 20

    /// How many packages and how many of their files one database may tell of: ten times what the largest images have.
    static let packages = 200_000
    static let files = 2_000_000

    /// How many names in lists of what packages need and provide are read.
    static let relations = 500_000

    /// The largest header of rpm that is read; those of the largest packages have some megabytes.
    static let header = 32 << 20
}
