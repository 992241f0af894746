import DockerfileSyntax
import RuleKit
import ShellSyntax

/// Packages of distributions that an application does not need when it runs.
enum UnwantedTools {
    /// Compilers and the tools around them.
    static let build: Set<String> = [
        "build-essential", "build-base", "gcc", "g++", "gcc-c++", "clang", "make", "cmake", "ninja-build", "autoconf",
        "automake", "libtool", "bison", "flex", "pkg-config", "pkgconf", "musl-dev", "libc6-dev", "libc-dev",
        "linux-headers", "dpkg-dev", "rpm-build", "alpine-sdk", "python3-dev", "python3-devel", "golang", "cargo",
        "maven", "gradle", "gfortran", "kernel-headers", "glibc-devel", "@development-tools",
    ]

    /// Editors, debuggers and network tools.
    static let debug: Set<String> = [
        "vim", "vim-tiny", "vim-nox", "vim-enhanced", "vim-minimal", "nano", "emacs", "emacs-nox", "neovim", "joe",
        "telnet", "inetutils-telnet", "busybox-extras", "netcat", "netcat-openbsd", "netcat-traditional", "ncat", "nc",
        "nmap", "nmap-ncat", "tcpdump", "tshark", "strace", "ltrace", "gdb", "gdbserver", "lldb", "lsof", "htop",
        "iotop",
        "iputils", "iputils-ping", "inetutils-ping", "net-tools", "dnsutils", "bind-tools", "bind-utils",
        "bind9-dnsutils",
        "bind9-host", "traceroute", "mtr", "mtr-tiny", "iperf", "iperf3", "hping3", "socat", "screen", "tmux", "ftp",
        "lftp",
    ]

    /// Whether a package holds headers for builds.
    static func isDevelopment(_ name: String) -> Bool {
        build.contains(name) || name.hasSuffix("-dev") || name.hasSuffix("-devel")
    }
}

extension RunCommand {
    /// Whether the call installs into the image that runs: the last stage, which says what is run.
    var installsIntoFinalImage: Bool {
        guard let call, call.verb == .install, call.manager.isSystem, isInLastStage, !call.isDryRun,
            !call.hasFlag("--installroot", "--root", "--download-only", "--downloadonly"), let last = file.lastStage
        else { return false }
        let says = file.inherited(last).contains { $0.keyword == .cmd || $0.keyword == .entrypoint }
        // What is removed in the same RUN was needed only for a moment; what exactly is not traced.
        return says && !isFollowed { $0.manager.isSystem && $0.verb == .remove }
    }
}
