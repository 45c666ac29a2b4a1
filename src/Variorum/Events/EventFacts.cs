using System.Buffers;

namespace Variorum;

/// <summary>What an account says of its event in its headline and first sentences.</summary>
/// <param name="Said">The day of what it tells, as <see cref="DateOnly.DayNumber"/>; null where the text names none near the day it was published.</param>
/// <param name="Place">The city; null where none is told.</param>
/// <param name="Names">Countries, persons and bodies, the foremost first; as <see cref="Participants.Judged"/> marks them.</param>
internal readonly record struct EventFacts(int? Said, string? Place, IReadOnlyList<string> Names)
{
    // Headline, dateline and first sentences.
    private const int Lead = 600;

    // What an account tells of is behind it or announced; what lies further off is what it recalls.
    private const int DaysBefore = 31, DaysAhead = 60;

    // Behind a dateline's day, the day of what was done is seldom more than a week back.
    private const int DaysBehindDateline = 7;

    private static readonly SearchValues<char> BehindPlace = SearchValues.Create(",(/0123456789:—–=-");

    private const int MostNames = 12;

    public static EventFacts Of(EventDocument document, Traits traits)
    {
        var text = document.Text.Length > Lead ? document.Text[..Lead] : document.Text;
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? text : text[..end];
        var dateline = Marks.DatelineOf(first);
        var (cities, countries) = Places($"{document.Title}\n{text}", traits.Language);
        var sent = dateline is null ? null : Places(first[..dateline.Length], traits.Language).Cities.FirstOrDefault() ?? Written(first[..dateline.Length]);
        var named = traits.Mentions.Where(static mention => !mention.Figure).Select(mention => Participants.Of(mention.Spelling, traits.Language, dateline?.Agency)).OfType<string>().ToList();
        named = [.. Participants.Judged(named, $"{document.Title}\n{document.Text}", traits.Language)];
        var names = countries.Concat(named.Where(name => !named.Exists(other => EndsWith(name, other)))).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostNames);
        return new EventFacts(Day(traits, dateline?.Day is not null), cities.FirstOrDefault() ?? sent ?? Participants.Place($"{document.Title}\n{text}", traits.Language), [.. names]);
    }

    /// <summary>A name as it is compared: no case, no marks that some leave out.</summary>
    public static string Fold(string name) => Normalization.FoldMarks(Normalization.Compose(name)).ToLowerInvariant();

    // "Vesmark Stefan Lukan": what stands before a name is seldom a part of it.
    private static bool EndsWith(string name, string other) =>
        name.Length > other.Length + 1 && other.Contains(' ', StringComparison.Ordinal) && name.EndsWith(other, StringComparison.Ordinal) && name[^(other.Length + 1)] == ' ';

    /// <summary>The days near its publication that an account names, as <see cref="DateOnly.DayNumber"/>, in their order.</summary>
    public static List<int> Days(Traits traits) => [.. traits.Days.Select(day => Number(day, traits.Published)).OfType<int>()
        .Where(day => traits.Published == 0 || (day >= traits.Published - DaysBefore && day <= traits.Published + DaysAhead))];

    private static int? Day(Traits traits, bool dateline)
    {
        var days = Days(traits);
        if (days.Count == 0) return null;
        // A dateline says when it was sent; the text behind it, what happened on which day.
        return dateline && days.Skip(1).FirstOrDefault(day => day < days[0] && day >= days[0] - DaysBehindDateline) is > 0 and var told ? told : days[0];
    }

    /// <summary>The <see cref="DateOnly.DayNumber"/> of year, month and day as one decimal number; a day of no year is the one nearest to publication, and null where that is 0.</summary>
    internal static int? Number(int day, int published)
    {
        var (year, month, of) = (day / 10_000, day / 100 % 100, day % 100);
        if (month is < 1 or > 12 || of < 1) return null;
        if (year > 0) return of <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, of).DayNumber : null;
        if (published == 0) return null;
        year = DateOnly.FromDayNumber(published).Year;
        return Enumerable.Range(year - 1, 3).Where(near => near is >= 1 and <= 9999 && of <= DateTime.DaysInMonth(near, month)).Select(near => (int?)new DateOnly(near, month, of).DayNumber)
            .MinBy(near => Math.Abs(near!.Value - published));
    }

    private static (List<string> Cities, List<string> Countries) Places(string text, string language)
    {
        var (cities, countries) = (new List<string>(), new List<string>());
        foreach (var term in Lexicon.Terms(text, language))
        {
            if (term.Key[0] != '@' || term.Concepts is not [{ } concept, ..]) continue;
            if (concept.Kind == "city") cities.Add(concept.Name);
            else if (concept.Kind == "country" && !Participants.IsRegion(concept)) countries.Add(concept.Name);
        }
        return (Frequent(cities), Frequent(countries));
    }

    private static List<string> Frequent(List<string> names) => [.. names.GroupBy(static name => name, StringComparer.Ordinal).OrderByDescending(static group => group.Count()).Select(static group => group.Key)];

    // HALDEN, May 13 (NNA) -- : the place as it is written, without its capitals.
    private static string? Written(string dateline)
    {
        var end = dateline.AsSpan().IndexOfAny(BehindPlace);
        var place = (end < 0 ? dateline : dateline[..end]).Trim();
        if (place.Length is < 2 or > 40 || !place.All(static c => char.IsLetter(c) || c is ' ' or '\'' or '.') || !char.IsUpper(place[0])) return null;
        return place.Any(char.IsLower) ? place : string.Join(' ', place.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => word[..1] + word[1..].ToLowerInvariant()));
    }
}
