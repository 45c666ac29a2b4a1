namespace Variorum;

public class HtmlLanguageTests
{
    [Theory]
    [InlineData("The two ministers met in the capital and said that the talks will go on.", null, "en")]
    [InlineData("Die beiden Minister haben sich in der Hauptstadt getroffen und werden die Gespräche fortsetzen.", "en", "de")]
    [InlineData("Министры встретились в столице и заявили, что переговоры не закончены.", null, "ru")]
    [InlineData("Міністри зустрілися у столиці та заявили, що переговори не закінчено і для цього є час.", "ru", "uk")]
    [InlineData("両大臣は首都で会談し、交渉を続けることで合意した。", null, "ja")]
    [InlineData("两国部长在首都举行会谈，同意继续谈判。", null, "zh")]
    [InlineData("두 장관은 수도에서 회담하고 협상을 계속하기로 합의했다.", "en", "ko")]
    [InlineData("التقى الوزيران في العاصمة وأكد أن المحادثات التي جرت مع الوفد من شأنها", null, "ar")]
    [InlineData("Norland", "en-GB", "en")]
    [InlineData("1234", null, null)]
    public void A_text_tells_its_language(string text, string? declared, string? expected) =>
        Assert.Equal(expected, Language.Of(text, declared));
}
