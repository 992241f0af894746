import Basics

/// The picture told in words, with the places that a drawing has no room for.
struct PictureText {
    private let picture: WorkloadPicture

    init(_ picture: WorkloadPicture) { self.picture = picture }

    func write(to out: Markup) {
        out.element("details", ["class": "alt"]) {
            out.element("summary", Text(en: "The picture as text", ja: "図の内容をテキストで表示"))
            out.element("ol") {
                for (number, stage) in picture.stages.enumerated() {
                    out.element("li") { self.stage(stage, number, out) }
                }
            }
            settings(out)
            processes(out)
        }
    }

    private func place(_ place: WorkloadPicture.Place, _ out: Markup) {
        out.raw(" ")
        out.element("code", ["class": "place"], text: "\(place.path):\(place.line)")
    }

    private func stage(_ stage: WorkloadPicture.Stage, _ number: Int, _ out: Markup) {
        if let name = stage.name {
            out.element("b", text: name)
        } else {
            out.element("b", Text(en: "stage {n}", ja: "ステージ {n}"), ["n": "\(number)"])
        }
        if stage.isFinal {
            out.raw(" · ")
            out.both(Text(en: "the image that runs", ja: "実行されるイメージ"))
        } else if !stage.isUsed {
            out.raw(" · ")
            out.both(Text(en: "not part of the image that runs", ja: "実行されるイメージには含まれません"))
        }
        out.element("ul") {
            out.element("li") {
                out.element("code", text: "FROM \(picture.baseName(stage))")
                place(stage.place, out)
            }
            for copy in picture.copies where copy.stage == number {
                out.element("li") {
                    out.element("code", text: picture.line(copy))
                    place(copy.place, out)
                    if let files = copy.files, let bytes = copy.bytes {
                        out.raw(" ")
                        out.both(
                            Text(en: "{n} {n|1=file|files}, {size}", ja: "{n} ファイル、{size}"),
                            ["n": "\(files)", "size": Self.size(bytes)])
                    }
                }
            }
            if stage.runs > 0 { out.element("li") { out.element("code", text: "RUN × \(stage.runs)") } }
        }
    }

    private static func size(_ bytes: Int) -> String {
        for (unit, size) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)] where bytes >= size {
            let tenths = bytes / (size / 10)
            return tenths >= 100 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
        }
        return "\(bytes) B"
    }

    private func settings(_ out: Markup) {
        let settings = picture.settings
        guard !settings.isEmpty else { return }
        out.element("ul") {
            for setting in settings {
                out.element("li") {
                    out.element("code", text: "\(setting.keyword) \(setting.setting.text)")
                    place(setting.setting.place, out)
                }
            }
        }
    }

    private func processes(_ out: Markup) {
        guard !picture.processes.isEmpty else { return }
        out.element("p", ["class": "label"], Text(en: "Processes, from PID 1", ja: "PID 1 からのプロセス"))
        out.element("ol") {
            for process in picture.processes + (picture.left.map { [$0] } ?? []) {
                out.element("li") {
                    out.element("code", text: process.name)
                    place(process.place, out)
                }
            }
        }
        guard let signal = picture.signal else { return }
        out.element("p") {
            switch signal {
            case .reaches:
                out.both(Text(en: "SIGTERM reaches the application.", ja: "SIGTERM はアプリケーションに届きます。"))
            case .blocked(let index, let obstacle):
                let name = picture.processes.indices.contains(index) ? picture.processes[index].name : ""
                out.both(
                    Text(
                        en: "SIGTERM stops at `{name}` and does not reach the application.",
                        ja: "SIGTERM は `{name}` で止まり、アプリケーションに届きません。"),
                    ["name": name])
                place(obstacle, out)
            case .unknown(let why):
                out.both(Text(en: "Whether SIGTERM gets through is unknown: ", ja: "SIGTERM が届くかどうかは判定できません: "))
                out.both(why)
            }
        }
    }
}
