using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>A collation for a terminal: a summary, then both texts side by side.</summary>
public static class TextReport
{
    /// <summary>Below this the texts stand one under the other.</summary>
    private const int SideBySide = 60;

    /// <summary>The differences that the summary shows.</summary>
    private const int Most = 8;

    /// <summary>Writes the report, lines ending in LF.</summary>
    /// <param name="collation">What to show.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="width">Columns; fewer than 20 count as 20.</param>
    /// <param name="colour">Whether to colour with ANSI sequences. Signs tell the same without them.</param>
    public static void Write(Collation collation, TextWriter writer, int width, bool colour)
    {
        width = Math.Max(20, width);
        var ink = new Ink(writer, colour);
        foreach (var witness in collation.Witnesses) Source(ink, witness, width);
        foreach (var notice in Telling.Notices(collation))
            foreach (var text in Columns.Wrap(notice, width)) ink.Line(text, Ink.Differs);
        foreach (var pair in Pair.All(collation))
        {
            if (!pair.Sole) ink.Line($"\n{pair.A.Siglum} AND {pair.B.Siglum}", Ink.Bold);
            Summary(ink, pair, width);
            Texts(ink, pair, width);
        }
        Decided(ink, collation, width);
    }

    /// <summary>What people decided, one line each; nothing where nobody did.</summary>
    internal static void Decided(Ink ink, Collation collation, int width)
    {
        if (collation.Corrections.Count == 0) return;
        ink.Line($"\n{Decisions.Heading.ToUpperInvariant()}", Ink.Bold);
        foreach (var decision in Decisions.Lines(collation))
            foreach (var line in Columns.Wrap(Columns.Safe(decision), width)) ink.Line(line);
    }

    internal static void Source(Ink ink, Witness witness, int width)
    {
        var account = witness.Account;
        string?[] facts = [account.Publisher, Telling.Name(account.Kind), account.Published, Telling.Count(witness.Passages.Count(passage => !passage.Heading), "passage"), account.Origin is { } origin ? $"from {origin.Publisher}" : null];
        var indent = witness.Siglum.Length + 2;
        var style = witness.Siglum == "A" ? Ink.InA : Ink.InB;
        var head = Columns.Wrap(Columns.Safe(account.Title ?? Telling.Called(witness)), width - indent);
        for (var i = 0; i < head.Count; i++)
        {
            ink.Write(i == 0 ? witness.Siglum.PadRight(indent) : new string(' ', indent), style);
            ink.Line(head[i], Ink.Bold);
        }
        foreach (var line in Columns.Wrap(Columns.Safe(string.Join(" · ", facts.OfType<string>())), width - indent)) ink.Line(new string(' ', indent) + line);
        foreach (var unread in account.Unread)
            foreach (var line in Columns.Wrap(Columns.Safe($"! not read: {unread.What} ({unread.Why})"), width - indent)) ink.Line(new string(' ', indent) + line, Ink.Differs);
    }

    private static void Summary(Ink ink, Pair pair, int width)
    {
        var tally = Tally.Of(pair);
        ink.Line("\nIN SHORT", Ink.Bold);
        foreach (var line in Columns.Wrap(Telling.Overall(pair, tally), width)) ink.Line(line);
        List<string> counts = [];
        Count(pair.Links.Count(link => link.Relation == Relation.Same), "= the same");
        Count(pair.Links.Count(link => link.Relation == Relation.Partial), "≈ in part");
        Count(tally.Changed, "≠ changed");
        Count(tally.OnlyA, $"{pair.A.Siglum} only");
        Count(tally.OnlyB, $"{pair.B.Siglum} only");
        Count(tally.Moved, "↕ moved");
        Count(tally.Reattributed, "⇄ other speaker");
        if (counts.Count > 0)
            foreach (var line in Columns.Wrap(string.Join("   ", counts), width)) ink.Line(line);
        var foremost = Telling.Foremost(pair, Most);
        if (foremost.Count > 0) ink.Line("");
        foreach (var variant in foremost)
        {
            var heading = Telling.Heading(variant);
            var indent = width < SideBySide ? 2 : 15;
            var lines = Columns.Wrap(Columns.Safe($"{Telling.Plain(pair, variant, 160)} ({Telling.Places(variant)})"), width - indent);
            if (width < SideBySide) ink.Line(heading, Ink.Of(variant));
            for (var i = 0; i < lines.Count; i++)
            {
                if (width < SideBySide) ink.Write("  ");
                else ink.Write((i == 0 ? heading : "").PadRight(indent), Ink.Of(variant));
                ink.Line(lines[i]);
            }
        }
        if (pair.Variants.Count > foremost.Count) ink.Line(string.Create(CultureInfo.InvariantCulture, $"… and {pair.Variants.Count - foremost.Count} more, marked below."));

        void Count(int count, string what)
        {
            if (count > 0) counts.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {count}"));
        }
    }

    private static void Texts(Ink ink, Pair pair, int width)
    {
        ink.Line("\nSIDE BY SIDE", Ink.Bold);
        foreach (var row in Row.Of(pair))
        {
            ink.Line("");
            if (width < SideBySide) Under(ink, pair, row, width);
            else Beside(ink, pair, row, width);
        }
    }

    private static void Under(Ink ink, Pair pair, Row row, int width)
    {
        foreach (var (head, text, style) in Cell(pair, row, width, inA: true)) ink.Line(head ? text : ink.Marked(text), style);
        if (row.Relation is { } relation) ink.Line($"{Telling.Sign(relation)} {Telling.Name(relation)}", Ink.Of(relation));
        foreach (var (head, text, style) in Cell(pair, row, width, inA: false)) ink.Line(head ? text : ink.Marked(text), style);
    }

    private static void Beside(Ink ink, Pair pair, Row row, int width)
    {
        var column = (width - 5) / 2;
        var (left, right) = (Cell(pair, row, column, inA: true), Cell(pair, row, column, inA: false));
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            var (a, b) = (i < left.Count ? left[i] : default, i < right.Count ? right[i] : default);
            // Nothing is written after the last sign of a line.
            var bare = string.IsNullOrEmpty(b.Text) && !(i == 0 && row.Relation is not null);
            var text = bare ? a.Text ?? "" : Columns.Pad(a.Text ?? "", column);
            ink.Write(a.Head ? text : ink.Marked(text), a.Style);
            if (!bare)
            {
                if (i == 0 && row.Relation is { } relation) ink.Write($"  {Telling.Sign(relation)}  ", Ink.Of(relation));
                else ink.Write("  │  ", Ink.Faint);
                ink.Write(b.Head ? b.Text ?? "" : ink.Marked(b.Text ?? ""), b.Style);
            }
            ink.Line("");
        }
    }

    /// <summary>The lines of one side of a row: for each passage its id, speaker and marks, then its text.</summary>
    private static List<(bool Head, string Text, string? Style)> Cell(Pair pair, Row row, int width, bool inA)
    {
        var lines = new List<(bool, string, string?)>();
        foreach (var passage in inA ? row.A : row.B)
        {
            var standing = pair.Of(passage.Id)!;
            var head = new StringBuilder(passage.Id);
            if (standing.Has(VariantKind.Only)) head.Append(' ').Append((inA ? pair.A : pair.B).Siglum).Append(" only");
            if (standing.Has(VariantKind.Transposition)) head.Append(" ↕ moved");
            if (standing.Has(VariantKind.Reattribution)) head.Append(" ⇄ other speaker");
            foreach (var decided in Decisions.On(standing)) head.Append(' ').Append(Columns.Safe(Decisions.Mark(decided)));
            if (passage.Speaker is { } speaker) head.Append(" · ").Append(Columns.Safe(speaker));
            foreach (var line in Columns.Wrap(head.ToString(), width)) lines.Add((true, line, standing.Has(VariantKind.Only) ? inA ? Ink.InA : Ink.InB : Ink.Bold));
            foreach (var line in Columns.Wrap(Columns.Safe(Bracketed(passage, standing)), width)) lines.Add((false, line, null));
        }
        return lines;
    }

    /// <summary>The passage with exchanged words in ‹ ›.</summary>
    private static string Bracketed(Passage passage, Standing standing)
    {
        var wordings = standing.Variants.Where(variant => variant.Kind == VariantKind.Substitution)
            .SelectMany(variant => new[] { variant.FromAt, variant.ToAt }).Where(at => at?.Passage == passage.Id).Select(at => (at!, true));
        var text = new StringBuilder(passage.Text.Length + 8);
        var from = 0;
        foreach (var (start, end, _) in Markup.Clear(passage.Text, wordings))
        {
            text.Append(passage.Text, from, start - from).Append('‹').Append(passage.Text, start, end - start).Append('›');
            from = end;
        }
        return text.Append(passage.Text, from, passage.Text.Length - from).ToString();
    }
}
