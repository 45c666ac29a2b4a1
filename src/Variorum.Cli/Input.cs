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
            var account = Reader.Read(page(bytes), new ReaderOptions((int)limit));
            if (account.Passages.Any(static passage => !passage.Heading))
            {
                if (Damaged(account)) Message.Say(Name(input), $"is damaged ({Told(account, static unread => unread.Damage)}): save the page again");
                if (account.Unread.Any(static unread => unread.Notice)) Message.Say(Name(input), $"was read otherwise than it stands ({Told(account, static unread => unread.Notice)}): look whether its text is right");
                return account;
            }
            Message.Say(Name(input), "holds no article: save the article's own page and name that");
        }
        catch (UnreadablePageException unreadable)
        {
            Message.Say(Name(input), unreadable.Message);
        }
        catch (Exception broken) when (broken is not (OutOfMemoryException or OperationCanceledException))
        {
            // A page is hostile, and a reader has faults: neither may take the other pages with it.
            Message.Say(Name(input), $"made the reader fail ({broken.GetType().Name}, {broken.Message.TrimEnd('.')}): please report this together with the page");
        }
        return null;
    }

    /// <summary>Whether something of the page is lost, which a page saved again might have.</summary>
    public static bool Damaged(Account account) => account.Unread.Any(static unread => unread.Damage);

    private static string Told(Account account, Func<Unread, bool> which) => string.Join("; ", account.Unread.Where(which).Select(static unread => $"{unread.What}: {unread.Why}"));

    /// <summary>How messages name an input.</summary>
    public static string Name(string input) => input == Standard ? "standard input" : input;

    /// <summary>The bytes of a file; says so where it cannot have them.</summary>
    public static ReadOnlyMemory<byte>? Bytes(string input, long limit)
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
                Message.Say(Name(input), "is a folder: name the pages in it");
                return null;
            }
            using var file = new FileStream(input, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Bounded(input, file, file.CanSeek ? file.Length : 0, limit);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            Message.Say(Name(input), "does not exist: check its name and its folder");
        }
        catch (UnauthorizedAccessException)
        {
            Message.Say(Name(input), "may not be read by you: ask for permission, or for a copy");
        }
        catch (Exception failed) when (failed is IOException or ArgumentException or NotSupportedException)
        {
            Message.Say(Name(input), $"cannot be read ({Message.Reason(failed, input)}): check its name and the disk");
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
        Message.Say(Name(input), $"is larger than the limit of {Size.Write(limit)}: raise it with --max-size if you trust the page");
        return null;
    }
}
