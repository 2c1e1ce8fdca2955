using System.Globalization;

namespace Metrics.Cli.Generate.City;

/// <summary>Rows of the register on the city's organs and advisers, its reforms, its rules and documents.</summary>
static class RegisterOfOffices
{
    const int Towns = 190;

    public static void AddTo(RegisterLines to)
    {
        Stocks(to);
        Reform(to);
        Documents(to);
    }

    /// <summary>What is there for years.</summary>
    static void Stocks(RegisterLines to)
    {
        const int yearsAgo = -800;
        foreach (var department in Department.All)
        {
            to.Add(new("organ", yearsAgo) { Department = department.Name });
            to.Add(new("adviser", yearsAgo) { Department = department.Name, Tags = "department", Subject = department.Name });
            to.Add(new("group_member", yearsAgo) { Subject = department.Name });
        }
        for (var i = 0; i < 6; i++)
            to.Add(new("adviser", to.Day(300)) { Department = "司法局", Tags = "city", Subject = Key("V", i) });
        for (var i = 0; i < Towns; i++)
            to.Add(new("adviser", i < Towns / 2 ? yearsAgo : to.Day(300)) { Tags = "town", Subject = Key("T", i) });
        to.Add(new("certificate", yearsAgo) { Department = "市场监管局", Count = 24 });
        to.Add(new("certificate", to.Day(200)) { Department = "市场监管局", Count = 4 });
    }

    /// <summary>Permits apart from licences (证照分离), and many certificates in one (多证合一), month by month.</summary>
    static void Reform(RegisterLines to)
    {
        for (var i = 0; i < 240; i++)
            to.Add(new("separation", to.Day(to.Year.Days)) { Department = "市场监管局", Subject = Key("H", to.Below(200)) });
        for (var month = 0; month < 12; month++)
        {
            var day = to.Year.Add(month * 30, 1);
            to.Add(new("licence", day) { Department = "市场监管局", Tags = "merged;electronic", Count = 100 + to.Below(300) });
            to.Add(new("licence", day) { Department = "市场监管局", Tags = "merged", Count = 20 + to.Below(80) });
        }
        for (var i = 0; i < 14; i++)
            to.Add(new("rule", to.Day(to.Year.Days)) { Department = to.AnyDepartment() });
    }

    static void Documents(RegisterLines to)
    {
        for (var i = 0; i < 260; i++)
        {
            var received = to.Day(to.Year.Days);
            to.Add(new("review", received)
            {
                Outcome = i % 19 == 7 ? "unlawful" : i % 4 == 1 ? "amend" : "lawful",
                Closed = to.Year.Add(received, 2 + to.Below(12)),
                Department = to.AnyDepartment(),
                Tags = i % 3 == 0 ? "document" : "contract",
            });
        }
        for (var i = 0; i < 48; i++)
        {
            var received = to.Day(250);
            var filed = to.Year.Add(received, 5 + to.Below(10));
            var outcome = i switch { 11 => "wrong", _ when i % 12 == 5 => "corrected", _ when i % 20 == 9 => "revoked", _ => "passed" };
            to.Add(i % 16 == 15 ? new("document", received) { Department = to.AnyDepartment() } : new("document", received)
            {
                Intake = "filed",
                IntakeAt = filed,
                Outcome = outcome,
                Closed = to.Year.Add(filed, 5 + to.Below(20)),
                Department = to.AnyDepartment(),
            });
        }
    }

    static string Key(string letter, int number) => string.Create(CultureInfo.InvariantCulture, $"{letter}{number:0000}");
}
