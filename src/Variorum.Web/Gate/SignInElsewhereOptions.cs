using System.Text.Json;

namespace Variorum;

/// <summary>A provider of identities (OpenID Connect) that says who somebody is, and by a claim what they may here.</summary>
/// <param name="Name">As the button names it: "Sign in with …".</param>
/// <param name="Issuer">Exactly as the provider names itself; https, or http on this machine.</param>
/// <param name="Client">This reading room's name there.</param>
/// <param name="Secret">Its secret there; empty for a client without one.</param>
public sealed record SignInElsewhereOptions(string Name, Uri Issuer, string Client, string Secret)
{
    private const int LongestFile = 64 << 10;

    /// <summary>Besides <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["profile", "email"];

    /// <summary>The claim, a word or a list of words, that says what somebody may.</summary>
    public string Claim { get; init; } = "groups";

    /// <summary>Which words mean which role. Who has none of them is not let in.</summary>
    public IReadOnlyDictionary<string, Rank> Roles { get; init; } = new Dictionary<string, Rank>();

    /// <summary>Reads a file such as <c>{"name": "…", "issuer": "https://…", "client": "…", "secret": "…", "claim": "groups", "roles": {"editor": ["desk"]}}</c>.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong, and never holds the secret.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SignInElsewhereOptions Read(string path)
    {
        if (new FileInfo(path).Length > LongestFile) throw new FormatException("is too large to be a list of settings");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw new FormatException("is no JSON object");
            var issuer = Uri.TryCreate(Text(root, "issuer"), UriKind.Absolute, out var address) && IsSafe(address) ? address : throw new FormatException("has an issuer that is no https address");
            var roles = new Dictionary<string, Rank>(StringComparer.Ordinal);
            if (!root.TryGetProperty("roles", out var named) || named.ValueKind != JsonValueKind.Object) throw new FormatException("has no roles: say which words of the claim make a reader, an editor, an admin");
            foreach (var role in named.EnumerateObject())
            {
                var rank = RankNames.All.Contains(role.Name) ? RankNames.Parse(role.Name) : throw new FormatException("names a role that is not reader, editor or admin");
                foreach (var word in Words(role.Value)) roles[word] = roles.TryGetValue(word, out var other) && other > rank ? other : rank;
            }
            var options = new SignInElsewhereOptions(Text(root, "name"), issuer, Text(root, "client"), root.TryGetProperty("secret", out _) ? Text(root, "secret") : "") { Roles = roles };
            if (root.TryGetProperty("claim", out _)) options = options with { Claim = Text(root, "claim") };
            return root.TryGetProperty("scopes", out var scopes) ? options with { Scopes = [.. Words(scopes)] } : options;
        }
        catch (JsonException broken)
        {
            throw new FormatException($"is no JSON (line {broken.LineNumber + 1})", broken);
        }
    }

    /// <summary>Whether what goes there cannot be read on the way.</summary>
    internal static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && address.IsLoopback;

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and < 2000 } text ? text : throw new FormatException($"has no {name}");

    private static IEnumerable<string> Words(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static word => word.ValueKind == JsonValueKind.String)
        ? value.EnumerateArray().Select(static word => word.GetString()!) : throw new FormatException("has something else than a list of words where one belongs");
}
