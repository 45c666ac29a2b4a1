using System.Buffers;
using System.Globalization;

namespace Variorum;

/// <summary>When a page was published and changed: every place that may tell is a witness, and the best one is believed.</summary>
internal sealed class HtmlDates
{
    // A page's data outweigh what stands on it: at its top many pages print today's date.
    private const float Agreement = 4;
    private const float LoneNewYear = -35;
    private const float Enough = 40;
    private const int MostLooks = 20_000;

    // So many links between a day and the headline are a menu.
    private const int MenuLinks = 2;

    private static readonly Lazy<Dictionary<string, float>> Names = new(LoadNames);

    private readonly HtmlLayout layout;
    private readonly PageView view;
    private readonly bool monthFirst;
    private readonly List<(DateOnly Day, float Score, string Kind)> candidates = [];
    private readonly List<(DateOnly Day, float Score, string Kind)> changes = [];

    private HtmlDates(HtmlLayout layout, PageView view, bool monthFirst)
    {
        this.layout = layout;
        this.view = view;
        this.monthFirst = monthFirst;
    }

    /// <summary>Days in ISO 8601, or a month where the address alone tells it; null where nothing does.</summary>
    /// <param name="layout">The page.</param>
    /// <param name="view">What is true of it as a whole.</param>
    /// <param name="data">Its JSON-LD.</param>
    /// <param name="chosen">Which blocks are its text.</param>
    /// <param name="headline">The block of its headline, or the first of its text.</param>
    /// <param name="address">Where it stands, or null.</param>
    public static (string? Published, string? Modified) Of(HtmlLayout layout, PageView view, JsonLd data, bool[] chosen, int headline, string? address)
    {
        var dates = new HtmlDates(layout, view, MonthFirst(layout.DeclaredLanguage, address));
        dates.FromData(data);
        dates.FromMetas();
        dates.FromAddress(address);
        dates.FromValues(headline);
        dates.FromBlocks(headline, chosen);
        dates.FromMarkup();
        var published = dates.Best();
        var modified = dates.changes.Count == 0 ? (DateOnly?)null : dates.changes.MaxBy(change => change.Score).Day;
        if (modified < published) modified = null;
        return (published is { } day ? Iso(day) : MonthOf(address), modified is { } changed ? Iso(changed) : null);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private DateOnly? Best()
    {
        if (candidates.Count == 0) return null;
        var groups = candidates.GroupBy(candidate => candidate.Day)
            .Select(group => (Day: group.Key, Score: Sum(group), Best: group.MaxBy(candidate => candidate.Score)))
            .OrderByDescending(group => group.Score).ThenBy(group => group.Day).ToList();
        var best = groups[0];

        // Machines write universal time: where the address and what is printed agree on the day beside it, that is the publisher's day.
        foreach (var other in groups)
        {
            if (Math.Abs(other.Day.DayNumber - best.Day.DayNumber) == 1 && best.Best.Kind is "data" or "meta"
                && candidates.Exists(candidate => candidate.Day == other.Day && candidate.Kind == "address")
                && candidates.Exists(candidate => candidate.Day == other.Day && candidate.Kind is "text" or "time")) return other.Day;
        }

        return best.Day;
    }

    private static float Sum(IGrouping<DateOnly, (DateOnly Day, float Score, string Kind)> group)
    {
        var kinds = group.Select(candidate => candidate.Kind).Distinct().Count();
        return group.Max(candidate => candidate.Score) + ((kinds - 1) * Agreement) + (group.Key is { Month: 1, Day: 1 } && kinds == 1 ? LoneNewYear : 0);
    }

    private void Add(DateOnly? day, float score, string kind)
    {
        if (day is { } known) candidates.Add((known, score, kind));
    }

    private void FromData(JsonLd data)
    {
        foreach (var (kind, name, value) in data.Values)
        {
            if (name is not ("datePublished" or "dateCreated" or "dateModified" or "uploadDate")) continue;
            var day = HtmlDateText.Machine(value, monthFirst);
            var off = kind switch { JsonLdKind.Article => 0, JsonLdKind.Page => -15, JsonLdKind.Aside => -40, _ => -30 };
            if (name != "dateModified")
            {
                Add(day, (name == "datePublished" ? 100 : 88) + off, "data");
            }
            else if (day is { } changed)
            {
                changes.Add((changed, 100 + off, "data"));
                Add(day, 44 + off, "changed");
            }
        }
    }

    private void FromMetas()
    {
        foreach (var (name, content) in layout.Metas)
        {
            if (content.Length > 60 || !Names.Value.TryGetValue(name, out var score)) continue;
            var day = HtmlDateText.Machine(content, monthFirst && !content.EndsWith(" pm", StringComparison.OrdinalIgnoreCase));
            if (score > 50)
            {
                Add(day, score, "meta");
            }
            else if (day is { } changed)
            {
                changes.Add((changed, 90, "meta"));
                Add(day, score, "changed");
            }
        }
    }

    private void FromValues(int headline)
    {
        foreach (var value in layout.Values)
        {
            var isTime = value.Name == "time";
            if (!isTime && !Names.Value.ContainsKey(value.Name)) continue;
            var text = value.Content ?? (value.Block < layout.Blocks.Count ? layout.Blocks[value.Block].Text : null);
            if (text is null || text.Length > 120) continue;
            var day = HtmlDateText.Machine(text, monthFirst);
            if (day is null && value.Block < layout.Blocks.Count && layout.Blocks[value.Block].Text.Length < 120) day = First(layout.Blocks[value.Block].Text);
            if (!isTime && Names.Value[value.Name] <= 50)
            {
                if (day is { } changed) changes.Add((changed, 80, "value"));
                Add(day, 42, "changed");
                continue;
            }

            var where = Where(value.Block, value.Place, value.Classes, headline);
            var score = isTime ? 55 + where : MathF.Min(92, 80 + where);
            Add(day, score, isTime ? "time" : "value");
        }
    }

    // Pages that a script builds keep their date in its data. The looks are counted: each costs little, and a page may hold a million.
    private void FromMarkup()
    {
        if (candidates.Exists(candidate => candidate.Score > Enough)) return;
        var markup = layout.Markup.AsSpan();
        var counted = new Dictionary<DateOnly, int>();
        for (int at = 0, looks = 0; looks < MostLooks; looks++)
        {
            var next = markup[at..].IndexOf("20", StringComparison.Ordinal);
            if (next < 0) break;
            at += next;
            var rest = markup[at..];
            at += 2;
            if (rest.Length < 10 || rest[4] is not ('-' or '/') || rest[7] != rest[4] || !IsKey(markup[Math.Max(0, at - 42)..(at - 2)])) continue;
            if (HtmlDateText.Machine(rest[..10].ToString(), false) is { } day) counted[day] = counted.GetValueOrDefault(day) + 1;
        }

        if (counted.Count > 0) Add(counted.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key, 41, "markup");
    }

    private static bool IsKey(ReadOnlySpan<char> before)
    {
        var quote = before.LastIndexOfAny('"', '\'');
        return quote >= 0 && before.Length - quote <= 2 && (before.Contains("date", StringComparison.OrdinalIgnoreCase) || before.Contains("time", StringComparison.OrdinalIgnoreCase) || before.Contains("publi", StringComparison.OrdinalIgnoreCase) || before.Contains("created", StringComparison.OrdinalIgnoreCase));
    }

    private DateOnly? First(string text)
    {
        var found = HtmlDateText.Find(text, monthFirst);
        return found.Count > 0 ? found[0] : null;
    }

    private void FromBlocks(int headline, bool[] chosen)
    {
        var dated = new List<(int Block, DateOnly Day, int InBlock)>();
        var byPath = new Dictionary<int, int>();
        var lines = new List<(int Month, int Day)>();
        var opening = 0;
        for (var i = 0; i < layout.Blocks.Count; i++)
        {
            var block = layout.Blocks[i];
            if (block.Digits < 1 || (block.Digits < 3 && !chosen[i]) || layout.Places[block.Place].Tag == HtmlTag.Heading1 && block.Words > 12) continue;
            if (block.Text.Length > 160 || (chosen[i] && block.Text.Length > 90))
            {
                // The dateline of a report, or its last line.
                if (!chosen[i] || ++opening > 3) continue;
                var start = block.Text[..Math.Min(100, block.Text.Length)];
                if (HtmlDateWords.Dateline(block.Text, HtmlDateText.Place(start, monthFirst)) is { } line) Add(line, 22 + Near(i, headline), "dateline");
                else if (HtmlDateText.WithoutYear(start) is { } yearless) lines.Add(yearless);
                continue;
            }

            var placed = HtmlDateText.Place(block.Text, monthFirst);
            if (placed.Count == 0 || IsOthers(i, headline) || (IsTold(i) && HtmlDateWords.Dateline(block.Text, placed) is null)) continue;
            var found = placed.ConvertAll(static one => one.Day);
            dated.Add((i, found[0], found.Count));
            var path = layout.Places[block.Place].Path;
            byPath[path] = byPath.GetValueOrDefault(path) + 1;

            // Two dates on a line are published and updated, in this order for the most part.
            if (found.Count == 2 && found[1] > found[0]) changes.Add((found[1], 30, "text"));
        }

        // 12/06 beside a dateline of June 12 is not a day in December.
        var sure = dated.Where(one => !HtmlDateText.IsAmbiguous(layout.Blocks[one.Block].Text)).Select(one => (one.Day.Month, one.Day.Day)).ToHashSet();
        sure.UnionWith(lines);
        foreach (var (i, found, inBlock) in dated)
        {
            var block = layout.Blocks[i];
            var day = HtmlDateText.IsAmbiguous(block.Text) && HtmlDateText.Swapped(found) is { } swapped && sure.Contains((swapped.Month, swapped.Day)) && !sure.Contains((found.Month, found.Day)) ? swapped : found;
            var score = 46 + Where(i, block.Place, block.InlineClasses, headline);
            var phrase = view.Phrases[i] | (i > 0 && layout.Blocks[i - 1].Text.Length < 30 ? view.Phrases[i - 1] : HtmlPhrase.None);
            if ((phrase & HtmlPhrase.Dated) != 0) score += 8;
            if ((phrase & HtmlPhrase.Rights) != 0) score -= 20;
            if (HtmlDateWords.SayChanged(block.Text) || (i > 0 && layout.Blocks[i - 1].Text.Length < 30 && HtmlDateWords.SayChanged(layout.Blocks[i - 1].Text)))
            {
                changes.Add((day, 60 + (score / 10), "text"));
                score -= 10;
            }

            if (byPath[layout.Places[block.Place].Path] >= 4) score -= 22;
            if (inBlock > 2) score -= 15;
            if (chosen[i] && block.Text.Length > 60) score -= 10;
            if (block.LinkLength * 2 > block.Text.Length) score -= 10;
            Add(day, score, "text");
        }
    }

    // What stands above the menu is the day of the visit; what stands below "latest news" and the like is that of another page.
    private bool IsOthers(int block, int headline)
    {
        var place = layout.Blocks[block].Place;
        if (view.InsideMain[place]) return false;
        if (block > headline) return block > view.ProseLast && (view.HeadingPhrases[block] & HtmlPhrase.More) != 0;
        var links = 0;
        for (var i = block + 1; i < headline && links < MenuLinks; i++)
        {
            if (layout.Blocks[i].IsLinks) links += Math.Max(1, layout.Blocks[i].Links);
        }

        return links >= MenuLinks;
    }

    // A sentence tells of a day on which something happens, unless it says that it was published or changed then.
    private bool IsTold(int block) =>
        layout.Blocks[block].IsProse && (view.Phrases[block] & (HtmlPhrase.Dated | HtmlPhrase.Byline | HtmlPhrase.Rights)) == 0
        && !HtmlDateWords.SayChanged(layout.Blocks[block].Text) && !HtmlTags.IsHeading(layout.Places[layout.Blocks[block].Place].Tag);

    private static float Near(int block, int headline)
    {
        var distance = block >= headline ? block - headline : (headline - block) * 1.5f;
        return 26 * MathF.Max(0, 1 - (distance / 24));
    }

    private float Where(int block, int place, HtmlClass inline, int headline)
    {
        var score = Near(block, headline);
        var between = view.Between[place] | inline;
        var own = layout.Places[place].Classes | inline | (layout.Places[place].Parent >= 0 ? layout.Places[layout.Places[place].Parent].Classes : 0);
        if ((own & HtmlClass.Date) != 0) score += 8;
        if ((own & HtmlClass.Byline) != 0) score += 3;
        if ((between & (HtmlClass.Comments | HtmlClass.Related | HtmlClass.Teaser)) != 0) score -= 22;
        if ((between & HtmlClass.Side) != 0 || view.Within(place, HtmlTag.Aside)) score -= 16;
        if (view.Within(place, HtmlTag.Footer) || (between & HtmlClass.Footer) != 0) score -= 18;
        if (view.Within(place, HtmlTag.Navigation) || (between & HtmlClass.Navigation) != 0) score -= 10;
        if (block > view.MainLast + 10) score -= 8;
        return score;
    }

    private void FromAddress(string? address)
    {
        if (DayOf(address) is { } day) Add(day, 84, "address");
    }

    private static DateOnly? DayOf(string? address)
    {
        if (address is null) return null;
        for (var i = 0; i + 8 <= address.Length; i++)
        {
            if (!char.IsAsciiDigit(address[i]) || (i > 0 && char.IsAsciiDigit(address[i - 1]))) continue;
            var run = address.AsSpan(i);
            var digits = run.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : run.Length;
            // Fourteen figures before another part are a web archive's moment of capture.
            if (digits == 14 && run.Length > 14 && run[14] == '/') continue;
            if (digits is 8 or 12 or 14 && run[0] is '1' or '2' && HtmlDateText.Compact(run[..8]) is { Year: > 1994 and < 2060 } compact) return compact;
            if (digits != 4 || run.Length < 8 || run[4] is not ('/' or '-' or '_' or '.')) continue;
            var rest = run[5..];
            var month = Digits(rest);
            if (month is 0 or > 2 || rest.Length <= month + 1) continue;
            if (rest[month] == run[4])
            {
                var day = Digits(rest[(month + 1)..]);
                if (day is 1 or 2 && HtmlDateText.Machine(run[..(6 + month + day)].ToString(), false) is { Year: > 1994 and < 2060 } found) return found;
            }
        }

        return null;
    }

    private static string? MonthOf(string? address)
    {
        for (var i = 0; address is not null && i + 8 <= address.Length; i++)
        {
            if (address[i] != '/' || !address.AsSpan(i + 1).StartsWith("20", StringComparison.Ordinal)) continue;
            var run = address.AsSpan(i + 1);
            if (run.Length >= 8 && Digits(run) == 4 && run[4] == '/' && Digits(run[5..]) == 2 && run[7] == '/' && int.Parse(run[5..7], CultureInfo.InvariantCulture) is >= 1 and <= 12) return $"{run[..4]}-{run[5..7]}";
        }

        return null;
    }

    private static int Digits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;

    // English of the United States, and where no country is told; its former colonies write the day first.
    private static bool MonthFirst(string? language, string? address)
    {
        if (Language.Primary(language) is { } primary && primary != "en") return false;
        if (language is not null && language.Length >= 5 && !language.EndsWith("US", StringComparison.OrdinalIgnoreCase)) return false;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return true;
        var top = uri.Host[(uri.Host.LastIndexOf('.') + 1)..];
        return top is "us" or "gov" or "mil" or "edu" or "com" or "org" or "net" or "ph" or "info" || top.Length > 3;
    }

    private static Dictionary<string, float> LoadNames()
    {
        var names = new Dictionary<string, float>(150, StringComparer.Ordinal);
        foreach (var line in TableLines.Of("html.dates.tsv"))
        {
            var tab = line.IndexOf('\t');
            var score = float.Parse(line.AsSpan(0, tab), CultureInfo.InvariantCulture);
            foreach (var name in line[(tab + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)) names.TryAdd(name, score);
        }

        return names;
    }
}

/// <summary>Words that set the date of a change apart from that of publication.</summary>
internal static class HtmlDateWords
{
    private const int LongestParticle = 3;
    private const int MostSigns = 16;

    private static readonly SearchValues<string> Changed = SearchValues.Create(
    [
        "update", "modified", "changed", "revised", "reviewed", "aktualisiert", "geändert", "mis à jour", "modifié", "actualiza", "atualiza", "modifica", "aggiorna", "bijgewerkt", "gewijzigd",
        "uppdaterad", "oppdatert", "opdateret", "päivitetty", "aktualiz", "zaktualizowano", "zmienion", "изменен", "обновлен", "оновлен", "frissítve", "güncelle", "cập nhật", "diperbarui",
        "更新", "最終更新", "修订", "수정", "تحديث", "عدل", "ενημέρωση", "עודכן",
    ], StringComparison.OrdinalIgnoreCase);

    /// <summary>The day of a dateline, null where the first date stands within the telling: <c>The bridge will be opened on 1 May 2027</c>.</summary>
    /// <param name="text">A paragraph.</param>
    /// <param name="placed">The dates at its start.</param>
    /// <remarks>Before a dateline's day stand a place and an agency, in scripts with two cases with capitals; small words are names'
    /// particles and <c>the</c>. A day with no place before it is a dateline's only where it is set off from what follows. Scripts without case give the day within their first few signs.</remarks>
    public static DateOnly? Dateline(ReadOnlySpan<char> text, List<(DateOnly Day, int Start, int End)> placed)
    {
        if (placed.Count == 0) return null;
        var before = text[..placed[0].Start];
        var signs = 0;
        var named = false;
        for (var i = 0; i < before.Length;)
        {
            if (!char.IsLetter(before[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < before.Length && (char.IsLetter(before[i]) || before[i] is '\'' or '’' or '-')) i++;
            if (char.IsLower(before[start]) && i - start > LongestParticle) return null;
            if (!char.IsLower(before[start]) && !char.IsUpper(before[start])) signs += i - start;
            named |= i - start > LongestParticle ? Calendars.Weekday(before[start..i]) == 0 : !char.IsLower(before[start]) && !char.IsUpper(before[start]);
        }

        return signs <= MostSigns && (named || IsSetOff(text, placed[0])) ? placed[0].Day : null;
    }

    // Without a place a dateline is set off from its report; where the sentence goes on, the day is that of what it tells: On 1 May 2027, the bridge …
    private static bool IsSetOff(ReadOnlySpan<char> text, (DateOnly Day, int Start, int End) placed)
    {
        var after = text[placed.End..].TrimStart();
        if (after.Length == 0 || placed.Start == 0 && (char.IsUpper(after[0]) || after[0] is '"' or '“' or '„' or '«' or '»' or '‘')) return true;
        return after[0] is '-' or '–' or '—' or '―' or '(' or '[' or '（' or ':' or '：' or '|' or '/' or '.' or '·';
    }

    public static bool SayChanged(ReadOnlySpan<char> text) => text.ContainsAny(Changed);
}
