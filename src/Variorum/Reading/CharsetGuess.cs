using System.Text;

namespace Variorum;

/// <summary>Tells a legacy charset from the bytes: reads them in each, and takes the reading that looks most like writing.</summary>
internal static class CharsetGuess
{
    private const int LongestLooked = 24_000;

    // In the order of preference where two readings look alike.
    private static readonly int[] Candidates = [1252, 1251, 54936, 932, 51932, 949, 950, 20866, 1256, 1250, 1253, 1254, 1255, 874, 866, 28595, 28592];

    /// <summary>Whether a charset holds Latin letters with marks, and none of another script.</summary>
    public static bool IsLatin(Encoding encoding) => encoding.CodePage is 1252 or 1250 or 1254 or 28592;

    /// <summary>The most likely charset, windows-1252 where nothing speaks for another; and how good its letters are, about 1 at best.</summary>
    public static (Encoding Encoding, double Score) Of(ReadOnlySpan<byte> bytes)
    {
        var sample = Sample(bytes);
        var best = Encoding.GetEncoding(1252);
        var most = double.NegativeInfinity;
        foreach (var page in Candidates)
        {
            var encoding = Encoding.GetEncoding(page, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
            var score = Score(encoding.GetString(sample), page);
            if (score > most)
            {
                most = score;
                best = Encoding.GetEncoding(page);
            }
        }

        return (best, most);
    }

    /// <summary>Whether bytes can be of a charset: next to none of them is undefined in it.</summary>
    public static bool Fits(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var strict = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
        var sample = Sample(bytes);
        var read = strict.GetString(sample);
        var wrong = 0;
        foreach (var c in read)
        {
            if (c == '\uFFFD' || c is >= '\u0080' and < '\u00A0') wrong++;
        }

        return wrong * 20 <= sample.Length;
    }

    // The bytes above ASCII, with a neighbour on each side: markup says nothing of a charset.
    private static byte[] Sample(ReadOnlySpan<byte> bytes)
    {
        var sample = new List<byte>(4096);
        var from = 0;
        while (from < bytes.Length && sample.Count < LongestLooked)
        {
            var next = bytes[from..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (next < 0) break;
            var start = from + next;
            var end = start;

            // Double-byte charsets have ASCII as second bytes: a stretch ends only where two follow.
            while (end < bytes.Length && (bytes[end] >= 0x80 || (end + 1 < bytes.Length && bytes[end + 1] >= 0x80))) end++;
            end = Math.Min(end + 1, bytes.Length);
            if (start > from && char.IsAsciiLetter((char)bytes[start - 1])) start--;
            foreach (var b in bytes[start..Math.Min(end, start + LongestLooked)]) sample.Add(b);
            sample.Add((byte)' ');
            from = end;
        }

        return [.. sample];
    }

    private static double Score(string text, int page)
    {
        double score = 0;
        var counted = 0;
        var before = ' ';
        foreach (var c in text)
        {
            if (c >= 0x80)
            {
                counted++;
                score += Single(c, before, page);
            }

            before = c;
        }

        return counted == 0 ? (page == 1252 ? 1 : 0) : score / counted;
    }

    private static double Single(char c, char before, int page)
    {
        if (c == '\uFFFD' || c is >= '\u0080' and < '\u00A0' || c is >= '\uE000' and < '\uF900') return -6;
        // No word mixes Latin letters with those of another script.
        if (page is 1251 or 20866 or 866 or 28595 or 1253 or 1255 or 1256 or 874 && char.IsAsciiLetter(before) && char.IsLetter(c)) return -1;
        switch (page)
        {
            case 1251 or 20866 or 866 or 28595:
                if (c is >= '\u0400' and < '\u0460')
                {
                    // Case is what sets KOI8 apart from windows-1251: the one's small letters are the other's capitals.
                    var lower = c >= '\u0430';
                    var common = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфіїєў".IndexOf(char.ToLowerInvariant(c)) is >= 0 and var rank ? 1.4 - (rank * .04) : -1;
                    if (!lower && before is >= '\u0430' and < '\u0460') return -2;
                    return lower ? common : common * .5;
                }

                return c is '«' or '»' or '—' or '–' or '№' or '“' or '”' or '…' or '\u00A0' ? .3 : -1.5;
            case 1253:
                return c is >= '\u0386' and < '\u03D0' ? (char.IsUpper(c) && char.IsLower(before) ? -2 : char.IsLower(c) ? 1 : .2) : c is '«' or '»' or '\u00A0' or '’' ? .2 : -1.5;
            case 1255:
                return c is >= '\u05D0' and < '\u05EB' ? 1.1 : c is >= '\u0590' and < '\u05D0' ? 0 : -1.2;
            case 1256:
                return c is >= '\u0621' and < '\u064B' ? ("اليمنترودبسعهقفكحجشطخصئةى".Contains(c) ? 1.15 : .5) : c is '،' or '؛' or '؟' or '\u00A0' or '«' or '»' ? .3
                    : c is >= '\u064B' and < '\u06D5' ? 0 : -1.2;
            case 874:
                return c is >= '\u0E01' and < '\u0E3B' or >= '\u0E40' and < '\u0E4F' ? .9 : -1.2;
            case 932 or 51932:
                return c switch
                {
                    >= '\u3041' and < '\u3097' => 1.6,
                    >= '\u30A1' and < '\u30FF' => 1.2,
                    >= '\u4E00' and < '\u9FA6' => .7,
                    >= '\u3000' and < '\u3020' or >= '\uFF01' and < '\uFF5F' => .8,
                    >= '\uFF61' and < '\uFFA0' => -1.5,
                    _ => -1,
                };
            case 949:
                return c is >= '\uAC00' and < '\uD7A4' ? "이다의는에을하가고로한지사기를은인일자대서해정도시그리나있아어장부원제으국보수전회과들".Contains(c) ? 1.7 : .8
                    : c is >= '\u4E00' and < '\u9FFF' ? -.2 : c is >= '\u3000' and < '\u3020' or '·' or '“' or '”' or '‘' or '’' ? .3 : -1;
            case 54936 or 950:
                return c switch
                {
                    >= '\u4E00' and < '\u9FA6' => CommonHan(page).Contains(c) ? 2.2 : .45,
                    >= '\u3000' and < '\u3020' or >= '\uFF01' and < '\uFF5F' or '“' or '”' or '·' or '—' => .8,
                    _ => -1.2,
                };
            default:
                return Latin(c, before, page);
        }
    }

    // What a letter with a mark is worth: common ones in the languages of the charset, inside a word of Latin letters.
    private static double Latin(char c, char before, int page)
    {
        var common = page switch
        {
            1252 => "éèàáíóúñçãõâêôîäöüßåøæëïœÉÀÖÜÄÅØ",
            1250 or 28592 => "ąćęłńóśźżáčďéěíňřšťúůýžőűôľĺăâîşţšđŠŽČŁŚŻ",
            1254 => "ğışçöüİŞĞÇÖÜâ",
            _ => "",
        };
        if (common.Contains(c))
        {
            // A word is small letters after its first: a capital in the middle belongs to another charset.
            if (char.IsUpper(c) && char.IsLower(before)) return -1;
            return (page == 1252 ? .9 : .75) + (char.IsAsciiLetter(before) ? .1 : -.05);
        }

        if (c is '’' or '“' or '”' or '–' or '—' or '…' or '«' or '»' or '\u00A0' or '°' or '·' or '©' or '®' or '€' or '§' or '‘' or '£' or '™' or '•' or 'º' or 'ª' or '¿' or '¡') return page == 1252 ? .55 : .4;
        return char.IsLetter(c) ? -.4 : -.8;
    }

    private static string CommonHan(int page) => page == 54936
        ? "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处"
        : "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指幾九區強放決西被幹做必戰先回則任取據處";
}
