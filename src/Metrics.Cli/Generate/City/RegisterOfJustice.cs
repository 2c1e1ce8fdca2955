namespace Metrics.Cli.Generate.City;

/// <summary>Rows of the register on reconsiderations, litigations and judgments, disputes, petitions and lectures.</summary>
static class RegisterOfJustice
{
    const string Justice = "司法局";

    // In fixed shares, so that none of them is ever missing.
    static readonly string[] _reconsiderationOutcomes =
    [
        "upheld", "withdrawn", "upheld", "rejected", "withdrawn", "revoked", "upheld", "withdrawn", "mediated", "rejected", "withdrawn_changed",
        "upheld", "withdrawn", "unlawful", "settled", "upheld", "rejected", "withdrawn", "changed", "upheld", "terminated", "withdrawn", "ordered",
    ];

    static readonly string[] _litigationOutcomes =
        ["claim_rejected", "claim_rejected", "dismissed", "withdrawn", "revoked", "claim_rejected", "unlawful", "mediated"];

    static readonly string[] _appearances = ["principal", "deputy", "", "in_charge", "deputy", "deputy", "principal", "in_charge", "", "deputy"];

    public static void AddTo(RegisterLines to)
    {
        Reconsiderations(to);
        Litigations(to);
        Peace(to);
    }

    /// <summary>Those carried over from the year before first.</summary>
    static void Reconsiderations(RegisterLines to)
    {
        for (var i = 0; i < 15; i++)
        {
            var received = -60 + to.Below(40);
            Reconsideration(to, i, received, received + 4, to.Year.Add(0, 5 + to.Below(40)));
        }
        for (var i = 15; i < 140; i++)
        {
            var received = to.Day(to.Year.Days);
            var decided = to.Year.Add(received, 1 + to.Below(5));
            if (i % 12 == 0)
                to.Add(new("reconsideration", received) { Intake = i % 24 == 0 ? "refused" : "told", IntakeAt = decided, Department = Justice });
            else
                Reconsideration(to, i, received, decided, to.Year.Add(decided, 15 + to.Below(30)));
        }
    }

    static void Reconsideration(RegisterLines to, int i, int received, int accepted, int closed) => to.Add(new("reconsideration", received)
    {
        Intake = "accepted",
        IntakeAt = accepted,
        Outcome = Each(_reconsiderationOutcomes, i),
        Closed = closed,
        Department = Justice,
    });

    static void Litigations(RegisterLines to)
    {
        for (var i = 0; i < 90; i++)
        {
            var received = to.Day(to.Year.Days);
            var heard = to.Year.Add(received, 20 + to.Below(30));
            // Who will appear is known on the day of the hearing.
            to.Add(new("litigation", received)
            {
                Heard = heard,
                Outcome = Each(_litigationOutcomes, i),
                Closed = to.Year.Add(heard, 10 + to.Below(30)),
                Department = to.AnyDepartment(),
                Tags = heard < to.Year.Days ? Each(_appearances, i) : "",
            });
        }
        for (var i = 0; i < 40; i++)
        {
            var received = to.Day(to.Year.Days);
            to.Add(new("judgment", received) { Outcome = "performed", Closed = to.Year.Add(received, 10 + to.Below(40)), Department = to.AnyDepartment() });
        }
    }

    /// <summary>Disputes, old petitions and lectures.</summary>
    static void Peace(RegisterLines to)
    {
        for (var i = 0; i < 150; i++)
        {
            var received = to.Day(to.Year.Days);
            var accepted = to.Year.Add(received, 1);
            to.Add(new("dispute", received)
            {
                Intake = "accepted",
                IntakeAt = accepted,
                Outcome = i % 25 == 3 ? "failed" : i % 3 == 0 ? "oral" : "written",
                Closed = to.Year.Add(accepted, 3 + to.Below(20)),
                Department = Justice,
                Count = 1 + to.Below(60),
            });
        }
        for (var i = 0; i < 18; i++)
            to.Add(new("petition", -200 + i) { Outcome = "resolved", Closed = to.Year.Add(to.Day(to.Year.Days), 30) });
        for (var i = 0; i < 12; i++)
            to.Add(new("lecture", to.Year.Add(i * 30, 1 + to.Below(10))) { Department = to.AnyDepartment() });
    }

    static string Each(string[] words, int i) => words[i % words.Length];
}
