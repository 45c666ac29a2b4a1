using System.Numerics;

namespace Variorum;

/// <summary>No document.</summary>
internal sealed class EmptyCursor : PlacedCursor
{
    public override long Cost => 0;

    public override int Advance(int target) => Document = End;

    public override ReadOnlySpan<int> Positions() => [];
}

/// <summary>Documents at which all parts stop, and none of those that are ruled out.</summary>
internal sealed class AndCursor : Cursor
{
    private readonly Cursor[] parts;
    private readonly Cursor[] scored;
    private readonly Cursor[] without;

    public AndCursor(IEnumerable<Cursor> parts, IEnumerable<Cursor> without)
    {
        // Added up in the query's order, which is the same in every segment: other orders give other last digits.
        scored = [.. parts];
        // The rarest leads, so that the others skip most of what they have.
        this.parts = [.. scored.OrderBy(part => part.Cost)];
        this.without = [.. without];
    }

    public override long Cost => parts[0].Cost;

    public override int Advance(int target)
    {
        while (true)
        {
            target = Conjunction.Advance(parts, target);
            if (target == End || !IsRuledOut(target)) return Document = target;
            target++;
        }
    }

    public override double Score()
    {
        double score = 0;
        foreach (var part in scored) score += part.Score();
        return score;
    }

    private bool IsRuledOut(int document)
    {
        foreach (var cursor in without)
        {
            if ((cursor.Document < document ? cursor.Advance(document) : cursor.Document) == document) return true;
        }
        return false;
    }
}

internal static class Conjunction
{
    /// <summary>Moves all cursors to the first document at or behind a target at which every one stops.</summary>
    public static int Advance(Cursor[] cursors, int target)
    {
        for (var i = 0; i < cursors.Length;)
        {
            var document = cursors[i].Document < target ? cursors[i].Advance(target) : cursors[i].Document;
            if (document == Cursor.End) return Cursor.End;
            if (document == target || i == 0)
            {
                target = document;
                i++;
            }
            else
            {
                target = document;
                i = 0;
            }
        }
        return target;
    }
}

/// <summary>Documents at which at least one part stops, with the places of all of them where they have any.</summary>
internal sealed class OrCursor : PlacedCursor
{
    // Of many parts a tree is made: each move then asks a few of them, not all.
    private const int Fan = 4;

    private readonly Cursor[] parts;
    private int[] places = [];

    private OrCursor(Cursor[] parts) => this.parts = parts;

    public override long Cost => parts.Sum(part => part.Cost);

    public override int Width => parts[0] is PlacedCursor placed ? placed.Width : 1;

    public static Cursor Of(IReadOnlyList<Cursor> parts) => parts.Count switch
    {
        0 => new EmptyCursor(),
        1 => parts[0],
        <= Fan => new OrCursor([.. parts]),
        _ => Of([.. parts.Chunk((parts.Count + Fan - 1) / Fan).Select(Of)]),
    };

    public override int Advance(int target)
    {
        var first = End;
        foreach (var part in parts)
        {
            var document = part.Document < target ? part.Advance(target) : part.Document;
            if (document < first) first = document;
        }
        return Document = first;
    }

    public override int Count
    {
        get
        {
            var count = 0;
            foreach (var part in parts)
            {
                if (part.Document == Document) count += part.Count;
            }
            return count;
        }
    }

    public override double Score()
    {
        double score = 0;
        foreach (var part in parts)
        {
            if (part.Document == Document) score += part.Score();
        }
        return score;
    }

    public override ReadOnlySpan<int> Positions()
    {
        // Texts of one language have the stems of that one: mostly one part stops at a document.
        if (Only() is { } only) return only.Positions();
        var count = 0;
        foreach (var part in parts)
        {
            if (part.Document != Document) continue;
            var positions = ((PlacedCursor)part).Positions();
            if (places.Length < count + positions.Length) Array.Resize(ref places, 2 * (count + positions.Length));
            positions.CopyTo(places.AsSpan(count));
            count += positions.Length;
        }
        places.AsSpan(0, count).Sort();
        // A word stands under each of its stems.
        var distinct = 0;
        for (var i = 0; i < count; i++)
        {
            if (i == 0 || places[i] != places[distinct - 1]) places[distinct++] = places[i];
        }
        return places.AsSpan(0, distinct);
    }

    private PlacedCursor? Only()
    {
        Cursor? only = null;
        foreach (var part in parts)
        {
            if (part.Document != Document) continue;
            if (only is not null) return null;
            only = part;
        }
        return (PlacedCursor?)only;
    }
}

/// <summary>Documents of many terms, gathered ahead: what is asked of a whole range of them.</summary>
internal sealed class GatheredCursor : Cursor
{
    private readonly ulong[] bits;
    private readonly byte[] counts;

    private GatheredCursor(ulong[] bits, byte[] counts, long cost) => (this.bits, this.counts, Cost) = (bits, counts, cost);

    public override long Cost { get; }

    public override int Count => counts.Length == 0 ? 1 : counts[Document];

    /// <param name="terms">Cursors before their first move.</param>
    /// <param name="documents">How many the segment has.</param>
    /// <param name="count">Whether occurrences are counted, to 255 in a document.</param>
    public static GatheredCursor Of(IEnumerable<Cursor> terms, int documents, bool count)
    {
        var bits = new ulong[(documents + 63) / 64];
        var counts = count ? new byte[documents] : [];
        foreach (var term in terms)
        {
            for (var document = term.Advance(0); document != End; document = term.Advance(document + 1))
            {
                bits[document >> 6] |= 1UL << document;
                if (count) counts[document] = (byte)Math.Min(255, counts[document] + term.Count);
            }
        }
        long total = 0;
        foreach (var word in bits) total += BitOperations.PopCount(word);
        return new GatheredCursor(bits, counts, total);
    }

    public override int Advance(int target)
    {
        var word = target >> 6;
        if (word >= bits.Length) return Document = End;
        var rest = bits[word] >> target << target;
        while (rest == 0)
        {
            if (++word == bits.Length) return Document = End;
            rest = bits[word];
        }
        return Document = word * 64 + BitOperations.TrailingZeroCount(rest);
    }
}
