using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Variorum;

/// <summary>
/// A form that was refused comes back on the page where it stands, as it was sent and with the reason above it. No form sees to that itself:
/// the page is asked for once more, as whoever sent the form would do it, and what was typed is put into its fields.
/// </summary>
internal static class FormAgain
{
    private const string Reason = "refused";

    // What is larger, or has no end, is no page that a form stands on, whatever the browser says.
    private const int Largest = 4 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Answers with the form; nothing where it stands on no page that can be shown.</summary>
    /// <param name="http">What was refused.</param>
    /// <param name="next">Answers requests.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="sentence">Why it was refused.</param>
    /// <returns>Whether it did.</returns>
    public static async Task<bool> Show(HttpContext http, RequestDelegate next, int status, string sentence)
    {
        // What was not read to its end, or was not let in by the gate, is no form yet.
        if (!HttpMethods.IsPost(http.Request.Method) || !http.IsAdmitted() || http.Features.Get<IFormFeature>()?.Form is not { } form) return false;
        Failures.Forget(http.Response.Headers);
        var (sent, path) = (form.Where(static field => field.Key != CrossSite.Field).ToList(), Uri.UnescapeDataString(http.Request.Path.Value!));
        if (sent.Count == 0) return false;
        IHtmlFormElement? best = null;
        var lacks = int.MaxValue;
        foreach (var (at, query) in Places(http.Request))
        {
            if (lacks == 0 || await Page(http, next, at, query).ConfigureAwait(false) is not { } page) continue;
            foreach (var found in page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").Where(one => one.GetAttribute("action")?.Split('?')[0] is { } action && Uri.UnescapeDataString(action) == path))
            {
                if (Lacks(found, sent) is var fewer && fewer < lacks) (best, lacks) = (found, fewer);
            }
        }
        if (best is null) return false;
        Fill(best, sent, status);
        Explain(best, sentence);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(best.Owner!.ToHtml(), http.RequestAborted).ConfigureAwait(false);
        return true;
    }

    // A form's own address mostly shows it; one that only takes forms stands where the browser says that it was.
    private static IEnumerable<(PathString Path, QueryString Query)> Places(HttpRequest request)
    {
        yield return (request.Path, request.QueryString);
        if (Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == request.Host.Value && PathString.FromUriComponent(from) is { HasValue: true } path)
            yield return (path.StartsWithSegments(request.PathBase, out var rest) ? rest : path, QueryString.FromUriComponent(from));
    }

    private static async Task<IHtmlDocument?> Page(HttpContext http, RequestDelegate next, PathString path, QueryString query)
    {
        var (request, response) = (http.Request, http.Response);
        var was = (request.Method, request.Path, request.QueryString, request.RouteValues, response.Body, http.RequestAborted);
        var (endpoint, packs, known, headers) = (http.GetEndpoint(), request.Headers.AcceptEncoding, request.Headers.IfNoneMatch, response.Headers.ToList());
        using var written = new ShortAnswer();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            (request.Method, request.Path, request.QueryString, request.RouteValues, response.Body, http.RequestAborted) = (HttpMethods.Get, path, query, [], written, patience.Token);
            request.Headers.AcceptEncoding = request.Headers.IfNoneMatch = default;
            http.SetEndpoint(null);
            response.StatusCode = StatusCodes.Status200OK;
            await next(http).ConfigureAwait(false);
            return response.StatusCode == StatusCodes.Status200OK ? new HtmlParser().ParseDocument(Encoding.UTF8.GetString(written.GetBuffer(), 0, (int)written.Length)) : null;
        }
        catch (Exception failed) when (!was.RequestAborted.IsCancellationRequested)
        {
            // The page cannot be shown now: the reason stands alone.
            if (Failures.Of(failed) is { Status: StatusCodes.Status500InternalServerError } own && failed is not (OperationCanceledException or EndlessException)) Failures.Log(http, own.Status, own.Sentence, failed);
            return null;
        }
        finally
        {
            (request.Method, request.Path, request.QueryString, request.RouteValues, response.Body, http.RequestAborted) = was;
            (request.Headers.AcceptEncoding, request.Headers.IfNoneMatch) = (packs, known);
            http.SetEndpoint(endpoint);
            // What was said of the page was said of no answer to the form.
            response.Headers.Clear();
            foreach (var (name, value) in headers) response.Headers[name] = value;
        }
    }

    // Many forms go to one address: the one that was sent has the very button that was pressed and what else is fixed, and a field for all that came.
    private static int Lacks(IHtmlFormElement form, List<KeyValuePair<string, StringValues>> sent)
    {
        var controls = form.QuerySelectorAll("[name]").ToLookup(static control => control.GetAttribute("name")!, StringComparer.Ordinal);
        return sent.Sum(field => !controls.Contains(field.Key) ? 1 : controls[field.Key].All(IsFixed) && !controls[field.Key].Any(control => field.Value.Contains(control.GetAttribute("value"))) ? 3 : 0);

        static bool IsFixed(IElement control) => control is IHtmlButtonElement or IHtmlInputElement { Type: "hidden" };
    }

    private static void Fill(IHtmlFormElement form, List<KeyValuePair<string, StringValues>> sent, int status)
    {
        var values = sent.ToDictionary(static field => field.Key, static field => new Queue<string?>(field.Value), StringComparer.Ordinal);
        foreach (var control in form.QuerySelectorAll("input, textarea, select"))
        {
            if (control.GetAttribute("name") is not { } name || name == CrossSite.Field) continue;
            var typed = values.GetValueOrDefault(name);
            switch (control)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box: box.IsDefaultChecked = typed?.Contains(box.Value) == true; break;
                // What a browser would not fill in again, this does not either.
                case IHtmlInputElement { Type: "password" or "file" }: break;
                // Whoever was overtaken sends the form again from what stands now, which the page shows.
                case IHtmlInputElement { Type: "hidden" } when status == StatusCodes.Status409Conflict: break;
                case IHtmlSelectElement select:
                    if (typed is not null)
                        foreach (var option in select.Options) option.IsDefaultSelected = typed.Contains(option.Value);
                    break;
                case IHtmlTextAreaElement area when typed is { Count: > 0 }: area.TextContent = typed.Dequeue()!; break;
                case IHtmlInputElement input when typed is { Count: > 0 }: input.SetAttribute("value", typed.Dequeue()); break;
            }
        }
    }

    private static void Explain(IHtmlFormElement form, string sentence)
    {
        var page = form.Owner!;
        var reason = page.CreateElement("p");
        reason.Id = Reason;
        reason.ClassName = "notice wrong";
        reason.SetAttribute("role", "alert");
        reason.TextContent = Markup.Straight(sentence);
        form.Before(reason);
        for (IElement? around = form; around is not null; around = around.ParentElement)
            if (around is IHtmlDetailsElement folded) folded.IsOpen = true;
        // There the reader is taken, and told why.
        if (form.QuerySelector("input:not([type=hidden]), textarea, select, button") is not { } first) return;
        first.SetAttribute("autofocus", "");
        first.SetAttribute("aria-describedby", Reason);
    }

    /// <summary>What a page is written into; it has an end.</summary>
    private sealed class ShortAnswer : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > Largest) throw new EndlessException();
            base.Write(buffer, offset, count);
        }
    }

    private sealed class EndlessException : Exception;
}

/// <summary>Somebody else did something to the same while it was looked at. The message is a sentence that says who, what and when.</summary>
internal sealed class OvertakenException(string message) : Exception(message);
