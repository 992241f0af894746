import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct OutdatedInstallerOption: Rule {
    static let about = About(
        id: "DF322", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Option that newer versions no longer have", ja: "新しいバージョンで廃止されたオプション"),
        why: Text(
            en: "Newer versions warn, ignore the option or stop with an error: the next base image breaks the build.",
            ja: "新しいバージョンでは警告が出るか、無視されるか、エラーになります。ベースイメージを更新したときにビルドが壊れます。"),
        remedy: Text(en: "Use the option that replaced it.", ja: "後継のオプションを使ってください。"),
        message: Text(
            en: "`{option}` is outdated: `{new}` replaced it", ja: "`{option}` は廃止されたオプションです (後継は `{new}`)"),
        links: [
            "https://docs.npmjs.com/cli/using-npm/config", "https://python-poetry.org/docs/cli/",
            "https://guides.rubygems.org/command-reference/",
        ],
        fails: [
            "FROM node:22\nCOPY . .\nRUN npm ci ⟦--only=production⟧",
            "FROM node:22\nCOPY . .\nRUN npm install ⟦--production⟧",
            "FROM python:3.13\nCOPY . .\nRUN poetry install ⟦--no-dev⟧",
            "FROM ruby:3.4\nRUN gem install ⟦--no-rdoc⟧ ⟦--no-ri⟧ fpm:1.16.0",
            "FROM ruby:3.4\nCOPY . .\nRUN bundle install ⟦--without⟧ development",
        ],
        passes: [
            "FROM node:22\nCOPY . .\nRUN npm ci --omit=dev", "FROM node:22\nCOPY . .\nRUN yarn install --production",
            "FROM python:3.13\nCOPY . .\nRUN poetry install --without dev",
            "FROM php:8.4\nCOPY . .\nRUN composer install --no-dev",
            "FROM node:6\nCOPY . .\nRUN npm install --production",
        ],
        fixes: [
            (
                "FROM node:22\nCOPY . .\nRUN npm ci --only=production",
                "FROM node:22\nCOPY . .\nRUN npm ci --omit=dev"
            ),
            (
                "FROM python:3.13\nCOPY . .\nRUN poetry install --no-dev",
                "FROM python:3.13\nCOPY . .\nRUN poetry install --only main"
            ),
            (
                "FROM ruby:3.4\nRUN gem install --no-rdoc --no-ri fpm:1.16.0",
                "FROM ruby:3.4\nRUN gem install --no-document fpm:1.16.0"
            ),
        ]
    )

    static let commands = ["npm", "poetry", "gem", "bundle", "bundler"]

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, !isOldNode(run) else { return }
        var written: Set<String> = Set(call.options.options.map(\.name))
        for option in call.options.options {
            guard let new = replacement(option, call) else { continue }
            var range = option.word.range
            let isSetting = call.manager == .bundle
            // `--no-rdoc --no-ri` became one option: to say it twice would not be the remedy.
            let isSaid = !written.insert(new).inserted
            if let value = option.valueWord, !isSetting { range = range.lowerBound..<value.range.upperBound }
            report.fault(
                at: run.place(range), ["option": option.word.template, "new": new],
                fix: isSetting ? nil : isSaid ? Fix(.ask, [removal(of: range, run)]) : .ask(run.place(range), new))
        }
    }

    private func removal(of range: Range<Int>, _ run: RunCommand) -> Edit {
        OptionEdits.removing(run.place(range), from: run.file)
    }

    /// What to write instead; nil for an option that is in order.
    private func replacement(_ option: Options.Option, _ call: PackageCall) -> String? {
        switch (call.manager, option.name) {
        case (.npm, "--only") where option.value?.hasPrefix("prod") == true: "--omit=dev"
        case (.npm, "--production") where option.value != "false": "--omit=dev"
        case (.npm, "--no-optional"): "--omit=optional"
        case (.poetry, "--no-dev"): "--only main"
        case (.gem, "--no-rdoc"), (.gem, "--no-ri"): "--no-document"
        case (.bundle, "--without"): "bundle config set without"
        case (.bundle, "--deployment"): "bundle config set deployment true"
        case (.bundle, "--path"): "bundle config set path"
        default: nil
        }
    }

    /// npm 6 and older, which came with Node.js before 15, know no `--omit`.
    private func isOldNode(_ run: RunCommand) -> Bool {
        guard run.call?.manager == .npm, let image = run.rootImage, image.lastName == "node", let tag = image.tag,
            let major = Int(tag.prefix { $0.isNumber })
        else { return false }
        return major < 16
    }
}
