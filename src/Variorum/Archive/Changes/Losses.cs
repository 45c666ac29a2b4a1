namespace Variorum;

/// <summary>What kind of thing is gone from a text.</summary>
public enum LossKind { Sentence = 0, Name = 1, Figure = 2, Page = 3, Picture = 4 }

/// <summary>Something that one version said and the next does not.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it stood.</param>
/// <param name="Weight">How much a reader would want to know of it, above 0: rare names most, a filler sentence least.</param>
public sealed record Loss(LossKind Kind, string Text, double Weight);

/// <summary>Finds what an edit took out.</summary>
public static class Losses
{
    // A name taken out everywhere outweighs any sentence; a figure is usually corrected, and weighs as a long sentence.
    private const double NameWeight = 8, FigureWeight = 3, LongestSentence = 40;

    // A picture is changed for what it shows; nobody retouches one by chance.
    private const double PictureWeight = 6, RetouchedWeight = 16;

    /// <summary>Sentences without a counterpart, and names and figures that stand nowhere in the later text.</summary>
    public static IReadOnlyList<Loss> Between(VersionText before, VersionText after)
    {
        var diff = TextDiff.Between(before, after);
        var said = Said(after).ToList();
        var left = new HashSet<string>(said.SelectMany(static text => DiffWords.Bag(text).Keys), StringComparer.OrdinalIgnoreCase);
        var figures = new Lazy<LostFigures>(() => new LostFigures(said));
        var losses = new List<Loss>();
        foreach (var passage in diff.Passages)
        {
            if (passage.Kind == DiffKind.Removed) losses.Add(new Loss(LossKind.Sentence, passage.Before!, Math.Min(DiffWords.Bag(passage.Before!).Count, LongestSentence) / 10));
            if (passage.Kind is not (DiffKind.Removed or DiffKind.Changed)) continue;
            foreach (var name in Names(passage.Before!, left)) losses.Add(new Loss(LossKind.Name, name, NameWeight * name.Count(static unit => unit == ' ') / 2 + NameWeight));
            foreach (var figure in figures.Value.Of(passage.Before!)) losses.Add(new Loss(LossKind.Figure, figure, FigureWeight));
        }
        // Without capitals a name is told by its place in one sentence and stands in others too, so all of the text is looked over.
        if (!diff.Same)
        {
            foreach (var name in Said(before).SelectMany(TextDiff.SentencesOf).SelectMany(NamesWithoutCapitals.Of).Where(name => !said.Exists(text => text.Contains(name, StringComparison.Ordinal))))
                losses.Add(new Loss(LossKind.Name, name, NameWeight));
        }
        return [.. losses.DistinctBy(static loss => (loss.Kind, loss.Text))];
    }

    /// <summary>Pictures that are not shown any more as they were. The text is the caption, else what stands for the picture, else its address.</summary>
    public static IReadOnlyList<Loss> Between(IReadOnlyList<PictureDiff> pictures) =>
    [
        .. pictures.Where(static picture => picture.Change != PictureChange.Added).Select(static picture => new Loss(LossKind.Picture,
            picture.Change == PictureChange.Removed ? picture.Before!.Name : $"{picture.Before!.Name} ({picture.Change.ToString().ToLowerInvariant()})",
            picture.Change == PictureChange.Retouched ? RetouchedWeight : PictureWeight)).DistinctBy(static loss => loss.Text),
    ];

    private static IEnumerable<string> Said(VersionText text) =>
        text.Captions.Select(static caption => $"{caption.Text} {caption.Credit}").Concat(text.Notes).Prepend(text.Text).Prepend(text.Title);

    /// <summary>Runs of capitalised words, at least one of which the later text has nowhere. The first word of a sentence alone is none.</summary>
    private static IEnumerable<string> Names(string sentence, HashSet<string> left)
    {
        var (words, dates) = (DiffWords.Pieces(sentence), Dates.Find(sentence, null));
        var starts = new int[words.Count + 1];
        for (var i = 0; i < words.Count; i++) starts[i + 1] = starts[i] + words[i].Length;
        for (var i = 0; i < words.Count; i++)
        {
            // The month of a day is no name, and goes with its day.
            if (!IsCapital(words[i]) || dates.Any(date => date.Start <= starts[i] && date.End > starts[i])) continue;
            var end = i + 1;
            while (end + 1 < words.Count && words[end] is " " or "-" && IsCapital(words[end + 1])) end += 2;
            // A sentence begins with a capital, whatever it begins with.
            var first = i == 0 && end > i + 1 && (left.Contains(words[i]) || Tokens.Of(words[i], null) is [{ Kind: TokenKind.Stop }]) ? i + 2 : i;
            var name = words.Skip(first).Take(end - first).ToList();
            if ((i > 0 || end > i + 1) && name.Exists(word => IsCapital(word) && !left.Contains(word))) yield return string.Concat(name);
            i = end;
        }
    }

    private static bool IsCapital(string word) => char.IsUpper(word[0]) && word.Length > 1;
}
