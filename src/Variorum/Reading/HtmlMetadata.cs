namespace Variorum;

/// <summary>Who published a page, who wrote it, what it is filed under.</summary>
internal static class HtmlMetadata
{
    private const int MostCategories = 12, LongestInitials = 5;

    // What parts a title, surest first.
    private static readonly string[] Strokes = [" | ", " :: ", " - ", " – ", " — ", " • ", " » ", " › ", " > ", " · ", "_", "|"];

    private static readonly Lazy<Dictionary<string, HashSet<string>>> Words = new(static () =>
        TableLines.Of("sites.phrases.tsv").Select(static line => line.Split('\t')).ToDictionary(static cells => cells[0], static cells => cells[1].Split('|').ToHashSet(StringComparer.OrdinalIgnoreCase)));

    // What a site's first page or its list of news is called, with or beside its name.
    private static HashSet<string> Furniture => Words.Value["furniture"];

    // What names of institutions begin with; they too are of many small words in some languages.
    private static HashSet<string> Institutions => Words.Value["institution"];

    /// <summary>How the site may be called: by its own data, its host, its initials.</summary>
    public static List<string> SiteNames(HtmlLayout layout, JsonLd data, string? address)
    {
        var names = new List<string>();
        foreach (var (name, content) in layout.Metas)
        {
            if (name is "og:site_name" or "application-name" or "apple-mobile-web-app-title" or "publisher" or "dc.publisher" or "twitter:site" or "sitename" or "copyright" or "al:android:app_name")
            {
                names.Add(content.Trim().TrimStart('@'));
            }
        }

        foreach (var (kind, name, value) in data.Values)
        {
            if (name is "publisher" or "sourceOrganization" || (kind == JsonLdKind.Site && name is "name" or "alternateName")) names.Add(value);
        }

        if (HostOf(address) is { } host)
        {
            var parts = host.Split('.');
            names.Add(host);
            foreach (var part in parts[..^1]) if (part.Length > 2 && part is not ("www" or "com" or "org" or "gov" or "news")) names.Add(part);
        }

        foreach (var name in names.ToArray())
        {
            var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is > 2 and < 8) names.Add(string.Concat(words.Where(word => char.IsUpper(word[0])).Select(word => word[0])));
        }

        return names;
    }

    public static string? Publisher(HtmlLayout layout, JsonLd data, string? address) => Told(layout, data, address) is { } told ? Bare(told, address) : null;

    /// <summary>A name without what else its site's title says: of several parts the one that is spelt as the host is, or the only one that is no furniture.</summary>
    private static string Bare(string name, string? address)
    {
        var parts = name.Split(Strokes, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2) return name;
        // Initials are a host more often than a name.
        if (NamedLikeHost(name, address) is { Length: > LongestInitials } like) return like;
        var left = parts.Where(static part => !Furniture.Contains(part)).ToList();
        return left is [var only] ? only : name;
    }

    private static string? Told(HtmlLayout layout, JsonLd data, string? address)
    {
        var site = Plain(Meta(layout, "og:site_name"));
        if (site is not null && !IsDomain(site)) return site;
        if (Plain(data.First("publisher")) is { } publisher && !IsDomain(publisher)) return publisher;
        if (Plain(data.First("name", JsonLdKind.Site)) is { } named && !IsDomain(named)) return named;
        foreach (var name in (ReadOnlySpan<string>)["dc.publisher", "dcterms.publisher", "publisher", "application-name", "apple-mobile-web-app-title", "copyright", "sitename", "contentsource", "source"])
        {
            if (Plain(Meta(layout, name)) is { Length: < 80 } found && !IsDomain(found) && !found.Contains('©')) return found;
        }

        if (layout.DocumentTitle is { } title)
        {
            var folded = HtmlPage.Folded(title);
            if (NamedLikeHost(folded, address) is { } like) return like;
            // A bare hyphen stands within names too.
            foreach (var separator in (ReadOnlySpan<string>)[.. Strokes, "-"])
            {
                var at = folded.LastIndexOf(separator, StringComparison.Ordinal);
                if (at <= 0) continue;
                if (Plain(folded[(at + separator.Length)..]) is not { } last) continue;
                if (last.Length is > 1 and < 60 && !IsDomain(last) && !IsSlogan(layout, last) && !Furniture.Contains(last)) return last;
            }
        }

        return site ?? HostOf(address);
    }

    // A slogan is built as a sentence is: with a comma or an end, or of four words and more, nearly all of them small.
    private static bool IsSlogan(HtmlLayout layout, string tail)
    {
        var words = tail.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var sentence = tail[^1] is '.' or '!' or '?' || tail.Contains(", ", StringComparison.Ordinal);
        if (words.Length < 4 || !sentence && words.Skip(1).Count(word => char.IsLower(word[0])) * 4 < (words.Length - 1) * 3) return false;
        return !Institutions.Any(start => tail.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            && !layout.Blocks.Exists(block => block.Text.Contains('©') && block.Text.Contains(tail, StringComparison.Ordinal));
    }

    // The part of the title that is spelt as the host is.
    private static string? NamedLikeHost(string title, string? address)
    {
        if (HostOf(address) is not { } host) return null;
        var labels = host.Split('.');
        foreach (var part in title.Split(Strokes, StringSplitOptions.TrimEntries))
        {
            var bare = Normalization.FoldMarks(HtmlTitles.Bare(part));
            if (bare.Length > 1 && (bare == HtmlTitles.Bare(host) || Array.Exists(labels[..^1], label => label.Replace("-", "", StringComparison.Ordinal) == bare))) return part;
        }

        return null;
    }

    public static string? Author(HtmlLayout layout, JsonLd data, IReadOnlyList<string> siteNames)
    {
        var sites = siteNames.Select(HtmlTitles.Bare).ToHashSet();
        foreach (var (_, name, value) in data.Values)
        {
            if (name == "author" && Person(value, sites) is { } person) return person;
        }

        foreach (var name in (ReadOnlySpan<string>)["author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "twitter:data1"])
        {
            if (name != "twitter:data1" && Person(Meta(layout, name), sites) is { } person) return person;
        }

        foreach (var value in layout.Values)
        {
            if (value.Name == "author" && value.Block < layout.Blocks.Count && Person(value.Content ?? layout.Blocks[value.Block].Text, sites) is { } person) return person;
        }

        return null;
    }

    public static List<string> Categories(HtmlLayout layout, JsonLd data, PageView view, int headline)
    {
        var categories = new List<string>();
        void Add(string? text)
        {
            if (Plain(text) is { Length: < 80 } plain && categories.Count < MostCategories && !categories.Contains(plain, StringComparer.OrdinalIgnoreCase)) categories.Add(plain);
        }

        foreach (var (_, name, value) in data.Values) if (name == "articleSection") Add(value);
        foreach (var (name, content) in layout.Metas)
        {
            if (name is "article:section" or "section" or "category" or "news_section" or "dc.subject") Add(content);
        }

        // The way down to the article, without its first step, which is the site, and its last, which is the page.
        var trail = data.Values.Where(value => value.Kind == JsonLdKind.TrailItem && value.Name == "name").Select(value => value.Value).ToList();
        for (var i = 1; i + 1 < trail.Count && i < 6; i++) Add(trail[i]);
        foreach (var (name, content) in layout.Metas)
        {
            if (name is "article:tag" or "news_keywords") foreach (var tag in content.Split([',', ';', '，'])) Add(tag);
        }

        for (var i = 0; i < layout.Blocks.Count && categories.Count < MostCategories; i++)
        {
            var place = layout.Blocks[i].Place;
            var groups = view.Between[place] | layout.Places[place].Classes;
            if (layout.Blocks[i].Links == 1 && layout.Blocks[i].LinkLength == layout.Blocks[i].Text.Length && layout.Blocks[i].Text.Length < 50 && (groups & HtmlClass.Tags) != 0
                && (groups & (HtmlClass.Related | HtmlClass.Navigation | HtmlClass.Footer | HtmlClass.Side | HtmlClass.Teaser | HtmlClass.Header)) == 0
                && Math.Abs(i - headline) < 200 && i <= view.MainLast + 12 && i >= headline - 6) Add(layout.Blocks[i].Text);
        }

        return categories;
    }

    public static string? Address(HtmlLayout layout, Page page)
    {
        if (page.Url is not null) return Unwrapped(page.Url);
        return Absolute(layout.Canonical) ?? Absolute(Meta(layout, "og:url")) ?? Absolute(Meta(layout, "twitter:url"));
    }

    // The address of a copy in a web archive ends with that of the page.
    private static string Unwrapped(string address)
    {
        var inner = address.LastIndexOf("/http", StringComparison.OrdinalIgnoreCase);
        return inner > 8 && Absolute(address[(inner + 1)..]) is { } page ? page : address;
    }

    /// <summary>The canonical address, whole.</summary>
    public static string? Canonical(HtmlLayout layout, Page page)
    {
        var given = layout.Canonical ?? Meta(layout, "og:url");
        if (Absolute(given) is { } absolute) return absolute;
        return given is not null && Uri.TryCreate(page.Url, UriKind.Absolute, out var from) && Uri.TryCreate(from, given, out var whole) && whole.Scheme is "http" or "https" ? whole.AbsoluteUri : null;
    }

    internal static string? Meta(HtmlLayout layout, string name)
    {
        foreach (var meta in layout.Metas)
        {
            if (meta.Name == name) return meta.Content;
        }

        return null;
    }

    private static string? Absolute(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? address : null;

    private static string? HostOf(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0) return null;
        return uri.Host.StartsWith("www.", StringComparison.Ordinal) ? uri.Host[4..] : uri.Host;
    }

    private static string? Plain(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var plain = HtmlPage.Folded(Normalization.Compose(System.Net.WebUtility.HtmlDecode(text))).Trim('|', '-', ' ', ',');
        var bracket = plain.EndsWith(')') ? plain.LastIndexOf(" (", StringComparison.Ordinal) : -1;
        if (bracket > 2) plain = plain[..bracket];
        return plain.Length == 0 ? null : plain;
    }

    private static bool IsDomain(string name) =>
        name.Contains('.') && !name.Contains(' ') && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '/' or ':');

    // A byline names a person: two to five words, no address, not the site.
    private static string? Person(string? text, HashSet<string> sites)
    {
        if (Plain(text) is not { Length: < 80 } plain || plain.Contains('/') || plain.Contains('@')) return null;
        foreach (var by in (ReadOnlySpan<string>)["By ", "by ", "Von ", "von ", "Par ", "par ", "Por ", "por ", "Di ", "di "])
        {
            if (plain.StartsWith(by, StringComparison.Ordinal)) plain = plain[by.Length..];
        }

        if (sites.Contains(HtmlTitles.Bare(plain)) || plain.Any(char.IsAsciiDigit)) return null;
        var words = plain.Split(' ').Length;
        return words is >= 2 and <= 8 || (words == 1 && plain[0] > '\u3000') ? plain : null;
    }
}
