import Testing

@testable import Secrets

/// Secrets in variables and in commands.
struct VariableTests {
    @Test func variablesAreJudgedByTheirNames() {
        var s = Sample(21)
        let token = s.checked("gh" + "p_")
        let hits = SecretScanner.variables(
            [
                ("PATH", "/usr/bin:/bin"), ("DB_PASSWORD", s.text(12)), ("NODE_VERSION", "20.1.0"), ("X", token),
                ("GPG_KEY", s.text(40, Sample.hexadecimal)), ("PASSWORD", "changeme"),
                ("API_KEY_FILE", "/run/secrets/key1"),
                ("DATADOG_API_KEY", s.text(32, Sample.hexadecimal)), ("PYTHON_SHA256", s.text(64, Sample.hexadecimal)),
                ("DATABASE_URL", "mysql://root:\(s.text(16))@db/x"), ("ADMIN_PASSWORD", "Summer2024!"),
            ], path: "")
        #expect(hits.map(\.line) == [2, 4, 8, 10, 11])
        #expect(
            hits.map(\.kind) == [
                "generic-secret", "github-token", "datadog-key", "connection-string", "generic-secret",
            ])
    }

    @Test func commands() {
        var s = Sample(22)
        let secret = s.text(18)
        let commands: [(String, Bool)] = [
            ("|2 TOKEN=\(secret) VERSION=1.2.3 /bin/sh -c make", true),
            ("|1 VERSION=1.2.3 /bin/sh -c make", false),
            ("/bin/sh -c curl -H \"Authorization: Bearer \(s.text(40))\" https://api.corp.net", true),
            ("/bin/sh -c curl -u ci:\(secret) https://api.corp.net", true),
            ("/bin/sh -c tool --password=\(secret) x", true),
            ("/bin/sh -c tool --password \(secret) x", true),
            ("/bin/sh -c tool --password-stdin x", false),
            ("/bin/sh -c mysql -uroot -p\(secret) db", true),
            ("/bin/sh -c mkdir -p\(secret)", false),
            ("/bin/sh -c mysql -uroot -p$MYSQL_ROOT_PASSWORD db", false),
            ("/bin/sh -c echo 'root:Docker!' | chpasswd", true),
            ("/bin/sh -c git clone https://bot:\(secret)@git.corp.net/r.git", true),
            ("/bin/sh -c git clone https://${USER}:${TOKEN}@git.corp.net/r.git", false),
            ("/bin/sh -c PGPASSWORD=\(secret) psql -h db", true),
            ("/bin/sh -c docker login -u ci -p \(secret) r.corp.net", true),
            ("/bin/sh -c docker run -p 8080:80 nginx", false),
            ("/bin/sh -c apt-get update && apt-get install -y --no-install-recommends ca-certificates=20230311", false),
            ("ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D", false),
        ]
        for (command, isFound) in commands {
            let hits = SecretScanner.commandLine(command, path: "")
            #expect(hits.count == (isFound ? 1 : 0), "\(command): \(hits)")
            for hit in hits { #expect(!hit.masked.contains(secret)) }
        }
    }
}
