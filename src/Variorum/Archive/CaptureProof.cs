using System.Globalization;

namespace Variorum;

/// <summary>A capture's record read again and held against what the database says of it.</summary>
/// <param name="Steps">What was compared, in order; it ends with the first that cannot be.</param>
public sealed record CaptureProof(IReadOnlyList<ProofStep> Steps)
{
    /// <summary>Whether nothing that could be compared differs, and the record was there.</summary>
    public bool Holds => Steps.All(static step => step.Matches != false);

    /// <summary>Reads the record from its WARC file and compares: place, address, time, digests, and the text as it is read now.</summary>
    /// <param name="archive">That has it.</param>
    /// <param name="capture">Of the archive.</param>
    /// <param name="version">The version whose text it is to show; null to compare no text.</param>
    public static CaptureProof Of(IArchive archive, Capture capture, Version? version)
    {
        var place = $"{capture.Place.File} at {capture.Place.Offset.ToString(CultureInfo.InvariantCulture)}";
        WarcRecord record;
        try
        {
            record = archive.Record(capture);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return new CaptureProof([new ProofStep("Record", $"in {place}", damaged is FileNotFoundException or DirectoryNotFoundException ? "the file is not there" : damaged.Message, false)]);
        }
        var steps = new List<ProofStep> { new("Record", $"in {place}", $"{record.Type} {record.Id}", true) };
        var url = Addresses.WithoutFragment(record.TargetUri ?? "");
        steps.Add(new ProofStep("Address", capture.Url, url, url == capture.Url));
        // The database keeps milliseconds; a record without a time of its own is dated by its server.
        if (record.Date != default)
            steps.Add(new ProofStep("Time", WarcRecord.Stamp(capture.Time), WarcRecord.Stamp(record.Date), record.Date.ToUnixTimeMilliseconds() == capture.Time.ToUnixTimeMilliseconds()));
        foreach (var (what, matches) in WarcDigest.Compare(record))
            steps.Add(new ProofStep($"Digest of the {what}", (what == "block" ? record.BlockDigest : record.PayloadDigest) ?? "", matches switch { true => "the same, computed anew", false => "another one", null => "of an unknown kind", }, matches));
        if (capture.Sha256.Length > 0) steps.Add(Body(archive, capture, record));
        if (version is not null) steps.Add(Text(archive, version));
        return new CaptureProof(steps);
    }

    private static ProofStep Body(IArchive archive, Capture capture, WarcRecord record)
    {
        var digest = record.Type == "revisit" ? DigestOfRepeated(archive, capture) : CapturedPage.DigestOf(record) is { } bytes ? Convert.ToHexStringLower(bytes) : "";
        return new ProofStep("SHA-256 of the page", capture.Sha256, digest.Length == 0 ? "the page is not to be had" : digest, digest == capture.Sha256);
    }

    private static string DigestOfRepeated(IArchive archive, Capture capture)
    {
        try
        {
            return archive.Page(capture.Id) is { } page ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(page.Bytes.Span)) : "";
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return "";
        }
    }

    // Another reader may read otherwise: that is no damage.
    private static ProofStep Text(IArchive archive, Version version)
    {
        var expected = $"as reader {version.Reader} read it";
        if (archive.Account(version.Id) is not { } account) return new ProofStep("Text", expected, "the page cannot be read", false);
        var same = VersionTexts.Key(VersionTexts.Of(account)) == VersionTexts.Key(archive.Text(version.Id));
        return same ? new ProofStep("Text", expected, "read again: the same", true)
            : account.Reader == version.Reader ? new ProofStep("Text", expected, "read again: another text", false)
            : new ProofStep("Text", expected, $"reader {account.Reader} reads it otherwise", null);
    }
}

/// <summary>Something compared.</summary>
/// <param name="What">Its name.</param>
/// <param name="Expected">What the database or the record says.</param>
/// <param name="Found">What was found.</param>
/// <param name="Matches">Null where nobody can tell.</param>
public sealed record ProofStep(string What, string Expected, string Found, bool? Matches);
