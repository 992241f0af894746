import Basics
import Foundation
import Testing

struct DayTests {
    @Test(arguments: [
        ("2026-11-21", Day(year: 2026, month: 11, day: 21)), ("2024-02-29", Day(year: 2024, month: 2, day: 29)),
        ("2000-02-29", Day(year: 2000, month: 2, day: 29)), ("0001-01-01", Day(year: 1, month: 1, day: 1)),
    ])
    func reads(text: String, day: Day) {
        #expect(Day(text) == day)
        #expect(day.description == text || day.year < 1000)
    }

    @Test(arguments: [
        "", "2026", "2026-11", "2026-11-21-1", "2026-11-31", "2025-02-29", "1900-02-29", "2026-00-10", "2026-13-10",
        "2026-01-00", "26-11-21", "2026-1-2", "2026/11/21", " 2026-11-21", "2026-11-2x", "２０２６-11-21",
    ])
    func refuses(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func comparesByCalendar() throws {
        let days = try ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01"].map { try #require(Day($0)) }
        #expect(days.shuffled().sorted() == days)
    }

    @Test func isAStringInJSON() throws {
        let day = Day(year: 2026, month: 3, day: 4)
        let data = try JSONEncoder().encode([day])
        #expect(String(decoding: data, as: UTF8.self) == #"["2026-03-04"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: data) == [day])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Day].self, from: Data(#"["today"]"#.utf8)) }
    }

    @Test func todayIsADayOfTheCalendar() {
        #expect(Day("\(Day.today)") == Day.today)
        #expect(Day.today.year >= 2026)
    }
}
