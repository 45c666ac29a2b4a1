namespace Variorum;

/// <summary>What stands beside links and passages of two accounts of the archive: notes, and the ways to decide.</summary>
internal static class Marginal
{
    /// <param name="collated">Two accounts.</param>
    /// <param name="may">Whether whoever reads may decide.</param>
    public static Marginalia? Of(Collated collated, bool may)
    {
        var notes = collated.Collation.Corrections.Where(static applied => applied is { Correction.Kind: CorrectionKind.Note, Standing: CorrectionStanding.Applied })
            .SelectMany(static applied => applied.A.Concat(applied.B).Select(id => (Id: id, applied.Correction))).ToLookup(static note => note.Id, static note => note.Correction, StringComparer.Ordinal);
        if (!may && notes.Count == 0) return null;
        return new Marginalia(!may ? null : (page, link) => page.Html($"<a class=\"decide\" href=\"{Address(collated, link.A, link.B)}\">Decide</a>"), (page, id) =>
        {
            foreach (var note in notes[id]) page.Html($" <span class=\"tag note\" title=\"{note.Comment}\">✎ <bdi>{Telling.Shorten(note.By, 40)}</bdi>{(note.BroughtBy is { } by ? $" (brought by {Telling.Shorten(by, 40)})" : "")}</span>");
            if (may) page.Html($" <a class=\"decide\" href=\"{(Telling.Siglum(id) == "A" ? Address(collated, [id], []) : Address(collated, [], [id]))}\" aria-label=\"Link or note {id}\">✎</a>");
        });
    }

    /// <summary>Where something of passages is decided.</summary>
    public static string Address(Collated collated, IReadOnlyList<string> a, IReadOnlyList<string> b) =>
        ComparePage.Address("/compare/link", collated.Versions, [.. a.Select(static id => ("a", (string?)id)), .. b.Select(static id => ("b", (string?)id))]);
}
