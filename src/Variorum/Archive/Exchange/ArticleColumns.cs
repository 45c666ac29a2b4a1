using System.Text;

namespace Variorum;

/// <summary>What a column of a table of articles holds.</summary>
public enum ArticleField
{
    /// <summary>The article's full address. The one field that a row cannot lack.</summary>
    Url,

    /// <summary>The headline.</summary>
    Title,

    /// <summary>The article's text: paragraphs, or their markup.</summary>
    Text,

    /// <summary>The whole page as fetched; read where there is no text.</summary>
    Html,

    /// <summary>When it was published.</summary>
    Published,

    /// <summary>Who published it, by name.</summary>
    Publisher,

    /// <summary>Who wrote it.</summary>
    Author,

    /// <summary>Its language, a code.</summary>
    Language,

    /// <summary>When it was fetched.</summary>
    Captured,
}

/// <summary>Which column of a table holds what: as it is set, else by the columns' names (<c>columns.tsv</c>).</summary>
public sealed class ArticleColumns
{
    private static readonly Lazy<Dictionary<ArticleField, string[]>> Known = new(static () => TableLines.Of("columns.tsv")
        .Select(static line => line.Split('\t'))
        .ToDictionary(static row => Enum.Parse<ArticleField>(row[0], ignoreCase: true), static row => row[1].Split(" | ")));

    private readonly Dictionary<ArticleField, string> set;

    private ArticleColumns(Dictionary<ArticleField, string> set) => this.set = set;

    /// <summary>By their names alone.</summary>
    public static ArticleColumns Guessed { get; } = new([]);

    /// <summary>Reads a mapping such as <c>url=link,text=body,publisher=source.name</c>; a point leads into an object.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong.</exception>
    public static ArticleColumns Parse(string mapping)
    {
        var set = new Dictionary<ArticleField, string>();
        foreach (var part in mapping.Split(','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (field, column) = equals < 0 ? ("", "") : (part[..equals].Trim(), Fold(part[(equals + 1)..]));
            if (column.Length == 0) throw new FormatException($"\"{part.Trim()}\" is no pair such as url=link");
            if (!Enum.TryParse<ArticleField>(field, ignoreCase: true, out var what) || !Enum.IsDefined(what) || !field.All(char.IsLetter))
                throw new FormatException($"\"{field}\" is none of {string.Join(", ", Enum.GetNames<ArticleField>()).ToLowerInvariant()}");
            if (!set.TryAdd(what, column)) throw new FormatException($"{field} is mapped twice");
        }
        return new ArticleColumns(set);
    }

    /// <summary>A name as names are compared: letters and digits of any script in lower case, and points.</summary>
    internal static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var unit in name)
        {
            if (char.IsLetterOrDigit(unit) || unit == '.') folded.Append(char.ToLowerInvariant(unit));
        }
        return folded.ToString();
    }

    /// <summary>What a row has for a field; null where it has nothing.</summary>
    /// <param name="cell">What stands in the column of this folded name; null where there is none, or nothing in it.</param>
    internal string? Find(ArticleField field, Func<string, string?> cell)
    {
        if (set.TryGetValue(field, out var column)) return cell(column);
        foreach (var name in Known.Value[field])
        {
            if (cell(name) is { } found) return found;
        }
        return null;
    }
}
