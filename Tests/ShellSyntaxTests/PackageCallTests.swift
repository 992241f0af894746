import ShellSyntax
import Testing

/// Manager, verb and packages of real command lines.
@Suite struct PackageCallTests {
    /// One call as text: `manager verb: name@version …`, with `?kind` behind what is no registry package.
    static func describe(_ call: PackageCall) -> String {
        let packages = call.packages.map { package in
            var text = package.name
            if let version = package.version { text += "|" + (package.versionOperator ?? "") + "|" + version }
            if package.kind != .registry { text += "?" + package.kind.rawValue }
            return text
        }
        return ([call.manager.rawValue, "\(call.verb)"] + packages).joined(separator: " ")
    }

    static let system: [Case<String>] = [
        Case("apt-get update", "apt-get update"),
        Case("apt-get install -y --no-install-recommends curl ca-certificates", "apt-get install curl ca-certificates"),
        Case("apt-get -qq -y install curl=7.88.1-10", "apt-get install curl|=|7.88.1-10"),
        Case("apt-get install foo=$VER \"bar=${B:-1=2}\"", "apt-get install foo|=|$VER bar|=|${B:-1=2}"),
        Case("apt-get install libc6:i386=2.36 nginx/bookworm-backports", "apt-get install libc6|=|2.36 nginx"),
        Case("apt-get install $PKGS \"$A\" $(cat x)", "apt-get install $PKGS?unknown $A?unknown $(cat x)?unknown"),
        Case("apt-get install -t bookworm-backports -o Dpkg::Use-Pty=0 git", "apt-get install git"),
        Case("apt install ./a.deb /tmp/b.deb", "apt install ./a.deb?file /tmp/b.deb?file"),
        Case("apt-get install lib$X-dev", "apt-get install lib$X-dev"),
        Case("apt-get dist-upgrade -y", "apt-get distUpgrade"), Case("apt full-upgrade", "apt distUpgrade"),
        Case("apt-get upgrade", "apt-get upgrade"), Case("apt-get purge -y --auto-remove gcc", "apt-get remove gcc"),
        Case("apt-get clean", "apt-get clean"), Case("aptitude install vim", "aptitude install vim"),
        Case("sudo -E DEBIAN_FRONTEND=noninteractive apt-get -y install x", "apt-get install x"),
        Case("dpkg -i a.deb", "dpkg install a.deb?file"), Case("dpkg -P gcc", "dpkg remove gcc"),
        Case("apk add --no-cache curl~=8.5 bash=5.2-r0", "apk install curl|~=|8.5 bash|=|5.2-r0"),
        Case("apk add --virtual .build-deps gcc 'x>1.0' y@edge", "apk install gcc x|>|1.0 y"),
        Case("apk add -U -t .deps a", "apk install a"), Case("apk del .build-deps", "apk remove .build-deps"),
        Case("apk --update --no-cache add a", "apk install a"), Case("apk upgrade", "apk upgrade"),
        Case("yum install -y httpd-2.4.57-5.el9 java-11-openjdk", "yum install httpd|-|2.4.57-5.el9 java-11-openjdk"),
        Case("yum -y update", "yum upgrade"), Case("yum clean all", "yum clean"),
        Case("dnf install -y --setopt install_weak_deps=0 nodejs-$V", "dnf install nodejs|-|$V"),
        Case("dnf makecache", "dnf update"), Case("dnf distro-sync", "dnf distUpgrade"),
        Case("dnf group install 'Development Tools'", "dnf install Development Tools"),
        Case("microdnf install tar && x", "microdnf install tar"),
        Case("yum install https://x.org/a.rpm a.rpm", "yum install https://x.org/a.rpm?url a.rpm?file"),
        Case("dnf install java-1.8.0-openjdk-1.8.0.392", "dnf install java-1.8.0-openjdk|-|1.8.0.392"),
        Case("zypper --non-interactive in -y 'a>=1' b=2", "zypper install a|>=|1 b|=|2"),
        Case("zypper ref", "zypper update"), Case("zypper dup", "zypper distUpgrade"),
        Case("zypper cc -a", "zypper clean"),
        Case("pacman -Syu --noconfirm git", "pacman install git"), Case("pacman -Sy", "pacman update"),
        Case("pacman -Syu", "pacman upgrade"), Case("pacman -Scc", "pacman clean"),
        Case("pacman -Rns x", "pacman remove x"),
        Case("rpm -Uvh https://x.org/a.rpm", "rpm install https://x.org/a.rpm?url"), Case("rpm -qa", "rpm other(\"\")"),
    ]

    static let languages: [Case<String>] = [
        Case("pip install flask==2.0 'django>=4,<5' a~=1 b", "pip install flask|==|2.0 django|>=|4,<5 a|~=|1 b"),
        Case("pip3 install --no-cache-dir -r requirements.txt", "pip install"),
        Case("python3 -m pip install --upgrade pip", "pip install pip"),
        Case("python -B -m pip install x[extra]==1.0", "pip install x|==|1.0"),
        Case("pip3.12 download a", "pip download a"),
        Case("pip install -e . ./lib a.whl", "pip install ./lib?local a.whl?file .?local"),
        Case(
            "pip install git+https://g.org/a.git@v1 https://x.org/b.tar.gz",
            "pip install git+https://g.org/a.git@v1?vcs https://x.org/b.tar.gz?url"),
        Case("pip install 'a @ https://x.org/a.whl'", "pip install a|@|https://x.org/a.whl"),
        Case("pip cache purge", "pip clean"), Case("pip uninstall -y a", "pip remove a"),
        Case("pip install .", "pip install .?local"),
        Case("pip install -i https://x.org/simple a", "pip install a"),
        Case("pipx install black==24.1", "pipx install black|==|24.1"),
        Case("uv pip install --system a==1", "uv install a|==|1"), Case("uv sync --frozen --no-dev", "uv sync"),
        Case("uv add a", "uv install a"), Case("uvx ruff check", "uv run ruff"),
        Case("uv tool install a", "uv install a"),
        Case("poetry install --no-root", "poetry sync"), Case("poetry add a@^1", "poetry install a|@|^1"),
        Case("pipenv install --deploy", "pipenv install"), Case("pdm sync --prod", "pdm sync"),
        Case("conda install -y -c conda-forge numpy=1.26 'x>=2' c::y==1", "conda install numpy|=|1.26 x|>=|2 y|==|1"),
        Case("conda env update -f environment.yml", "conda sync"),
        Case("micromamba create -n e python=3.12", "micromamba install python|=|3.12"),
        Case("npm ci --omit=dev", "npm sync"), Case("npm install", "npm install"),
        Case("npm i -g pnpm@9.1.0 @angular/cli@17 a", "npm install pnpm|@|9.1.0 @angular/cli|@|17 a"),
        Case("npm install --omit dev user/repo ./x a.tgz", "npm install user/repo?vcs ./x?local a.tgz?file"),
        Case("npm --prefix /app run build", "npm run"), Case("npm cache clean --force", "npm clean"),
        Case("npm publish", "npm publish"),
        Case("npx --yes create-x@latest dir", "npx run create-x|@|latest"), Case("yarn", "yarn install"),
        Case("yarn install --frozen-lockfile", "yarn install"), Case("yarn global add a@1", "yarn install a|@|1"),
        Case("yarn workspaces focus --production", "yarn sync"), Case("yarn build", "yarn other(\"build\")"),
        Case("pnpm install --frozen-lockfile", "pnpm install"), Case("pnpm fetch", "pnpm download"),
        Case("pnpm -C x add y", "pnpm install y"),
        Case("corepack prepare pnpm@8.6.0 --activate", "corepack install pnpm|@|8.6.0"),
        Case("corepack enable", "corepack other(\"enable\")"),
        Case("bun install --production", "bun install"), Case("bun add a@1", "bun install a|@|1"),
        Case("gem install bundler -v 2.4.0", "gem install bundler||2.4.0"),
        Case("gem install rails:7.1 --no-document", "gem install rails|:|7.1"),
        Case("bundle install --jobs 4", "bundle sync"), Case("bundle", "bundle sync"),
        Case("bundle exec rake", "bundle run"),
        Case("composer install --no-dev", "composer sync"),
        Case("composer require a/b:^1", "composer install a/b|:|^1"),
        Case("go install example.com/x/cmd/y@v1.2.3", "go install example.com/x/cmd/y|@|v1.2.3"),
        Case("go install ./...", "go install ./...?local"), Case("go mod download", "go download"),
        Case("go build -ldflags '-s -w' -o /x ./cmd", "go build"),
        Case("go get -u a.org/b", "go install a.org/b"),
        Case("cargo install --locked ripgrep --version 14.1.0", "cargo install ripgrep||14.1.0"),
        Case("cargo +nightly build --release", "cargo build"), Case("cargo fetch", "cargo download"),
        Case("cargo chef cook --release", "cargo build"),
        Case("dotnet restore", "dotnet sync"), Case("dotnet publish -c Release -o /app", "dotnet build"),
        Case("dotnet add app.csproj package X --version 1.0", "dotnet install X||1.0"),
        Case("dotnet tool install -g x", "dotnet install x"), Case("nuget restore a.sln", "nuget sync"),
        Case("./mvnw -B -DskipTests clean package", "mvn build"), Case("mvn dependency:go-offline", "mvn download"),
        Case("mvn -f x/pom.xml test", "mvn test"),
        Case("./gradlew clean :app:bootJar --no-daemon", "gradle build"),
        Case("gradle dependencies", "gradle download"),
        Case("swift build -c release --product x", "swift build"), Case("swift package resolve", "swift sync"),
        Case("sbt clean assembly", "sbt build"),
        Case("cpanm --notest A::B@1.2", "cpanm install A::B|@|1.2"), Case("cpan -T A::B", "cpan install A::B"),
        Case("luarocks install x 1.2-1", "luarocks install x||1.2-1"),
    ]

    @Test(arguments: system + languages) func callsAreRead(_ example: Case<String>) throws {
        let script = ShellScript.parse(text: example.input)
        let call = try #require(script.packageCalls.first)
        #expect(Self.describe(call) == example.expected)
        for package in call.packages {
            #expect(script.text(package.range) == package.word.text)
            if let range = package.nameRange { #expect(script.text(range) == package.name) }
            if let range = package.versionRange { #expect(script.text(range) == package.version) }
        }
    }

    @Test(arguments: [
        "ls", "pip-compile x", "python app.py -m pip", "python3 -m http.server", "echo apt-get install x", "aptly",
        "pipeline",
    ])
    func othersAreNoCalls(_ text: String) {
        #expect(ShellScript.parse(text: text).packageCalls.isEmpty)
    }

    @Test func everyManagerIsRead() {
        let read = Set(
            (Self.system + Self.languages).flatMap { ShellScript.parse(text: $0.input).packageCalls.map(\.manager) })
        let extra = ["tdnf install x", "mamba install x"].flatMap {
            ShellScript.parse(text: $0).packageCalls.map(\.manager)
        }
        #expect(read.union(extra) == Set(PackageManager.allCases))
    }

    @Test func placesAreExact() throws {
        let text = "sudo apt-get -y install 'curl=7.1' libc6:amd64 a/stable # x"
        let script = ShellScript.parse(text: text)
        let call = try #require(script.packageCalls.first)
        #expect(script.text(call.range) == "apt-get -y install 'curl=7.1' libc6:amd64 a/stable")
        #expect(script.text(call.verbRange) == "install")
        #expect(call.packages.map { $0.nameRange.map { script.text($0) } } == ["curl", "libc6", "a"])
        #expect(call.packages[0].versionRange.map { script.text($0) } == "7.1")
        #expect(call.packages[1].architecture == "amd64")
        #expect(call.packages[2].release == "stable")
        #expect(call.flags == ["-y"])
        #expect(script.packageCall(at: 0)?.rawVerb == "install")
        let go = try #require(ShellScript.parse(text: "go mod download -x").packageCalls.first)
        #expect(go.rawVerb == "mod download" && go.verbRange == 3..<15)
    }

    @Test func optionsAndFilesAreKept() throws {
        let pip = try #require(
            ShellScript.parse(text: "pip install -qr a.txt --requirement=b.txt --index-url http://x c").packageCalls
                .first)
        #expect(pip.requirementFiles.map(\.template) == ["a.txt", "--requirement=b.txt"])
        #expect(pip.options.values("-r", "--requirement") == ["a.txt", "b.txt"])
        #expect(pip.value("--index-url") == "http://x")
        #expect(pip.hasFlag("-q") && !pip.hasFlag("-U"))
        let yum = try #require(ShellScript.parse(text: "yum install -y --nogpgcheck=false x").packageCalls.first)
        #expect(yum.hasFlag("-y") && !yum.hasFlag("--nogpgcheck"))
    }

    @Test(arguments: [
        Case("apt-get install a=1.2", true), Case("apt-get install a", false), Case("apt-get install a=$V", true),
        Case("npm i a@1.2.3", true), Case("npm i a@latest", false), Case("npm i a@^1", false),
        Case("pip install a>=1", false),
        Case("pip install 'a==1'", true), Case("pip install 'a>=1'", false), Case("go install a.org/b@latest", false),
        Case("go install a.org/b@v1.0.0", true), Case("gem install a -v 1", true), Case("apk add 'a~=1'", false),
    ]) func pins(_ example: Case<Bool>) throws {
        let call = try #require(ShellScript.parse(text: example.input).packageCalls.first)
        #expect(call.packages.first?.isPinned == example.expected)
    }
}
