import Basics
import DockerfileSyntax
import Testing

/// `# hadolint shell=`, as hadolint 2.15.1 takes it.
struct ShellPragmaTests {
    @Test(arguments: [
        ("FROM a\n# hadolint shell=powershell\nRUN b\nRUN c\n", [EmbeddedScript.Interpreter.powershell, .powershell]),
        ("FROM a\nRUN b\n#hadolint shell = pwsh # why\nRUN c\n", [.sh, .powershell]),
        ("FROM a\n# hadolint shell=/bin/bash\nRUN b\nFROM c\nRUN d\n", [.bash, .sh]),
        ("FROM a AS x\n# hadolint shell=/bin/bash\nRUN b\nFROM x\nRUN d\n", [.bash, .bash]),
        ("FROM a\n# hadolint shell=powershell\nSHELL [\"/bin/sh\", \"-c\"]\nRUN b\n", [.sh]),
        ("# hadolint shell=powershell\nFROM a\nRUN b\n", [.sh]),
        ("FROM a\n# hadolint shell\nRUN b\n# hadolint shell=\nRUN c\n# shell=cmd\nRUN d\n", [.sh, .sh, .sh]),
    ])
    func theShellFollows(text: String, expected: [EmbeddedScript.Interpreter]) {
        let file = Dockerfile(SourceFile(path: "Dockerfile", text: text))
        #expect(file.instructions.compactMap(\.script?.interpreter) == expected)
    }
}
