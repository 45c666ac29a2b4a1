using ZstdSharp;

namespace Variorum;

/// <summary>
/// Texts of versions, packed as Zstandard frames (RFC 8878) with dictionaries learnt from the archive's own texts: articles are
/// short, and what they have in common with one another is more than what repeats within one.
/// </summary>
/// <remarks>
/// A packed text begins with the number of its dictionary, a byte; 0 is none. Dictionaries are learnt a few times in an
/// archive's life and stay as long as it does.
/// </remarks>
internal sealed class TextPacking(Database database) : IDisposable
{
    // Level 3 with a dictionary packs as many bytes again as level 15 saves, in a twentieth of its time.
    private const int Level = 3;

    // The size that Zstandard's own tool learns; twice that saves one byte in thirty.
    private const int DictionarySize = 112_640;

    // How many texts a dictionary is learnt from, and no text but the beginning of a long one.
    private const int SampleTexts = 3000;
    private const int SampleBytes = 16 * 1024;

    // When there are so many versions, an archive has become another one than the last dictionary knew.
    private static readonly long[] LearntAt = [1000, 100_000];

    private readonly Dictionary<byte, Decompressor> unpacking = [];
    private (byte Dictionary, Compressor Compressor)? packing;

    /// <summary>Packs a text with the newest dictionary.</summary>
    public byte[] Pack(VersionText text)
    {
        var (dictionary, compressor) = packing ??= Newest();
        var bytes = VersionTexts.Write(text);
        var packed = new byte[1 + Compressor.GetCompressBound(bytes.Length)];
        packed[0] = dictionary;
        return packed[..(1 + compressor.Wrap(bytes, packed.AsSpan(1)))];
    }

    /// <exception cref="InvalidDataException">The database is damaged.</exception>
    public VersionText Unpack(byte[] packed)
    {
        try
        {
            if (!unpacking.TryGetValue(packed[0], out var decompressor)) unpacking.Add(packed[0], decompressor = With(packed[0]));
            return VersionTexts.Read(decompressor.Unwrap(packed.AsSpan(1)));
        }
        catch (Exception damaged) when (damaged is ZstdException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("a text in the database is damaged", damaged);
        }
    }

    /// <summary>Learns a dictionary when it is time to; what is packed already stays as it is.</summary>
    public void Learn()
    {
        var last = database.Number("SELECT max(id) FROM version") ?? 0;
        var due = LearntAt.Count(at => at <= last);
        if (due == 0 || Dictionaries() >= due) return;
        // Spread over all that there is, so that no publisher makes the dictionary alone.
        var texts = database.Rows(row => VersionTexts.Write(Unpack(row.GetFieldValue<byte[]>(0))), "SELECT text FROM version WHERE id % $1 = 0 ORDER BY id LIMIT $2", Math.Max(1, last / SampleTexts), SampleTexts);
        database.Run("INSERT INTO dictionary (id, bytes) VALUES ($1, $2)", due, Learnt([.. texts.Select(static text => text.Length > SampleBytes ? text[..SampleBytes] : text)]));
        packing?.Compressor.Dispose();
        packing = null;
    }

    // Empty where there is not enough to learn from; then that is what is kept, until the next time.
    private static byte[] Learnt(byte[][] texts)
    {
        if (texts.Sum(static text => (long)text.Length) < 4 * DictionarySize) return [];
        try
        {
            return DictBuilder.TrainFromBuffer(texts, DictionarySize);
        }
        catch (ZstdException)
        {
            return [];
        }
    }

    private long Dictionaries() => database.Number("SELECT max(id) FROM dictionary") ?? 0;

    private (byte Dictionary, Compressor Compressor) Newest()
    {
        var dictionary = (byte)Dictionaries();
        var compressor = new Compressor(Level);
        // The frame need not say which dictionary it wants, since the byte before it does.
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_dictIDFlag, 0);
        if (Bytes(dictionary) is { Length: > 0 } bytes) compressor.LoadDictionary(bytes);
        return (dictionary, compressor);
    }

    private Decompressor With(byte dictionary)
    {
        var decompressor = new Decompressor();
        if (Bytes(dictionary) is { Length: > 0 } bytes) decompressor.LoadDictionary(bytes);
        return decompressor;
    }

    private byte[] Bytes(byte dictionary) => dictionary == 0 ? [] :
        database.Row(static row => row.GetFieldValue<byte[]>(0), "SELECT bytes FROM dictionary WHERE id = $1", (long)dictionary)
            ?? throw new InvalidDataException("a text in the database is damaged");

    public void Dispose()
    {
        packing?.Compressor.Dispose();
        foreach (var decompressor in unpacking.Values) decompressor.Dispose();
    }
}
