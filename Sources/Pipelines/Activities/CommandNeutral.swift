/// Programs that neither build, push, scan nor deploy an image, so that nothing is missed where they run.
enum CommandNeutral {
    static let programs: Set<String> = shell.union(files).union(network).union(packages).union(development).union(
        system)

    private static let shell: Set<String> = [
        "echo", "printf", "cd", "pushd", "popd", "pwd", "true", "false", ":", "test", "[", "[[", "export", "unset",
        "set",
        "shift", "exit", "return", "trap", "wait", "read", "source", ".", "local", "declare", "readonly", "typeset",
        "let",
        "break", "continue", "ulimit", "umask", "alias", "unalias", "shopt", "type", "command", "hash", "which", "env",
        "printenv", "sleep", "date", "expr", "seq", "builtin", "mapfile", "readarray", "getopts", "jobs", "fg", "bg",
        "disown", "kill", "exec", "complete", "history", "times", "help", "caller", "logout", "setopt", "tput", "clear",
    ]

    private static let files: Set<String> = [
        "ls", "cat", "mkdir", "rmdir", "rm", "cp", "mv", "ln", "chmod", "chown", "touch", "find", "stat", "file", "du",
        "df",
        "sed", "awk", "gawk", "grep", "egrep", "fgrep", "rg", "cut", "tr", "sort", "uniq", "head", "tail", "tee", "wc",
        "diff",
        "cmp", "patch", "basename", "dirname", "realpath", "readlink", "mktemp", "install", "tree", "split", "paste",
        "join",
        "rev", "nl", "column", "fold", "od", "xxd", "hexdump", "strings", "tar", "gzip", "gunzip", "zip", "unzip", "xz",
        "bzip2",
        "zstd", "7z", "jq", "yq", "jo", "envsubst", "base64", "openssl", "md5sum", "sha1sum", "sha256sum", "sha512sum",
        "shasum", "gpg", "dos2unix", "iconv", "perl", "mustache", "gomplate", "j2", "jsonnet", "cue", "dasel",
        "xmllint",
        "sponge", "ts", "pv", "age", "sops", "more", "less",
    ]

    private static let network: Set<String> = [
        "scp", "rsync", "ssh-keyscan", "ssh-agent", "ssh-add", "ssh-keygen", "ping", "nc", "netcat", "nslookup", "dig",
        "host",
        "telnet", "ip", "ifconfig", "iptables", "sysctl", "wait-for-it", "wait-for-it.sh", "wait-for", "dockerize",
        "git",
        "git-lfs", "gh", "glab", "hub", "svn", "hg", "codecov", "session-manager-plugin",
        "psql", "mysql", "mysqladmin", "redis-cli", "mongo", "mongosh", "pg_isready", "sqlite3", "createdb", "dropdb",
    ]

    private static let packages: Set<String> = [
        "apt-get", "apt", "apk", "yum", "dnf", "microdnf", "zypper", "brew", "port", "pacman", "snap", "dpkg", "rpm",
        "add-apt-repository",
        "amazon-linux-extras", "pip", "pip3", "easy_install", "mamba", "virtualenv", "venv", "gem", "bundler",
        "corepack", "nvm", "n", "fnm", "volta", "pyenv", "rbenv", "rvm", "goenv", "tfenv", "sdk", "rustup",
        "luarocks",
        "opam", "nuget", "choco", "winget", "vcpkg", "bower", "husky", "update-alternatives",
        "apt-key",
        "apt-cache", "debconf-set-selections", "dpkg-reconfigure", "phive", "pecl", "docker-php-ext-install", "cpanm",
    ]

    private static let development: Set<String> = [
        "go", "gofmt", "cargo", "rustc", "gcc", "g++", "clang", "cmake", "ninja", "javac", "java", "jar", "dotnet",
        "msbuild",
        "webpack", "vite", "rollup", "esbuild", "parcel", "next", "nuxt", "gatsby", "hugo", "jekyll", "mkdocs",
        "sphinx-build",
        "swift", "protoc", "mockgen", "elixir", "ghc",
        "babel", "swc", "sass", "postcss", "tailwindcss", "storybook", "semantic-release", "changeset",
        "standard-version", "git-cliff", "bumpversion", "commitizen", "cz", "tsc",
        "react-scripts", "vue-cli-service", "meson", "prisma", "flask",
        "alembic",
        "gcov", "lcov", "gcovr", "coveralls", "cc-test-reporter", "codeclimate-test-reporter", "allure",
    ]

    private static let system: Set<String> = [
        "whoami", "id", "uname", "hostname", "ps", "top", "free", "uptime", "lsb_release", "arch", "nproc", "lscpu",
        "mount",
        "umount", "sync", "pkill", "killall", "pgrep", "systemctl", "service", "dockerd", "containerd",
        "dockerd-entrypoint.sh",
        "buildkitd", "rootlesskit", "modprobe", "useradd", "usermod", "groupadd", "adduser", "addgroup", "passwd", "su",
        "locale-gen", "timedatectl", "hwclock", "swapon", "fallocate", "logger", "journalctl", "dmesg", "xvfb-run",
        "Xvfb",
        "nohup", "timeout", "stdbuf", "nice", "codebuild-breakpoint", "docker-credential-ecr-login", "getent",
        "ldconfig",
        "crontab", "tty", "stty", "yes", "lsof", "fuser", "strace", "ldd",
    ]
}
