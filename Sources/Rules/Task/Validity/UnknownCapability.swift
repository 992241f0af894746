import Basics
import ECSModel
import RuleKit
import Workload

struct UnknownCapability: Rule {
    static let about = About(
        id: "TD122", since: "0.1", severity: .high,
        title: Text(en: "Capability that Linux does not have", ja: "Linux にないケーパビリティ"),
        why: Text(
            en:
                "ECS takes the kernel's own names. With another one the task is refused, or its container never starts.",
            ja: "指定できるのはカーネルのケーパビリティ名だけです。それ以外の名前では、登録時に拒否されるかコンテナが起動しません。"),
        remedy: Text(
            en: "Write the name as ECS lists it, e.g. `NET_BIND_SERVICE`.",
            ja: "`NET_BIND_SERVICE` のように、ECS のドキュメントにある名前を指定してください。"),
        message: Text(
            en: "`{path}`: {name} is no capability{hint}", ja: "`{path}`: {name} というケーパビリティはありません{hint}"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html"],
        yieldsTo: ["TD103"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64,
              "linuxParameters": {"capabilities": {"add": [⟦"NET_ADMINS"⟧], "drop": [⟦"EVERYTHING"⟧]}}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', LinuxParameters: {Capabilities: {Add: [⟦SYS-TIME⟧]}}}
            """,
        ],
        passes: [
            // Docker reads either case, and the kernel's prefix.
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64,
              "linuxParameters": {"capabilities": {"add": ["net_admin", "CAP_SYS_PTRACE", "BPF", "<CAPABILITY>"],
                "drop": ["ALL"]}}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', LinuxParameters: {Capabilities: {Add: !Ref Capabilities, Drop: [!Ref One]}}}
            """,
        ]
    )

    /// What the API lists, and what kernels have had since.
    private static let known: Set<String> = [
        "ALL", "AUDIT_CONTROL", "AUDIT_READ", "AUDIT_WRITE", "BLOCK_SUSPEND", "BPF", "CHECKPOINT_RESTORE", "CHOWN",
        "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "IPC_LOCK", "IPC_OWNER", "KILL", "LEASE",
        "LINUX_IMMUTABLE", "MAC_ADMIN", "MAC_OVERRIDE", "MKNOD", "NET_ADMIN", "NET_BIND_SERVICE", "NET_BROADCAST",
        "NET_RAW", "PERFMON", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_ADMIN", "SYS_BOOT", "SYS_CHROOT",
        "SYS_MODULE", "SYS_NICE", "SYS_PACCT", "SYS_PTRACE", "SYS_RAWIO", "SYS_RESOURCE", "SYS_TIME",
        "SYS_TTY_CONFIG", "SYSLOG", "WAKE_ALARM",
    ]

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in TaskValidity(task).containers {
            guard let capabilities = container.definition.linuxParameters?["capabilities"] else { continue }
            for key in ["add", "drop"] {
                for item in capabilities[key]?.items ?? [] {
                    guard let name = item.string, let hint = Self.fault(of: name) else { continue }
                    report.refuse(
                        "", "\(container.path).linuxParameters.capabilities.\(key)", at: item.place,
                        ["name": name, "hint": hint])
                }
            }
        }
    }

    /// Which name may have been meant, where it is none; nil for a capability.
    private static func fault(of name: String) -> String? {
        let upper = name.uppercased()
        let plain = upper.hasPrefix("CAP_") ? String(upper.dropFirst(4)) : upper
        guard !known.contains(plain) else { return nil }
        let near = known.sorted().min { EditDistance.between($0, plain) < EditDistance.between($1, plain) }
        return near.flatMap { EditDistance.between($0, plain) <= 2 ? " (`\($0)`?)" : nil } ?? ""
    }
}
