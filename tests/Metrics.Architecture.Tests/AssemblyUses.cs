using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Metrics.Architecture.Tests;

/// <summary>
/// Reads who uses whom from a compiled assembly: bases, interfaces, constraints, signatures, local variables and the
/// instructions of methods. A constant leaves no trace in the user, and attributes are not looked at.
/// </summary>
sealed class AssemblyUses
{
    readonly PEReader _file;
    readonly MetadataReader _metadata;
    readonly SignatureTypes _signatures;
    readonly HashSet<Use> _found = [];
    TypeName _user;

    AssemblyUses(PEReader file)
    {
        (_file, _metadata) = (file, file.GetMetadataReader());
        _signatures = new(handle => Add(handle));
    }

    internal static IReadOnlyCollection<Use> Read(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var uses = new AssemblyUses(file);
        foreach (var type in uses._metadata.TypeDefinitions)
            uses.AddType(type);
        return uses._found;
    }

    /// <summary>Names of the assemblies that an assembly refers to.</summary>
    internal static IReadOnlyCollection<string> References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))];
    }

    void AddType(TypeDefinitionHandle handle)
    {
        _user = NameOf(handle);
        var type = _metadata.GetTypeDefinition(handle);
        Add(type.BaseType);
        foreach (var implemented in type.GetInterfaceImplementations())
            Add(_metadata.GetInterfaceImplementation(implemented).Interface);
        AddConstraints(type.GetGenericParameters());
        foreach (var field in type.GetFields())
            _metadata.GetFieldDefinition(field).DecodeSignature(_signatures, null);
        foreach (var method in type.GetMethods())
            AddMethod(_metadata.GetMethodDefinition(method));
    }

    void AddMethod(MethodDefinition method)
    {
        method.DecodeSignature(_signatures, null);
        AddConstraints(method.GetGenericParameters());
        if (method.RelativeVirtualAddress == 0)
            return;
        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_signatures, null);
        foreach (var region in body.ExceptionRegions)
            Add(region.CatchType);
        foreach (var named in MethodTokens.Read(body.GetILReader()))
            Add(named);
    }

    void AddConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (var constraint in parameters.SelectMany(p => _metadata.GetGenericParameter(p).GetConstraints()))
            Add(_metadata.GetGenericParameterConstraint(constraint).Type);
    }

    /// <param name="member">Set where <paramref name="handle"/> is the type of a member.</param>
    void Add(EntityHandle handle, StringHandle member = default)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition when !handle.IsNil:
                _found.Add(new(_user, NameOf((TypeDefinitionHandle)handle), _metadata.GetString(member), IsOwn: true));
                break;
            case HandleKind.TypeReference when !handle.IsNil:
                _found.Add(new(_user, NameOf((TypeReferenceHandle)handle), _metadata.GetString(member), IsOwn: false));
                break;
            case HandleKind.TypeSpecification:
                _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_signatures, null);
                break;
            case HandleKind.MethodDefinition:
                var method = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                Add(method.GetDeclaringType(), method.Name);
                break;
            case HandleKind.FieldDefinition:
                var field = _metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                Add(field.GetDeclaringType(), field.Name);
                break;
            case HandleKind.MemberReference:
                var reference = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                Add(reference.Parent, reference.Name);
                break;
            case HandleKind.MethodSpecification:
                var generic = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                generic.DecodeSignature(_signatures, null);
                Add(generic.Method);
                break;
        }
    }

    TypeName NameOf(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? NameOf(outer) : new(_metadata.GetString(type.Namespace), _metadata.GetString(type.Name));
    }

    TypeName NameOf(TypeReferenceHandle handle)
    {
        var type = _metadata.GetTypeReference(handle);
        return type.ResolutionScope is { Kind: HandleKind.TypeReference } outer ? NameOf((TypeReferenceHandle)outer)
            : new(_metadata.GetString(type.Namespace), _metadata.GetString(type.Name));
    }
}
