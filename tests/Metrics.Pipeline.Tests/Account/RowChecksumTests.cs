using System.Reflection;
using Azure.Data.Tables;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;

namespace Metrics.Pipeline.Tests.Account;

/// <summary>A row of a table in which one bit is another has another checksum.</summary>
public sealed class RowChecksumTests
{
    const int Flips = 3_000;

    [Fact]
    public void No_flipped_bit_of_a_ledger_row_keeps_the_checksum() => Check<LedgerRow>();

    [Fact]
    public void No_flipped_bit_of_a_run_row_keeps_the_checksum() => Check<RunRow>();

    [Fact]
    public void A_property_with_its_default_changes_no_checksum_so_that_a_row_may_get_new_ones()
    {
        var row = new LedgerRow { RowKey = "k", Source = "one_net", Lines = 7 };
        Assert.Equal(RowChecksum<LedgerRow>.Of(row), RowChecksum<LedgerRow>.Of(row with { Failure = "", Definitions = 1, Bytes = 0 }));
        Assert.NotEqual(RowChecksum<LedgerRow>.Of(row), RowChecksum<LedgerRow>.Of(row with { Failure = "f" }));
    }

    static void Check<TRow>()
        where TRow : class, ITableEntity, new()
    {
        var properties = typeof(TRow).GetProperties().Where(p => p.SetMethod is { IsPublic: true } && p.Name is not ("Timestamp" or "ETag" or "Checksum" or "IsDamaged")).ToList();
        var row = new TRow();
        foreach (var property in properties)
            property.SetValue(row, Sample(property));
        var whole = RowChecksum<TRow>.Of(row);
        var random = new Random(8);
        for (var i = 0; i < Flips; i++)
        {
            var property = properties[i % properties.Count];
            var value = property.GetValue(row)!;
            property.SetValue(row, Flipped(value, random));
            Assert.True(whole != RowChecksum<TRow>.Of(row), $"{property.Name}: {value} and {property.GetValue(row)}");
            property.SetValue(row, value);
        }
        Assert.Equal(whole, RowChecksum<TRow>.Of(row));
    }

    static object Sample(PropertyInfo property) => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
    {
        var t when t == typeof(string) => property.Name + " 2019-03-01 某值",
        var t when t == typeof(long) => 123_456_789_012L,
        var t when t == typeof(int) => 7,
        var t when t == typeof(bool) => true,
        var t when t == typeof(DateTimeOffset) => new DateTimeOffset(2019, 3, 1, 8, 0, 0, TimeSpan.Zero),
        var other => throw new NotSupportedException($"{property.Name} is {other.Name}: give it a value here."),
    };

    static object Flipped(object value, Random random) => value switch
    {
        string text => Flipped(text, random),
        long number => number ^ 1L << random.Next(64),
        int number => number ^ 1 << random.Next(32),
        bool yes => !yes,
        DateTimeOffset at => new DateTimeOffset(at.UtcTicks ^ 1L << random.Next(56), TimeSpan.Zero),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    static string Flipped(string text, Random random)
    {
        var chars = text.ToCharArray();
        chars[random.Next(chars.Length)] ^= (char)(1 << random.Next(11)); // below the surrogates
        return new(chars);
    }
}
