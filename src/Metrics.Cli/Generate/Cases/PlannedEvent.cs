using Metrics.Cli.Generate.City;
using Metrics.Events;

namespace Metrics.Cli.Generate.Cases;

/// <summary>The system that sends an event: each writes its own files.</summary>
enum Feed : byte
{
    /// <summary>一窗受理: the hall's comprehensive window.</summary>
    OneWindow,
    /// <summary>一网通办: the online platform.</summary>
    OneNet,
    /// <summary>排队叫号: the hall's queue machine, which knows who came.</summary>
    Queue,
    /// <summary>好差评: the rating system of the online platform.</summary>
    Ratings,
}

/// <summary>An event that will be written on its day: small, since all that lie ahead are held at one time.</summary>
struct PlannedEvent
{
    /// <summary>Number of the case in the year.</summary>
    public int Case;
    /// <summary>Number of the project's first case plus one; 0 = of no project.</summary>
    public int Project;
    /// <summary>Second of the day, 0 to 86399.</summary>
    public int Second;
    /// <summary>Day of the year, 0 = 1 January.</summary>
    public ushort Day;
    /// <summary>Day of the year on which the case began: a part of its id.</summary>
    public ushort CaseDay;
    /// <summary>Index into <see cref="CityCatalogue.Items"/>.</summary>
    public ushort Item;
    public EventKind Kind;
    public Channel Channel;
    public Feed Feed;
    /// <summary>Index into <see cref="CityDistrict.All"/>.</summary>
    public byte District;
    /// <summary>Number of the event in its case.</summary>
    public byte Ordinal;
    /// <summary>Number of the event among those of its kind in its case.</summary>
    public byte Occurrence;
    /// <summary>Written as a date alone, that is 23:59:59 (contract 1.3).</summary>
    public bool DateAlone;
    /// <summary>Result, pause reason, stage (index), days or rating, as the kind needs.</summary>
    public byte Value;
    /// <summary>Stages applied for, one bit each; 0 = none named, that is all.</summary>
    public byte Stages;
    /// <summary>Index of the project kind whose policy the line names, plus one; 0 = the item's.</summary>
    public byte Policy;
}
