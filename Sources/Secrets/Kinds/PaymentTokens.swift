/// Keys of payment and shop services. Publishable keys are public by design and no secret.
extension TokenShape {
    static let payment: [TokenShape] = [
        TokenShape(
            "stripe-key", "Stripe", .key, ["sk_live_", "rk_live_", "sk_prod_", "rk_prod_"], .alphanumeric, 16...247,
            entropy: 3),
        TokenShape(
            "stripe-test-key", "Stripe test", .key, ["sk_test_", "rk_test_"], .alphanumeric, 16...247, entropy: 3
        ) { _, _ in
            .context
        },
        TokenShape("stripe-webhook-secret", "Stripe webhook", .secret, ["whsec_"], .base64, 32...64, entropy: 3.5),
        TokenShape("square-token", "Square", .token, ["sq0atp-", "sq0csp-"], .url, 22...60),
        TokenShape("square-token", "Square", .token, ["EAAA"], .url, 60...60, entropy: 4, isForBinary: false) {
            value, _ in
            Measure.classes(value) >= 3 && !Measure.isWords(value) ? .shape : .no
        },
        TokenShape(
            "shopify-token", "Shopify", .token, ["shpat_", "shpca_", "shppa_", "shpss_"], .hexadecimal, 32...32),
        TokenShape("adyen-key", "Adyen", .key, ["AQE"], .base64, 150...300, entropy: 4.5, isForBinary: false) {
            value, _ in
            value.suffix(4).contains(UInt8(ascii: "=")) ? .shape : .no
        },
        TokenShape(
            "flutterwave-key", "Flutterwave", .key, ["FLWSECK_TEST-", "FLWSECK-"], [.lowerDigit, .letter, .hyphen],
            12...34),
        TokenShape(
            "gocardless-token", "GoCardless", .token, ["live_"], [.url, .equals], 40...40, entropy: 3.5,
            isForBinary: false
        ) { value, _ in
            Measure.classes(value) >= 3 && !Measure.isWords(value) ? .shape : .no
        },
        TokenShape("lob-key", "Lob", .key, ["live_"], .lowerHexadecimal, 35...35),
        TokenShape("easypost-key", "EasyPost", .key, ["EZAK", "EZTK"], .alphanumeric, 54...54),
        TokenShape("shippo-token", "Shippo", .token, ["shippo_live_", "shippo_test_"], .hexadecimal, 40...40),
        TokenShape("duffel-token", "Duffel", .token, ["duffel_live_", "duffel_test_"], [.url, .equals], 43...43),
        TokenShape("razorpay-key", "Razorpay", .key, ["rzp_live_"], .alphanumeric, 14...14),
        TokenShape("paystack-key", "Paystack", .key, ["sk_live_"], .lowerHexadecimal, 40...40),
        TokenShape(
            "plaid-token", "Plaid", .token, ["access-production-", "access-development-"],
            [.lowerHexadecimal, .hyphen], 36...36),
    ]
}
