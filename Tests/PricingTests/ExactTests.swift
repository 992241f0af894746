import Pricing
import Testing

struct ExactTests {
    @Test(arguments: [
        ("0.04048", "0.04048"), ("1000", "1,000"), ("0", "0"), ("12.50", "12.5"), ("0.000000000001", "0.000000000001"),
    ])
    func numbersAreReadAsTheyStand(text: String, shown: String) throws {
        let number = try #require(Exact(text))
        #expect(number.shown(places: 12) == shown)
    }

    @Test(arguments: [
        "", "-1", "+1", "1e3", "1,000", ".5", "5.", "1.2.3", "NaN", "٣", "1234567890123456", "0.0000000000001",
    ])
    func whatIsNoPlainNumberIsRefused(text: String) {
        #expect(Exact(text) == nil)
    }

    /// 16.425 is less than a half cent in binary: invoices round it up.
    @Test(arguments: [("730", "0.0225", 1643), ("1", "0.005", 1), ("1", "0.004999", 0), ("3", "0.333333", 100)])
    func centsAreRoundedHalvesUp(quantity: String, price: String, cents: Int) throws {
        let (count, unit) = (try #require(Exact(quantity)), try #require(Exact(price)))
        #expect((count * unit).cents == cents)
    }

    @Test func hugeProductsAndZeroDivisorsDoNotTrap() throws {
        let huge = try #require(Exact("999999999999999"))
        #expect(huge * huge * huge > huge)
        #expect(huge / .zero == .zero)
        #expect(huge * huge / Exact(3) > .zero)
    }

    @Test func yenFollowTheRoundedDollars() throws {
        let money = Money(low: 6171, high: 6464)
        let yen = money.yen(Exact(150))
        #expect(yen.low == 9257 && yen.high == 9696)
        #expect(money.dollars == "61.71-64.64")
        #expect(Money(low: 123_456_789, high: 123_456_789).dollars == "1,234,567.89")
    }
}
