import Basics
import Testing

@testable import Workload

@Suite struct ContextSensitiveTests {
    @Test(arguments: [
        ("id_rsa", SensitivePath.Kind.privateKey), ("deploy/id_ed25519", .privateKey), (".ssh/deploy", .privateKey),
        ("tls/server.pem", .privateKey), ("server.KEY", .privateKey), ("app.p12", .keyStore), ("a.pfx", .keyStore),
        ("release.jks", .keyStore), ("debug.keystore", .keyStore), (".env", .environmentFile),
        ("a/.env", .environmentFile),
        (".env.production", .environmentFile), ("prod.env", .environmentFile), (".env.local", .environmentFile),
        (".npmrc", .registryCredentials), (".pypirc", .registryCredentials),
        (".docker/config.json", .registryCredentials),
        (".netrc", .gitCredentials), (".git-credentials", .gitCredentials), (".aws/credentials", .cloudCredentials),
        ("kubeconfig", .clusterCredentials), (".kube/config", .clusterCredentials),
        ("terraform.tfstate", .terraformState),
        ("env/prod.tfstate", .terraformState), ("prod.tfvars", .terraformVariables),
        ("x.tfvars.json", .terraformVariables),
        ("service-account.json", .serviceAccount), ("credentials.json", .serviceAccount), (".htpasswd", .passwordFile),
        ("terraform.rc", .cloudCredentials), ("config/secrets.yml", .secretsFile), ("config/master.key", .secretsFile),
        (".git/config", .versionControl), (".svn/entries", .versionControl), ("node_modules/a/b.js", .dependencies),
        ("web/node_modules/a/.env", .dependencies), (".venv/bin/python", .dependencies),
        ("vendor/bundle/x", .dependencies),
        ("app/__pycache__/x.pyc", .toolCache), ("target/debug/app", .buildOutput), (".next/a", .buildOutput),
        (".gradle/x", .toolCache), (".terraform/providers/x", .toolCache), (".idea/a.xml", .editor),
        (".vscode/settings.json", .editor), (".DS_Store", .systemLitter), ("a/Thumbs.db", .systemLitter),
        ("logs/app.log", .log), ("backup.sql", .dump), ("core", .dump), ("core.1234", .dump), ("a.tar.gz", .archive),
        (".git/id_rsa", .privateKey),
    ])
    func classifies(_ path: String, _ kind: SensitivePath.Kind) {
        #expect(SensitivePath.classify(path)?.kind == kind)
    }

    @Test(arguments: [
        "", "main.go", ".env.example", ".env.sample", ".env.template", ".env.dist", ".env.local.example", ".envrc",
        "env", "vendor/github.com/x/y.go", "target/main.c", "id_rsa.pub", ".ssh/known_hosts", ".ssh/id_rsa.pub",
        "core.js", "core/main.go", "docs/keys.md", "environment.ts", "secrets.go", "build/Dockerfile", "gitignore",
        ".gitignore", "terraform.tfvars.example", "pem", "a.", ".", "/", "//", "src/.docker/daemon.json", "log.go",
    ])
    func leavesAlone(_ path: String) {
        #expect(SensitivePath.classify(path) == nil)
    }

    @Test func namesTheOutermostFolder() {
        #expect(SensitivePath.classify("web/node_modules/a/node_modules/b.js")?.place == "web/node_modules")
        #expect(SensitivePath.classify("a/.env")?.place == "a/.env")
        #expect(SensitivePath.classify("Target/Debug/x")?.place == "Target/Debug")
    }

    @Test(arguments: [("a.pem", true), ("id_rsa", false), ("a.p12", false), ("x.tfvars", true), (".npmrc", true)])
    func saysWhenOnlyContentCanTell(_ path: String, _ needsContent: Bool) {
        #expect(SensitivePath.classify(path)?.needsContent == needsContent)
    }

    @Test(arguments: SensitivePath.Kind.allCases)
    func everyKindSaysWhy(_ kind: SensitivePath.Kind) {
        #expect(!kind.why.en.isEmpty)
        #expect(kind.why.ja != kind.why.en)
    }
}
