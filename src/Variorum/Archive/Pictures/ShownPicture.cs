namespace Variorum;

/// <summary>A picture as a page showed it at a moment.</summary>
/// <param name="Picture">What the page says of it.</param>
/// <param name="Capture">Of the picture: the last one before the page's or right after it, else the next; null where it was never captured.</param>
public sealed record ShownPicture(Picture Picture, Capture? Capture)
{
    /// <summary>What to call it: its caption, else what stands in its place, else its file's name.</summary>
    public string Name
    {
        get
        {
            if ((Picture.Caption ?? Picture.Alternative) is { } told) return told;
            var path = Picture.Url.AsSpan();
            if (path.IndexOf('?') is > 0 and var end) path = path[..end];
            return path[(path.LastIndexOf('/') + 1)..] is { Length: > 0 } file ? file.ToString() : Picture.Url;
        }
    }
}
