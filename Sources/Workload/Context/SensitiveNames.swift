/// The names behind `SensitivePath`, all in lower case.
enum SensitiveNames {
    typealias Kind = SensitivePath.Kind

    static let folders: [String: Kind] = [
        ".git": .versionControl, ".hg": .versionControl, ".svn": .versionControl, ".bzr": .versionControl,
        "cvs": .versionControl, ".jj": .versionControl,
        "node_modules": .dependencies, "bower_components": .dependencies, ".venv": .dependencies,
        "venv": .dependencies, "virtualenv": .dependencies, "site-packages": .dependencies,
        ".pnpm-store": .dependencies, ".yarn": .dependencies, ".bundle": .dependencies, "pods": .dependencies,
        "__pycache__": .toolCache, ".gradle": .toolCache, ".terraform": .toolCache, ".terragrunt-cache": .toolCache,
        ".pytest_cache": .toolCache, ".mypy_cache": .toolCache, ".ruff_cache": .toolCache, ".tox": .toolCache,
        ".nox": .toolCache, ".cache": .toolCache, ".parcel-cache": .toolCache, ".turbo": .toolCache,
        ".nx": .toolCache, ".eggs": .toolCache, ".ipynb_checkpoints": .toolCache, ".sass-cache": .toolCache,
        ".serverless": .toolCache, ".aws-sam": .toolCache, "cdk.out": .toolCache, ".dart_tool": .toolCache,
        ".build": .buildOutput, ".next": .buildOutput, ".nuxt": .buildOutput, ".output": .buildOutput,
        ".svelte-kit": .buildOutput, "dist": .buildOutput, "coverage": .buildOutput, "htmlcov": .buildOutput,
        ".nyc_output": .buildOutput, "deriveddata": .buildOutput, "obj": .buildOutput,
        ".idea": .editor, ".vscode": .editor, ".vs": .editor, ".fleet": .editor, ".settings": .editor,
        ".zed": .editor, ".devcontainer": .editor,
        "__macosx": .systemLitter, ".trash": .systemLitter, "$recycle.bin": .systemLitter,
        "lost+found": .systemLitter, ".spotlight-v100": .systemLitter,
    ]

    /// Folders whose name alone says too little: `target` and `build` are also names of sources, Go keeps its
    /// dependencies in `vendor` on purpose.
    static let nestedFolders: [String: Kind] = [
        "vendor/bundle": .dependencies, "vendor/composer": .dependencies, "vendor/cache": .dependencies,
        "target/debug": .buildOutput, "target/release": .buildOutput, "target/classes": .buildOutput,
        "target/test-classes": .buildOutput, "target/surefire-reports": .buildOutput,
        "target/maven-status": .buildOutput, "target/generated-sources": .buildOutput,
        "build/libs": .buildOutput, "build/classes": .buildOutput, "build/reports": .buildOutput,
        "build/tmp": .buildOutput, "bin/debug": .buildOutput, "bin/release": .buildOutput,
    ]

    /// A file of a folder such as `.ssh`. Nil for other folders, and for what of them is no secret.
    static func inSecretFolder(_ folder: String, file: ArraySlice<UInt8>) -> Kind? {
        let name = String(decoding: file, as: UTF8.self)
        switch folder {
        case ".ssh":
            return ["config", "known_hosts", "authorized_keys"].contains(name) || name.hasSuffix(".pub")
                ? nil : .privateKey
        case ".gnupg": return .privateKey
        case ".aws": return name == "credentials" || name.hasPrefix("sso/cache/") ? .cloudCredentials : nil
        case ".azure": return name.hasSuffix(".json") ? .cloudCredentials : nil
        case "gcloud", ".gcloud":
            return name.hasSuffix("credentials.db") || name.hasSuffix("credentials.json") ? .cloudCredentials : nil
        case ".docker": return name == "config.json" ? .registryCredentials : nil
        case ".kube": return name == "config" ? .clusterCredentials : nil
        case ".m2": return name == "settings.xml" || name == "settings-security.xml" ? .registryCredentials : nil
        case ".cargo": return name == "credentials" || name == "credentials.toml" ? .registryCredentials : nil
        case ".gem": return name == "credentials" ? .registryCredentials : nil
        default: return nil
        }
    }

    private static let files: [String: Kind] = [
        "id_rsa": .privateKey, "id_dsa": .privateKey, "id_ecdsa": .privateKey, "id_ed25519": .privateKey,
        "id_ecdsa_sk": .privateKey, "id_ed25519_sk": .privateKey,
        ".npmrc": .registryCredentials, ".yarnrc.yml": .registryCredentials, ".pypirc": .registryCredentials,
        ".dockercfg": .registryCredentials, ".dockerconfigjson": .registryCredentials,
        "nuget.config": .registryCredentials, "auth.json": .registryCredentials,
        ".netrc": .gitCredentials, "_netrc": .gitCredentials, ".git-credentials": .gitCredentials,
        ".s3cfg": .cloudCredentials, ".boto": .cloudCredentials, "credentials.csv": .cloudCredentials,
        "accesskeys.csv": .cloudCredentials, ".terraformrc": .cloudCredentials, "terraform.rc": .cloudCredentials,
        "credentials.tfrc.json": .cloudCredentials, "application_default_credentials.json": .cloudCredentials,
        "kubeconfig": .clusterCredentials, "kubeconfig.yaml": .clusterCredentials,
        "kubeconfig.yml": .clusterCredentials, "admin.conf": .clusterCredentials,
        "terraform.tfstate": .terraformState, "terraform.tfstate.backup": .terraformState,
        "credentials.json": .serviceAccount, "credentials": .serviceAccount, "service-account.json": .serviceAccount,
        "service_account.json": .serviceAccount, "serviceaccount.json": .serviceAccount,
        "serviceaccountkey.json": .serviceAccount, "client_secret.json": .serviceAccount,
        "client_secrets.json": .serviceAccount, "gcp-key.json": .serviceAccount,
        ".htpasswd": .passwordFile, "htpasswd": .passwordFile, ".pgpass": .passwordFile, ".my.cnf": .passwordFile,
        ".vault_pass": .passwordFile, ".vault-token": .passwordFile, "vault-password.txt": .passwordFile,
        "shadow": .passwordFile,
        "secrets.yml": .secretsFile, "secrets.yaml": .secretsFile, "secrets.json": .secretsFile,
        "secrets.toml": .secretsFile, "secrets.env": .secretsFile, "secret.yml": .secretsFile,
        "secret.yaml": .secretsFile, "secret.json": .secretsFile, "secret.env": .secretsFile,
        "secrets.properties": .secretsFile, "master.key": .secretsFile, ".secrets": .secretsFile,
        "secret_token.rb": .secretsFile,
        ".ds_store": .systemLitter, "thumbs.db": .systemLitter, "desktop.ini": .systemLitter,
        "npm-debug.log": .log, "yarn-error.log": .log, "core": .dump, "heapdump.hprof": .dump,
    ]

    /// By the last extension; true when only the content can tell.
    private static let extensions: [String: (kind: Kind, needsContent: Bool)] = [
        "pem": (.privateKey, true), "key": (.privateKey, true), "ppk": (.privateKey, false),
        "p8": (.privateKey, true), "asc": (.privateKey, true), "gpg": (.privateKey, true),
        "p12": (.keyStore, false), "pfx": (.keyStore, false), "jks": (.keyStore, false),
        "keystore": (.keyStore, false), "bcfks": (.keyStore, false), "kdbx": (.keyStore, false),
        "keytab": (.keyStore, false),
        "tfstate": (.terraformState, false), "tfvars": (.terraformVariables, true),
        "kubeconfig": (.clusterCredentials, false), "ovpn": (.privateKey, true),
        "log": (.log, false), "sql": (.dump, true), "dump": (.dump, false), "dmp": (.dump, false),
        "hprof": (.dump, false), "rdb": (.dump, false), "bak": (.dump, false), "pgdump": (.dump, false),
        "zip": (.archive, false), "tar": (.archive, false), "gz": (.archive, false), "tgz": (.archive, false),
        "bz2": (.archive, false), "xz": (.archive, false), "7z": (.archive, false), "rar": (.archive, false),
        "zst": (.archive, false), "iso": (.archive, false),
        "pyc": (.toolCache, false), "pyo": (.toolCache, false), "swp": (.editor, false), "swo": (.editor, false),
        "iml": (.editor, false),
    ]

    /// Ends of names that say "this is a pattern to copy, with nothing real in it".
    private static let samples = [
        ".example", ".sample", ".template", ".tmpl", ".tpl", ".dist", ".defaults", ".default", ".schema", ".j2", ".erb",
    ]

    static func file(_ name: String) -> (kind: Kind, needsContent: Bool)? {
        if samples.contains(where: { name.hasSuffix($0) }) { return nil }
        if let kind = files[name] {
            let needsContent =
                [".npmrc", ".yarnrc.yml", "nuget.config", "auth.json", "credentials", "credentials.json", "admin.conf"]
                .contains(name)
            return (kind, needsContent)
        }
        if isEnvironment(name) { return (.environmentFile, false) }
        if name.hasPrefix("id_rsa"), !name.hasSuffix(".pub") { return (.privateKey, true) }
        if name.hasSuffix(".tfvars.json") { return (.terraformVariables, true) }
        if name.hasPrefix("core."), name.utf8.dropFirst(5).allSatisfy(ByteClass.isDigit) { return (.dump, false) }
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex || name.utf8.count > 1 else {
            return nil
        }
        return extensions[String(name[name.utf8.index(after: dot)...])]
    }

    /// `.env`, `.env.production`, `prod.env`; not `.envrc` and not `.env.example` or `.env.local.example`.
    private static func isEnvironment(_ name: String) -> Bool {
        guard name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env") else { return false }
        let harmless: Set<Substring> = [
            "example", "sample", "template", "dist", "schema", "test", "ci", "enc", "age", "gpg", "vault",
        ]
        return !name.split(separator: ".").contains { harmless.contains($0) }
    }
}
