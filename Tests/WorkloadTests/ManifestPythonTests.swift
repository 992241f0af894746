import Basics
import Testing

@testable import Workload

@Suite struct ManifestPythonTests {
    @Test func readsRequirements() throws {
        let text = """
            # production
            -i http://mirror.example.com/simple
            --extra-index-url https://ci:s3cret@pkgs.example.com/simple
            --trusted-host mirror.example.com
            -r base.txt
            -c constraints.txt
            Flask==3.0.0
            gunicorn[gevent]>=21,<23 ; python_version >= "3.8"
            psycopg2
            tool @ git+https://github.com/o/tool@0123456789012345678901234567890123456789
            git+https://github.com/o/lib.git@main#egg=lib
            urllib3==2.* # floating
            """
        let manifest = try readManifest("requirements.txt", ["requirements.txt": text])
        #expect(manifest.problem == nil)
        #expect(manifest.dependencies.map(\.name) == ["Flask", "gunicorn", "psycopg2", "tool", "lib", "urllib3"])
        #expect(manifest.unpinned.map(\.name) == ["gunicorn", "psycopg2", "lib", "urllib3"])
        #expect(manifest.unpinned.first?.span?.start.line == 8)
        #expect(manifest.includes == ["base.txt", "constraints.txt"])
        #expect(manifest.hasHashes == false)
        #expect(manifest.sources.map(\.kind) == [.registry, .extraRegistry, .trustedHost, .git, .git])
        #expect(manifest.sources.map(\.isPlain) == [true, false, false, false, false])
        #expect(manifest.sources.map(\.isFixed) == [false, false, false, true, false])
        #expect(manifest.sources[1].address == "https://***@pkgs.example.com/simple")
        #expect(manifest.sources[1].hasCredentials)
        #expect(manifest.frameworks.map(\.name) == ["flask", "gunicorn", "psycopg2"])
        #expect(manifest.conventionalPort == 8000)
        #expect(manifest.nativePackages == [NativePackage(name: "psycopg2", alwaysCompiles: true)])
    }

    @Test func hashesFollowOnTheirOwnLines() throws {
        let text = "flask==3.0.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\nclick==8.1.7 --hash=sha256:cc\n"
        let manifest = try readManifest("requirements.txt", ["requirements.txt": text])
        #expect(manifest.dependencies.map(\.name) == ["flask", "click"])
        #expect(manifest.hasHashes == true)
        #expect(manifest.unpinned.isEmpty)
        let partly = try readManifest("requirements.txt", ["requirements.txt": text + "x==1\n"])
        #expect(partly.hasHashes == false)
    }

    @Test(arguments: [
        ("requirements.txt", true), ("requirements-dev.txt", true), ("dev-requirements.txt", true),
        ("requirements.in", true),
        ("notes.txt", false), ("requirements.md", false),
    ]) func names(_ name: String, _ isManifest: Bool) {
        #expect(ManifestReader.isManifest(name) == isManifest)
    }

    @Test func developmentByName() throws {
        let manifest = try readManifest("requirements-dev.txt", ["requirements-dev.txt": "pytest\n"])
        #expect(manifest.developmentDependencies.map(\.name) == ["pytest"])
    }

    @Test func compiledRequirements() throws {
        let files = [
            "requirements.in": "flask\nZope.Interface\nredis\n",
            "requirements.txt": "flask==3.0.0 --hash=sha256:aa\nzope-interface==6.0 --hash=sha256:bb\n",
        ]
        let manifest = try readManifest("requirements.in", files)
        #expect(manifest.lock?.differences?.map(\.name) == ["redis"])
        #expect(manifest.lock?.hasIntegrity == true)
    }

    static let project = """
        [project]
        name = "api"
        version = "0.1.0"
        requires-python = ">=3.12"
        dependencies = [
            "fastapi>=0.110",
            "uvicorn[standard]==0.29.0",
        ]
        [project.optional-dependencies]
        s3 = ["boto3"]
        [dependency-groups]
        dev = ["pytest>=8", {include-group = "lint"}]
        [project.scripts]
        api = "api.main:run"
        [[tool.uv.index]]
        url = "http://pypi.internal/simple"
        [tool.uv.sources]
        helper = { git = "https://github.com/o/helper", rev = "main" }
        """

    @Test func readsPyProject() throws {
        let files = [
            "pyproject.toml": Self.project,
            "uv.lock": """
            version = 1
            requires-python = ">=3.12"

            [[package]]
            name = "fastapi"
            version = "0.110.0"
            sdist = { hash = "sha256:aa" }
            dependencies = [
                { name = "pytest" },
            ]

            [[package]]
            name = "uvicorn"

            [[package]]
            name = "boto3"
            """,
        ]
        let manifest = try readManifest("pyproject.toml", files)
        #expect(manifest.problem == nil)
        #expect(manifest.ecosystem == .uv)
        #expect(manifest.name == "api")
        #expect(manifest.commands == ["api"])
        #expect(manifest.runtimes.first?.range == ">=3.12")
        #expect(manifest.runtimes.first?.span?.start.line == 4)
        #expect(manifest.runtimeDependencies.map(\.name) == ["fastapi", "uvicorn"])
        #expect(manifest.runtimeDependencies.map(\.isPinned) == [false, true])
        #expect(manifest.runtimeDependencies[1].span?.start.line == 7)
        #expect(manifest.developmentDependencies.map(\.name) == ["pytest"])
        #expect(manifest.sources.map(\.isPlain) == [true, false])
        #expect(manifest.lock?.version == "1")
        #expect(manifest.lock?.hasIntegrity == true)
        #expect(manifest.lock?.differences?.map(\.name) == ["pytest"])
    }

    @Test func readsPoetry() throws {
        let files = [
            "pyproject.toml": """
            [tool.poetry]
            name = "web"
            version = "1.0"
            [tool.poetry.dependencies]
            python = "^3.11"
            Django = "^5.0"
            gunicorn = { version = "22.0.0", extras = ["gevent"] }
            lib = { git = "https://github.com/o/lib.git", branch = "main" }
            [tool.poetry.group.dev.dependencies]
            ruff = "*"
            [tool.poetry.dependencies.celery]
            version = "^5.3"
            """,
            "poetry.lock": """
            [[package]]
            name = "django"
            [[package]]
            name = "gunicorn"
            files = [{file = "g.whl", hash = "sha256:aa"}]
            [[package]]
            name = "lib"
            [[package]]
            name = "celery"

            [metadata]
            lock-version = "2.0"
            content-hash = "x"
            """,
        ]
        let manifest = try readManifest("pyproject.toml", files)
        #expect(manifest.ecosystem == .poetry)
        #expect(manifest.runtimes.map(\.range) == ["^3.11"])
        #expect(manifest.runtimeDependencies.map(\.name) == ["Django", "celery", "gunicorn", "lib"])
        #expect(manifest.runtimeDependencies.map(\.isPinned) == [false, false, true, false])
        #expect(manifest.runtimeDependencies[1].span?.start.line == 11)
        #expect(manifest.lock?.version == "2.0")
        #expect(manifest.lock?.differences?.map(\.name) == ["ruff"])
        #expect(manifest.sources.map(\.kind) == [.git])
    }

    @Test func readsPipfile() throws {
        let files = [
            "Pipfile": """
            [[source]]
            url = "https://pypi.org/simple"
            [packages]
            flask = "*"
            redis = "==5.0.1"
            [dev-packages]
            pytest = ">=8"
            [requires]
            python_version = "3.12"
            """,
            "Pipfile.lock": #"""
            {"_meta":{"pipfile-spec":6},"default":{"flask":{"hashes":["sha256:a"]},"redis":{}},"develop":{}}
            """#,
        ]
        let manifest = try readManifest("Pipfile", files)
        #expect(manifest.unpinned.map(\.name) == ["flask", "pytest"])
        #expect(manifest.sources.isEmpty)
        #expect(manifest.runtimes.map(\.range) == ["3.12"])
        #expect(manifest.lock?.differences?.map(\.name) == ["pytest"])
        #expect(manifest.lock?.version == "6")
    }

    @Test func readsCondaEnvironment() throws {
        let text = """
            name: science
            channels:
              - conda-forge
              - http://conda.internal/main
            dependencies:
              - python=3.12
              - conda-forge::numpy>=1.26
              - pip
              - pip:
                - streamlit==1.35.0
            """
        let manifest = try readManifest("environment.yml", ["environment.yml": text])
        #expect(manifest.name == "science")
        #expect(manifest.dependencies.map(\.name) == ["python", "numpy", "pip", "streamlit"])
        #expect(manifest.unpinned.map(\.name) == ["numpy", "pip"])
        #expect(manifest.sources.map(\.isPlain) == [true])
        #expect(manifest.conventionalPort == 8501)
    }
}
