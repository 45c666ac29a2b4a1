namespace Variorum;

/// <summary>
/// Every capture of every document, with its versions. One process writes, any number read; what
/// <see cref="Add"/> has returned survives a killed process and a power cut.
/// </summary>
/// <remarks>An instance is for one thread at a time; open another for another thread.</remarks>
public interface IArchive : IDisposable
{
    /// <summary>Whose numbers of documents, versions and captures these are: random, given when its index was made. One that is made anew numbers anew, and has another.</summary>
    /// <remarks>Empty where an older release made it and nobody has written to it since.</remarks>
    string Identity { get; }

    /// <summary>Takes captures, reads their pages and starts versions where a text is new.</summary>
    /// <param name="captures">In any order of time. Those whose records the archive has already are left out.</param>
    /// <param name="cancel">Between two captures; what was taken until then stays.</param>
    /// <returns>What became of each, in the order given.</returns>
    /// <exception cref="ArchiveException">It was opened to read only.</exception>
    /// <exception cref="IOException">The disk is full or broken: nothing of these is in the archive, or the next start repairs it.</exception>
    IReadOnlyList<Added> Add(IReadOnlyList<Incoming> captures, CancellationToken cancel = default);

    /// <summary>How much it holds.</summary>
    ArchiveSize Size();

    /// <summary>The document at an address; null where no capture of it was taken.</summary>
    /// <param name="url">With or without its fragment.</param>
    Document? Find(string url);

    /// <exception cref="NotInArchiveException">There is none of this number.</exception>
    Document Document(long id);

    /// <summary>All documents whose address starts so, by address.</summary>
    IEnumerable<Document> Documents(string prefix = "");

    /// <summary>How a document was seen.</summary>
    /// <exception cref="NotInArchiveException">There is none of this number.</exception>
    Observed Observed(long document);

    /// <summary>How every document was seen, in any order: one pass that takes a second or two for a million, each as it is asked for.</summary>
    IEnumerable<Observed> Observed();

    /// <summary>A document's versions by time.</summary>
    IReadOnlyList<Version> Versions(long document);

    /// <exception cref="NotInArchiveException">There is none of this number.</exception>
    Version Version(long id);

    /// <summary>The versions that were entered after another one, by number; for those who follow the archive.</summary>
    /// <param name="version">A number, also of a version that was dropped since; 0 for all.</param>
    /// <param name="most">How many at most, the first of them.</param>
    IReadOnlyList<Version> VersionsAfter(long version, int most);

    /// <summary>Numbers of versions that are none any more, since their texts are read otherwise: never given again.</summary>
    IReadOnlyList<long> Dropped();

    /// <summary>A document's captures by time.</summary>
    IReadOnlyList<Capture> Captures(long document);

    /// <exception cref="NotInArchiveException">There is none of this number.</exception>
    Capture Capture(long id);

    /// <summary>The record of a capture, as it is stored.</summary>
    /// <exception cref="IOException">Its file is missing, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">Where it should lie is no record, or a damaged one.</exception>
    WarcRecord Record(Capture capture);

    /// <summary>The versions that answer a query.</summary>
    /// <exception cref="QueryException">The query asks for more than can be looked at.</exception>
    SearchResult Search(Query query, SearchScope scope = SearchScope.All, SearchOptions? options = null);

    /// <summary>Names, figures, sentences and pages that are gone, those that weigh most first; the same edit on many pages once.</summary>
    IReadOnlyList<Vanished> Vanished(VanishedOptions? options = null);

    /// <summary>What a version says.</summary>
    VersionText Text(long version);

    /// <summary>A version's account, read again from its first capture.</summary>
    /// <returns>Null where the bytes cannot be had or read any more, which a verification tells.</returns>
    /// <exception cref="NotInArchiveException">There is no version of this number.</exception>
    Account? Account(long version);

    /// <summary>The page that a capture holds, as it can be read again.</summary>
    /// <returns>Null where the capture has no body, or only says that it is the same as before and that one is missing.</returns>
    /// <exception cref="IOException">A WARC file is missing, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">Its record is damaged, or that of the capture that it repeats.</exception>
    /// <exception cref="NotInArchiveException">There is no capture of this number.</exception>
    Page? Page(long capture);

    /// <summary>The pictures that a page showed when it was captured, in their order, each with its capture as <see cref="Picture"/> finds it.</summary>
    /// <param name="capture">Of the page.</param>
    /// <returns>None for a capture that shows no text.</returns>
    IReadOnlyList<ShownPicture> Pictures(long capture);

    /// <summary>
    /// The capture of a picture for a page's: the last one that holds it, taken before the page was or right after (within a quarter of
    /// an hour, and before the page was captured again); where there is none, the first one since. Redirects are followed.
    /// </summary>
    /// <param name="url">Of the picture.</param>
    /// <param name="capture">Of the page.</param>
    /// <returns>Null where it was never captured.</returns>
    /// <exception cref="NotInArchiveException">There is no capture of this number.</exception>
    Capture? Picture(string url, long capture);

    /// <summary>Whether an address is only that of a picture: some page shows it, or did, and no text was ever read there.</summary>
    bool IsPicture(string url);

    /// <summary>How a captured picture looks; null where it is none, or cannot be decoded.</summary>
    PictureLook? Look(Capture picture);

    /// <summary>
    /// Records as they are stored, in the order in which they were taken: of captures, and those beside them. With them come those of
    /// other addresses that revisits among them repeat, and the pictures of their pages.
    /// </summary>
    /// <param name="prefix">How the address begins; empty for every record, those of files among them.</param>
    /// <exception cref="IOException">A WARC file cannot be read.</exception>
    IEnumerable<Incoming> Records(string prefix = "");
}

/// <summary>What became of a capture.</summary>
/// <param name="Outcome">Whether it started a version.</param>
/// <param name="Capture">Its number; null where its record was in the archive already.</param>
/// <param name="Document">Its document.</param>
/// <param name="Remark">As <see cref="Variorum.Capture.Remark"/>.</param>
public readonly record struct Added(AddedAs Outcome, long? Capture, long? Document, string? Remark);

/// <summary>What a capture is to its document.</summary>
public enum AddedAs
{
    /// <summary>The document's first text, or a text that differs from the one before it in time.</summary>
    NewVersion,

    /// <summary>The text that was known already.</summary>
    SameText,

    /// <summary>The document was not there.</summary>
    Gone,

    /// <summary>Kept, but no text was read from it.</summary>
    NoText,

    /// <summary>The record is in the archive; nothing was done.</summary>
    Known,

    /// <summary>A record that is no capture: kept.</summary>
    Record,
}

/// <summary>How much an archive holds.</summary>
/// <param name="Bytes">Of its WARC files.</param>
public readonly record struct ArchiveSize(long Documents, long Versions, long Captures, long Bytes);
