import DockerfileSyntax
import ShellSyntax
import Workload

/// What the commands of an image need of the image under it.
enum RunNeeds {
    /// Programs of the full variants that the slim ones lack, with their libraries and headers.
    static let fullOnly: Set<String> = [
        "curl", "wget", "git", "hg", "svn", "gcc", "g++", "cc", "c++", "make", "autoconf", "automake", "autoreconf",
        "patch", "file", "gpg", "gpg2", "gpgv", "dirmngr", "ssh", "scp", "ssh-keyscan", "ssh-keygen", "pkg-config",
        "bzip2", "unzip", "ps", "pkill", "pgrep", "top", "mysql_config", "pg_config", "convert", "identify", "mogrify",
        "dpkg-buildpackage", "libtool", "netbase", "sq",
    ]

    /// A program that commands here call, the image lacks, and no earlier command brings by its package.
    ///
    /// - Parameter instructions: by their index, in the order they run.
    static func lacking(_ instructions: some Sequence<Int>, _ workload: Workload) -> String? {
        let file = workload.dockerfile
        var brought: Set<String> = []
        for index in instructions {
            let instruction = file.instructions[index]
            guard let script = instruction.script, script.interpreter.isShell else {
                if instruction.isJSON, let program = instruction.words.first?.value.map(Self.name),
                    fullOnly.contains(program), !brought.contains(program)
                {
                    return program
                }
                continue
            }
            for command in script.shell.commands {
                if let program = command.program, fullOnly.contains(program), !brought.contains(program) {
                    return program
                }
                if let call = command.packageCall, call.manager.isSystem, call.verb == .install {
                    brought.formUnion(call.packages.map(\.name))
                }
            }
        }
        for script in workload.scripts where script.isShell {
            for command in script.shell.commands {
                if let program = command.program, fullOnly.contains(program), !brought.contains(program) {
                    return program
                }
            }
        }
        return nil
    }

    private static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The last instruction of a stage that builds: installs, compiles, downloads, or runs a program of the project's.
    /// Making users and folders and giving them away is no part of that.
    static func lastBuild(_ stage: Stage, _ file: Dockerfile) -> Int? {
        let setup: Set<String> = [
            "useradd", "groupadd", "adduser", "addgroup", "usermod", "mkdir", "chown", "chmod", "ln", "touch",
            "install",
            "echo", "true", "set", ":", "export",
        ]
        return stage.instructions.last { index in
            let instruction = file.instructions[index]
            guard instruction.keyword == .run else { return false }
            guard let script = instruction.script, script.interpreter.isShell else { return true }
            return !script.shell.commands.allSatisfy { $0.program.map(setup.contains) == true }
        }
    }

    /// Packages of Debian that a stage installs and that are neither compilers nor headers nor tools of people.
    static func systemPackages(_ instructions: [Int], _ file: Dockerfile) -> (needed: [String], left: [String]) {
        var needed: [String] = []
        var left: [String] = []
        for index in instructions where file.instructions[index].keyword == .run {
            for call in file.instructions[index].script?.shell.packageCalls ?? []
            where call.manager.isSystem && call.verb == .install {
                for package in call.packages {
                    let isTool =
                        UnwantedTools.isDevelopment(package.name) || UnwantedTools.debug.contains(package.name)
                        || ["python3", "git", "curl", "wget", "ca-certificates", "gnupg"].contains(package.name)
                    if isTool || package.kind != .registry || !call.manager.isApt || package.name.contains("$") {
                        left.append(package.name)
                    } else if !needed.contains(package.name) {
                        needed.append(package.name)
                    }
                }
            }
        }
        return (needed, left)
    }
}
