using System.Net;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>Of what a webhook is told.</summary>
[Flags]
internal enum WebhookAbout
{
    Nothing = 0,
    Changes = 1,
    Vanished = 2,
    Events = 4,
    Searches = 8,
}

/// <summary>An address that is told of news.</summary>
/// <param name="Secret">What is signed with.</param>
/// <param name="Source">A source's name, site, or how addresses begin; null for all.</param>
/// <param name="Failures">Attempts in a row that failed.</param>
/// <param name="Stopped">Since when nothing is sent to it, UTC; null where it is in use.</param>
internal sealed record Webhook(long Id, string Url, byte[] Secret, WebhookAbout About, string? Source, string? Author, int Failures, DateTimeOffset? Stopped)
{
    /// <summary>As it is shown, once: the form of Standard Webhooks.</summary>
    public string SecretText => "whsec_" + Convert.ToBase64String(Secret);

    /// <summary>The signature of a delivery, as its header holds it.</summary>
    /// <param name="name">Of the delivery.</param>
    /// <param name="timestamp">Seconds since 1970 UTC.</param>
    /// <param name="body">As it is sent.</param>
    public string Signature(string name, long timestamp, byte[] body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Secret, (byte[])[.. Encoding.UTF8.GetBytes(FormattableString.Invariant($"{name}.{timestamp}.")), .. body]));
}

/// <summary>The webhooks that there are.</summary>
internal static class Webhooks
{
    public const int LongestUrl = 1000;

    /// <summary>Attempts in a row, of whatever delivery, after which nothing more is sent.</summary>
    public const int MostFailures = 12;

    /// <summary>How a server on the own network is allowed, as refusals say it before its name.</summary>
    public const string Allow = "have the reading room started with --webhooks-to";

    private const int Most = 50, SecretBytes = 32;

    private const string Columns = "SELECT id, url, secret, about, source, author, failures, stopped FROM webhook ";

    public static IReadOnlyList<Webhook> All(Database database) => database.Rows(Read, Columns + "ORDER BY id");

    /// <exception cref="NotThereException">There is none of this number.</exception>
    public static Webhook Of(Database database, long id) => database.Row(Read, Columns + "WHERE id = $1", id) ?? throw new NotThereException($"no webhook {id}");

    /// <summary>Has a message without news sent to a webhook.</summary>
    /// <exception cref="NotThereException">There is none of this number.</exception>
    public static Webhook Test(Database database, long id, DateTimeOffset now)
    {
        var (webhook, name) = (Of(database, id), $"msg_{Guid.NewGuid():N}");
        Deliveries.Add(database, webhook.Id, name, WebhookBody.Of(name, now, []), now);
        return webhook;
    }

    /// <summary>Enters a webhook with a secret of its own.</summary>
    /// <exception cref="WrongException">Nothing can be sent to this address.</exception>
    /// <exception cref="RefusedException">There are as many as there may be.</exception>
    public static Webhook Add(Database database, string url, WebhookAbout about, string? source, string? author, IReadOnlyList<Allowance> allowed, DateTimeOffset now)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            throw new WrongException("a webhook's address is written whole and begins with https:// or http://, such as https://desk.norland.example/news");
        if (address.UserInfo.Length > 0) throw new WrongException("a webhook's address holds no name and no password: leave them out, deliveries are signed");
        if (Refusal(address, allowed) is { } refusal) throw new WrongException($"a webhook cannot be sent there: {refusal}");
        if (about == WebhookAbout.Nothing) throw new WrongException("a webhook is told of something: choose what");
        if (database.Number("SELECT count(*) FROM webhook") >= Most) throw new RefusedException($"{Most} webhooks are kept already: take one away first");
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var id = database.Insert("INSERT INTO webhook (url, secret, about, source, author, made, failures) VALUES ($1, $2, $3, $4, $5, $6, 0)", address.AbsoluteUri, secret, (int)about, source, author, now.ToUnixTimeMilliseconds());
        return new Webhook(id, address.AbsoluteUri, secret, about, source, author, 0, null);
    }

    // What a name means may change, and is asked for when something is sent to it.
    private static string? Refusal(Uri address, IReadOnlyList<Allowance> allowed)
    {
        IPAddress[] addresses = IPAddress.TryParse(address.DnsSafeHost, out var written) ? [written] : address.IsLoopback ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [];
        var refusals = addresses.Select(one => SafeConnection.Refusal(address.Host, one, address.Port, allowed, Allow)).ToList();
        return refusals.Contains(null) ? null : refusals.FirstOrDefault();
    }

    /// <summary>Takes a webhook away, with all that it had still to be told.</summary>
    /// <exception cref="NotThereException">There is none of this number.</exception>
    public static void Remove(Database database, long id)
    {
        if (database.Run("DELETE FROM webhook WHERE id = $1", id) == 0) throw new NotThereException($"no webhook {id}");
        database.Run("DELETE FROM delivery WHERE webhook = $1", id);
    }

    /// <summary>Sends to it again, at once what waits.</summary>
    /// <exception cref="NotThereException">There is none of this number.</exception>
    public static void Resume(Database database, long id, DateTimeOffset now)
    {
        if (database.Run("UPDATE webhook SET failures = 0, stopped = NULL WHERE id = $1", id) == 0) throw new NotThereException($"no webhook {id}");
        database.Run("UPDATE delivery SET due = $2 WHERE webhook = $1 AND due IS NOT NULL", id, now.ToUnixTimeMilliseconds());
    }

    private static Webhook Read(SqliteDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetFieldValue<byte[]>(2), (WebhookAbout)row.GetInt32(3), row.IsDBNull(4) ? null : row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5), row.GetInt32(6), row.IsDBNull(7) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)));
}
