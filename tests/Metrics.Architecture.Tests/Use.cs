namespace Metrics.Architecture.Tests;

/// <summary>A type as metadata names it. A nested type counts as the type around it.</summary>
readonly record struct TypeName(string Namespace, string Name)
{
    /// <summary>A name that no source can have: of the compiler, or of a source generator in a namespace of its own.</summary>
    internal bool IsGenerated => Name.StartsWith('<');

    public override string ToString() => $"{Namespace}.{Name}";
}

/// <summary>One type of an assembly uses another: in a signature, as a base, or within a method.</summary>
/// <param name="Member">The member that is used; empty: the type itself.</param>
/// <param name="IsOwn">The used type is of the same assembly.</param>
readonly record struct Use(TypeName By, TypeName Of, string Member, bool IsOwn)
{
    public override string ToString() => Member.Length == 0 ? $"{By} uses {Of}" : $"{By} uses {Of}.{Member}";
}
