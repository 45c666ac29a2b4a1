using System.Diagnostics;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>Reads the pages of <c>pages</c> and has that folder's scorers judge texts, titles, dates.</summary>
internal static class PagesScore
{
    public static int Run(string shared)
    {
        var pages = PagesSet.Load(shared);
        var chosen = pages.ConvertAll(page => MainText.Of(page.Layout, HtmlPage.Witnesses(page.Layout, page.Data)));
        Judge(shared, pages, [.. chosen], 25);
        return 0;
    }

    /// <summary>Writes accounts of the chosen blocks, prints what the scorers say of them, and returns the figures.</summary>
    public static string Judge(string shared, List<LearntPage> pages, bool[][] chosen, int worst)
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var lines = File.Create(path))
            {
                for (var i = 0; i < pages.Count; i++)
                {
                    Write(lines, pages[i], HtmlDraft.Of(pages[i].Layout, pages[i].Data, chosen[i], pages[i].Page));
                    lines.WriteByte((byte)'\n');
                }
            }

            var detail = worst > 0 ? new[] { "--worst", $"{worst}" } : [];
            var figures = Score(Path.Combine(shared, "pages", "score.py"), path, detail) + Score(Path.Combine(shared, "pages", "whole", "score.py"), path, detail);
            Console.WriteLine(figures);
            return string.Join('\n', figures.Split('\n').Where(line => line.Contains(" pages", StringComparison.Ordinal) || line.StartsWith("  ", StringComparison.Ordinal) && line.Contains(" of ", StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The repository's root.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Variorum.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException("run this inside the repository");
    }

    private static void Write(Stream lines, LearntPage page, Draft draft)
    {
        using var json = new Utf8JsonWriter(lines);
        var text = string.Join("\n\n", draft.Blocks.Select(block => block.Text));
        json.WriteStartObject();
        json.WriteString("input", page.Name);
        json.WriteString("title", draft.Title);
        json.WriteString("published", draft.Published);
        json.WriteString("publisher", draft.Publisher);
        json.WriteString("language", draft.Language);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>What a scorer prints of accounts, a line each.</summary>
    public static string Score(string script, string accounts, string[] detail)
    {
        using var scorer = Process.Start(new ProcessStartInfo("python3", [script, accounts, .. detail]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = scorer.StandardError.ReadToEndAsync();
        var figures = scorer.StandardOutput.ReadToEnd();
        scorer.WaitForExit();
        foreach (var error in errors.Result.Split('\n'))
        {
            // Each scorer is given the other's pages too.
            if (error.Length > 0 && !error.Contains("no page of this set", StringComparison.Ordinal) && !error.Contains("more lines", StringComparison.Ordinal)) Console.Error.WriteLine(error);
        }

        return figures;
    }
}
