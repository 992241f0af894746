/// What well-known programs do with the program they start. Facts are from their own documentation and manual pages.
enum ProgramCatalogue {
    /// Made to be PID 1; the options that take a value.
    static let inits: [String: Set<String>] = [
        "tini": ["-p", "-e"], "tini-static": ["-p", "-e"], "dumb-init": ["-r", "--rewrite"], "catatonit": [],
        "docker-init": ["-p", "-e"], "pid1": [], "s6-overlay-suexec": [], "yelp-dumb-init": [],
    ]

    /// Replace themselves by the program: the number of words before it, options that take a value.
    static let becoming: [String: (words: Int, valued: Set<String>)] = [
        "gosu": (1, []), "su-exec": (1, []), "setpriv": (0, []), "env": (0, ["-u", "-C"]), "exec": (0, ["-a"]),
        "nice": (0, ["-n"]), "ionice": (0, ["-c", "-n"]), "nohup": (0, []), "chpst": (0, ["-u", "-U", "-e", "-n"]),
        "s6-setuidgid": (1, []), "setuidgid": (1, []), "stdbuf": (0, ["-i", "-o", "-e"]), "command": (0, []),
        "opentelemetry-instrument": (0, []), "ddtrace-run": (0, []), "newrelic-admin": (1, []),
        "with-contenv": (0, []), "prlimit": (0, []), "chroot": (1, []),
    ]

    /// Start the program as a child, behind `sh -c` of the package's script.
    static let scriptRunners: Set<String> = ["npm", "yarn", "pnpm", "npx", "yarnpkg"]

    /// Start the program as a child; what they do with signals is not known here.
    static let runners: Set<String> = [
        "bun", "bunx", "make", "just", "task", "go", "mvn", "mvnw", "gradle", "gradlew", "hatch", "pixi", "lein",
        "sbt", "deno", "turbo", "nx", "lerna", "concurrently", "dotenv", "doppler", "aws-vault", "chamber", "timeout",
        "pipx", "xvfb-run", "script", "watch",
    ]

    /// Become the program or hand SIGTERM on, as their sources show: `bundle exec` and `poetry run` call exec.
    static let transparentRunners: [String: Set<String>] = [
        "bundle": ["exec"], "poetry": ["run"], "pipenv": ["run"], "uv": ["run"], "pdm": ["run"], "rye": ["run"],
        "cargo": [],
    ]

    /// Started by a package's script, hand SIGTERM on; assignments stand before the program.
    static let forwarding: Set<String> = ["cross-env", "env-cmd"]

    static let supervisors: Set<String> = [
        "supervisord", "s6-svscan", "runsvdir", "runit", "pm2", "pm2-runtime", "foreman", "honcho", "monit", "circusd",
        "my_init", "overmind", "goreman", "multirun",
    ]

    static let switchUsers: Set<String> = ["su", "runuser"]

    static let shells: Set<String> = ["sh", "bash", "dash", "ash", "zsh", "ksh"]
}
