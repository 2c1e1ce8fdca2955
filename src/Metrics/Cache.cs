using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Metrics;

/// <summary>The processor's caches.</summary>
static class Cache
{
    /// <summary>Prefetches the cache line of a place that is read or written soon.</summary>
    /// <param name="at">In an array. If the collector moves it meanwhile, another line is prefetched: the result is the same.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Prefetch<T>(ref readonly T at) where T : unmanaged
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(in at));
    }
}
