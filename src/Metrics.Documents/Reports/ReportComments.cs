using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Metrics.Documents.Reports;

/// <summary>Adds comments to a Word file.</summary>
/// <param name="day">The date of the comments.</param>
sealed class ReportComments(MainDocumentPart document, DateOnly day)
{
    const string Author = "metrics";

    int _last = document.WordprocessingCommentsPart?.Comments?.Elements<Comment>()
        .Max(c => int.TryParse(c.Id?.Value, CultureInfo.InvariantCulture, out var id) ? id : 0) ?? 0;

    /// <summary>Puts a comment on a control.</summary>
    internal void Add(ReportControl control, string text)
    {
        var id = (++_last).ToString(CultureInfo.InvariantCulture);
        Comments().Append(new Comment(new Paragraph(new Run(new Text(text))))
        {
            Id = id,
            Author = Author,
            Initials = "M",
            Date = day.ToDateTime(default),
        });
        control.Precede(new CommentRangeStart { Id = id });
        control.AppendBehind(new CommentRangeEnd { Id = id }, new Run(new CommentReference { Id = id }));
    }

    Comments Comments()
    {
        var part = document.WordprocessingCommentsPart ?? document.AddNewPart<WordprocessingCommentsPart>("metricsComments");
        return part.Comments ??= new();
    }
}
