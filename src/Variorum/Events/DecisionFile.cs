using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Variorum;

/// <summary>
/// What people decided, a JSON object a line, in the order in which they did: <c>events.decisions.jsonl</c> beside the archive's
/// database. It is only ever added to, and people may read it, copy it and write to it.
/// </summary>
internal sealed class DecisionFile
{
    public const string FileName = "events.decisions.jsonl";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // EWOULDBLOCK, which Linux and macOS number otherwise, and ERROR_SHARING_VIOLATION.
    private const int HeldOnLinux = 11, HeldOnDarwin = 35, HeldOnWindows = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5), Patience = TimeSpan.FromSeconds(30);

    private DecisionFile(IReadOnlyList<(int Line, EventDecision Decision)> decisions, IReadOnlyList<(int Line, string Problem)> faults) =>
        (Decisions, Faults) = (decisions, faults);

    /// <summary>The decisions, each with its line, counted from 1.</summary>
    public IReadOnlyList<(int Line, EventDecision Decision)> Decisions { get; }

    /// <summary>Lines that are no decisions, and why; they are kept.</summary>
    public IReadOnlyList<(int Line, string Problem)> Faults { get; }

    /// <summary>Reads the decisions of an archive; none where nobody decided anything.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DecisionFile Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return new DecisionFile([], []);
        string text;
        using (var reader = new StreamReader(Alone(path, FileMode.Open, FileAccess.Read, FileShare.Read), Utf8)) text = reader.ReadToEnd();
        var (decisions, faults, number) = (new List<(int, EventDecision)>(), new List<(int, string)>(), 0);
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.AsSpan().Trim().IsEmpty) continue;
            try
            {
                using var json = JsonDocument.Parse(line);
                decisions.Add((number, Decision(json.RootElement)));
            }
            catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
            {
                faults.Add((number, wrong is FormatException ? wrong.Message : "is no JSON object with a decision, a time and the accounts that are together"));
            }
        }
        return new DecisionFile(decisions, faults);
    }

    /// <summary>Adds a decision, safe on the device when this returns.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public static void Add(string folder, EventDecision decision)
    {
        var path = Path.Combine(folder, FileName);
        var made = !File.Exists(path);
        using var stream = Alone(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using var line = new MemoryStream();
        // A line that was cut off, by a full disk or an editor, spoils no other.
        if (stream.Length > 0)
        {
            stream.Seek(-1, SeekOrigin.End);
            if (stream.ReadByte() != '\n') line.WriteByte((byte)'\n');
        }
        var before = stream.Length;
        using (var json = new Utf8JsonWriter(line, Options)) Write(json, decision);
        line.WriteByte((byte)'\n');
        try
        {
            Append(stream, line.GetBuffer().AsSpan(0, (int)line.Length));
            if (made) FolderEntries.Flush(folder);
        }
        catch
        {
            // What failed was not decided: a line that came out whole but for its end would count.
            stream.SetLength(before);
            throw;
        }
    }

    // Unbuffered, or what could not be written would be tried again when the stream is closed.
    private static void Append(FileStream stream, ReadOnlySpan<byte> line)
    {
        RandomAccess.Write(stream.SafeFileHandle, line, stream.Length);
        RandomAccess.FlushToDisk(stream.SafeFileHandle);
    }

    /// <summary>Opens the file when nobody else adds to it, which takes a moment.</summary>
    private static FileStream Alone(string path, FileMode mode, FileAccess access, FileShare share)
    {
        for (var begun = Stopwatch.GetTimestamp(); ; Thread.Sleep(Pause))
        {
            try
            {
                return new FileStream(path, mode, access, share, bufferSize: 0);
            }
            catch (IOException busy) when (busy.HResult is HeldOnLinux or HeldOnDarwin or HeldOnWindows && Stopwatch.GetElapsedTime(begun) < Patience)
            {
            }
        }
    }

    private static void Write(Utf8JsonWriter json, EventDecision decision)
    {
        json.WriteStartObject();
        json.WriteString("decision", decision.Kind.ToString().ToLowerInvariant());
        json.WriteString("time", decision.Time.UtcDateTime);
        if (decision.Note is not null) json.WriteString("note", decision.Note);
        if (decision.Closed) json.WriteBoolean("closed", true);
        Names("together", decision.Together);
        Names("apart", decision.Apart);
        json.WriteEndObject();

        void Names(string name, IReadOnlyList<AccountName> accounts)
        {
            if (accounts.Count == 0) return;
            json.WriteStartArray(name);
            foreach (var account in accounts)
            {
                json.WriteStartObject();
                json.WriteString("url", account.Url);
                if (account.Capture.Length > 0) json.WriteString("capture", account.Capture);
                if (account.Title is not null) json.WriteString("title", account.Title);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
    }

    private static EventDecision Decision(JsonElement json)
    {
        var word = json.GetProperty("decision").GetString();
        var kind = word?.ToLowerInvariant() switch
        {
            "merge" => DecisionKind.Merge,
            "split" => DecisionKind.Split,
            "move" => DecisionKind.Move,
            "pin" => DecisionKind.Pin,
            "unpin" => DecisionKind.Unpin,
            _ => throw new FormatException($"knows no decision {word}"),
        };
        if (!json.GetProperty("time").TryGetDateTimeOffset(out var time)) throw new FormatException("has a time that is none such as 2024-06-20T09:30:00Z");
        var together = Names("together");
        return new EventDecision(kind, time, together, Names("apart"))
        {
            // Where nothing says so, several accounts were unpinned as an event.
            Closed = json.TryGetProperty("closed", out var closed) ? closed.GetBoolean() : kind == DecisionKind.Unpin && together.Length > 1,
            Note = json.TryGetProperty("note", out var note) ? note.GetString() : null,
        };

        AccountName[] Names(string name) => !json.TryGetProperty(name, out var accounts) ? [] :
            [.. accounts.EnumerateArray().Select(static account => new AccountName(account.GetProperty("url").GetString() ?? "", Text(account, "capture") ?? "") { Title = Text(account, "title") })];

        static string? Text(JsonElement account, string name) => account.TryGetProperty(name, out var text) ? text.GetString() : null;
    }
}
