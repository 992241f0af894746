import Basics

/// What the path of a file tells about the secrets in it.
struct PathFacts: Sendable {
    /// Part of a published package: everybody has it, so what it says of passwords is no secret of this image.
    var isPackage = false
    /// Tests, fixtures, examples, documentation.
    var isSample = false
    /// A program: values without quotes are expressions.
    var isCode = false
    /// Whether values are judged by their names. Not in lock files, minified code, translations, documents of markup.
    var allowsNames = true
    /// A key that a package makes or ships for trying out.
    var isSnakeoil = false
    var form = FileForm.other

    init(_ path: FoldedPath) {
        let (folder, name) = (path.folder, path.name)
        let end = name.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(name[name.index(after: $0)...]) } ?? ""
        isPackage =
            [
                "/usr/share/", "/usr/lib/", "/usr/lib64/", "/usr/include/", "/usr/libexec/", "/usr/src/", "/lib/",
                "/lib64/",
            ]
            .contains { folder.hasPrefix($0) }
            || Self.packages.contains { folder.has($0) }
        isSample =
            Self.samples.contains { folder.has($0) } || Self.sampleNames.contains { name.has($0) }
            || ["md", "rst", "adoc", "html", "htm", "pod", "1", "3", "5", "7", "8", "info", "tex"].contains(end)
        isCode = Self.code.contains(end)
        allowsNames =
            !name.hasSuffix(".min.js") && !Self.nameless.contains(end) && !folder.has("/locale")
            && !folder.has("/i18n/") && !folder.has("/translations/") && !folder.has("/zoneinfo/") && !name.has("lock")
            && name != "go.sum" && name != "go.mod"
        isSnakeoil = name.has("snakeoil")
        form = FileForm(path)
        if form != .other {
            allowsNames = true
            isCode = isCode && form == .phpConfiguration
        }
    }

    private static let packages = [
        "/site-packages/", "/dist-packages/", "/node_modules/", "/go/pkg/mod/", "/.cargo/registry/", "/gems/",
        "/vendor/bundle/", "/.m2/repository/", "/usr/local/lib/python", "/usr/local/go/", "/lib/python2",
        "/lib/python3",
        "/lib/ruby/", "/lib/perl", "/rustlib/", "/lib/jvm/", "/vendor/github.com/", "/vendor/golang.org/",
        "/vendor/composer/",
    ]
    private static let samples = [
        "/test/", "/tests/", "/testing/", "/testdata/", "/test-data/", "/test_data/", "/fixtures/", "/fixture/",
        "/spec/", "/specs/", "/examples/", "/example/", "/samples/", "/sample/", "/demo/", "/demos/", "/doc/", "/docs/",
        "/__tests__/", "/mocks/", "/__mocks__/", "/man/", "/tutorial/",
    ]
    private static let sampleNames = [
        "pkg-info", "metadata", "readme", "changelog", "changes", "news", "history.",
        "example", "sample", ".dist", ".tmpl", ".template", "_test.go", ".test.js", ".test.ts", ".spec.js", ".spec.ts",
        "test_",
    ]
    private static let code: Set<String> = [
        "py", "pyi", "js", "mjs", "cjs", "jsx", "ts", "tsx", "java", "kt", "go", "rb", "php", "c", "h", "cc", "cpp",
        "hpp",
        "rs", "cs", "swift", "pl", "pm", "lua", "scala", "groovy", "m", "vue", "dart", "ex", "exs", "erl", "clj", "tcl",
        "el", "vim", "r", "jl", "hs", "ml", "inc", "t", "awk", "ps1", "psm1", "proto",
    ]
    private static let nameless: Set<String> = [
        "map", "css", "scss", "less", "svg", "html", "htm", "xhtml", "po", "pot", "arb", "xlf", "md", "rst", "adoc",
        "sum", "lock", "csv", "tsv", "list", "md5sums", "d", "log", "tex", "pod", "xsd", "dtd", "wsdl", "ipynb", "pyi",
    ]
}

/// Files whose form is known by their path; these are read whole.
enum FileForm: Sendable {
    case other, shadow, passwd, htpasswd, netrc, pgpass, npmrc, pypirc, dockerConfiguration, gitCredentials, railsKey
    case phpConfiguration, environment, curlrc, myCnf, wireGuard

    init(_ path: FoldedPath) {
        let (folder, name) = (path.folder, path.name)
        self =
            switch name {
            case "shadow", "shadow-", "gshadow", "gshadow-", "shadow.bak": .shadow
            case "passwd", "passwd-": folder.hasSuffix("/etc/") ? .passwd : .other
            case ".htpasswd", "htpasswd", ".htpasswds", "htpasswd.users": .htpasswd
            case ".netrc", "_netrc", "netrc": .netrc
            case ".pgpass", "pgpass.conf", "pgpass": .pgpass
            case ".npmrc", "npmrc", ".yarnrc": .npmrc
            case ".pypirc": .pypirc
            case "config.json": folder.has("docker") ? .dockerConfiguration : .other
            case ".dockercfg", "auth.json", ".dockerconfigjson": .dockerConfiguration
            case ".git-credentials", "git-credentials": .gitCredentials
            case "master.key", "credentials.key": .railsKey
            case "wp-config.php", "settings.php", "configuration.php", "config.inc.php": .phpConfiguration
            case ".curlrc": .curlrc
            case ".my.cnf", "my.cnf": .myCnf
            case ".env", ".envrc": .environment
            case _ where name.hasPrefix(".env.") || name.hasSuffix(".env"): .environment
            case _ where name.hasSuffix(".htpasswd"): .htpasswd
            case _ where name.hasSuffix(".key") && folder.hasSuffix("/config/credentials/"): .railsKey
            case _ where folder.hasSuffix("/wireguard/") && name.hasSuffix(".conf"): .wireGuard
            default: .other
            }
    }
}
