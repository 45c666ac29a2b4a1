namespace Variorum;

public class SentencesCutTests
{
    [Fact]
    public void A_sentence_ends_at_its_stop() => Assert.Equal(2, Sentences.Cut("It rained. It stopped.").Count);
}
