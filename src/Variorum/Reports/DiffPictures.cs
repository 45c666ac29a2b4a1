using System.Text;
using System.Text.Json;

namespace Variorum;

/// <summary>A changed picture with what is shown of it.</summary>
/// <param name="Picture">What was done.</param>
/// <param name="Before">A small JPEG of it as it was; null where there is none, or it cannot be decoded.</param>
/// <param name="After">As it is; likewise.</param>
public sealed record PictureSides(PictureDiff Picture, byte[]? Before, byte[]? After);

/// <summary>What became of a page's pictures, as history and diff tell it.</summary>
public static class DiffPictures
{
    // Of one page side by side; the rest is told in words.
    private const int MostShown = 12;

    private const int LargestShown = 200 << 10;

    /// <summary>Writes a line each: <c>picture - …</c> taken away, <c>picture + …</c> added, <c>picture ~ …</c> another, cropped or retouched.</summary>
    /// <param name="indent">Blanks before each line.</param>
    public static void Write(IReadOnlyList<PictureDiff> pictures, TextWriter writer, int indent = 0)
    {
        foreach (var picture in pictures)
        {
            var mark = picture.Change switch { PictureChange.Removed => '-', PictureChange.Added => '+', _ => '~' };
            var (was, now) = (picture.Before?.Name, picture.After?.Name);
            writer.Write($"{new string(' ', indent)}picture {mark} {Done(picture.Change)}: {Columns.Safe((was ?? now)!)}{(was is not null && now is not null && was != now ? $" → {Columns.Safe(now)}" : "")}\n");
        }
    }

    /// <summary>How many, in a clause: <c>1 picture exchanged, 2 taken away</c>; empty where none changed.</summary>
    public static string Summary(IReadOnlyList<PictureDiff> pictures) => string.Join(", ", pictures.GroupBy(static picture => picture.Change).OrderBy(static same => same.Key)
        .Select(static (same, i) => i == 0 ? $"{Telling.Count(same.Count(), "picture")} {Done(same.Key)}" : $"{same.Count()} {Done(same.Key)}"));

    /// <summary>What changed in text and pictures, in a clause.</summary>
    public static string Summary(TextDiff diff, IReadOnlyList<PictureDiff> pictures) =>
        pictures.Count == 0 ? DiffText.Summary(diff) : diff.Same ? Summary(pictures) : $"{DiffText.Summary(diff)}, {Summary(pictures)}";

    internal static void Write(Utf8JsonWriter json, IReadOnlyList<PictureDiff> pictures)
    {
        json.WriteStartArray("pictures");
        foreach (var picture in pictures)
        {
            json.WriteStartObject();
            json.WriteString("change", picture.Change.ToString().ToLowerInvariant());
            Write(json, "before", picture.Before);
            Write(json, "after", picture.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ShownPicture? shown)
    {
        if (shown is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        AccountJson.Picture(json, shown.Picture);
        if (shown.Capture is { } when) json.WriteString("captured", when.Time.UtcDateTime);
        else json.WriteNull("captured");
        json.WriteString("sha256", shown.Capture?.Sha256);
        json.WriteString("file", shown.Capture?.Place.File);
        if (shown.Capture is { } capture) json.WriteNumber("offset", capture.Place.Offset);
        else json.WriteNull("offset");
        json.WriteEndObject();
    }

    internal static void Write(StringBuilder page, IReadOnlyList<PictureSides> pictures)
    {
        for (var i = 0; i < pictures.Count; i++)
        {
            var (picture, before, after) = pictures[i];
            page.Append("<div class=\"d ").Append(picture.Change switch { PictureChange.Removed => "removed", PictureChange.Added => "added", _ => "edited" })
                .Append("\"><p class=\"m\"><b>").Append(Done(picture.Change)).Append("</b> picture</p><div class=\"sides\">");
            Side(page, picture.Before, i < MostShown ? before : null, "Before", "not shown before");
            Side(page, picture.After, i < MostShown ? after : null, "After", "not shown any more");
            page.Append("</div></div>\n");
        }
    }

    private static void Side(StringBuilder page, ShownPicture? shown, byte[]? small, string when, string none)
    {
        page.Append("<figure>");
        if (shown is null)
        {
            page.Append("<p class=\"none\">").Append(none).Append("</p></figure>");
            return;
        }
        if (small is { Length: > 0 and < LargestShown } jpeg) page.Append("<img alt=\"").Text(shown.Picture.Alternative ?? when).Append("\" src=\"data:image/jpeg;base64,").Append(Convert.ToBase64String(jpeg)).Append("\">");
        page.Append("<figcaption dir=\"auto\"><b>").Append(when).Append("</b> ").Text(shown.Name);
        if (shown.Picture.Credit is { } credit) page.Append(" (").Text(credit).Append(')');
        page.Append("</figcaption></figure>");
    }

    internal static string Done(PictureChange change) => change switch
    {
        PictureChange.Removed => "taken away",
        _ => change.ToString().ToLowerInvariant(),
    };
}
