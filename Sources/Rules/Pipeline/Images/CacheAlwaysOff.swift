import Basics
import ECSModel
import Pipelines
import RuleKit

struct CacheAlwaysOff: Rule {
    static let about = About(
        id: "PL209", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "The build cache is always switched off", ja: "常に無効なビルドキャッシュ"),
        why: Text(
            en: "Each change pays for the whole build, also for the layers that it does not touch.",
            ja: "変更に関係のないレイヤーまで毎回ビルドし直すため、変更のたびに時間がかかります。"),
        remedy: Text(
            en: "Take it away here, and build without a cache on a schedule, so that updates of packages arrive.",
            ja: "ここでは外し、パッケージの更新を取り込むには、キャッシュなしのビルドをスケジュールで実行してください。"),
        message: Text(
            en: "every build does without its cache", ja: "すべてのビルドがキャッシュを使いません"),
        links: ["https://docs.docker.com/build/cache/invalidation/"],
        answers: ["COST_02.cache-export", "SUSTAINABILITY_01.build-time"],
        onlyFaults: ["COST_02.cache-export", "SUSTAINABILITY_01.build-time"],
        fails: [
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build ⟦--no-cache⟧ -t example.com/web:$CI_COMMIT_SHA .
                - docker push example.com/web:$CI_COMMIT_SHA
            """,
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with:
                      push: true
                      no-cache: ⟦true⟧
                      tags: example.com/web:${{ github.sha }}
            """,
        ],
        passes: [
            // Once a week, so that updates arrive.
            """
            === .github/workflows/rebuild.yml
            on: {schedule: [{cron: '0 3 * * 1'}]}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with: {push: true, no-cache: true, tags: 'example.com/web:${{ github.sha }}'}
            """,
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build --no-cache-filter fetch -t example.com/web:$CI_COMMIT_SHA .
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        // What others call may be called by a schedule.
        guard
            subject.pipeline.triggers.contains(where: { [.push, .pullRequest, .tag].contains($0.kind) })
                || subject.pipeline.form == .codeBuild || subject.pipeline.form == .codePipeline,
            !subject.pipeline.has(trigger: .schedule)
        else { return }
        for event in subject.events(.build) where !event.isConditional {
            guard let place = event.activity.build?.noCache else { continue }
            report.fault(at: place.span)
        }
    }
}
