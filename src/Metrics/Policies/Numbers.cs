namespace Metrics.Policies;

/// <summary>A policy by its place in <see cref="PolicySet.Ids"/>.</summary>
/// <param name="Number">0 is <c>promised</c>; −1 is none.</param>
public readonly record struct PolicyNumber(int Number)
{
    public static PolicyNumber None => new(-1);
    public bool IsNone => Number < 0;
}

/// <summary>A stage by its place in <see cref="PolicySet.StageIds"/>.</summary>
/// <param name="Number">0 or more; −1 is none.</param>
public readonly record struct StageNumber(int Number)
{
    public static StageNumber None => new(-1);
}

/// <summary>A service item by the place of its code in <see cref="Catalogue.Items"/>.</summary>
/// <param name="Number">0 or more; −1 is none.</param>
public readonly record struct ItemNumber(int Number)
{
    public static ItemNumber None => new(-1);
}

/// <summary>A department by its place in <see cref="Catalogue.Departments"/>.</summary>
/// <param name="Number">0 or more; −1 is none.</param>
public readonly record struct DepartmentNumber(int Number)
{
    public static DepartmentNumber None => new(-1);
    public bool IsNone => Number < 0;
}
