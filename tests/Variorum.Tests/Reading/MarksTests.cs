namespace Variorum;

public class MarksTests
{
    [Theory]
    [InlineData("Halden, May 13 (NNA) -- |Ann Holt arrived.", "NNA")]
    [InlineData("Halden, May 13 (NNA) --|Ann Holt arrived.", "NNA")]
    [InlineData("HALDEN, May 13 (Norpress) — |Ann Holt arrived.", "Norpress")]
    [InlineData("HALDEN, 13 May 2025 (NNA). — |Ann Holt arrived.", "NNA")]
    [InlineData("PORT ASTER, Vesmark — |Ann Holt arrived.", null)]
    [InlineData("Halden, Nov. 17 (NNA) |The Ministry of Trade closed.", "NNA")]
    [InlineData("（诺兰社记者李明哈尔登21日電）|霍尔特抵达。", "诺兰社")]
    [InlineData("HALDEN (NNA) - |Ann Holt arrived.", "NNA")]
    [InlineData("(г. Халден) |Анна Холт прибыла.", null)]
    [InlineData("ХАЛДЕН, 13 мая. /НАН/. |Анна Холт прибыла.", "НАН")]
    [InlineData("ХАЛДЕН, 13 мая — |Анна Холт прибыла.", null)]
    [InlineData("【诺兰社哈尔登5月13日电】|霍尔特抵达。", "诺兰社")]
    [InlineData("诺兰社哈尔登5月13日电（记者李明）|霍尔特抵达。", "诺兰社")]
    [InlineData("(할덴 5월 13일발 노르란드통신) |홀트 총리가 도착했다.", "노르란드통신")]
    [InlineData("Halden, 13 may (AN).- |La presidenta llegó.", "AN")]
    [InlineData("هالدن 13 مايو (ونا) - |وصلت رئيسة الوزراء.", "ونا")]
    public void A_dateline_ends_where_the_text_begins(string marked, string? agency)
    {
        var bar = marked.IndexOf('|', StringComparison.Ordinal);
        var dateline = Marks.DatelineOf(marked.Remove(bar, 1));
        Assert.NotNull(dateline);
        Assert.Equal((bar, agency), (dateline.Length, dateline.Agency));
    }

    [Theory]
    [InlineData("Ann Holt arrived in Halden on May 13 - she was late.")]
    [InlineData("Ann Holt (Liberal) said - and meant it - that wages would rise.")]
    [InlineData("Ann Holt: we have done it -- at last.")]
    [InlineData("On May 13, Ann Holt, the Prime Minister - a former teacher - arrived.")]
    [InlineData("(Applause.) Thank you.")]
    [InlineData("[The band plays.] Dear friends,")]
    [InlineData("In Halden, Norland — the old capital — the talks went on.")]
    [InlineData("Halden (NATO) is the seat of a committee - and a port.")]
    [InlineData("Dear friends — we did it.")]
    [InlineData("MR. HOLT — We have done it.")]
    [InlineData("(speaks Russian) Good morning.")]
    [InlineData("Today — and only today — the gates are open.")]
    [InlineData("5月13日，霍尔特抵达哈尔登。")]
    [InlineData("Анна Холт — премьер-министр Норланда.")]
    public void A_sentence_with_a_dash_is_no_dateline(string text) => Assert.Null(Marks.DatelineOf(text));

    [Theory]
    [InlineData("She left. -0-", "She left.")]
    [InlineData("She left. (END)", "She left.")]
    [InlineData("She left. ###", "She left.")]
    [InlineData("She left. /ends", "She left.")]
    [InlineData("She left. Enditem", "She left.")]
    [InlineData("그는 떠났다. (끝)", "그는 떠났다.")]
    [InlineData("她走了。（完）", "她走了。")]
    [InlineData("她走了。（編輯：李明）1140513", "她走了。")]
    [InlineData("- 30 -", "")]
    [InlineData("# # #", "")]
    [InlineData("END", "")]
    [InlineData("-END-", "")]
    public void An_end_mark_is_no_word_of_the_text(string text, string left)
    {
        var (length, ended, _) = Marks.End(text);
        Assert.Equal((left, true), (text[..length], ended));
    }

    [Theory]
    [InlineData("This is the END")]
    [InlineData("The score was 3-0-")]
    [InlineData("They meet to a good end.")]
    [InlineData("We are number 30")]
    [InlineData("In the end")]
    public void Words_that_look_like_an_end_mark_stay(string text) => Assert.Equal((text.Length, false), (Marks.End(text).Length, Marks.End(text).Ended));

    [Theory]
    [InlineData("www.nna.example (Juche114.5.13.)")]
    [InlineData("(Juche 114.5.13)")]
    [InlineData("(주체114(2025)년 5월 13일)")]
    public void A_calendar_mark_gives_the_day(string text)
    {
        var (length, _, day) = Marks.End(text);
        Assert.Equal((0, "2025-05-13"), (length, day?.Iso));
    }
}
