using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Variorum;

/// <summary>What <c>room.json</c> says of how an archive is served. Everything may be left out; what the command line says goes before it.</summary>
internal sealed record RoomFile
{
    public string? Listen { get; init; }

    public bool? Watch { get; init; }

    public bool? Users { get; init; }

    public IReadOnlyList<string>? Hosts { get; init; }

    public IReadOnlyList<string>? Proxies { get; init; }

    public IReadOnlyList<string>? Allow { get; init; }

    public string? Contact { get; init; }

    public RoomFileLog? Log { get; init; }

    public RoomFileTranslation? Translation { get; init; }
}

/// <summary>Of the log: <c>error</c>, <c>warning</c>, <c>info</c> or <c>debug</c>; <c>plain</c> or <c>json</c>.</summary>
internal sealed record RoomFileLog(string? Level, string? Format);

/// <summary>Of the translator. The key may lie in a file of its own.</summary>
internal sealed record RoomFileTranslation(string? Protocol, string? Address, string? Key, string? KeyFile, string? Model, string? Into, string? Name, int? LongestAccount, int? LongestDay);

[JsonSerializable(typeof(RoomFile))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class RoomFileJson : JsonSerializerContext;

/// <summary>Reads how an archive is served from its <c>room.json</c> and from the environment.</summary>
public static class RoomSettings
{
    /// <summary>The file's name in the archive's folder.</summary>
    public const string FileName = "room.json";

    private const int Longest = 1 << 20;

    /// <summary>The options with what the file and the environment say.</summary>
    /// <param name="options">Of the archive's folder; what the file does not say stays.</param>
    /// <param name="path">Of the file; null for the archive's own, which need not exist.</param>
    /// <exception cref="FormatException">It cannot be read or makes no sense: a sentence without its stop that goes on behind the file's name.</exception>
    public static ReadingRoomOptions Apply(ReadingRoomOptions options, string? path = null)
    {
        var file = Read(path ?? Path.Combine(options.Folder, FileName), needed: path is not null);
        return options with
        {
            Listen = file.Listen is { } listen ? ListenAddress.Parse(listen) ?? throw new FormatException($"says to listen at {listen}, which is not {ListenAddress.Wanted}") : options.Listen,
            Watch = file.Watch ?? options.Watch,
            Users = file.Users ?? options.Users,
            Hosts = file.Hosts ?? options.Hosts,
            Proxies = file.Proxies is { } proxies ? [.. proxies.Select(static proxy => IPAddress.TryParse(proxy, out var address) ? address : throw new FormatException($"names a proxy that is no address: {proxy}"))] : options.Proxies,
            Allowed = file.Allow is { } allow ? [.. allow.Select(Allowance.Parse)] : options.Allowed,
            Contact = file.Contact ?? options.Contact,
            LogLevel = file.Log?.Level is { } level ? Level(level) : options.LogLevel,
            LogJson = file.Log?.Format is { } format ? Format(format) : options.LogJson,
            Translator = Translator(file.Translation) ?? options.Translator,
        };
    }

    /// <summary>What is logged, by its word.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static LogLevel Level(string word) => word switch
    {
        "error" => LogLevel.Error,
        "warning" => LogLevel.Warning,
        "info" => LogLevel.Information,
        "debug" => LogLevel.Debug,
        _ => throw new FormatException($"has a level of the log that is not one of error, warning, info, debug: {word}"),
    };

    private static bool Format(string word) => word switch
    {
        "json" => true,
        "plain" => false,
        _ => throw new FormatException($"has a format of the log that is neither plain nor json: {word}"),
    };

    private static RoomFile Read(string path, bool needed)
    {
        try
        {
            if (!File.Exists(path)) return needed ? throw new FormatException("does not exist: name the file that says how to serve") : new RoomFile();
            if (new FileInfo(path).Length > Longest) throw new FormatException("is larger than 1 MB: it is no file of settings");
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RoomFileJson.Default.RoomFile) ?? new RoomFile();
        }
        catch (JsonException broken)
        {
            throw new FormatException($"cannot be read (line {broken.LineNumber + 1}: {broken.Message.Split(" Path:", StringSplitOptions.None)[0].Split(". Path", StringSplitOptions.None)[0].ReplaceLineEndings(" ").TrimEnd('.')}): mend it; docs/operate.md tells what may stand in it", broken);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new FormatException("may not be read: see whose it is", failed);
        }
    }

    // The environment goes before the file: keys of containers stand there.
    private static TranslatorOptions? Translator(RoomFileTranslation? file)
    {
        var (protocol, address) = (Environment("PROTOCOL") ?? file?.Protocol, Environment("ADDRESS") ?? file?.Address);
        if (protocol is null && address is null) return null;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0) throw new FormatException("has a translation whose address is no address of http or https, such as http://127.0.0.1:5000");
        var chosen = new TranslatorOptions(protocol switch
        {
            "libretranslate" => TranslatorProtocol.LibreTranslate,
            "deepl" => TranslatorProtocol.DeepL,
            "chat" => TranslatorProtocol.Chat,
            _ => throw new FormatException("has a translation whose protocol is not one of libretranslate, deepl, chat"),
        }, url)
        {
            Key = Environment("KEY") ?? file?.Key ?? KeyOf(Environment("KEY_FILE") ?? file?.KeyFile),
            Model = Environment("MODEL") ?? file?.Model,
            Name = Environment("NAME") ?? file?.Name,
            Into = (Environment("INTO") ?? file?.Into ?? "en").ToLowerInvariant(),
        };
        chosen = chosen with { LongestAccount = file?.LongestAccount ?? chosen.LongestAccount, LongestDay = file?.LongestDay ?? chosen.LongestDay };
        if (chosen.Protocol == TranslatorProtocol.Chat && chosen.Model is null) throw new FormatException("has a translation by chat without a model: name one");
        if (chosen.Into.Length != 2 || !chosen.Into.All(char.IsAsciiLetterLower)) throw new FormatException("has a translation into what is no language of two letters, such as en");
        if (chosen.Key is { } key && key.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0) throw new FormatException("has a translation whose key holds blanks or letters outside ASCII");
        if (chosen.LongestAccount < 1 || chosen.LongestDay < 1) throw new FormatException("has a translation with a bound that is not above 0");
        return chosen;
    }

    private static string? KeyOf(string? path)
    {
        if (path is null) return null;
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"names a file with a key that cannot be read: {path}", failed);
        }
    }

    private static string? Environment(string name) => System.Environment.GetEnvironmentVariable($"VARIORUM_TRANSLATION_{name}") is { Length: > 0 } value ? value : null;
}
