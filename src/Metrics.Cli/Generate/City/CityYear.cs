namespace Metrics.Cli.Generate.City;

/// <summary>The days of a year, counted from 0 = 1 January, and the working days (工作日) of it and of the two years that follow.</summary>
sealed class CityYear
{
    readonly List<int> _working = [];
    readonly int[] _before;

    /// <param name="isWorking">Whether a day is a working day.</param>
    public CityYear(int year, Predicate<Day> isWorking)
    {
        Year = year;
        First = Day.Of(new DateOnly(year, 1, 1));
        Days = Day.Of(new DateOnly(year + 1, 1, 1)) - First;
        var all = Day.Of(new DateOnly(year + 3, 1, 1)) - First;
        _before = new int[all + 1];
        for (var day = 0; day < all; day++)
        {
            if (isWorking(First + day))
                _working.Add(day);
            _before[day + 1] = _working.Count;
        }
    }

    public int Year { get; }
    /// <summary>1 January.</summary>
    public Day First { get; }
    /// <summary>365 or 366.</summary>
    public int Days { get; }

    public DateOnly Date(int day) => (First + day).Date;

    public bool IsWorking(int day) => _before[day + 1] > _before[day];

    /// <summary>The n-th working day after <paramref name="day"/>; the day itself for 0. Past the known years, their last working day.</summary>
    public int Add(int day, int n) =>
        n == 0 ? day : _working[Math.Min(_before[Math.Min(day, _before.Length - 2) + 1] + n - 1, _working.Count - 1)];

    /// <summary>Cases that begin on each day, so that <paramref name="cases"/> begin in the year: the running totals.</summary>
    public int[] Spread(int cases)
    {
        var until = new long[Days];
        var sum = 0L;
        for (var day = 0; day < Days; day++)
        {
            sum += Weight(day);
            until[day] = sum;
        }
        return [.. until.Select(weight => (int)(cases * weight / sum))];
    }

    /// <summary>Fewer before the Spring Festival, more in spring and before the year's end; online ones on free days too.</summary>
    int Weight(int day)
    {
        int[] byMonth = [95, 70, 115, 105, 100, 104, 100, 98, 103, 92, 108, 110];
        return byMonth[Date(day).Month - 1] * (IsWorking(day) ? 100 : 7);
    }
}
