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
        new("number", FileType.Number), new("day", FileType.Date), new("word", FileType.Text), new("flag", FileType.Boolean), new("text", FileType.Text),
        new("moment", FileType.Timestamp),
    ];

    /// <summary>Each row has a value of each.</summary>
    static readonly FileColumn[] _required =
    [
        new("number", FileType.Number, IsRequired: true), new("rising", FileType.Number, IsRequired: true), new("word", FileType.Text, IsRequired: true),
        new("text", FileType.Text, IsRequired: true), new("moment", FileType.Timestamp, IsRequired: true), new("flag", FileType.Boolean, IsRequired: true),
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

    [Theory]
    [InlineData(1, 1)]
    [InlineData(128, 3)]
    [InlineData(129, 200)]
    [InlineData(130, 100_000)]
    [InlineData(5000, int.MaxValue)]
    public async Task Row_groups_without_a_missing_value_are_read_one_by_one(int rows, int choice)
    {
        foreach (var isCompressed in (bool[])[false, true])
        {
            var random = new Random(rows);
            int[][] groups = [Some(random, rows, choice, 1, 0), Some(random, rows + 7, choice, 2, 0)];
            using var to = new MemoryStream();
            to.Write("before"u8);
            var start = to.Position;
            WriteRequired(to, groups, isCompressed);
            using var file = new MemoryStream(to.ToArray()[(int)start..]);
            await using var reader = await ParquetReader.CreateAsync(file, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal("说明", reader.CustomMetadata["said"]);
            Assert.Equal(groups.Length, reader.RowGroupCount);
            for (var i = 0; i < groups.Length; i++)
                await AssertReadAsync(reader.OpenRowGroupReader(i), reader.Schema.GetDataFields(), groups[i]);
        }
    }

    [Fact]
    public void Numbers_far_apart_and_negative_ones_are_told_apart()
    {
        int[] values = [int.MinValue + 1, 0, int.MaxValue, -1, 0, int.MaxValue, -1, -1, -1, 0];
        var dictionary = new NumberDictionary();
        dictionary.Reserve(values.Length);
        dictionary.Fill(values);
        Assert.Equal([int.MinValue + 1, 0, int.MaxValue, -1], dictionary.Distinct);
        Assert.Equal([0, 1, 2, 3, 1, 2, 3, 3, 3, 1], dictionary.Places(values.Length).ToArray());
    }

    [Theory, InlineData(0, 1), InlineData(1, 1), InlineData(2, 1), InlineData(3, 2), InlineData(4, 2), InlineData(5, 3), InlineData(65_537, 17)]
    public void Numbers_have_the_bits_of_the_largest(int count, int bits) => Assert.Equal(bits, SmallNumbers.BitsOf(count));

    [Fact]
    public void A_repeated_number_takes_a_few_bytes()
    {
        var to = new ByteBuffer();
        SmallNumbers.Write(Enumerable.Repeat(3, 100_000).ToArray(), 2, to);
        // 100,000 × 2 in seven bits a byte, then the number.
        Assert.Equal([0xC0, 0x9A, 0x0C, 3], to.Written.ToArray());
    }

    [Fact]
    public void Few_numbers_are_packed_from_the_lowest_bit_on()
    {
        var to = new ByteBuffer();
        SmallNumbers.Write([0, 1, 2, 3, 4, 5, 6, 7], 3, to);
        // The example of Parquet's specification.
        Assert.Equal([3, 0b10001000, 0b11000110, 0b11111010], to.Written.ToArray());
    }

    [Fact]
    public void Numbers_that_rise_are_packed_by_their_differences()
    {
        var to = new ByteBuffer();
        DeltaNumbers.Write([7, 5, 3, 1, 2, 3, 4, 5], to);
        // An example of Parquet's specification: 128, 4 and 8; 7 in zigzag, then -2, and two bits each of 0, 0, 0, 3, 3, 3, 3.
        Assert.Equal([0x80, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0b11000000, 0b00111111, 0, 0, 0, 0, 0, 0], to.Written.ToArray());
    }

    [Fact]
    public void Equal_texts_have_one_number_and_the_empty_text_is_one()
    {
        var texts = new DistinctTexts();
        var random = new Random(3);
        var numbers = new Dictionary<string, int>();
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string('件', random.Next(3)) + random.Next(5_000);
            text = i == 700 ? "" : text;
            Assert.Equal(numbers.TryAdd(text, numbers.Count) ? numbers.Count - 1 : numbers[text], texts.NumberOf(Encoding.UTF8.GetBytes(text)));
        }
        Assert.All(numbers, n => Assert.Equal(n.Key, Encoding.UTF8.GetString(texts[n.Value])));
    }

    static void WriteRequired(MemoryStream to, int[][] groups, bool isCompressed)
    {
        var file = new ColumnFile(to, _required, isCompressed);
        file.Begin();
        // One after the other in the same room, whichever is larger.
        var room = new ColumnRoom();
        foreach (var values in groups)
        {
            var group = file.Open(values.Length, room);
            group.Numbers(values);
            group.Rising([.. values.Select(Wild)]);
            group.Words(values, code => Encoding.UTF8.GetBytes(WordOf(code)));
            group.Texts(row => Encoding.UTF8.GetBytes(TextOf(values[row])));
            group.Moments(row => FarOf(values[row]));
            group.Flags([.. values.Select(v => v & 1)]);
            file.Write(group);
        }
        file.End(("said", "说明"), ("nothing", ""));
    }

    static async Task AssertReadAsync(ParquetRowGroupReader group, DataField[] fields, int[] values)
    {
        Assert.All(fields, f => Assert.False(f.IsNullable));
        Assert.Equal(values, await ReadRequiredAsync<int>(group, fields[0], values.Length));
        Assert.Equal(values.Select(Wild), await ReadRequiredAsync<int>(group, fields[1], values.Length));
        Assert.Equal(values.Select(WordOf), (await ReadRequiredAsync<ReadOnlyMemory<char>>(group, fields[2], values.Length)).Select(t => t.ToString()));
        Assert.Equal(values.Select(TextOf), (await ReadRequiredAsync<ReadOnlyMemory<char>>(group, fields[3], values.Length)).Select(t => t.ToString()));
        Assert.Equal(values.Select(FarOf), await ReadRequiredAsync<DateTime>(group, fields[4], values.Length));
        Assert.Equal(values.Select(v => (v & 1) == 1), await ReadRequiredAsync<bool>(group, fields[5], values.Length));
    }

    /// <summary>All bits may be set, so that differences wrap around.</summary>
    static int Wild(int value) => unchecked((int)(value * 2_654_435_761u));

    static string TextOf(int value) => value % 3 == 0 ? "" : WordOf(value);

    /// <summary>Between the years 1 and 9999, to the microsecond.</summary>
    static DateTime FarOf(int value) => new(unchecked((long)((ulong)value * 0x9E37_79B9_7F4A_7C15 % (ulong)DateTime.MaxValue.Ticks)) / 10 * 10);

    static async Task<T[]> ReadRequiredAsync<T>(ParquetRowGroupReader group, DataField field, int rows)
        where T : struct
    {
        var values = new T[rows];
        await group.ReadAsync<T>(field, values, cancellationToken: TestContext.Current.CancellationToken);
        return values;
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
        var file = new ColumnFile(to, _columns);
        file.Begin();
        if (values.Length > 0)
        {
            var group = file.Open(values.Length, new());
            group.Numbers(values);
            group.Numbers([.. values.Select(v => v == ColumnFile.Missing ? v : v % 40_000 + 730_000)]);
            group.Words(values, code => Encoding.UTF8.GetBytes(WordOf(code)));
            group.Flags([.. values.Select(v => v == ColumnFile.Missing ? v : v & 1)]);
            group.Texts(row => values[row] == ColumnFile.Missing ? [] : Encoding.UTF8.GetBytes(WordOf(values[row])));
            group.Moments(row => values[row] == ColumnFile.Missing ? null : MomentOf(values[row]));
            file.Write(group);
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
