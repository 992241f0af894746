/// A program that people put into images without a package manager, and how it tells its version.
struct KnownProgram: Sendable {
    /// Its name in advisories and package URLs (`pkg:generic/node`).
    let package: String
    /// Whole file names.
    var names: [String] = []
    /// File names that begin so: the rest is a version, `php8.2`, or has `.so` in it, `libruby.so.3.2`.
    var starts: [String] = []
    let marks: [ProgramMark]

    /// The table, a row for each program and each text by which it is known. Only texts of which it is sure that they
    /// tell the program's own version; programs of Go are not here, for they tell their modules.
    static let all: [KnownProgram] = [
        .init(package: "node", names: ["node", "nodejs"], marks: [.init("node.js/v"), .init("\0node v", then: "\0")]),
        .init(package: "deno", names: ["deno"], marks: [.init("Deno/")]),
        .init(package: "pypy", starts: ["libpypy"], marks: [.init("[PyPy ")]),
        .init(package: "busybox", names: ["busybox"], marks: [.init("BusyBox v")]),
        .init(package: "bash", names: ["bash"], marks: [.init("@(#)Bash version ")]),
        .init(
            package: "openssl", names: ["openssl"], starts: ["libcrypto.so"],
            marks: [.init("\0OpenSSL ", 3...3, .letters)]),
        .init(package: "curl", names: ["curl"], marks: [.init("curl/")]),
        .init(package: "libcurl", starts: ["libcurl.so"], marks: [.init("libcurl/")]),
        .init(
            package: "nginx", names: ["nginx", "openresty", "nginx-debug"],
            marks: [.init("nginx version: nginx/"), .init("nginx version: openresty/")]),
        .init(package: "httpd", names: ["httpd", "apache2"], marks: [.init("Apache/")]),
        .init(package: "lighttpd", names: ["lighttpd"], marks: [.init("\0lighttpd/", then: "\0")]),
        .init(
            package: "haproxy", names: ["haproxy"],
            marks: [
                .init("", 2...3, .release, then: ", released 20"), .init("HA-Proxy version ", 2...3, .release),
                .init("HAProxy version ", 2...3, .release),
            ]),
        .init(package: "memcached", names: ["memcached"], marks: [.init("memcached ")]),
        .init(
            package: "redis", names: ["redis-server"],
            marks: [.init("", then: "buildkitsandbox-"), .init("Redis version ")]),
        .init(package: "valkey", names: ["valkey-server"], marks: [.init("", then: "buildkitsandbox-")]),
        .init(package: "postgresql", names: ["postgres"], marks: [.init("\0PostgreSQL ", 1...3, .release)]),
        .init(package: "mysql", names: ["mysql", "mysqld"], marks: [.init("/mysql-", then: "/")]),
        .init(package: "percona-server", names: ["mysql", "mysqld"], marks: [.init("/percona-server-")]),
        .init(
            package: "mariadb", names: ["mariadb", "mariadbd", "mysql", "mysqld"],
            marks: [.init("", 2...3, then: "-MariaDB")]),
        .init(
            package: "php", names: ["php", "php-fpm", "php-cgi", "php-cli"], starts: ["php", "libphp"],
            marks: [.init("X-Powered-By: PHP/", 3...3, .release)]),
        .init(
            package: "ruby", names: ["ruby"], starts: ["libruby.so", "ruby"],
            marks: [.init("ruby ", 3...3, .release, then: " (")]),
        .init(package: "perl", names: ["perl"], starts: ["perl"], marks: [.init("/usr/local/lib/perl5/")]),
        .init(package: "rust", starts: ["libstd-"], marks: [.init("rustc version ", then: " (")]),
        .init(package: "gcc", names: ["gcc"], marks: [.init("GCC: (GNU) ")]),
        .init(
            package: "erlang", names: ["erlexec", "beam.smp"],
            marks: [
                .init("/src/otp_src_", 2...4, .release, then: "/erts/"),
                .init("/usr/local/src/otp-", 2...4, .release, then: "/erts/"),
            ]),
        .init(package: "ghc", starts: ["ghc"], marks: [.init("\0GHC ", then: "\0")]),
        .init(package: "swipl", names: ["swipl"], marks: [.init("swipl-", then: "/")]),
        .init(package: "julia", starts: ["libjulia-internal.so"], marks: [.init("__init__\0", then: "\0verify")]),
        .init(package: "openldap", names: ["ldapsearch"], marks: [.init("$OpenLDAP: ldapsearch ")]),
        .init(
            package: "proftpd", names: ["proftpd"], marks: [.init("\0ProFTPD Version ", 3...3, .letters, then: "\0")]),
        .init(package: "util-linux", names: ["getopt"], marks: [.init("\0util-linux ", 2...3, then: "\0")]),
        .init(
            package: "gzip", names: ["gzip"],
            marks: [.init("file size changed while zipping\n\0", 2...3, then: "\0")]),
        .init(package: "xz", names: ["xz"], marks: [.init("\0xz (XZ Utils) ", then: "\0")]),
        .init(package: "ffmpeg", names: ["ffmpeg", "ffprobe"], marks: [.init("%s version ", 2...3)]),
        .init(
            package: "ffmpeg", starts: ["libavcodec.so", "libavformat.so", "libavutil.so"],
            marks: [.init("FFmpeg version ", 2...3)]),
        .init(
            package: "fluent-bit", names: ["fluent-bit"],
            marks: [.init("", then: "\0Fluent Bit"), .init("", then: "\0%sFluent Bit")]),
        .init(package: "chrome", names: ["chrome"], marks: [.init("", 4...4, then: "\0Default")]),
        .init(package: "qtbase", starts: ["libQt5Core.so", "libQt6Core.so"], marks: [.init("\0Qt ", then: " (")]),
    ]
}
