namespace Variorum;

/// <summary>What an account's page is made of and only the captured page tells.</summary>
/// <param name="Author">As its byline names them.</param>
/// <param name="Modified">When it says that it was changed, ISO 8601.</param>
/// <param name="Canonical">The address that it gives as its own.</param>
/// <param name="OriginPublisher">Where it says that it comes from.</param>
/// <param name="OriginUrl">Likewise.</param>
/// <param name="Description">Its first sentence, as text, cut.</param>
/// <param name="Passages">How many sentences were read.</param>
/// <param name="Words">How many words.</param>
/// <param name="Voices">Markup: who speaks.</param>
/// <param name="Body">Markup: its passages.</param>
/// <param name="Beside">Markup: captions, notes, and what was not read.</param>
internal sealed record KeptAccount(string? Author, string? Modified, string? Canonical, string? OriginPublisher, string? OriginUrl, string? Description, int Passages, int Words, string Voices, string Body, string Beside)
{
    private const int LongestDescription = 200;

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Captions that belong to none of its pictures are in <see cref="Beside"/>; these are shown with them.</summary>
    public static KeptAccount Of(Account account, IReadOnlyList<ShownPicture> pictures)
    {
        var speakers = Variorum.Voices.Alone(account.Passages);
        var said = account.Passages.Where(static passage => !passage.Heading).ToList();
        var pictured = pictures.Where(static shown => shown.Capture is not null).Select(static shown => shown.Picture.Caption).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new KeptAccount(account.Author, account.Modified, account.Canonical, account.Origin?.Publisher, account.Origin?.Url,
            said.Count == 0 ? null : Telling.Shorten(said[0].Text, LongestDescription), said.Count, said.Sum(static passage => Variorum.Voices.Words(passage.Text)),
            Written(page => AccountBody.Voices(page, account, speakers)), Written(page => AccountBody.Passages(page, account, speakers)), Written(page => AccountBody.Beside(page, account, pictured)))
        {
            Categories = account.Categories,
        };
    }

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            foreach (var text in (string?[])[Author, Modified, Canonical, OriginPublisher, OriginUrl, Description, Voices, Body, Beside]) Put(writer, text);
            writer.Write(Passages);
            writer.Write(Words);
            writer.Write(Categories.Count);
            foreach (var category in Categories) writer.Write(category);
        }
        return stream.ToArray();
    }

    public static KeptAccount Read(byte[] written)
    {
        using var reader = new BinaryReader(new MemoryStream(written), Encoding.UTF8);
        var texts = new string?[9];
        for (var i = 0; i < texts.Length; i++) texts[i] = reader.ReadBoolean() ? reader.ReadString() : null;
        var (passages, words) = (reader.ReadInt32(), reader.ReadInt32());
        // No room is made for as many as a damaged row may speak of: its end comes first.
        var categories = new List<string>();
        for (var left = reader.ReadUInt32(); left > 0; left--) categories.Add(reader.ReadString());
        return new KeptAccount(texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], passages, words, texts[6] ?? "", texts[7] ?? "", texts[8] ?? "") { Categories = categories };
    }

    private static void Put(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    private static string Written(Markup.Part part)
    {
        var page = new StringBuilder();
        part(page);
        return page.ToString();
    }
}

/// <summary>What changed from one version to the next, in a few words, with the pictures that did.</summary>
/// <param name="Told">A clause.</param>
/// <param name="Pictures">What was done, and the captures of the picture before and after; 0 for none.</param>
internal sealed record KeptStep(string Told, IReadOnlyList<(string Done, long Before, long After)> Pictures)
{
    public static KeptStep Of(IArchive archive, IReadOnlyList<Capture> captures, Version before, Version after)
    {
        var pictures = captures.LastOrDefault(capture => capture.Version == before.Id) is { } shows ? PictureDiff.Between(archive, archive.Pictures(shows.Id), archive.Pictures(after.Capture)) : [];
        return new KeptStep(DiffPictures.Summary(TextDiff.Between(archive.Text(before.Id), archive.Text(after.Id)), pictures),
            [.. pictures.Select(static picture => (DiffPictures.Done(picture.Change), picture.Before?.Capture?.Id ?? 0, picture.After?.Capture?.Id ?? 0))]);
    }

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Told);
            writer.Write(Pictures.Count);
            foreach (var (done, before, after) in Pictures)
            {
                writer.Write(done);
                writer.Write(before);
                writer.Write(after);
            }
        }
        return stream.ToArray();
    }

    public static KeptStep Read(byte[] written)
    {
        using var reader = new BinaryReader(new MemoryStream(written), Encoding.UTF8);
        var told = reader.ReadString();
        var pictures = new List<(string, long, long)>();
        for (var left = reader.ReadUInt32(); left > 0; left--) pictures.Add((reader.ReadString(), reader.ReadInt64(), reader.ReadInt64()));
        return new KeptStep(told, pictures);
    }
}
