using System.Text;

namespace Variorum;

/// <summary>What is compared of an account, read once: about 1.5 kB when packed, whatever the account's length.</summary>
/// <remarks>Terms and phrases are kept as hashes, because they are only ever compared; the few names and figures that reasons are told with keep their spelling.</remarks>
internal sealed partial record Traits
{
    /// <summary>How many terms are kept of a long text: the rarest, most frequent and foremost.</summary>
    public const int MostTerms = 160;

    /// <summary>How many phrases of three tokens are kept: those of lowest hash, a fair sample of all (Broder 1997).</summary>
    public const int MostPhrases = 80;

    /// <summary>Hashes of the terms, ascending.</summary>
    public required uint[] Terms { get; init; }

    /// <summary>What each term is: how often, where, of which kind.</summary>
    public required TermMark[] Marks { get; init; }

    /// <summary>The lowest hashes of the text's phrases, ascending.</summary>
    public required uint[] Phrases { get; init; }

    /// <summary>How many keys of names are kept, by which accounts in two languages are compared.</summary>
    public const int MostBridges = 48;

    /// <summary>Hashes of the keys of names in the headline and first paragraphs, ascending: spellings and skeletons that any two scripts share.</summary>
    public required uint[] Bridges { get; init; }

    /// <summary>How sure each of <see cref="Bridges"/> is a name, and how far at the front: 1 to 200.</summary>
    public required byte[] BridgeMarks { get; init; }

    /// <summary>How many different phrases the text has.</summary>
    public required int PhraseCount { get; init; }

    /// <summary>How many tokens the text has.</summary>
    public required int Length { get; init; }

    /// <summary>The day it was published, as <see cref="DateOnly.DayNumber"/>; 0 where it is not known to the day.</summary>
    public required int Published { get; init; }

    /// <summary>Days that the headline and the first paragraphs name, in their order: year, month, day as a decimal number; year 0 where none is said.</summary>
    public required int[] Days { get; init; }

    /// <summary>The day it was published, else the first of <see cref="Days"/> whose year is told, as <see cref="DateOnly.DayNumber"/>; 0 where there is neither.</summary>
    public int ToldDay => Published > 0 ? Published : Days.Select(static day => EventFacts.Number(day, 0)).OfType<int>().FirstOrDefault();

    /// <summary>ISO 639-1; empty where nothing tells.</summary>
    public required string Language { get; init; }

    /// <summary>Hash of the publisher; 0 where nobody knows.</summary>
    public required uint Publisher { get; init; }

    /// <summary>Hash of the headline's words; 0 where there is none.</summary>
    public required uint Title { get; init; }

    /// <summary>Names and figures as they are spelled, the foremost first.</summary>
    public required Spelled[] Mentions { get; init; }

    /// <summary>
    /// By these an inverted index finds accounts that may tell of the same: the terms that say most, a few phrases, which copies share, and keys of names.
    /// The first <see cref="OwnKeys"/> find accounts of the same language; all of them those of others, which share names and hardly anything else.
    /// </summary>
    public long[] Keys => _keys ??= FindKeys();

    /// <summary>How many of <see cref="Keys"/> find accounts of the same language.</summary>
    // Where letters have no capitals, what may be a name often is none.
    public int OwnKeys => Math.Min(Keys.Length, Keys.Length - Math.Min(Bridges.Length, MostBridgeKeys) + (Language is "en" ? 8 : 14));

    /// <summary>Whether one of <see cref="Keys"/> is a phrase.</summary>
    public static bool IsPhrase(long key) => key >> 32 == PhraseKey;

    private const int MostBridgeKeys = 24;
    private const long PhraseKey = 1, BridgeKey = 2;

    private long[]? _keys;

    private long[] FindKeys()
    {
        const int words = 16, phrases = 4;
        var order = new int[Terms.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var marks = Marks;
        var terms = Terms;
        Array.Sort(order, (x, y) =>
        {
            var by = marks[y].KeyWorth.CompareTo(marks[x].KeyWorth);
            return by != 0 ? by : terms[x].CompareTo(terms[y]);
        });
        var keys = new List<long>(words + phrases + MostBridgeKeys);
        foreach (var i in order.AsSpan(0, Math.Min(words, order.Length))) keys.Add(terms[i]);
        foreach (var phrase in Phrases.AsSpan(0, Math.Min(phrases, Phrases.Length))) keys.Add(PhraseKey << 32 | phrase);
        var named = new int[Bridges.Length];
        for (var i = 0; i < named.Length; i++) named[i] = i;
        var (names, sure) = (Bridges, BridgeMarks);
        Array.Sort(named, (x, y) => sure[x] != sure[y] ? sure[y].CompareTo(sure[x]) : names[x].CompareTo(names[y]));
        foreach (var i in named.AsSpan(0, Math.Min(MostBridgeKeys, named.Length))) keys.Add(BridgeKey << 32 | names[i]);
        return [.. keys];
    }

    /// <summary>As bytes, the same on every machine.</summary>
    public byte[] Pack()
    {
        using var stream = new MemoryStream(1600);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write7BitEncodedInt(Terms.Length);
        foreach (var term in Terms) writer.Write(term);
        foreach (var mark in Marks) writer.Write(mark.Bits);
        writer.Write7BitEncodedInt(Phrases.Length);
        foreach (var phrase in Phrases) writer.Write(phrase);
        writer.Write7BitEncodedInt(Bridges.Length);
        foreach (var bridge in Bridges) writer.Write(bridge);
        writer.Write(BridgeMarks);
        writer.Write7BitEncodedInt(PhraseCount);
        writer.Write7BitEncodedInt(Length);
        writer.Write7BitEncodedInt(Published);
        writer.Write7BitEncodedInt(Days.Length);
        foreach (var day in Days) writer.Write7BitEncodedInt(day);
        writer.Write(Language);
        writer.Write(Publisher);
        writer.Write(Title);
        writer.Write7BitEncodedInt(Mentions.Length);
        foreach (var mention in Mentions)
        {
            writer.Write(mention.Hash);
            writer.Write(mention.Figure);
            writer.Write(mention.Spelling);
        }
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>What <see cref="Pack"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are cut short or none of ours.</exception>
    public static Traits Unpack(byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
            var terms = Many(reader, MostTerms, static reader => reader.ReadUInt32());
            var marks = new TermMark[terms.Length];
            for (var i = 0; i < marks.Length; i++) marks[i] = new TermMark(reader.ReadUInt16());
            var phrases = Many(reader, MostPhrases, static reader => reader.ReadUInt32());
            var bridges = Many(reader, MostBridges, static reader => reader.ReadUInt32());
            var bridgeMarks = reader.ReadBytes(bridges.Length);
            if (bridgeMarks.Length < bridges.Length) throw new EndOfStreamException();
            return new Traits
            {
                Terms = terms,
                Marks = marks,
                Phrases = phrases,
                Bridges = bridges,
                BridgeMarks = bridgeMarks,
                PhraseCount = reader.Read7BitEncodedInt(),
                Length = reader.Read7BitEncodedInt(),
                Published = reader.Read7BitEncodedInt(),
                Days = Many(reader, MostDays, static reader => reader.Read7BitEncodedInt()),
                Language = reader.ReadString(),
                Publisher = reader.ReadUInt32(),
                Title = reader.ReadUInt32(),
                Mentions = Many(reader, MostMentions, static reader => new Spelled(reader.ReadUInt32(), reader.ReadBoolean(), reader.ReadString())),
            };
        }
        catch (Exception broken) when (broken is EndOfStreamException or FormatException or IOException)
        {
            throw new InvalidDataException("the traits of an account are cut short", broken);
        }
    }

    private static T[] Many<T>(BinaryReader reader, int most, Func<BinaryReader, T> read)
    {
        var count = reader.Read7BitEncodedInt();
        if (count < 0 || count > most) throw new InvalidDataException($"the traits of an account hold {count} of something that has {most} at most");
        var items = new T[count];
        for (var i = 0; i < count; i++) items[i] = read(reader);
        return items;
    }
}

/// <summary>A name or a figure as the account spells it.</summary>
/// <param name="Hash">By which two are held to be the same.</param>
/// <param name="Figure">A figure, else a name.</param>
/// <param name="Spelling">As it stands in the text.</param>
internal readonly record struct Spelled(uint Hash, bool Figure, string Spelling);

/// <summary>What a term is to its account.</summary>
internal readonly record struct TermMark(ushort Bits)
{
    private const int LeadBit = 1 << 3, TitleBit = 1 << 4, NameBit = 1 << 5, NumberBit = 1 << 6, UniversalBit = 1 << 7, ConceptBit = 1 << 12;

    /// <param name="count">How often it stands there.</param>
    /// <param name="rarity">How rare it is in its language, 0 to 2.</param>
    public static TermMark Of(int count, double rarity, bool lead, bool title, bool name, bool number, bool universal, bool concept) =>
        new((ushort)(Math.Min(7, count) | (lead ? LeadBit : 0) | (title ? TitleBit : 0) | (name ? NameBit : 0) | (number ? NumberBit : 0)
            | (universal ? UniversalBit : 0) | (int)Math.Round(Math.Clamp(rarity, 0, 2) * 7.5) << 8 | (concept ? ConceptBit : 0)));

    /// <summary>How often it stands there, 1 to 7; 7 is also more.</summary>
    public int Count => Bits & 7;

    public bool Lead => (Bits & LeadBit) != 0;

    public bool Title => (Bits & TitleBit) != 0;

    public bool Name => (Bits & NameBit) != 0;

    public bool Number => (Bits & NumberBit) != 0;

    /// <summary>Means the same in every language: a figure, a name of the lexicon, a concept.</summary>
    public bool Universal => (Bits & UniversalBit) != 0;

    /// <summary>A meaning, added to the words that say it.</summary>
    public bool Concept => (Bits & ConceptBit) != 0;

    /// <summary>How rare the term is in its language, 0 to 2.</summary>
    public double Rarity => RarityOf(RarityLevel);

    /// <summary>The same in steps, 0 to 15.</summary>
    public int RarityLevel => Bits >> 8 & (RarityLevels - 1);

    public const int RarityLevels = 16;

    public static double RarityOf(int level) => level / 7.5;

    /// <summary>How well it finds accounts of the same event.</summary>
    public double KeyWorth => Rarity * (1 + Math.Log(Math.Max(1, Count))) * (Lead ? 1.5 : 1) * (Title ? 1.3 : 1) * (Name ? 1.4 : Number ? .7 : 1) * (Concept ? .3 : 1);
}
