using System.Xml;

namespace Metrics.Spreadsheets;

/// <summary>A part of an <c>.xlsx</c>, read forward: no document type, nothing from outside, and no more held than office programs write.</summary>
sealed class XmlPart(Stream part) : IDisposable
{
    /// <summary>Elements in one another.</summary>
    const int MaxDepth = 64;

    readonly XmlReader _xml = XmlReader.Create(part, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
        NameTable = new FewNames(),
    });

    /// <summary>Goes to the next node; false: the part has been read to its end, and is whole.</summary>
    public bool Read()
    {
        if (_xml.Depth > MaxDepth)
            throw new XmlException($"more than {MaxDepth} elements in one another");
        return _xml.Read();
    }

    /// <summary>Goes to the next node inside the element that began at this depth; false: it ends.</summary>
    public bool ReadInside(int depth) => Read() && _xml.Depth > depth;

    public int Depth => _xml.Depth;

    /// <summary>Stands on the start of an element of this name, in whatever namespace: there are a strict and a loose one.</summary>
    public bool IsStart(string name) => _xml.NodeType == XmlNodeType.Element && _xml.LocalName == name;

    public bool IsEnd(string name) => _xml.NodeType == XmlNodeType.EndElement && _xml.LocalName == name;

    public bool IsEmpty => _xml.IsEmptyElement;

    /// <summary>Goes to the next attribute of the element; false: there is none, and the element is where it was.</summary>
    public bool ReadAttribute()
    {
        var more = _xml.MoveToNextAttribute();
        if (!more)
            _xml.MoveToElement();
        return more;
    }

    public string Name => _xml.LocalName;

    public string Value => _xml.Value;

    /// <summary>An attribute of the element, by its name without a namespace.</summary>
    public string? Attribute(string name)
    {
        string? value = null;
        while (ReadAttribute())
            value = Name == name ? Value : value;
        return value;
    }

    /// <summary>Adds the text of the element.</summary>
    public void AddText(XmlText into)
    {
        if (IsEmpty)
            return;
        for (var depth = Depth; ReadInside(depth);)
        {
            if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                into.Add(_xml);
        }
    }

    /// <summary>Adds the text of an element with runs; how it is pronounced is left out (contract 6).</summary>
    public void AddRuns(XmlText into)
    {
        if (IsEmpty)
            return;
        for (var depth = Depth; ReadInside(depth);)
        {
            if (IsStart("t"))
                AddText(into);
            else if (IsStart("rPh") && !IsEmpty)
                Skip();
        }
    }

    void Skip()
    {
        for (var depth = Depth; ReadInside(depth);)
        {
        }
    }

    public void Dispose() => _xml.Dispose();

    /// <summary>A reader keeps each name that it meets: a file full of made-up ones would fill the memory.</summary>
    sealed class FewNames : NameTable
    {
        const int Most = 10_000;
        int _count;

        public override string Add(char[] key, int start, int len)
        {
            if (base.Get(key, start, len) is { } known)
                return known;
            return ++_count <= Most ? base.Add(key, start, len) : throw new XmlException($"more than {Most} names");
        }
    }
}
