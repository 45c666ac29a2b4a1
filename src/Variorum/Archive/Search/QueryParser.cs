using System.Globalization;

namespace Variorum;

/// <summary>Reads queries by descent: OR binds least, then AND (written or not), then NOT, then NEAR.</summary>
internal sealed class QueryParser(string text)
{
    // Far beyond what a person writes; descent takes stack.
    private const int Deepest = 50;
    private const int LongestQuery = 20_000;
    private const int Farthest = 100;

    private int at;
    private int depth;

    public Query Parse()
    {
        if (text.Length > LongestQuery) throw Error("The query is too long; ask in parts", 0);
        var query = Or(QueryField.Text);
        if (at < text.Length) throw Error("A bracket is closed here that was not opened", at);
        if (query is NotQuery) throw Error("NOT alone would find nearly everything; say also what to find", 0);
        return query ?? throw Error("The query has no word to look for", 0);
    }

    private Query? Or(QueryField field)
    {
        var parts = new List<Query>();
        while (true)
        {
            var start = Skip();
            var part = And(field);
            if (part is NotQuery && (parts.Count > 0 || Peek("OR"))) throw Error("NOT needs something beside it that is to be found", start);
            if (part is null && parts.Count > 0) throw Error("OR needs a word on its right", at);
            if (part is OrQuery or) parts.AddRange(or.Parts);
            else if (part is not null) parts.Add(part);
            if (!Peek("OR")) return parts.Count > 1 ? new OrQuery(parts) : parts.FirstOrDefault();
            if (parts.Count == 0) throw Error("OR needs a word on its left", at);
            at += 2;
        }
    }

    private Query? And(QueryField field)
    {
        var parts = new List<Query>();
        var first = Skip();
        while (true)
        {
            if (Peek("AND"))
            {
                if (parts.Count == 0) throw Error("AND needs a word on its left", at);
                var and = at;
                at += 3;
                if (Skip() == text.Length || text[at] == ')' || Peek("OR") || Peek("AND")) throw Error("AND needs a word on its right", and);
            }
            if (Skip() == text.Length || text[at] == ')' || Peek("OR")) break;
            if (Unary(field) is { } part) Add(part, parts);
        }
        if (parts.Count > 1 && parts.TrueForAll(part => part is NotQuery)) throw Error("NOT alone would find nearly everything; say also what to find", first);
        return parts.Count > 1 ? new AndQuery(parts) : parts.FirstOrDefault();
    }

    private static void Add(Query part, List<Query> parts)
    {
        if (part is AndQuery and) parts.AddRange(and.Parts);
        else parts.Add(part);
    }

    private Query? Unary(QueryField field)
    {
        var start = at;
        var minus = text[at] == '-' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]);
        if (!minus && !Peek("NOT")) return Near(field);
        at += minus ? 1 : 3;
        if (Skip() == text.Length || text[at] == ')' || Peek("OR") || Peek("AND")) throw Error("NOT needs a word on its right", start);
        Enter(start);
        var part = Unary(field);
        depth--;
        return part switch
        {
            null => null,
            NotQuery not => not.Part,
            _ => new NotQuery(part),
        };
    }

    private Query? Near(QueryField field)
    {
        if (PeekNear(out _) > 0) throw Error("NEAR needs a word on its left", at);
        var left = Primary(field);
        var parts = new List<Query>();
        while (Skip() < text.Length && PeekNear(out var distance) is var length and > 0)
        {
            var near = at;
            if (distance is < 1 or > Farthest) throw Error($"NEAR takes a distance of 1 to {Farthest} words, as in NEAR/5", at);
            if (left is not (WordQuery or PhraseQuery)) throw Error("NEAR needs a word or a phrase on its left", at);
            at += length;
            var right = Skip() == text.Length || text[at] == ')' || Peek("OR") || Peek("AND") || Peek("NOT") ? null : Primary(FieldOf(left));
            if (right is not (WordQuery or PhraseQuery)) throw Error("NEAR needs a word or a phrase on its right", near);
            if (FieldOf(right) != FieldOf(left)) throw Error("NEAR needs both its words in the same field", near);
            parts.Add(new NearQuery(left, right, distance));
            // a NEAR/3 b NEAR/5 c: b is near to both.
            left = right;
        }
        return parts.Count switch
        {
            0 => left,
            1 => parts[0],
            _ => new AndQuery(parts),
        };
    }

    private static QueryField FieldOf(Query query) => query is WordQuery word ? word.Field : ((PhraseQuery)query).Field;

    private Query? Primary(QueryField field)
    {
        var start = at;
        if (text[at] == '(')
        {
            Enter(start);
            at++;
            var inner = Or(field);
            if (at == text.Length) throw Error("The bracket opened here is not closed", start);
            at++;
            depth--;
            return inner ?? throw Error("There is no word in the brackets", start);
        }
        if (IsQuote(text[at]))
        {
            var phrase = Quoted(start);
            return Analyzer.HasWord(phrase) ? new PhraseQuery(field, phrase) : throw Error("There is no word in the quotation marks", start);
        }
        if (FieldName() is { } name) return Fielded(name, start);
        var word = Bare();
        if (!Analyzer.HasWord(word)) return null;
        var prefix = word.EndsWith('*');
        return new WordQuery(field, word.TrimEnd('*'), prefix);
    }

    /// <summary>The name before a colon, if the colon is one of a field: not that of a time, of an address, or before a blank.</summary>
    private string? FieldName()
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
        if (end == at || end == text.Length || text[end] != ':' || (end + 1 < text.Length && text[end + 1] == '/')) return null;
        var name = text[at..end].ToLowerInvariant();
        if (!IsField(name))
        {
            if (end + 1 == text.Length || char.IsWhiteSpace(text[end + 1])) return null;
            throw Error($"There is no field {name}; there are title, source, speaker, url, language, country, kind and date", at);
        }
        at = end + 1;
        return name;
    }

    private static bool IsField(string name) => name is "title" or "source" or "speaker" or "url" or "language" or "country" or "kind" or "date";

    private Query? Fielded(string name, int start)
    {
        if (Skip() == text.Length || text[at] == ')') throw Error($"{name}: needs a value behind it", start);
        if (Enum.TryParse<QueryField>(name, ignoreCase: true, out var field))
        {
            var part = Primary(field);
            return part ?? throw Error($"{name}: needs a word behind it", start);
        }
        var place = at;
        var value = IsQuote(text[at]) ? Quoted(at) : Bare();
        if (!Analyzer.HasWord(value)) throw Error($"{name}: needs a value behind it", start);
        if (name == "date") return Date(value, place);
        return new ValueQuery(Enum.Parse<QueryValue>(name, ignoreCase: true), value.ToLowerInvariant());
    }

    private DateQuery Date(string value, int place)
    {
        var dots = value.IndexOf("..", StringComparison.Ordinal);
        var from = dots < 0 ? value : value[..dots];
        var to = dots < 0 ? value : value[(dots + 2)..];
        if (!IsDate(from) || !IsDate(to)) throw Error("date: takes a year, month or day, or two of them: 2024, 2024-06, 2024-06-01..2024-07", place);
        if (from.Length > 0 && to.Length > 0 && SearchDates.First(from) > SearchDates.Last(to)) throw Error("The dates end before they begin", place);
        return new DateQuery(from.Length == 0 ? null : from, to.Length == 0 ? null : to);
    }

    private static bool IsDate(string date) => date.Length == 0 || SearchDates.IsDate(date);

    private string Quoted(int start)
    {
        var end = ++at;
        while (end < text.Length && !IsQuote(text[end])) end++;
        if (end == text.Length) throw Error("The quotation mark here has no second one", start);
        at = end + 1;
        return string.Join(' ', text[(start + 1)..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private string Bare()
    {
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && !IsQuote(text[at]) && text[at] is not ('(' or ')')) at++;
        return text[start..at];
    }

    private int PeekNear(out int distance)
    {
        distance = 10;
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('(' or ')') && !IsQuote(text[end])) end++;
        var word = text.AsSpan(at, end - at);
        if (word is "NEAR") return word.Length;
        if (!word.StartsWith("NEAR/")) return 0;
        if (!int.TryParse(word[5..], NumberStyles.None, CultureInfo.InvariantCulture, out distance)) distance = 0;
        return word.Length;
    }

    private bool Peek(string word)
    {
        Skip();
        if (!text.AsSpan(at).StartsWith(word)) return false;
        var end = at + word.Length;
        return end == text.Length || char.IsWhiteSpace(text[end]) || text[end] is '(' or ')' || IsQuote(text[end]);
    }

    private int Skip()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }

    private void Enter(int place)
    {
        if (++depth > Deepest) throw Error("The query is nested too deeply", place);
    }

    private static bool IsQuote(char c) => c is '"' or '“' or '”' or '„';

    private QueryException Error(string message, int position) => new(message + ".", text, position);
}
