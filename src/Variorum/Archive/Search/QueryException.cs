namespace Variorum;

/// <summary>A query that cannot be read, or asks for more than can be answered. The message is one sentence.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="query">The query.</param>
/// <param name="position">Where in it, UTF-16 units from 0.</param>
public sealed class QueryException(string message, string query, int position) : FormatException(message)
{
    public int Position => position;

    /// <summary>Two lines to show: the query, and under it a caret at the place.</summary>
    public string Caret
    {
        get
        {
            var line = string.Concat(query.Select(c => char.IsControl(c) ? ' ' : c));
            return line + "\n" + string.Concat(line.Take(position).Select(c => IsWide(c) ? '\u3000' : ' ')) + "^";
        }
    }

    // Han, kana and Hangul take two columns each, and so does the wide blank.
    private static bool IsWide(char c) => c is >= '\u2e80' and <= '\ud7a3' or >= '\uff01' and <= '\uff5e';
}
