/// Certificates for the examples of rules: made for `app.example.com`, their keys thrown away.
enum ExampleCertificates {
    /// Until 2025-03-01.
    static let expired = pem(
        """
        MIIBMzCB2aADAgECAgEHMAoGCCqGSM49BAMCMBoxGDAWBgNVBAMMD2FwcC5leGFt
        cGxlLmNvbTAeFw0yNDAzMDEwMDAwMDBaFw0yNTAzMDEwMDAwMDBaMBoxGDAWBgNV
        BAMMD2FwcC5leGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABKLw
        hzli3I2BHS9UEllnMTwvco4yWSGBr0AYtGUUhUHzZ/6WCLdfbeW6rOjCvQ5kBWHj
        PM8tE4LycRHiW8IMXjejEDAOMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSQAw
        RgIhAMLtNquOnCFEHOLTNTL8S21kMVVj1QglhEskqJLi7G3CAiEAmPPv4+nIuFNA
        GupCZHejWHM+ECNkR37faIL/unL6aLA=
        """)
    /// Until 2026-09-20.
    static let ending = pem(
        """
        MIIBMzCB2aADAgECAgEHMAoGCCqGSM49BAMCMBoxGDAWBgNVBAMMD2FwcC5leGFt
        cGxlLmNvbTAeFw0yNDAzMDEwMDAwMDBaFw0yNjA5MjAwMDAwMDBaMBoxGDAWBgNV
        BAMMD2FwcC5leGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABP+Z
        6F343aG5PP5ECLkZMioLJjCbfPDQW13BYFt79OQYKOEVOAOwOO8p0XP+cVjUQIoQ
        txOOAHZ5N560TT4ae3ijEDAOMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSQAw
        RgIhAJLtLNfS4rNGb8vRiWnro2zhtqHkDk2fHc9hmJF2sUeYAiEA/NxQ1GjtGd/h
        A5re5V1/jRl98NoN9HbQ/4VUI/nygIQ=
        """)
    /// Until 2036-01-01.
    static let valid = pem(
        """
        MIIBMjCB2aADAgECAgEHMAoGCCqGSM49BAMCMBoxGDAWBgNVBAMMD2FwcC5leGFt
        cGxlLmNvbTAeFw0yNDAzMDEwMDAwMDBaFw0zNjAxMDEwMDAwMDBaMBoxGDAWBgNV
        BAMMD2FwcC5leGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDsi
        Pr6lICbceT4w1QbW1azIaSvOmchR9uiBDtq4K+bKO1cRAiDx2bcuYyYWOT5undfn
        XaAQTBPajgeudrCilxujEDAOMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSAAw
        RQIhAOxRZIid5k/DEMPh9AEHzzkXFPBvAnMxeKFFm1cxBhDyAiBz35Rv3J2VxJYU
        3fmSNOecSUl0cOtpfcUwtrn10ISEag==
        """)

    /// As an example's line writes it: `\n` for line breaks.
    private static func pem(_ content: String) -> String {
        "-----BEGIN CERTIFICATE-----\\n\(content.replacing("\n", with: "\\n"))\\n-----END CERTIFICATE-----\\n"
    }
}
