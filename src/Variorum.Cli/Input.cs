namespace Variorum;

/// <summary>Takes pages from files and from standard input, never more of them than the limit.</summary>
internal static class Input
{
    /// <summary>How standard input is named.</summary>
    public const string Standard = "-";

    /// <summary>Sixteen times the longest transcript that we know, photographs in the page included.</summary>
    public const long DefaultLimit = 16L << 20;

    /// <summary>Reads one page; says so where it cannot, and the others go on.</summary>
    /// <param name="input">A path, or <see cref="Standard"/>.</param>
    /// <param name="limit">In bytes.</param>
    /// <param name="page">Makes a page of the bytes.</param>
    /// <returns>Null where there is no article; the sentence has been said.</returns>
    public static Account? Read(string input, long limit, Func<ReadOnlyMemory<byte>, Page> page)
    {
        try
        {
            if (Bytes(input, limit) is not { } bytes) return null;
            var account = Reader.Read(page(bytes));
            if (account.Passages.Any(static passage => !passage.Heading)) return account;
            Message.Say(input, "no article was found on this page; save the article's own page and name that");
        }
        catch (UnreadablePageException unreadable)
        {
            Message.Say(input, unreadable.Message);
        }
        catch (Exception broken) when (broken is not (OutOfMemoryException or OperationCanceledException))
        {
            // A page is hostile, and a reader has faults: neither may take the other pages with it.
            Message.Say(input, $"the reader failed on this page ({broken.GetType().Name}: {broken.Message.TrimEnd('.')}); please report it together with the page");
        }
        return null;
    }

    private static ReadOnlyMemory<byte>? Bytes(string input, long limit)
    {
        try
        {
            if (input == Standard)
            {
                using var standard = Console.OpenStandardInput();
                return Bounded(input, standard, 0, limit);
            }
            if (Directory.Exists(input))
            {
                Message.Say(input, "this is a folder; name the pages in it");
                return null;
            }
            using var file = new FileStream(input, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Bounded(input, file, file.CanSeek ? file.Length : 0, limit);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            Message.Say(input, "no such file; check the name and the folder");
        }
        catch (UnauthorizedAccessException)
        {
            Message.Say(input, "you may not read this file; ask for permission or copy it");
        }
        catch (Exception failed) when (failed is IOException or ArgumentException or NotSupportedException)
        {
            Message.Say(input, $"the file cannot be read ({Message.Reason(failed, input)}); check the name and the disk");
        }
        return null;
    }

    private static ReadOnlyMemory<byte>? Bounded(string input, Stream stream, long length, long limit)
    {
        if (length <= limit)
        {
            // One byte over the length, so that the end is seen without growing.
            var bytes = new byte[Math.Max(length + 1, 1 << 16)];
            for (var filled = 0; ;)
            {
                var read = stream.Read(bytes.AsSpan(filled));
                if (read == 0) return bytes.AsMemory(0, filled);
                filled += read;
                if (filled > limit) break;
                if (filled == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, limit + 1));
            }
        }
        Message.Say(input, $"larger than the limit of {Size.Write(limit)}; raise it with --max-size where you trust the page");
        return null;
    }
}
