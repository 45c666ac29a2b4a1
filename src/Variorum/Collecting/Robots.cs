using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>What a robots.txt says (RFC 9309), with the crawl-delay and the sitemaps that many add.</summary>
public sealed class Robots
{
    /// <summary>The part of a file that is read; the rest, from the last whole line on, is not (RFC 9309, section 2.5).</summary>
    public const int Longest = 500 * 1024;

    // The longest addresses have some thousands; a longer rule could match none of them.
    private const int LongestRule = 8 * 1024;
    private const int MostSitemaps = 1000;

    private readonly List<Group> groups = [];
    private readonly List<string> sitemaps = [];
    private readonly bool disallowed;

    private Robots(bool disallowed = false) => this.disallowed = disallowed;

    /// <summary>Where there is no file: all may be fetched.</summary>
    public static Robots None { get; } = new();

    /// <summary>Where the file cannot be reached: nothing may be.</summary>
    public static Robots Unreachable { get; } = new(disallowed: true);

    /// <summary>Sitemaps that the file names, as they are written there.</summary>
    public IReadOnlyList<string> Sitemaps => sitemaps;

    /// <summary>Reads a file. Nothing in it is an error: a line that says nothing is passed over.</summary>
    public static Robots Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length > Longest)
        {
            file = file[..Longest];
            file = file[..(file.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)];
        }

        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) file = Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(file[2..]));
        else if (file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) file = Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(file[2..]));
        else if (file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) file = file[3..];
        var robots = new Robots();
        Group? open = null;
        var naming = false;
        while (!file.IsEmpty)
        {
            var end = file.IndexOfAny((byte)'\n', (byte)'\r');
            var line = end < 0 ? file : file[..end];
            file = end < 0 ? [] : file[(end + 1)..];
            if (line.IndexOf((byte)'#') is >= 0 and var comment) line = line[..comment];
            var colon = line.IndexOf((byte)':');
            if (colon <= 0 || line.Length > LongestRule) continue;
            var value = Encoding.Latin1.GetString(line[(colon + 1)..]).Trim();
            switch (Encoding.Latin1.GetString(line[..colon]).Trim().ToLowerInvariant())
            {
                case "user-agent" or "useragent" or "user agent":
                    if (!naming) robots.groups.Add(open = new Group());
                    naming = true;
                    open!.Agents.Add(Token(value));
                    break;
                case "disallow" or "dissallow" or "dissalow" or "disalow" or "diasllow" or "disallaw":
                    naming = false;
                    open?.Add(value, allow: false);
                    break;
                case "allow":
                    naming = false;
                    open?.Add(value, allow: true);
                    break;
                case "crawl-delay" or "crawldelay" or "crawl delay" when open is not null:
                    if (decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
                        open.Delay = TimeSpan.FromSeconds((double)Math.Min(seconds, 24 * 60 * 60));
                    break;
                case "sitemap" or "site-map" when robots.sitemaps.Count < MostSitemaps && value.Length > 0:
                    robots.sitemaps.Add(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(value)));
                    break;
            }
        }

        return robots;
    }

    /// <summary>Whether a robot may fetch an address of this file's site: the longest rule that matches says so, and of two as long the one that allows.</summary>
    /// <param name="agent">The robot's product token, <c>Variorum</c>; in any case.</param>
    public bool Allows(Uri url, string agent)
    {
        var path = Encoded(Encoding.UTF8.GetBytes(url.PathAndQuery), pattern: false);
        if (path == "/robots.txt") return true;
        var (longest, allowed) = (-1, !disallowed);
        foreach (var group in Of(agent))
        {
            foreach (var rule in group.Rules)
            {
                if (rule.Length < longest || (rule.Length == longest && !rule.Allow) || !Matches(rule, path)) continue;
                (longest, allowed) = (rule.Length, rule.Allow);
            }
        }

        return allowed;
    }

    /// <summary>The delay that a robot is asked for, or null.</summary>
    public TimeSpan? CrawlDelay(string agent) => Of(agent).Max(static group => group.Delay);

    // All groups that name the robot count as one; only where none does, those for any robot.
    private IEnumerable<Group> Of(string agent)
    {
        var named = groups.Where(group => group.Agents.Contains(agent, StringComparer.OrdinalIgnoreCase)).ToList();
        return named.Count > 0 ? named : groups.Where(static group => group.Agents.Contains("*"));
    }

    // "Variorum/1.0 (any)" names Variorum.
    private static string Token(string value)
    {
        if (value.StartsWith('*')) return "*";
        var end = 0;
        while (end < value.Length && (char.IsAsciiLetter(value[end]) || value[end] is '-' or '_')) end++;
        return value[..end];
    }

    // Each piece between stars as near to the start as it goes: if any way fits, this one does.
    private static bool Matches(Rule rule, string path)
    {
        var at = 0;
        for (var i = 0; i < rule.Pieces.Length; i++)
        {
            var piece = rule.Pieces[i];
            var last = i == rule.Pieces.Length - 1;
            if (last && rule.Anchored)
                return path.Length - piece.Length >= at && path.EndsWith(piece, StringComparison.Ordinal) && (i > 0 || path.Length == piece.Length);
            var found = i == 0 ? (path.StartsWith(piece, StringComparison.Ordinal) ? 0 : -1) : path.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + piece.Length;
        }

        return true;
    }

    /// <summary>One spelling for all spellings of a path: letters and digits plain, everything beyond ASCII and every star and dollar that is meant as itself encoded.</summary>
    private static string Encoded(ReadOnlySpan<byte> path, bool pattern)
    {
        var encoded = new StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            var next = path[i];
            if (next == '%' && i + 2 < path.Length && char.IsAsciiHexDigit((char)path[i + 1]) && char.IsAsciiHexDigit((char)path[i + 2]))
            {
                next = (byte)((Hex(path[i + 1]) << 4) | Hex(path[i + 2]));
                i += 2;
                if (IsUnreserved(next)) encoded.Append((char)next);
                else Append(next);
            }
            else if (next is (byte)'*' or (byte)'$' ? pattern && (next == '*' || i == path.Length - 1) : next is > 0x20 and < 0x7F and not ((byte)'"' or (byte)'<' or (byte)'>'))
            {
                encoded.Append((char)next);
            }
            else
            {
                Append(next);
            }
        }

        return encoded.ToString();

        void Append(byte octet) => encoded.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
    }

    private static int Hex(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static bool IsUnreserved(byte octet) => char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';

    private sealed record Rule(string[] Pieces, bool Anchored, int Length, bool Allow);

    private sealed class Group
    {
        public HashSet<string> Agents { get; } = new(StringComparer.OrdinalIgnoreCase);

        public List<Rule> Rules { get; } = [];

        public TimeSpan? Delay { get; set; }

        public void Add(string path, bool allow)
        {
            if (path.Length == 0 || path[0] is not ('/' or '*')) return;
            var pattern = Encoded(Encoding.Latin1.GetBytes(path), pattern: true);
            var anchored = pattern.EndsWith('$');
            Rules.Add(new Rule((anchored ? pattern[..^1] : pattern).Split('*'), anchored, pattern.Length, allow));
        }
    }
}
