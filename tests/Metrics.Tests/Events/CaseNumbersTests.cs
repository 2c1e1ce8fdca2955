using System.Runtime.Intrinsics;
using System.Text;
using CsCheck;
using Metrics.Events;
using Xunit;

namespace Metrics.Tests.Events;

public sealed class CaseNumbersTests
{
    /// <summary>Ids that differ in one place only: early, late, beyond what is compared at once, or in their length.</summary>
    static readonly Gen<string> _ids = Gen.OneOf(
        Gen.Int[0, 300].Select(n => $"3301101901{n:0000000000}"),
        Gen.Int[0, 300].Select(n => $"{n}"),
        Gen.Int[0, 300].Select(n => $"AP-{n:000}-2019"),
        Gen.Int[0, 300].Select(n => new string('9', 40) + $"{n:000}" + new string('9', 20)),
        Gen.Select(Gen.Int[14, 36], Gen.Int[0, 36]).Select((length, place) => Marked(length, place % (length + 1))),
        Gen.Int[1, 64].Select(n => new string('案', n)),
        Gen.Int[1, 64].Select(n => new string('0', n)));

    [Fact]
    public void Cases_are_numbered_as_they_come_whatever_their_ids_have_in_common() => _ids.Array[0, 3_000].Sample(ids =>
    {
        var (bytes, places) = Pack(ids);
        var numbers = new CaseNumbers();
        for (var round = 0; round < 2; round++)
        {
            numbers.Clear();
            var expected = new Dictionary<string, int>();
            for (var i = 0; i < ids.Length; i++)
            {
                expected.TryAdd(ids[i], expected.Count);
                Assert.Equal(expected[ids[i]], numbers.Of(bytes, places[i].Start, places[i].Length));
            }
            Assert.Equal(expected.Count, numbers.Count);
        }
    }, iter: 30, threads: 1);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(6, 7)]
    [InlineData(7, 15)]
    [InlineData(14, 15)]
    [InlineData(7, 23)]
    [InlineData(23, 31)]
    [InlineData(16, 31)]
    public void Ids_that_differ_in_chosen_bytes_alone_do_not_meet_in_one_slot(int first, int second)
    {
        var slots = new HashSet<uint>();
        var id = new byte[2 * CaseNumbers.Reach];
        for (var i = 0; i <= ushort.MaxValue; i++)
        {
            (id[first], id[second]) = ((byte)(i & 0xFF), (byte)(i >> 8));
            var (head, tail) = (Vector128.Create(id.AsSpan(0, CaseNumbers.Reach)), Vector128.Create(id.AsSpan(CaseNumbers.Reach)));
            slots.Add((second < CaseNumbers.Reach ? CaseNumbers.HashOf(head) : CaseNumbers.HashOf(head, tail)) & ushort.MaxValue);
        }
        // 65,536 thrown at random into as many slots take some 41,400 of them.
        Assert.True(slots.Count > 30_000, $"{slots.Count} slots for 65,536 ids");
    }

    /// <summary>Letters that are all the same, but for the one at a place; behind the last there is none.</summary>
    static string Marked(int length, int place) => new string('a', place) + (place < length ? "b" : "") + new string('a', Math.Max(length - 1 - place, 0));

    static (byte[] Bytes, (int Start, int Length)[] Places) Pack(string[] ids)
    {
        var bytes = new byte[ids.Length * (Identifier.MaxText + 2) + CaseNumbers.Reach];
        var places = new (int, int)[ids.Length];
        var end = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            var size = Identifier.Pack(Encoding.UTF8.GetBytes(ids[i]), ref bytes[end]);
            places[i] = (end, size);
            end += size;
        }
        return (bytes, places);
    }
}
