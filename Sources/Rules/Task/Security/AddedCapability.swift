import Basics
import ECSModel
import RuleKit
import Workload

struct AddedCapability: Rule {
    static let about = About(
        id: "TD203", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "A capability beyond the default", ja: "既定を超えるケーパビリティの追加"),
        why: Text(
            en: "Each capability is one more thing that whoever takes over the application may do.",
            ja: "ケーパビリティが増えるほど、アプリケーションが乗っ取られたときに実行できる操作も増えます。"),
        remedy: Text(
            en: "Take it out, or say in a comment or a record what needs it.",
            ja: "不要なら外し、必要な場合は理由を記録に残してください。"),
        message: Text(
            en: "`{container}` gets `{capability}` beside the default",
            ja: "`{container}` に既定以外の `{capability}` が付与されます"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html"],
        yieldsTo: ["TD202"],
        fails: [
            """
            {"family": "mesh", "containerDefinitions": [{"name": "proxy", "image": "proxy:3", "memory": 64,
              "linuxParameters": {"capabilities": {"add": [⟦"NET_ADMIN"⟧]}}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LinuxParameters: {Capabilities: {Add: [⟦SYS_PTRACE⟧]}}
            """,
        ],
        passes: [
            // A default of Docker given back after all were dropped.
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "linuxParameters": {"capabilities": {"add": ["NET_BIND_SERVICE", "CHOWN"], "drop": ["ALL"]}}}]}
            """,
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "linuxParameters": {"capabilities": {"add": "<CAPABILITIES>"}}}]}
            """,
        ]
    )

    /// What Docker gives to every container.
    private static let standard: Set<String> = [
        "CHOWN", "DAC_OVERRIDE", "FSETID", "FOWNER", "MKNOD", "NET_RAW", "SETGID", "SETUID", "SETFCAP", "SETPCAP",
        "NET_BIND_SERVICE", "SYS_CHROOT", "KILL", "AUDIT_WRITE",
    ]

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            for item in container.definition.linuxParameters?["capabilities"]?["add"]?.items ?? [] {
                guard let text = item.string else { continue }
                let name = DangerousCapability.name(text)
                if Self.standard.contains(name) || DangerousCapability.isDangerous(name, task) { continue }
                report.fault(at: item.span, ["container": container.name, "capability": text])
            }
        }
    }
}
