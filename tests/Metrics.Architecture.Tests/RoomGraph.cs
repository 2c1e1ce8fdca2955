namespace Metrics.Architecture.Tests;

/// <summary>Which namespaces of an assembly use which others of it, with one use as proof.</summary>
sealed class RoomGraph
{
    readonly SortedDictionary<string, SortedDictionary<string, Use>> _uses = new(StringComparer.Ordinal);

    RoomGraph(IEnumerable<Use> uses)
    {
        foreach (var use in uses.Where(u => u.IsOwn && u.By.Namespace != u.Of.Namespace && !u.By.IsGenerated && !u.Of.IsGenerated))
        {
            if (!_uses.TryGetValue(use.By.Namespace, out var used))
                _uses.Add(use.By.Namespace, used = new(StringComparer.Ordinal));
            used.TryAdd(use.Of.Namespace, use);
        }
    }

    /// <param name="assembly">Path of its file.</param>
    internal static RoomGraph Of(string assembly) => new(AssemblyUses.Read(assembly));

    /// <summary>A shortest circle, one use a line; empty: there is none.</summary>
    internal IReadOnlyList<Use> Circle() =>
        _uses.Keys.Select(CircleFrom).OfType<IReadOnlyList<Use>>().MinBy(circle => circle.Count) ?? [];

    /// <summary>Uses of a namespace by one that stands before it in <paramref name="order"/>, or that is not of the order.</summary>
    internal IEnumerable<Use> Against(IReadOnlyList<string> order)
    {
        var places = order.Index().ToDictionary(room => room.Item, room => room.Index);
        return _uses.Values.SelectMany(used => used.Values)
            .Where(use => !places.TryGetValue(use.By.Namespace, out var by) || !places.TryGetValue(use.Of.Namespace, out var of) || of > by);
    }

    List<Use>? CircleFrom(string start)
    {
        var reached = new Dictionary<string, Use>();
        var next = new Queue<string>([start]);
        while (next.TryDequeue(out var room))
            foreach (var (used, use) in _uses.TryGetValue(room, out var all) ? all : [])
                if (reached.TryAdd(used, use))
                    next.Enqueue(used);
        if (!reached.TryGetValue(start, out var last))
            return null;
        var circle = new List<Use> { last };
        while (circle[0].By.Namespace != start)
            circle.Insert(0, reached[circle[0].By.Namespace]);
        return circle;
    }
}
