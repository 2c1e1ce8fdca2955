using System.Text;
using Metrics.Documents.Columns;
using Parquet;
using Parquet.Schema;

namespace Metrics.Documents.Tests.Columns;

/// <summary>What another program's reader finds in a file is what was written.</summary>
public class ColumnFileTests
{
    static readonly FileColumn[] _columns =
    [
        new("number", FileType.Int32), new("day", FileType.Date), new("word", FileType.Text), new("flag", FileType.Boolean), new("text", FileType.Text),
        new("moment", FileType.Timestamp),
    ];

    /// <summary>How many values there are to choose from, and how long one stays.</summary>
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(7, 3, 1)]
    [InlineData(8, 2, 8)]
    [InlineData(9, 1000, 1)]
    [InlineData(1000, 1, 1000)]
    [InlineData(1000, 2, 3)]
    [InlineData(1000, 255, 1)]
    [InlineData(1000, 257, 20)]
    [InlineData(5000, 100_000, 2)]
    [InlineData(70_000, 300, 5)]
    public async Task Every_value_is_read_as_it_was_written(int rows, int choice, int run)
    {
        foreach (var missing in (double[])[0, 0.3, 1])
        {
            var random = new Random(rows + choice + run);
            var values = Some(random, rows, choice, run, missing);
            using var file = new MemoryStream();
            Write(file, values);
            file.Position = 0;
            await AssertReadAsync(file, values);
        }
    }

    [Fact]
    public void Numbers_far_apart_and_negative_ones_are_told_apart()
    {
        int[] values = [int.MinValue + 1, 0, int.MaxValue, -1, 0, int.MaxValue, -1, -1, -1, 0];
        using var dictionary = new NumberDictionary(values.Length);
        dictionary.Fill(values);
        Assert.Equal([int.MinValue + 1, 0, int.MaxValue, -1], dictionary.Distinct);
        Assert.Equal([0, 1, 2, 3, 1, 2, 3, 3, 3, 1], dictionary.Places(values.Length).ToArray());
    }

    [Theory, InlineData(0, 1), InlineData(1, 1), InlineData(2, 1), InlineData(3, 2), InlineData(4, 2), InlineData(5, 3), InlineData(65_537, 17)]
    public void Numbers_have_the_bits_of_the_largest(int count, int bits) => Assert.Equal(bits, SmallNumbers.BitsOf(count));

    [Fact]
    public void A_repeated_number_takes_a_few_bytes()
    {
        using var to = new ByteBuffer();
        SmallNumbers.Write(Enumerable.Repeat(3, 100_000).ToArray(), 2, to);
        // 100,000 × 2 in seven bits a byte, then the number.
        Assert.Equal([0xC0, 0x9A, 0x0C, 3], to.Written.ToArray());
    }

    [Fact]
    public void Few_numbers_are_packed_from_the_lowest_bit_on()
    {
        using var to = new ByteBuffer();
        SmallNumbers.Write([0, 1, 2, 3, 4, 5, 6, 7], 3, to);
        // The example of Parquet's specification.
        Assert.Equal([3, 0b10001000, 0b11000110, 0b11111010], to.Written.ToArray());
    }

    static int[] Some(Random random, int rows, int choice, int run, double missing)
    {
        var (values, value) = (new int[rows], 0);
        for (var row = 0; row < rows; row++)
        {
            if (row % run == 0)
                value = random.NextDouble() < missing ? ColumnFile.Missing : random.Next(choice);
            values[row] = value;
        }
        return values;
    }

    static string WordOf(int code) => "词" + code;

    static DateTime MomentOf(int value) => new DateTime(2019, 3, 4, 5, 6, 7).AddTicks(value * 123_4560L);

    static void Write(MemoryStream to, int[] values)
    {
        using var file = new ColumnFile(to, _columns, values.Length);
        file.Begin();
        if (values.Length > 0)
        {
            file.Numbers(values);
            file.Numbers([.. values.Select(v => v == ColumnFile.Missing ? v : v % 40_000 + 730_000)]);
            file.Words(values, WordOf);
            file.Flags([.. values.Select(v => v == ColumnFile.Missing ? v : v & 1)]);
            file.Texts(row => values[row] == ColumnFile.Missing ? [] : Encoding.UTF8.GetBytes(WordOf(values[row])));
            file.Moments(row => values[row] == ColumnFile.Missing ? null : MomentOf(values[row]));
        }
        file.End();
    }

    static async Task AssertReadAsync(MemoryStream file, int[] values)
    {
        await using var reader = await ParquetReader.CreateAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(_columns.Select(c => c.Name), reader.Schema.GetDataFields().Select(f => f.Name));
        Assert.Equal(values.Length == 0 ? 0 : 1, reader.RowGroupCount);
        if (values.Length == 0)
            return;
        var group = reader.OpenRowGroupReader(0);
        var fields = reader.Schema.GetDataFields();
        Assert.Equal(Each(values, v => v), await ReadAsync<int>(group, fields[0], values.Length));
        Assert.Equal(Each(values, v => new DateOnly().AddDays(v % 40_000 + 730_000).ToDateTime(default)), await ReadAsync<DateTime>(group, fields[1], values.Length));
        Assert.Equal(Each(values, v => (v & 1) == 1), await ReadAsync<bool>(group, fields[3], values.Length));
        Assert.Equal(Each(values, MomentOf), await ReadAsync<DateTime>(group, fields[5], values.Length));
        foreach (var texts in (int[])[2, 4])
        {
            Assert.Equal(values.Select(v => v == ColumnFile.Missing ? null : WordOf(v)),
                (await ReadAsync<ReadOnlyMemory<char>>(group, fields[texts], values.Length)).Select(t => t?.ToString()));
        }
    }

    static IEnumerable<T?> Each<T>(int[] values, Func<int, T> of)
        where T : struct => values.Select(v => v == ColumnFile.Missing ? (T?)null : of(v));

    static async Task<T?[]> ReadAsync<T>(ParquetRowGroupReader group, DataField field, int rows)
        where T : struct
    {
        var values = new T?[rows];
        await group.ReadAsync<T>(field, values, cancellationToken: TestContext.Current.CancellationToken);
        return values;
    }
}
