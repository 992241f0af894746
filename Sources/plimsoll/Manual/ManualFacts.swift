/// What the manual page says that no command's help knows.
enum ManualFacts {
    static let description = [
        """
        plimsoll finds the container workloads of a repository, judges them, and answers the questions of the AWS \
        Well-Architected Container Build Lens, the twelve factors and the Amazon ECS best practices for each of them. \
        Every answer points to the lines that decided it. What the evidence cannot decide is unknown, never a pass.
        """,
        "It reads files only: it needs no network, no account, no container engine and no configuration.",
    ]

    /// From EXIT STATUS on.
    static let tail = [
        ".Sh ENVIRONMENT",
        ".Bl -tag -width Ds",
        ".It Ev LC_ALL , LC_MESSAGES , LANG",
        "The first that is set decides the language: Japanese where it starts with",
        ".Ql ja ,",
        "else English.",
        ".It Ev NO_COLOR",
        "Switches colour off where it is set and not empty.",
        ".It Ev PATH",
        "Where ShellCheck and git are looked for.",
        ".El",
        ".Sh FILES",
        ".Bl -tag -width Ds",
        ".It Pa plimsoll.yml",
        "Settings, suppressions and attestations of a repository.",
        ".It Pa Dockerfile , Containerfile , compose.yaml , docker\\-bake.hcl",
        "What is looked for, under these names and their usual variants.",
        ".El",
        ".Sh EXIT STATUS",
        ".Bl -tag -width Ds",
        ".It 0",
        "Fit.",
        ".It 1",
        "Findings at or over",
        ".Fl \\-fail\\-on .",
        ".It 2",
        "Wrong usage, or settings that cannot be read.",
        ".It 3",
        "Something could not be judged.",
        ".El",
        ".Sh EXAMPLES",
        "Review the folder, and write a report to hand on:",
        ".Pp",
        ".Dl plimsoll review \\-\\-output html=report.html",
        ".Pp",
        "Explain a rule by another tool\\(aqs id:",
        ".Pp",
        ".Dl plimsoll explain DL3006",
        ".Sh SEE ALSO",
        ".Xr git 1 ,",
        ".Xr shellcheck 1",
    ]
}
