using System.Globalization;
using System.Text;
using Metrics.Cli.Generate.Sampling;

namespace Metrics.Cli.Generate.City;

/// <summary>The city's catalogue (事项目录): some 160 items of 21 departments, and the file that says so.</summary>
sealed class CityCatalogue
{
    const string Header = "item_code,name,kind,department,online,online_excluded,online_depth,hall,hall_excluded,"
        + "immediate,one_trip,high_frequency,statutory_days,promised_days,policy,from,to";

    static readonly (char Letter, string Name)[] _variants =
        [('N', "新办"), ('C', "变更"), ('R', "延续"), ('X', "注销"), ('B', "补发")];

    readonly List<ServiceItem> _items = [];
    readonly WeightedChoice _ordinary;
    readonly WeightedChoice _setUps;

    public CityCatalogue()
    {
        var subject = 0;
        foreach (var fields in CityData.Rows("services.csv"))
            AddSubject(++subject, fields);
        _ordinary = ChoiceAmong(i => i.Policy.Length == 0);
        _setUps = ChoiceAmong(i => i.Policy == "business_setup");
    }

    public IReadOnlyList<ServiceItem> Items => _items;

    /// <summary>An item that is handled alone, by its share of the cases.</summary>
    public int DrawOrdinary(ref Draws draws) => _ordinary.Draw(ref draws);

    /// <summary>An item of the business set-up (企业开办), by its share.</summary>
    public int DrawSetUp(ref Draws draws) => _setUps.Draw(ref draws);

    /// <summary>The first item of a subject.</summary>
    public int IndexOf(string subject) =>
        _items.FindIndex(i => i.Name == subject || i.Name.StartsWith(subject + "·", StringComparison.Ordinal)) is >= 0 and var found
            ? found : throw new ArgumentException($"no service is called {subject}", nameof(subject));

    void AddSubject(int subject, string[] fields)
    {
        var department = Department.All.Select((d, i) => (d, i)).First(x => x.d.Name == fields[0]).i;
        var licence = fields[2] == "licence";
        for (var v = 0; v < Math.Max(1, fields[6].Length); v++)
        {
            var letter = fields[6].Length == 0 ? ' ' : fields[6][v];
            var name = _variants.FirstOrDefault(x => x.Letter == letter).Name;
            var promised = Promised(CityData.Number(fields[3]), letter);
            _items.Add(new(
                string.Create(CultureInfo.InvariantCulture, $"{(licence ? "XK" : "FW")}-{department + 1:00}{subject:000}-{v + 1:00}"),
                name is null ? fields[1] : $"{fields[1]}·{name}", licence, department, promised,
                letter == 'C' && promised >= 5 ? promised * 2 / 3 : promised, CityData.Number(fields[4]),
                Math.Max(1, CityData.Number(fields[5]) * (v == 0 ? 3 : 1) / 3), fields[7] == "1", fields[8])
            { Subject = subject, Variant = v });
        }
    }

    /// <summary>A change or a renewal is promised sooner than a first application; what only ends or copies, at once.</summary>
    static int Promised(int days, char variant) => variant switch
    {
        'C' or 'R' => (days + 1) / 2,
        'X' or 'B' => days / 5,
        _ => days,
    };

    WeightedChoice ChoiceAmong(Predicate<ServiceItem> belongs) => new(_items.Select(i => belongs(i) ? i.Weight : 0));

    /// <summary>The catalogue as CSV: an item whose promise is shortened in July has two rows.</summary>
    public byte[] ToCsv(int year)
    {
        var csv = new StringBuilder(Header).Append('\n');
        foreach (var item in _items)
        {
            if (item.PromisedDays == item.PromisedFromJuly)
            {
                AppendRow(csv, item, item.PromisedDays, "2016-01-01", "");
                continue;
            }
            AppendRow(csv, item, item.PromisedDays, "2016-01-01", string.Create(CultureInfo.InvariantCulture, $"{year}-06-30"));
            AppendRow(csv, item, item.PromisedFromJuly, string.Create(CultureInfo.InvariantCulture, $"{year}-07-01"), "");
        }
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    static void AppendRow(StringBuilder csv, ServiceItem i, int promised, string from, string to) =>
        csv.Append(CultureInfo.InvariantCulture,
            $"{i.Code},{i.Name},{(i.Licence ? "licence" : "other")},{Department.All[i.Department].Name},")
            .Append(CultureInfo.InvariantCulture, $"{Flag(i.Online)},{Flag(i.OnlineExcluded)},{i.OnlineDepth},")
            .Append(CultureInfo.InvariantCulture, $"{Flag(i.Hall)},{Flag(i.HallExcluded)},{Flag(i.Immediate)},{Flag(i.OneTrip)},")
            .Append(CultureInfo.InvariantCulture, $"{Flag(i.HighFrequency)},{i.StatutoryDays},{promised},{i.Policy},{from},{to}\n");

    static char Flag(bool set) => set ? '1' : '0';
}
