using System.Text;
using Metrics.CaseLogs;
using Metrics.Events;

namespace Metrics.Proposing;

/// <summary>What a cell of another system is in a contract column.</summary>
/// <param name="IsOwn">The contract knows the cell as it is: a mapping need not name it.</param>
readonly record struct ContractWord(string Word, bool IsOwn)
{
    /// <summary>Null: nothing that is known.</summary>
    public static ContractWord? Of(string column, string cell) =>
        IsContract(column, Encoding.UTF8.GetBytes(cell)) ? new(cell, IsOwn: true)
        : Vocabulary.Word(column, cell) is { } word ? new(word, IsOwn: false) : null;

    static bool IsContract(string column, byte[] cell) => column switch
    {
        "event" => Words.Event(cell).Kind != EventKind.None,
        "channel" => Words.Channel(cell) != Channel.None,
        "result" => Words.Result(cell) != Result.None,
        "district" => EventReader.TryDistrict(cell, out _),
        "rating" => Words.Number(cell, 1, 5) != 0,
        "deleted" => Words.TryFlag(cell, out _),
        _ => true,
    };
}
