using Metrics.Pipeline.Account;
using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Web;

/// <summary>Answers of the door that takes reference data.</summary>
public sealed class ReferenceAnswers(ReferenceStore references)
{
    /// <summary>Some 40,000 rows of a catalogue.</summary>
    const int MaxBytes = 8 << 20;

    /// <summary>Stores the body under its name: 200 with its hash and that of the version before; 422 where a run would refuse it.</summary>
    public async Task<IResult> PutAsync(HttpRequest request, string? name, CancellationToken stop)
    {
        if (name is null || !ReferenceFiles.IsName(name))
        {
            var (zh, en) = ReferenceFiles.ExpectedNames;
            return Problems.NotFound($"such file: expected {en}", $"此文件：应为 {zh}");
        }
        if (await BodyAsync(request, stop) is not { } body)
        {
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "File too large",
                $"The file has more than {MaxBytes} bytes.", $"文件超过 {MaxBytes} 字节。", ("limit_bytes", MaxBytes));
        }
        try
        {
            return Results.Json(await references.PutAsync(name, body, stop), StoredJson.Options);
        }
        catch (RefusedException e)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "Reference data refused", e.Why.En, e.Why.Zh);
        }
        catch (ReferenceOvertakenException)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Overtaken",
                "Another file came under this name meanwhile; it stands.", "同名文件的另一次上传先完成，以其为准。");
        }
    }

    /// <summary>Null where there are more than <see cref="MaxBytes"/>.</summary>
    static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength > MaxBytes)
            return null;
        var bytes = new byte[(request.ContentLength ?? MaxBytes) + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop);
        return length <= MaxBytes ? bytes[..length] : null;
    }
}
