using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Metrics.Architecture.Tests;

/// <summary>The types, methods and fields that the instructions of a method name.</summary>
static class MethodTokens
{
    const byte TwoBytePrefix = 0xFE;

    static readonly Dictionary<ushort, OperandType> _operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => unchecked((ushort)o.Value), o => o.OperandType);

    internal static List<EntityHandle> Read(BlobReader instructions)
    {
        var found = new List<EntityHandle>();
        while (instructions.RemainingBytes > 0)
        {
            int code = instructions.ReadByte();
            if (code == TwoBytePrefix)
                code = TwoBytePrefix << 8 | instructions.ReadByte();
            var operand = _operands[(ushort)code];
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                found.Add(MetadataTokens.EntityHandle(instructions.ReadInt32()));
            else if (operand is OperandType.InlineSwitch)
                Skip(ref instructions, sizeof(int) * instructions.ReadInt32());
            else
                Skip(ref instructions, SizeOf(operand));
        }
        return found;
    }

    static void Skip(ref BlobReader instructions, int bytes) => instructions.Offset += bytes;

    static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
