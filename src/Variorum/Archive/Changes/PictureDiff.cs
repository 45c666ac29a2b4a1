namespace Variorum;

/// <summary>What became of a picture from one version to another.</summary>
public enum PictureChange { Added, Removed, Exchanged, Cropped, Retouched }

/// <summary>A picture that is not shown as it was.</summary>
/// <param name="Change">What was done.</param>
/// <param name="Before">As it was; null where it was added.</param>
/// <param name="After">As it is; null where it was taken away.</param>
public sealed record PictureDiff(PictureChange Change, ShownPicture? Before, ShownPicture? After)
{
    // Hashes of pictures that look alike differ by 8 bits at most; those farther apart are not compared.
    private const int MostBits = 16;

    /// <summary>Compares what two captures of a page show.</summary>
    /// <remarks>
    /// A picture that was coded or sized otherwise, moved to another address, or stands elsewhere on the page is the same. Of one that
    /// was not captured, or cannot be decoded, nothing is said: it may be the same as any. The picture that a page gives for others to
    /// show counts only where neither capture has one in its text: it is often the site's own, and the same on all of its pages.
    /// </remarks>
    public static IReadOnlyList<PictureDiff> Between(IArchive archive, IReadOnlyList<ShownPicture> before, IReadOnlyList<ShownPicture> after)
    {
        var inText = before.Concat(after).Any(static shown => shown.Picture.From == PictureFrom.Text);
        var (left, now) = (Of(before), Of(after));
        var changes = new List<PictureDiff>();
        Pair(static (one, other) => one.Picture.Url == other.Picture.Url && one.Capture?.Sha256 == other.Capture?.Sha256, null);
        Pair(static (one, other) => one.Capture is { } shot && shot.Sha256 == other.Capture?.Sha256, null);
        Pair((one, other) => one.Picture.Url == other.Picture.Url && Relation(one, other) is null or PictureRelation.Same, null);
        Pair((one, other) => MayBeSame(one, other) && Relation(one, other) == PictureRelation.Same, null);
        // What is not known may be any of the others.
        Pair(static (one, other) => one.Capture is null || other.Capture is null, null);
        Pair((one, other) => one.Picture.Url == other.Picture.Url, Changed);
        Pair((one, other) => Relation(one, other) is PictureRelation.Retouched or PictureRelation.Cropped, Changed);
        Pair(static (one, other) => one.Picture.Caption is { } caption && caption == other.Picture.Caption, Changed);
        Pair(static (_, _) => true, Changed);
        changes.AddRange(left.Where(static shown => shown.Capture is not null).Select(static shown => new PictureDiff(PictureChange.Removed, shown, null)));
        changes.AddRange(now.Where(static shown => shown.Capture is not null).Select(static shown => new PictureDiff(PictureChange.Added, null, shown)));
        return changes;

        List<ShownPicture> Of(IReadOnlyList<ShownPicture> shown) => [.. shown.Where(one => !inText || one.Picture.From == PictureFrom.Text)];

        void Pair(Func<ShownPicture, ShownPicture, bool> go, Func<ShownPicture, ShownPicture, PictureChange>? change)
        {
            for (var i = 0; i < left.Count; i++)
            {
                var at = now.FindIndex(other => go(left[i], other));
                if (at < 0) continue;
                if (change is not null) changes.Add(new PictureDiff(change(left[i], now[at]), left[i], now[at]));
                now.RemoveAt(at);
                left.RemoveAt(i--);
            }
        }

        PictureChange Changed(ShownPicture one, ShownPicture other) => Relation(one, other) switch
        {
            PictureRelation.Cropped => PictureChange.Cropped,
            PictureRelation.Retouched => PictureChange.Retouched,
            _ => PictureChange.Exchanged,
        };

        PictureRelation? Relation(ShownPicture one, ShownPicture other) => (one.Capture, other.Capture) is ({ } first, { } second)
            ? first.Sha256 == second.Sha256 ? PictureRelation.Same : (archive.Look(first), archive.Look(second)) is ({ } was, { } looks) ? PictureLikeness.Between(was, looks) : null
            : null;

        bool MayBeSame(ShownPicture one, ShownPicture other) => one.Capture is { } first && other.Capture is { } second
            && archive.Look(first) is { } was && archive.Look(second) is { } looks && PictureLook.Distance(was.Hash(), looks.Hash()) <= MostBits;
    }
}
