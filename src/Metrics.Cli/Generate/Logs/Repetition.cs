namespace Metrics.Cli.Generate.Logs;

/// <summary>How a line comes twice.</summary>
enum Repetition
{
    None,
    /// <summary>Once more in the next line.</summary>
    SameFile,
    /// <summary>Sent again later, in a file of its own (补传).</summary>
    OtherFile,
    /// <summary>Sent by the other system too, in its words.</summary>
    OtherSource,
}

static class Repetitions
{
    public static int PerMille(this Repetition way) => way switch
    {
        Repetition.SameFile => 5,
        Repetition.OtherFile => 2,
        Repetition.OtherSource => 1,
        _ => 0,
    };

    public static string Name(this Repetition way) => way switch
    {
        Repetition.SameFile => "same_file",
        Repetition.OtherFile => "other_file",
        Repetition.OtherSource => "other_source",
        _ => "none",
    };

    public static Repetition Draw(int perMille)
    {
        for (var way = Repetition.SameFile; way <= Repetition.OtherSource; way++)
        {
            perMille -= way.PerMille();
            if (perMille < 0)
                return way;
        }
        return Repetition.None;
    }
}
