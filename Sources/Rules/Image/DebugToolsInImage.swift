import Basics
import ImageScan
import RuleKit

struct DebugToolsInImage: Rule {
    static let about = About(
        id: "IM110", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Compilers and debugging tools in the image", ja: "イメージにコンパイラやデバッグツールがある"),
        why: Text(
            en: """
                Compilers, debuggers, editors and network tools do the work of an intruder, fill the image, and each of \
                their faults is one more finding to judge.
                """,
            ja: """
                コンパイラ、デバッガー、エディター、ネットワークツールは侵入者に使われ、イメージを肥大化させ、\
                それぞれの脆弱性が対応の対象になります。
                """),
        remedy: Text(
            en: """
                Build in a stage of its own and copy the result to a slim base; debug with ECS Exec in a sidecar or with an \
                image made for it.
                """,
            ja: """
                専用のステージでビルドし、成果物だけを slim 系のベースにコピーしてください。デバッグには、ECS Exec で接続したサイドカーか専用のイメージを使います。
                """),
        message: Text(
            en: "{names} in layer {layer}{base|yes= (of the base image)|}{others|=|, and }{others}{others|=| more}",
            ja: "レイヤー {layer}{base|yes= (ベースイメージ)|} に {names} があります{others|=|。ほかに }{others}{others|=| 件}"),
        proof: Text(
            en: "None of {known} known compilers, debuggers, editors and network tools is in the image",
            ja: "既知のコンパイラ、デバッガー、エディター、ネットワークツール {known} 種はいずれもイメージにありません"),
        links: ["https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages"],
        aliases: ["CIS-DI-0003"],
        differs: Text(
            en: "dockle leaves this to people. This rule names tools that an application plainly does not need.",
            ja: "dockle では人による確認に任されています。このルールは、アプリケーションに明らかに不要なツールを具体的に示します。"),
        answers: ["SEC_04.no-debug-tools"],
        fails: [
            """
            === Dockerfile
            FROM debian:12-slim
            ⟦RUN apt-get update && apt-get install -y build-essential gdb⟧
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0755 usr/bin/dash
            LAYER RUN /bin/sh -c apt-get update && apt-get install -y build-essential gdb # buildkit
            link usr/bin/gcc -> gcc-12
            0755 usr/bin/gcc-12
            0755 usr/bin/make
            0755 usr/bin/gdb
            """,
            """
            === image
            ⟦⟧CMD ["/app"]
            LAYER ADD rootfs.tar /
            0755 bin/busybox
            link usr/bin/nc -> /bin/busybox
            LAYER RUN apk add tcpdump
            0755 usr/bin/tcpdump
            """,
            """
            === image
            ⟦⟧LAYER ADD rootfs.tar /
            link usr/bin/nc -> /etc/alternatives/nc
            link etc/alternatives/nc -> /bin/nc.openbsd
            0755 bin/nc.openbsd
            """,
        ],
        passes: [
            """
            === image
            LAYER ADD rootfs.tar /
            0755 bin/[
            hardlink 0755 bin/busybox -> bin/[
            hardlink 0755 bin/nc -> bin/[
            hardlink 0755 bin/telnet -> bin/[
            hardlink 0755 bin/vi -> bin/[
            """,
            """
            === image
            LAYER RUN apt-get install gcc
            0755 usr/bin/gcc
            LAYER RUN apt-get purge gcc
            0644 usr/bin/.wh.gcc
            """,
            """
            === image
            LAYER ADD rootfs.tar /
            dir usr/lib/gcc
            0644 usr/share/bash-completion/completions/gdb
            0755 usr/bin/curl
            """,
        ],
        proves: [
            """
            === image
            ⟦⟧LAYER ADD rootfs.tar /
            0755 bin/busybox
            link bin/sh -> busybox
            link usr/bin/nc -> /bin/busybox
            """
        ]
    )

    private static let tools = [
        "gdb", "lldb", "strace", "ltrace", "tcpdump", "tshark", "nmap", "ncat", "nc", "netcat", "socat", "telnet",
        "vim",
        "emacs", "nano", "gcc", "g++", "clang", "make", "cmake", "rustc",
    ]

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard subject.hasPrograms else { return }
        let found = ImagePrograms(tree: subject.image.tree).find(
            Self.tools, paths: ["usr/local/go/bin/go", "usr/local/cargo/bin/rustc"], applets: false)
        if found.isEmpty {
            report.holds(at: subject.span, ["known": String(Self.tools.count + 1)])
        } else {
            subject.fault(found, &report)
        }
    }
}
