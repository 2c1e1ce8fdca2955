using System.Globalization;
using Metrics.Evidence;
using Parquet;
using Parquet.Schema;

namespace Metrics.Documents.Evidence;

/// <summary>A column of the evidence as it lies in a file, and how its values are written and read as texts.</summary>
sealed class PartColumn
{
    const string DayForm = "yyyy-MM-dd";
    const string MomentForm = "yyyy-MM-ddTHH:mm:ss";

    readonly DataField _field;

    internal PartColumn(DataField field)
    {
        _field = field;
        Type = field switch
        {
            DateTimeDataField { DateTimeFormat: DateTimeFormat.Date } => ColumnType.Date,
            _ when field.ClrType == typeof(DateTime) => ColumnType.Moment,
            _ when field.ClrType == typeof(int) => ColumnType.Number,
            _ when field.ClrType == typeof(bool) => ColumnType.Flag,
            _ => ColumnType.Text,
        };
    }

    internal string Name => _field.Name;
    internal ColumnType Type { get; }

    internal Bilingual Expected => Type switch
    {
        ColumnType.Date => new("日期，如 2019-03-04", "a day such as 2019-03-04"),
        ColumnType.Moment => new("时间，如 2019-03-04T09:30:00", "a time such as 2019-03-04T09:30:00"),
        ColumnType.Number => new("整数", "a whole number"),
        ColumnType.Flag => new(" true 或 false", "true or false"),
        _ => new("文本", "a text"),
    };

    internal async Task<ColumnValues> ReadAsync(ParquetRowGroupReader group, CancellationToken stop) => Type switch
    {
        ColumnType.Number => await NumbersAsync<int>(group, number => number, stop),
        ColumnType.Flag => await NumbersAsync<bool>(group, flag => flag ? 1 : 0, stop),
        ColumnType.Date or ColumnType.Moment => await NumbersAsync<DateTime>(group, time => time.Ticks, stop),
        _ => await TextsAsync(group, stop),
    };

    /// <summary>A value that is no text, as a text; null: it is missing.</summary>
    internal string? Show(long value) => value == EvidenceColumn.Missing ? null : Type switch
    {
        ColumnType.Date => new DateTime(value).ToString(DayForm, CultureInfo.InvariantCulture),
        ColumnType.Moment => new DateTime(value).ToString(MomentForm, CultureInfo.InvariantCulture),
        ColumnType.Flag => value != 0 ? "true" : "false",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    /// <param name="text">Empty: missing.</param>
    /// <returns>Null: it is no value of the column.</returns>
    internal long? Read(string text)
    {
        if (text.Length == 0)
            return EvidenceColumn.Missing;
        switch (Type)
        {
            case ColumnType.Flag:
                return text == "true" ? 1 : text == "false" ? 0 : null;
            case ColumnType.Number:
                return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
            default:
                var form = Type == ColumnType.Date ? DayForm : MomentForm;
                return DateTime.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Ticks : null;
        }
    }

    async Task<ColumnValues> NumbersAsync<T>(ParquetRowGroupReader group, Func<T, long> number, CancellationToken stop)
        where T : struct
    {
        var values = new T?[(int)group.RowCount];
        await group.ReadAsync<T>(_field, values, cancellationToken: stop);
        return new(Array.ConvertAll(values, v => v is { } some ? number(some) : EvidenceColumn.Missing), []);
    }

    async Task<ColumnValues> TextsAsync(ParquetRowGroupReader group, CancellationToken stop)
    {
        var values = new ReadOnlyMemory<char>?[(int)group.RowCount];
        await group.ReadAsync<ReadOnlyMemory<char>>(_field, values, cancellationToken: stop);
        return new([], values);
    }
}

/// <summary>The values of a column by row: numbers (a day and a time as ticks, a flag as 0 or 1) or texts.</summary>
sealed record ColumnValues(long[] Numbers, ReadOnlyMemory<char>?[] Texts)
{
    /// <summary>Null: it is missing.</summary>
    internal long? NumberAt(int row) => Numbers[row] == EvidenceColumn.Missing ? null : Numbers[row];
}
