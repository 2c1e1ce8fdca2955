using Metrics.Events;

namespace Metrics.Mappings;

/// <summary>A condition on a row: the cell under a header is one of some words, a missing one the empty word.</summary>
readonly record struct CellTest(int Header, Utf8Index Words);

/// <summary>An entry of rows of cases (宽表): the event that a row is, where its condition holds and its time is there.</summary>
/// <param name="Fields">What differs from the row's own fields: among it the event and its id.</param>
sealed record MappedEvent(EventKind Kind, CellSource At, CellTest[] When, MappedField[] Fields);

readonly record struct MappedField(Column Column, CellSource Source);
