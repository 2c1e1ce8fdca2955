using System.Globalization;
using System.Text;
using Metrics.Cli.Generate.Sampling;

namespace Metrics.Cli.Generate.City;

/// <summary>
/// The city's register (登记簿): what its yearly report counts and is no case, of every kind. Its checks hold, and every outcome that
/// the report speaks of has been met.
/// </summary>
sealed class CityRegister
{
    const string Justice = "司法局";
    const int Towns = 190;

    // In fixed shares, so that none of them is ever missing.
    static readonly string[] _reconsiderationOutcomes =
    [
        "upheld", "withdrawn", "upheld", "rejected", "withdrawn", "revoked", "upheld", "withdrawn", "mediated", "rejected", "withdrawn_changed",
        "upheld", "withdrawn", "unlawful", "settled", "upheld", "rejected", "withdrawn", "changed", "upheld", "terminated", "withdrawn", "ordered",
    ];

    static readonly string[] _litigationOutcomes =
        ["claim_rejected", "claim_rejected", "dismissed", "withdrawn", "revoked", "claim_rejected", "unlawful", "mediated"];

    static readonly string[] _appearances = ["principal", "deputy", "", "in_charge", "deputy", "deputy", "principal", "in_charge", "", "deputy"];

    readonly CityYear _year;
    readonly List<RegisterLine> _lines = [];
    Draws _draws;

    public CityRegister(CityPlan plan, CityYear year)
    {
        // The cases are drawn by their numbers: the register stands behind the last.
        (_year, _draws) = (year, Draws.For(plan.Seed, ulong.MaxValue));
        Stocks();
        Reform();
        Documents();
        Reconsiderations();
        Litigations();
        Peace();
    }

    public byte[] ToCsv()
    {
        var csv = new StringBuilder(RegisterLine.Header).Append('\n');
        foreach (var (i, line) in _lines.Index())
            csv.Append(line.ToCsv(i + 1, _year)).Append('\n');
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    /// <summary>What is there for years.</summary>
    void Stocks()
    {
        const int yearsAgo = -800;
        foreach (var department in Department.All)
        {
            _lines.Add(new("organ", yearsAgo) { Department = department.Name });
            _lines.Add(new("adviser", yearsAgo) { Department = department.Name, Tags = "department", Subject = department.Name });
            _lines.Add(new("group_member", yearsAgo) { Subject = department.Name });
        }
        for (var i = 0; i < 6; i++)
            _lines.Add(new("adviser", Day(300)) { Department = Justice, Tags = "city", Subject = Key("V", i) });
        for (var i = 0; i < Towns; i++)
            _lines.Add(new("adviser", i < Towns / 2 ? yearsAgo : Day(300)) { Tags = "town", Subject = Key("T", i) });
        _lines.Add(new("certificate", yearsAgo) { Department = "市场监管局", Count = 24 });
        _lines.Add(new("certificate", Day(200)) { Department = "市场监管局", Count = 4 });
    }

    /// <summary>Permits apart from licences (证照分离), and many certificates in one (多证合一), month by month.</summary>
    void Reform()
    {
        for (var i = 0; i < 240; i++)
            _lines.Add(new("separation", Day(_year.Days)) { Department = "市场监管局", Subject = Key("H", _draws.Below(200)) });
        for (var month = 0; month < 12; month++)
        {
            var day = _year.Add(month * 30, 1);
            _lines.Add(new("licence", day) { Department = "市场监管局", Tags = "merged;electronic", Count = 100 + _draws.Below(300) });
            _lines.Add(new("licence", day) { Department = "市场监管局", Tags = "merged", Count = 20 + _draws.Below(80) });
        }
        for (var i = 0; i < 14; i++)
            _lines.Add(new("rule", Day(_year.Days)) { Department = AnyDepartment() });
    }

    void Documents()
    {
        for (var i = 0; i < 260; i++)
        {
            var received = Day(_year.Days);
            _lines.Add(new("review", received)
            {
                Outcome = i % 19 == 7 ? "unlawful" : i % 4 == 1 ? "amend" : "lawful",
                Closed = _year.Add(received, 2 + _draws.Below(12)),
                Department = AnyDepartment(),
                Tags = i % 3 == 0 ? "document" : "contract",
            });
        }
        for (var i = 0; i < 48; i++)
        {
            var received = Day(250);
            var filed = _year.Add(received, 5 + _draws.Below(10));
            var outcome = i switch { 11 => "wrong", _ when i % 12 == 5 => "corrected", _ when i % 20 == 9 => "revoked", _ => "passed" };
            _lines.Add(i % 16 == 15 ? new("document", received) { Department = AnyDepartment() } : new("document", received)
            {
                Intake = "filed",
                IntakeAt = filed,
                Outcome = outcome,
                Closed = _year.Add(filed, 5 + _draws.Below(20)),
                Department = AnyDepartment(),
            });
        }
    }

    /// <summary>Those carried over from the year before first.</summary>
    void Reconsiderations()
    {
        for (var i = 0; i < 15; i++)
        {
            var received = -60 + _draws.Below(40);
            Reconsideration(i, received, received + 4, _year.Add(0, 5 + _draws.Below(40)));
        }
        for (var i = 15; i < 140; i++)
        {
            var received = Day(_year.Days);
            var decided = _year.Add(received, 1 + _draws.Below(5));
            if (i % 12 == 0)
                _lines.Add(new("reconsideration", received) { Intake = i % 24 == 0 ? "refused" : "told", IntakeAt = decided, Department = Justice });
            else
                Reconsideration(i, received, decided, _year.Add(decided, 15 + _draws.Below(30)));
        }
    }

    void Reconsideration(int i, int received, int accepted, int closed) => _lines.Add(new("reconsideration", received)
    {
        Intake = "accepted",
        IntakeAt = accepted,
        Outcome = Each(_reconsiderationOutcomes, i),
        Closed = closed,
        Department = Justice,
    });

    void Litigations()
    {
        for (var i = 0; i < 90; i++)
        {
            var received = Day(_year.Days);
            var heard = _year.Add(received, 20 + _draws.Below(30));
            // Who will appear is known on the day of the hearing.
            _lines.Add(new("litigation", received)
            {
                Heard = heard,
                Outcome = Each(_litigationOutcomes, i),
                Closed = _year.Add(heard, 10 + _draws.Below(30)),
                Department = AnyDepartment(),
                Tags = heard < _year.Days ? Each(_appearances, i) : "",
            });
        }
        for (var i = 0; i < 40; i++)
        {
            var received = Day(_year.Days);
            _lines.Add(new("judgment", received) { Outcome = "performed", Closed = _year.Add(received, 10 + _draws.Below(40)), Department = AnyDepartment() });
        }
    }

    /// <summary>Disputes, old petitions and lectures.</summary>
    void Peace()
    {
        for (var i = 0; i < 150; i++)
        {
            var received = Day(_year.Days);
            var accepted = _year.Add(received, 1);
            _lines.Add(new("dispute", received)
            {
                Intake = "accepted",
                IntakeAt = accepted,
                Outcome = i % 25 == 3 ? "failed" : i % 3 == 0 ? "oral" : "written",
                Closed = _year.Add(accepted, 3 + _draws.Below(20)),
                Department = Justice,
                Count = 1 + _draws.Below(60),
            });
        }
        for (var i = 0; i < 18; i++)
            _lines.Add(new("petition", -200 + i) { Outcome = "resolved", Closed = _year.Add(Day(_year.Days), 30) });
        for (var i = 0; i < 12; i++)
            _lines.Add(new("lecture", _year.Add(i * 30, 1 + _draws.Below(10))) { Department = AnyDepartment() });
    }

    /// <summary>The working day after a day among the first <paramref name="days"/>, in the year at all events.</summary>
    int Day(int days) => _year.Add(_draws.Below(Math.Min(days, _year.Days - 15)), 1);

    string AnyDepartment() => Department.All[_draws.Below(Department.All.Count)].Name;

    static string Each(string[] words, int i) => words[i % words.Length];

    static string Key(string letter, int number) => string.Create(CultureInfo.InvariantCulture, $"{letter}{number:0000}");
}
