using System.Globalization;
using System.Text.Json;

namespace Metrics.Explaining;

/// <summary>What the JSON of a clock is made of.</summary>
static class JsonParts
{
    extension(Utf8JsonWriter json)
    {
        internal void Day(string name, DateOnly? day) => json.WriteString(name, day?.ToString("O", CultureInfo.InvariantCulture));

        internal void Number(string name, int? number)
        {
            if (number is { } there)
                json.WriteNumber(name, there);
            else
                json.WriteNull(name);
        }

        internal void Text(string name, Bilingual text) => json.Object(name, () =>
        {
            json.WriteString("zh", text.Zh);
            json.WriteString("en", text.En);
        });

        /// <param name="content">Null: the value is null.</param>
        internal void Object(string name, Action? content)
        {
            if (content is null)
            {
                json.WriteNull(name);
                return;
            }
            json.WriteStartObject(name);
            content();
            json.WriteEndObject();
        }

        internal void Array<T>(string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> content)
        {
            json.WriteStartArray(name);
            foreach (var item in items)
            {
                json.WriteStartObject();
                content(json, item);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }

        internal void Strings(string name, IReadOnlyList<string> items)
        {
            json.WriteStartArray(name);
            foreach (var item in items)
                json.WriteStringValue(item);
            json.WriteEndArray();
        }
    }
}
