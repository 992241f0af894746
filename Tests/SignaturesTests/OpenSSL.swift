import Basics
import Foundation

/// The program `openssl`, in a folder of its own.
struct OpenSSL {
    static let program = "/usr/bin/openssl"
    static let isThere = FileManager.default.isExecutableFile(atPath: program)
    static var now: Moment { Moment(seconds: Int(Date().timeIntervalSince1970) + 60) }

    let folder: URL

    struct Failed: Error { let arguments: [String] }

    func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(arguments: arguments) }
    }
}
