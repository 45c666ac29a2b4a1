using System.CommandLine;

namespace Variorum;

/// <summary>What verbs that fetch have in common.</summary>
internal static class FetchArguments
{
    public static Option<string[]> Allow() => Allow("--allow", "A server on your own network, which is not fetched from otherwise: a host, an address or a network such as 10.20.0.0/16, with or without a port. May be given several times.");

    /// <summary>Hosts and networks that are allowed something.</summary>
    public static Option<string[]> Allow(string name, string description)
    {
        var option = new Option<string[]>(name) { HelpName = "HOST:PORT", Description = description };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                try
                {
                    Allowance.Parse(token.Value);
                }
                catch (FormatException wrong)
                {
                    result.AddError($"{name}: {wrong.Message}");
                }
            }
        });
        return option;
    }

    public static Option<string?> Contact() => Arguments.Checked("--contact", "ADDRESS", "A page or a mail address where publishers find out who asks; it is sent with each request.",
        static text => text.Length > 0 && text.All(static letter => letter is > ' ' and <= '~' and not ('(' or ')')), "an address in ASCII, without blanks and brackets");

    public static Option<string?> Requisites() => Arguments.OneOf("--requisites", "What is fetched with a page: nothing; the pictures of its text, as without this; or all that it needs to be shown.", RequisitesWords);

    private static readonly string[] RequisitesWords = ["none", "images", "all"];

    public static Requisites Requisites(string? word) => word switch { "none" => Variorum.Requisites.None, "all" => Variorum.Requisites.All, _ => Variorum.Requisites.Images };

    /// <summary>Fetches for an archive, a host at a time.</summary>
    public static Collector Collector(IArchive archive, string[]? allowed, string? contact)
    {
        var hosts = new Hosts();
        return new Collector(Fetcher(allowed, contact, hosts), archive, hosts);
    }

    public static Fetcher Fetcher(string[]? allowed, string? contact, Hosts hosts) =>
        new(new FetcherOptions { Allowed = [.. (allowed ?? []).Select(Allowance.Parse)], Contact = contact, Hosts = hosts });
}
