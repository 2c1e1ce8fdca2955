using Metrics.Evidence;
using Xunit;

namespace Metrics.Tests.Evidence;

public sealed class KeyOrderTests
{
    [Theory, InlineData("digits"), InlineData("letters"), InlineData("long ones"), InlineData("zeros"), InlineData("few"), InlineData("one start"), InlineData("none")]
    public void Rows_come_in_order_of_their_texts_and_those_of_one_text_in_their_own(string form)
    {
        var random = new Random(form.Length);
        var order = new KeyOrder();
        foreach (var count in (int[])[0, 1, 2, 300, 40, 2_000])
        {
            var texts = Enumerable.Range(0, count).Select(_ => Text(form, random)).ToList();
            var key = new EvidenceColumn("case_id", ColumnType.Text);
            foreach (var text in texts)
                Add(key, text);
            var rows = new int[count];
            order.Sort(key, rows);
            Assert.Equal(Enumerable.Range(0, count).OrderBy(row => texts[row], Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))), rows);
        }
    }

    static void Add(EvidenceColumn key, byte[] text)
    {
        var end = key.Put(text);
        key.Take(1)[0] = end;
    }

    static byte[] Text(string form, Random random) => form switch
    {
        "digits" => Ascii($"2019{random.Next(100_000_000):00000000}{random.Next(10_000):0000}"),
        "letters" => Bytes(random.Next(1, 20), random, 'a', 'e'),
        "long ones" => [.. Bytes(1, random, 'a', 'c'), .. Bytes(random.Next(30, 60), random, 'a', 'b')],
        "zeros" => Bytes(random.Next(0, 12), random, '\0', '\u0002'),
        "few" => Ascii(random.Next(3).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        "one start" => [.. Ascii("WX20190304-"), .. Bytes(random.Next(0, 3), random, '0', ':')],
        _ => [],
    };

    static byte[] Bytes(int length, Random random, char first, char end) => [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next(first, end))];

    static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
