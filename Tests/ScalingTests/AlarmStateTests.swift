import Basics
import Testing

@testable import Scaling

/// Alarms as the CloudWatch User Guide has them:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html and alarm-evaluation.html
struct AlarmStateTests {
    struct Row: Sendable, CustomTestStringConvertible {
        /// `0` is within the threshold, `X` beyond it, `-` missing; the newest is the last.
        let points: String
        let datapoints: Int
        /// For missing, ignore, breaching and notBreaching; nil keeps the state.
        let states: [MetricAlarm.State?]

        init(_ points: String, _ datapoints: Int, _ states: MetricAlarm.State?...) {
            self.points = points
            self.datapoints = datapoints
            self.states = states
        }

        var testDescription: String { "\(datapoints) of 3: \(points)" }
    }

    /// The guide's two tables, 3 of 3 and 2 of 3, of an evaluation range of 5.
    static let table: [Row] = [
        Row("0-X-X", 3, .ok, .ok, .ok, .ok),
        Row("0----", 3, .ok, .ok, .ok, .ok),
        Row("-----", 3, .insufficient, nil, .alarm, .ok),
        Row("0XX-X", 3, .alarm, .alarm, .alarm, .alarm),
        Row("----X", 3, .insufficient, nil, .alarm, .ok),
        Row("X----", 3, .alarm, nil, .alarm, .ok),
        Row("0-X-X", 2, .alarm, .alarm, .alarm, .alarm),
        Row("00X0X", 2, .alarm, .alarm, .alarm, .alarm),
        Row("0-X--", 2, .ok, .ok, .alarm, .ok),
        Row("----0", 2, .ok, .ok, .alarm, .ok),
        Row("----X", 2, .insufficient, nil, .alarm, .ok),
        // Section "Avoiding premature transitions to alarm state".
        Row("---X-", 3, .insufficient, nil, .alarm, .ok),
        Row("--X--", 3, .alarm, nil, .alarm, .ok),
    ]

    @Test(arguments: table)
    func theTableOfMissingDataComesOut(row: Row) {
        var alarm = MetricAlarm("a", MetricReference("x"), .greater, 50)
        alarm.evaluationPeriods = 3
        alarm.datapointsToAlarm = row.datapoints
        let points = row.points.map { $0 == "-" ? nil : $0 == "X" ? 60.0 : 40.0 }
        #expect(points.count == alarm.evaluationRange)
        for (treatment, expected) in zip(
            [MetricAlarm.MissingData.missing, .ignore, .breaching, .notBreaching], row.states)
        {
            alarm.missingData = treatment
            for now in [MetricAlarm.State.ok, .alarm, .insufficient] {
                #expect(alarm.state(of: points, now: now) == expected ?? now, "\(treatment)")
            }
        }
    }

    // Section "Evaluating an alarm", its figure: threshold 3, 3 of 3; beyond it in the third to fifth period and in the
    // ninth, so that the state is ALARM at the fifth alone.
    @Test func theFigureOfThreePeriodsComesOut() {
        var alarm = MetricAlarm("a", MetricReference("x"), .greater, 3)
        alarm.evaluationPeriods = 3
        alarm.datapointsToAlarm = 3
        let values: [Double] = [2, 2, 4, 5, 4, 2, 1, 2, 4, 2]
        var state = MetricAlarm.State.ok
        var states: [MetricAlarm.State] = []
        for index in values.indices {
            let range = values[max(0, index + 1 - alarm.evaluationRange)...index]
            state = alarm.state(of: range.map { $0 }, now: state)
            states.append(state)
        }
        #expect(states.enumerated().filter { $0.element == .alarm }.map(\.offset) == [4])
        #expect(states.last == .ok)
    }

    // Section "Evaluating an alarm": the breaching points of M out of N need not be consecutive.
    @Test func fourOutOfFiveNeedNotBeConsecutive() {
        var alarm = MetricAlarm("a", MetricReference("x"), .greaterOrEqual, 10)
        alarm.evaluationPeriods = 5
        alarm.datapointsToAlarm = 4
        #expect(alarm.state(of: [10, 10, 0, 10, 10], now: .ok) == .alarm)
        #expect(alarm.state(of: [10, 0, 0, 10, 10], now: .alarm) == .ok)
    }

    @Test(arguments: [
        (MetricAlarm.Comparison.greater, [false, false, true]), (.greaterOrEqual, [false, true, true]),
        (.less, [true, false, false]), (.lessOrEqual, [true, true, false]),
    ])
    func comparisonsAreStrictWhereTheyAreCalledSo(comparison: MetricAlarm.Comparison, breached: [Bool]) {
        let alarm = MetricAlarm("a", MetricReference("x"), comparison, 5)
        #expect([4, 5, 6].map { alarm.isBreached(by: $0) } == breached)
    }

    // API_PutMetricAlarm.html: the statistic is applied over the period.
    @Test(arguments: [
        (MetricAlarm.Statistic.average, 20.0), (.sum, 60), (.minimum, 10), (.maximum, 30),
    ])
    func aPeriodOfSeveralMinutesIsOnePoint(statistic: MetricAlarm.Statistic, value: Double) {
        var alarm = MetricAlarm("a", MetricReference("x"), .greater, 5)
        alarm.statistic = statistic
        #expect(alarm.point(of: [10, nil, 20, 30]) == value)
        #expect(alarm.point(of: [nil, nil]) == nil)
    }

    @Test func anAlarmOfFiveMinutesActsEveryFiveMinutes() throws {
        var policy = Sample.step("s", .change, [StepAdjustment(0, nil, 1)], .greater, 50, metric: "q")
        guard case .step(var step) = policy.kind else { return }
        step.alarms[0].period = 300
        policy.kind = .step(step)
        let load = MetricSeries(name: "q", kind: .custom, isShared: false, values: Array(repeating: 60, count: 16))
        let run = try Sample.run(Sample.table([load]), [policy], initial: 1)
        #expect(run.activities.map(\.minute) == [4, 9, 14])
    }
}
