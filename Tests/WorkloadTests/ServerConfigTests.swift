import Basics
import Testing

@testable import Workload

private func server(_ path: String, _ text: String) throws -> ServerConfig {
    try #require(ServerConfigReader.read(path, in: MemoryTree([path: text])))
}

@Suite struct ServerConfigTests {
    @Test func supervisord() throws {
        let text = """
            [supervisord]
            nodaemon=true ; stay
            logfile=/var/log/supervisor/supervisord.log
            [include]
            files = conf.d/*.conf
            [program:web]
            command=/usr/bin/node "server.js"
            autorestart=true
            stopsignal=QUIT
            stopwaitsecs=25
            stopasgroup=true
            stdout_logfile=/dev/fd/1
            stdout_logfile_maxbytes=0
            [program:worker]
            command=php artisan queue:work
            stdout_logfile=/var/log/worker.log
            stderr_logfile=NONE
            user=www-data
            """
        guard case .supervisord(let config) = try server("docker/supervisord.conf", text) else {
            Issue.record("not read as supervisord")
            return
        }
        #expect(config.nodaemon?.isTrue == true)
        #expect(config.nodaemon?.span.start.line == 2)
        #expect(config.programs.map(\.name) == ["web", "worker"])
        #expect(config.programs[0].command?.text == "/usr/bin/node \"server.js\"")
        #expect(config.programs[0].stopWaitSeconds?.seconds == 25)
        #expect(config.programs[0].stopSignal?.text == "QUIT")
        #expect(config.programs[0].stopAsGroup?.isTrue == true)
        #expect(config.programs[0].killAsGroup == nil)
        #expect(config.programs[1].user?.text == "www-data")
        #expect(config.includes.map(\.text) == ["conf.d/*.conf"])
        #expect(
            config.writesLogs.map(\.path) == [
                "/var/log/supervisor/supervisord.log", "/dev/stdout", "/var/log/worker.log",
            ])
        #expect(config.writesLogs.map(\.isStream) == [false, true, false])
    }

    @Test func nginx() throws {
        let text = """
            user nginx; # not root
            daemon off;
            pid /tmp/nginx.pid;
            worker_shutdown_timeout 10s;
            error_log /dev/stderr warn;
            http {
                include /etc/nginx/mime.types;
                access_log /var/log/nginx/access.log main;
                log_format main '{"a":"$request;"}';
                upstream app { server api:3000 max_fails=3; server unix:/run/app.sock; }
                server {
                    listen 8080 default_server;
                    listen [::]:8080;
                    location / { proxy_pass http://127.0.0.1:5000/x; access_log off; }
                    location ~ \\.php$ { fastcgi_pass ${PHP_HOST}:9000; }
                    content_by_lua_block { local t = { a = 1 }; }
                }
            }
            """
        guard case .nginx(let config) = try server("nginx.conf", text) else {
            Issue.record("not read as nginx")
            return
        }
        #expect(config.problem == nil)
        #expect(config.daemon?.text == "off")
        #expect(config.user?.text == "nginx")
        #expect(config.pid?.text == "/tmp/nginx.pid")
        #expect(config.workerShutdownTimeout?.seconds == 10)
        #expect(config.listens.map(\.port) == [8080, 8080])
        #expect(config.listens[1].host == "[::]")
        #expect(config.listens[0].span.start.line == 12)
        #expect(config.includes.map(\.text) == ["/etc/nginx/mime.types"])
        #expect(config.writesLogs.map(\.path) == ["/dev/stderr", "/var/log/nginx/access.log"])
        #expect(config.upstreams.map(\.host) == ["api", nil, "127.0.0.1", "${PHP_HOST}"])
        #expect(config.upstreams.map(\.port) == [3000, nil, 5000, 9000])
        #expect(config.writablePaths.map(\.text) == ["/tmp/nginx.pid"])
    }

    @Test(arguments: ["http {", "}", "a \"b", "listen 80", "{}{}}", "a {b {c {"]) func brokenNginx(_ text: String) {
        #expect(NginxConfig(SourceFile(path: "nginx.conf", text: text)).problem?.code == .invalid)
    }

    @Test func phpFpm() throws {
        let text = """
            [global]
            daemonize = no
            error_log = /proc/self/fd/2
            process_control_timeout = 10s
            [www]
            listen = 9000
            access.log = /var/log/php/access.log
            catch_workers_output = yes
            clear_env = no
            pm.max_children = 5
            """
        guard case .phpFpm(let config) = try server("php-fpm.d/zz-docker.conf", text) else {
            Issue.record("not read as PHP-FPM")
            return
        }
        #expect(config.daemonize?.isTrue == false)
        #expect(config.processControlTimeout?.seconds == 10)
        #expect(config.pools.first?.listen?.port == 9000)
        #expect(config.pools.first?.catchWorkersOutput?.isTrue == true)
        #expect(config.pools.first?.clearEnv?.isTrue == false)
        #expect(config.writesLogs.map(\.path) == ["/var/log/php/access.log", "/dev/stderr"])
    }

    @Test func apache() throws {
        let text = """
            Listen 0.0.0.0:8080
            ErrorLog ${APACHE_LOG_DIR}/error.log
            CustomLog "|/bin/cat" combined
            gracefulshutdowntimeout 20
            <VirtualHost *:8080>
              CustomLog /dev/stdout combined
            </VirtualHost>
            """
        guard case .apache(let config) = try server("site.conf", text) else {
            Issue.record("not read as Apache")
            return
        }
        #expect(config.listens.map(\.port) == [8080])
        #expect(config.gracefulShutdownTimeout?.seconds == 20)
        #expect(config.writesLogs.map(\.isStream) == [false, true, true])
    }

    @Test func gunicorn() throws {
        let text = """
            import os
            bind = ["0.0.0.0:8000", "unix:/run/g.sock"]
            graceful_timeout = 25  # below the stop timeout
            worker_tmp_dir = "/dev/shm"
            workers = int(os.environ.get("W", 2))
            accesslog = "-"
            errorlog = "/var/log/g.log"
            if x == 1:
                timeout = 5
            """
        guard case .gunicorn(let config) = try server("gunicorn.conf.py", text) else {
            Issue.record("not read as gunicorn")
            return
        }
        #expect(config.listens.map(\.port) == [8000, nil])
        #expect(config.listens[1].socket == "/run/g.sock")
        #expect(config.gracefulTimeout?.seconds == 25)
        #expect(config.workerTemporaryFolder?.text == "/dev/shm")
        #expect(config.timeout == nil)
        #expect(config.writesLogs.map(\.path) == ["/dev/stdout", "/var/log/g.log"])
    }

    @Test(arguments: [
        ("\"[::1]:8000\"", ["[::1]"]), ("['[::]:8000', '127.0.0.1:9']", ["[::]", "127.0.0.1"]),
        ("os.environ['BIND']", ["os.environ['BIND']"]),
    ]) func gunicornAddresses(_ written: String, _ hosts: [String]) {
        let config = GunicornConfig(SourceFile(path: "gunicorn.conf.py", text: "bind = \(written)\n"))
        #expect(config.listens.map(\.host) == hosts)
    }

    @Test(arguments: [("localhost", 80), ("443 ssl", 443), ("${PORT}", nil), ("unix:/x", nil)] as [(String, Int?)])
    func nginxListen(_ written: String, _ port: Int?) {
        let config = NginxConfig(SourceFile(path: "nginx.conf", text: "listen \(written);"))
        #expect(config.listens.map(\.port) == [port])
    }

    @Test func uwsgi() throws {
        let text = "[uwsgi]\nhttp = :8080\nsocket = /tmp/u.sock\ndie-on-term = true\nlogto = /var/log/u.log\n"
        guard case .uwsgi(let config) = try server("uwsgi.ini", text) else {
            Issue.record("not read as uWSGI")
            return
        }
        #expect(config.dieOnTerm?.isTrue == true)
        #expect(config.listens.map(\.port) == [8080, nil])
        #expect(config.writesLogs.map(\.path) == ["/var/log/u.log"])
    }

    @Test func procfile() throws {
        guard
            case .procfile(let config) = try server(
                "Procfile", "# x\nweb: bundle exec puma -p $PORT\nworker: sidekiq\nbad\n")
        else {
            Issue.record("not read as a Procfile")
            return
        }
        #expect(config.processes.map(\.name) == ["web", "worker"])
        #expect(config.processes[0].command == "bundle exec puma -p $PORT")
        #expect(config.processes[0].span.start == Position(line: 2, column: 6))
        #expect(config.problem?.message.en.contains("Procfile:4") == true)
    }

    @Test func s6() throws {
        let tree = MemoryTree([
            "rootfs/etc/s6-overlay/s6-rc.d/api/type": "longrun\n",
            "rootfs/etc/s6-overlay/s6-rc.d/api/run": "#!/bin/sh\n# start\nexec node server.js\n",
            "rootfs/etc/s6-overlay/s6-rc.d/api/finish": "#!/bin/sh\n",
            "rootfs/etc/s6-overlay/s6-rc.d/api/timeout-kill": "25000\n",
            "rootfs/etc/s6-overlay/s6-rc.d/api/dependencies.d/migrate": "",
            "rootfs/etc/s6-overlay/s6-rc.d/migrate/type": "oneshot\n",
            "rootfs/etc/s6-overlay/s6-rc.d/migrate/up": "/etc/migrate.sh\n",
            "rootfs/etc/s6-overlay/s6-rc.d/user/contents.d/api": "",
            "etc/services.d/cron/run": "#!/bin/sh\ncrond -f\n",
        ])
        let services = S6Services(folder: "rootfs/etc/s6-overlay/s6-rc.d", in: tree).services
        #expect(services.map(\.name) == ["api", "migrate"])
        #expect(services.map(\.kind) == [.longrun, .oneshot])
        #expect(services[0].command?.text == "exec node server.js")
        #expect(services[0].replacesScript)
        #expect(services[0].timeoutKill == 25000)
        #expect(services[0].dependencies == ["migrate"])
        #expect(services[0].finish?.hasSuffix("api/finish") == true)
        guard case .s6(let legacy)? = ServerConfigReader.read(folder: "etc/services.d", in: tree).first else {
            Issue.record("services.d not found")
            return
        }
        #expect(legacy.isLegacy)
        #expect(legacy.services.first?.replacesScript == false)
    }

    @Test func filesThatAreOnlyNamed() {
        let tree = MemoryTree(["a/ecosystem.config.js": "x", "a/crontab": "* * * * * x", "a/other.txt": "server {"])
        #expect(ServerConfigReader.read(folder: "a", in: tree).map(\.path) == ["a/crontab", "a/ecosystem.config.js"])
    }

    @Test(
        arguments: [
            ("8080", 8080, "", false), ("*:80", 80, "*", false), ("127.0.0.1:3000", 3000, "127.0.0.1", true),
            ("localhost:3000", 3000, "localhost", true), ("[::1]:80", 80, "[::1]", true),
            ("/run/x.sock", nil, "", true),
            ("${PORT}", nil, "${PORT}", false), ("99999", nil, "", false),
        ] as [(String, Int?, String, Bool)]) func address(
            _ text: String, _ port: Int?, _ host: String, _ loopback: Bool
        )
    {
        let address = ListenAddress(text, SourceFile(path: "x", text: text).span(0..<1))
        #expect(address.port == port)
        #expect(address.host == host)
        #expect(address.isLoopback == loopback)
    }

    @Test(arguments: ManifestHostileTests.inputs.keys.sorted()) func anyContentIsAValue(_ name: String) throws {
        let source = SourceFile(path: "x.conf", bytes: try #require(ManifestHostileTests.inputs[name]))
        _ = SupervisordConfig(source)
        _ = NginxConfig(source)
        _ = PhpFpmConfig(source)
        _ = ApacheConfig(source)
        _ = GunicornConfig(source)
        _ = UwsgiConfig(source)
        _ = Procfile(source)
        _ = ServerConfigReader.read(source)
    }
}
