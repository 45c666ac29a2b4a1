using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Variorum;

/// <summary>Forms as a person fills them in: what the page has written in them goes along.</summary>
internal static class Forms
{
    /// <summary>Opens a page, fills in the form that a button belongs to, and presses it.</summary>
    /// <param name="button">What stands on it.</param>
    /// <param name="typed">Fields by their names; a field that is typed takes the place of what stood there.</param>
    public static async Task<HttpResponseMessage> Press(this OpenRoom room, string path, string button, params (string Name, string Value)[] typed) =>
        await Press(room, new HtmlParser().ParseDocument(await room.Text(path)), button, typed);

    /// <summary>The same, of a page that is open already.</summary>
    public static async Task<HttpResponseMessage> Press(this OpenRoom room, IHtmlDocument page, string button, params (string Name, string Value)[] typed)
    {
        var pressed = page.QuerySelectorAll("main button").OfType<IHtmlButtonElement>().First(one => one.TextContent.Trim() == button);
        var form = (IHtmlFormElement)pressed.Closest("form")!;
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var input in form.QuerySelectorAll("input").OfType<IHtmlInputElement>())
            if (input.Name is { } name && (input.Type is not ("checkbox" or "radio") || input.IsChecked) && input.Type != "file") fields.Add(new(name, input.Value));
        foreach (var area in form.QuerySelectorAll("textarea").OfType<IHtmlTextAreaElement>()) fields.Add(new(area.Name!, area.Value));
        if (pressed.Name is { Length: > 0 } named) fields.Add(new(named, pressed.Value));
        fields.RemoveAll(field => typed.Any(one => one.Name == field.Key));
        fields.AddRange(typed.Select(static one => new KeyValuePair<string, string>(one.Name, one.Value)));
        var to = new Uri(form.GetAttribute("action")!, UriKind.Relative);
        if (form.Enctype != "multipart/form-data") return await room.Client.PostAsync(to, new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);
        using var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            if (name == "file") parts.Add(new StringContent(value), name, "feeds.opml");
            else parts.Add(new StringContent(value), name);
        }
        return await room.Client.PostAsync(to, parts, TestContext.Current.CancellationToken);
    }

    /// <summary>Looks at a page again and again until it shows something.</summary>
    public static async Task<string> Until(this OpenRoom room, string path, string shows)
    {
        while (true)
        {
            var text = await room.Text(path);
            if (text.Contains(shows, StringComparison.Ordinal)) return text;
            await Task.Delay(50, room.Patience);
        }
    }
}
