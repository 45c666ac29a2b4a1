namespace Variorum;

/// <summary>How a translator is spoken to.</summary>
public enum TranslatorProtocol
{
    /// <summary>LibreTranslate's: <c>POST /translate</c>.</summary>
    LibreTranslate,

    /// <summary>DeepL's: <c>POST /v2/translate</c>.</summary>
    DeepL,

    /// <summary>That of language models: <c>POST /v1/chat/completions</c>.</summary>
    Chat,
}

/// <summary>A translator that the owner has chosen. Texts are sent to it when a person asks for that, and at no other time.</summary>
/// <param name="Protocol">How it is spoken to.</param>
/// <param name="Address">Where it answers, before the protocol's own path; it may be on the own network or machine.</param>
public sealed record TranslatorOptions(TranslatorProtocol Protocol, Uri Address)
{
    /// <summary>What it asks for to let us in; null where it asks for nothing. Never shown, never logged.</summary>
    public string? Key { get; init; }

    /// <summary>Which of its models; needed by <see cref="TranslatorProtocol.Chat"/>.</summary>
    public string? Model { get; init; }

    /// <summary>The language that is translated into, ISO 639-1.</summary>
    public string Into { get; init; } = "en";

    /// <summary>As readers see it, and as its translations are kept under; null for the protocol, the host and the model.</summary>
    public string? Name { get; init; }

    /// <summary>Characters of one account at most: what a translation may cost.</summary>
    public int LongestAccount { get; init; } = 60_000;

    /// <summary>Characters sent within 24 hours at most.</summary>
    public int LongestDay { get; init; } = 1_000_000;

    /// <summary>For one answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Before the first of three tries more, where it has too much to do; doubled for each of the others.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    internal string Engine => Name ?? string.Join(' ', new[] { Protocol switch { TranslatorProtocol.DeepL => "DeepL", TranslatorProtocol.Chat => "Language model", _ => "LibreTranslate" }, Model, $"at {Address.Authority}" }.OfType<string>());
}
