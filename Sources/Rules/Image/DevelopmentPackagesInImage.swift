import Basics
import ImageScan
import RuleKit

struct DevelopmentPackagesInImage: Rule {
    static let about = About(
        id: "IM306", since: "0.1", severity: .medium,
        title: Text(en: "Packages for development in the image", ja: "開発用パッケージがイメージに含まれている"),
        why: Text(
            en:
                "Test frameworks, bundlers and linters make the image larger, and their vulnerabilities are the image's too.",
            ja: "テストフレームワーク、バンドラー、リンターがイメージを大きくし、それらの脆弱性もイメージの脆弱性になります。"),
        remedy: Text(
            en: "Install without them in the final stage: `npm ci --omit=dev`, `composer install --no-dev`.",
            ja: "最終ステージでは `npm ci --omit=dev` や `composer install --no-dev` で除外してください。"),
        message: Text(
            en:
                "Layer {layer} holds {bytes} of packages that are marked as for development only; the largest is `/{path}` ({part})",
            ja: "レイヤー {layer} に、開発専用とされたパッケージが {bytes} あります。最大は `/{path}` ({part}) です"),
        links: ["https://docs.npmjs.com/cli/commands/npm-ci"],
        answers: ["COST_03.no-dev-dependencies"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            ⟦RUN npm ci⟧
            === image
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER WORKDIR /app
            dir 0755 app
            LAYER RUN /bin/sh -c npm ci # buildkit
            0644 app/node_modules/.package-lock.json = {"packages": {"node_modules/webpack": {"dev": true}, "node_modules/express": {}}}
            0644 app/node_modules/webpack/lib/a.js (9 MB)
            0644 app/node_modules/express/a.js (9 MB)
            """
        ],
        passes: [
            """
            === image
            LAYER RUN npm ci --omit=dev
            0644 app/node_modules/.package-lock.json = {"packages": {"node_modules/express": {}}}
            0644 app/node_modules/express/a.js (9 MB)
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        for group in WasteOfLayer.own(subject, [.development]) where group.bytes >= 5_000_000 {
            group.report(subject, &report)
        }
    }
}
