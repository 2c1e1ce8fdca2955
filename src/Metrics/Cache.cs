using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Metrics;

/// <summary>The processor's caches.</summary>
static class Cache
{
    /// <summary>Says that a place is read soon: it comes out of memory while other work is done.</summary>
    /// <param name="at">In an array that the collector may move meanwhile: then the wrong line is fetched, and nothing else happens.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Expect<T>(ref readonly T at) where T : unmanaged
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(in at));
    }
}
