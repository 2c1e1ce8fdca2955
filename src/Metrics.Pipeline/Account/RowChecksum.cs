using System.Globalization;
using System.IO.Hashing;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text;
using Azure.Data.Tables;

namespace Metrics.Pipeline.Account;

/// <summary>
/// The checksum of a row of a table: XxHash3 of the names and values of its properties, by name, as 16 hex digits. A property with
/// its default is left out, so a row from before the property was there keeps the checksum that it has. STORED with the row.
/// </summary>
static class RowChecksum<TRow>
    where TRow : class, ITableEntity, new()
{
    const string Checksum = "Checksum";

    static readonly TRow _empty = new();

    static readonly PropertyInfo[] _properties =
    [
        .. typeof(TRow).GetProperties()
            .Where(p => !p.IsDefined(typeof(IgnoreDataMemberAttribute)))
            .Where(p => p.Name is not (Checksum or nameof(ITableEntity.Timestamp) or nameof(ITableEntity.ETag)))
            .OrderBy(p => p.Name, StringComparer.Ordinal),
    ];

    internal static string Of(TRow row)
    {
        var hash = new XxHash3();
        foreach (var property in _properties)
        {
            if (property.GetValue(row) is { } value && !value.Equals(property.GetValue(_empty)))
                hash.Append(Encoding.UTF8.GetBytes($"{property.Name}={Text(value)}\0"));
        }
        return hash.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture);
    }

    static string? Text(object value) => Convert.ToString(value is DateTimeOffset at ? at.UtcTicks : value, CultureInfo.InvariantCulture);
}
