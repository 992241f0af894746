import Basics
import RuleKit
import Workload

struct DevelopmentServer: Rule {
    static let about = About(
        id: "WL603", since: "0.1", severity: .medium,
        title: Text(en: "Development server in production", ja: "本番環境で開発用サーバーを使っている"),
        why: Text(
            en:
                "It answers one request at a time or recompiles on each, watches files, shows stack traces to strangers, and stops without finishing requests.",
            ja: "リクエストを並行処理できなかったり、そのたびに再コンパイルしたりします。スタックトレースを外部に見せ、停止時にリクエストを終えないものもあります。"),
        remedy: Text(
            en:
                "Start a server made for production: gunicorn or uvicorn, `next start`, `node` with the built files, nginx with static ones.",
            ja: "本番用のサーバーで起動してください。gunicorn や uvicorn、`next start`、ビルド済みファイルを実行する `node`、静的ファイルなら nginx などがあります。"),
        message: Text(en: "`{command}` is made for development", ja: "`{command}` は開発用です"),
        links: [
            "https://flask.palletsprojects.com/en/stable/deploying/",
            "https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver",
        ],
        answers: ["12F_10.parity"],
        fails: [
            "FROM python:3.13\nCMD [⟦\"python\", \"manage.py\", \"runserver\", \"0.0.0.0:8000\"⟧]",
            "FROM python:3.13\nCMD [⟦\"flask\", \"run\", \"--host=0.0.0.0\"⟧]",
            "FROM node:22\nCMD [⟦\"npm\", \"run\", \"dev\"⟧]",
            "FROM node:22\nCMD [⟦\"nodemon\", \"server.js\"⟧]",
            "FROM php:8.3-cli\nCMD [⟦\"php\", \"-S\", \"0.0.0.0:80\"⟧]",
            "=== Dockerfile\nFROM node:22\nCOPY . .\nCMD [\"npm\", \"start\"]\n=== package.json\n{\"scripts\": {\"start\": \"⟦react-scripts start⟧\"}}\n",
        ],
        passes: [
            "FROM python:3.13\nCMD [\"gunicorn\", \"app:app\"]", "FROM node:22\nCMD [\"node\", \"server.js\"]",
            "FROM node:22 AS dev\nCMD [\"npm\", \"run\", \"dev\"]\nFROM node:22\nCMD [\"node\", \"server.js\"]",
            "=== Dockerfile.dev\nFROM node:22\nCMD [\"npm\", \"run\", \"dev\"]",
            "FROM node:22\nCMD [\"npx\", \"vite\", \"build\"]",
            "FROM ruby:3.4\nCMD [\"bundle\", \"exec\", \"rails\", \"server\", \"-e\", \"production\"]",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let chain = workload.process else { return }
        var links = chain.links
        if let missed = chain.missed { links.append(missed) }
        guard let link = links.last(where: Self.isForDevelopment) else { return }
        report.fault(at: link.place, ["command": link.command])
    }

    static func isForDevelopment(_ link: ProcessChain.Link) -> Bool {
        let words = Array(link.arguments)
        let plain = words.filter { !$0.hasPrefix("-") }
        let verb = plain.first ?? ""
        switch link.name {
        case "nodemon", "ts-node-dev", "webpack-dev-server", "live-server", "browser-sync", "air", "tsnd": return true
        case "flask": return words.contains("run")
        case "python", "python3", "pypy3":
            if words.contains("http.server") || words.contains("SimpleHTTPServer") { return true }
            if let module = words.firstIndex(of: "-m"), words.dropFirst(module + 1).first == "flask" {
                return words.contains("run")
            }
            return words.contains("runserver") && words.contains { $0.hasSuffix("manage.py") }
        case "uvicorn", "gunicorn", "hypercorn": return words.contains("--reload")
        case "fastapi", "next", "nuxt", "astro", "remix", "nest": return verb == "dev" || words.contains("--watch")
        case "vite": return verb != "build" && verb != "preview" && !words.contains("--version")
        case "webpack", "ng", "vue-cli-service": return verb == "serve"
        case "react-scripts": return verb == "start"
        case "gatsby": return verb == "develop"
        case "npm", "yarn", "pnpm", "bun":
            let name = verb == "run" ? plain.dropFirst().first ?? "" : link.name == "npm" ? "" : verb
            return name == "dev" || name == "develop" || name.hasPrefix("dev:") || name == "start:dev"
                || name == "serve:dev"
        case "php": return words.contains("-S") || verb.hasSuffix("artisan") && words.contains("serve")
        case "rails": return words.contains("development")
        case "dotnet": return verb == "watch"
        case "node", "deno": return words.contains("--watch")
        case "tsx": return verb == "watch" || words.contains("--watch")
        default: return false
        }
    }
}
