namespace Variorum;

/// <summary>An account for people to read: what is known of it, then its text with speakers, notes, captions, and what could not be read.</summary>
public static class AccountText
{
    /// <summary>Writes one account, lines ending in LF, paragraphs unbroken.</summary>
    /// <remarks>Control characters of the page are left out, so that nothing in it can steer a terminal.</remarks>
    public static void Write(Account account, TextWriter writer)
    {
        writer.Write(Columns.Safe(account.Title ?? "Without a headline") + "\n\n");
        Entry(writer, "input", account.Input);
        Entry(writer, "address", account.Url ?? account.Canonical);
        Entry(writer, "publisher", account.Publisher);
        Entry(writer, "published", account.Published);
        Entry(writer, "changed", account.Modified);
        Entry(writer, "by", account.Author);
        Entry(writer, "kind", Telling.Name(account.Kind));
        Entry(writer, "language", account.Language);
        Entry(writer, "origin", account.Origin is { } origin ? origin.Url is { } url ? $"{origin.Publisher}, {url}" : origin.Publisher : null);
        if (account.Categories.Count > 0) Entry(writer, "categories", string.Join(", ", account.Categories));
        Entry(writer, "sha256", account.Sha256);
        Entry(writer, "length", Telling.Count(account.Passages.Count(passage => !passage.Heading), "passage"));
        var (paragraph, speaker) = (-1, (string?)null);
        foreach (var passage in account.Passages)
        {
            var turn = passage.Speaker != speaker;
            if (passage.Paragraph != paragraph || turn) writer.Write(paragraph < 0 ? "\n" : "\n\n");
            else writer.Write(' ');
            if (turn) writer.Write($"[{Columns.Safe(passage.Speaker ?? "the account itself")}]\n");
            writer.Write(Columns.Safe(passage.Text));
            (paragraph, speaker) = (passage.Paragraph, passage.Speaker);
        }
        writer.Write(account.Passages.Count > 0 ? "\n" : "\nNo text could be read.\n");
        foreach (var note in account.Notes) writer.Write($"\nNote: {Columns.Safe(note)}\n");
        foreach (var caption in account.Captions)
            writer.Write($"\nCaption: {Columns.Safe(caption.Text)}{(caption.Credit is { } credit ? $" ({Columns.Safe(credit)})" : "")}\n");
        foreach (var unread in account.Unread) writer.Write($"\nNot read: {Columns.Safe(unread.What)} ({Columns.Safe(unread.Why)})\n");
    }

    /// <summary>Writes one passage, marked, within its paragraph.</summary>
    /// <param name="id">Of a passage of the account.</param>
    public static void WritePassage(Account account, string id, TextWriter writer)
    {
        var passage = account.Passages.First(found => found.Id == id);
        writer.Write($"{Columns.Safe(account.Title ?? "Without a headline")}\n\n[{Columns.Safe(passage.Speaker ?? "the account itself")}]\n");
        writer.Write(string.Join(' ', account.Passages.Where(found => found.Paragraph == passage.Paragraph).Select(found => found == passage ? $"»{Columns.Safe(found.Text)}«" : Columns.Safe(found.Text))));
        writer.Write('\n');
    }

    private static void Entry(TextWriter writer, string name, string? value)
    {
        if (value is not null) writer.Write($"{name,-11}{Columns.Safe(value)}\n");
    }
}
