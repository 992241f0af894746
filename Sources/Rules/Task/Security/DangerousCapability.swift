import Basics
import ECSModel
import RuleKit
import Workload

struct DangerousCapability: Rule {
    static let about = About(
        id: "TD202", since: "0.1", severity: .high,
        title: Text(en: "A capability that opens the instance", ja: "インスタンスの制御につながるケーパビリティ"),
        why: Text(
            en: """
                These capabilities were made for administrators of a machine: with them a process in the container can \
                load kernel modules, mount file systems or read the instance's files and memory.
                """,
            ja: """
                これらはマシンの管理者向けのケーパビリティです。カーネルモジュールのロード、ファイルシステムのマウント、\
                インスタンスのファイルやメモリの読み取りがコンテナ内から可能になります。
                """),
        remedy: Text(
            en: "Take it out of `linuxParameters.capabilities.add`; add the narrow one that the program asks for.",
            ja: "`linuxParameters.capabilities.add` から外し、プログラムに必要な範囲の狭いものだけを追加してください。"),
        message: Text(en: "`{container}` gets `{capability}`", ja: "`{container}` に `{capability}` が付与されます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
            "https://man7.org/linux/man-pages/man7/capabilities.7.html",
        ],
        answers: ["SEC_01.task-user"],
        fails: [
            """
            {"family": "agent", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{"name": "agent", "image": "agent:3", "memory": 64,
              "linuxParameters": {"capabilities": {"add": [⟦"SYS_ADMIN"⟧, "NET_BIND_SERVICE"], "drop": ["ALL"]}}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LinuxParameters: {Capabilities: {Add: [⟦ALL⟧]}}
            """,
        ],
        passes: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "linuxParameters": {"capabilities": {"add": ["SYS_PTRACE", "NET_BIND_SERVICE"], "drop": ["ALL"]}}}]}
            """,
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "linuxParameters": {"capabilities": {"add": ["<CAPABILITY>"]}}}]}
            """,
        ]
    )

    /// Those with which the container's walls can be climbed from inside. NET_ADMIN is among them only where the
    /// network is the instance's.
    static let open: Set<String> = [
        "ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_RAWIO", "SYS_BOOT", "DAC_READ_SEARCH", "MAC_ADMIN", "MAC_OVERRIDE",
    ]

    static func isDangerous(_ name: String, _ task: TaskSubject) -> Bool {
        if open.contains(name) { return true }
        let mode = task.definition.networkMode.value?.lowercased()
        if name == "SYS_PTRACE" { return task.definition.pidMode.value?.lowercased() == "host" }
        return name == "NET_ADMIN" && mode == "host"
    }

    static func name(_ text: String) -> String {
        let upper = text.uppercased()
        return upper.hasPrefix("CAP_") ? String(upper.dropFirst(4)) : upper
    }

    func check(_ task: TaskSubject, _ report: inout Report) {
        // Fargate refuses all but SYS_PTRACE at registration.
        if task.definition.requiresFargate == true { return }
        for container in task.containers {
            for item in container.definition.linuxParameters?["capabilities"]?["add"]?.items ?? [] {
                guard let text = item.string, Self.isDangerous(Self.name(text), task) else { continue }
                report.fault(at: item.span, ["container": container.name, "capability": text])
            }
        }
    }
}
