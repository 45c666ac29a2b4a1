using System.Text;
using CsCheck;

namespace Variorum;

/// <summary>Who says what. The corpus gives each sentence its speakers in braces (<c>{-}</c>: the account itself; <c>|</c> between right answers),
/// and behind <c>===</c> every attribution as who, cue and content. A first line behind <c>#</c> is the headline.</summary>
public sealed class SpeechTests
{
    public static TheoryData<string> Texts => [.. Directory.EnumerateFiles(Folder(), "*.txt").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Texts))]
    public void Each_sentence_is_said_by_whoever_says_it(string file)
    {
        var (headline, blocks, speakers, _) = Case(file);
        var spoken = Speech.Read(blocks, headline);
        Assert.Equal(speakers.Count, spoken.Passages.Count);
        foreach (var (passage, expected) in spoken.Passages.Zip(speakers))
            Assert.True(expected.Split('|').Contains(passage.Speaker ?? "-"), $"{passage.Speaker ?? "-"} for {expected}: {passage.Text}");
    }

    [Theory, MemberData(nameof(Texts))]
    public void Each_attribution_is_found_and_no_other(string file)
    {
        var (headline, blocks, _, attributions) = Case(file);
        var spoken = Speech.Read(blocks, headline);
        var found = spoken.Attributions.Select(attribution => string.Join('\t', attribution.Who ?? "null",
            attribution.Cue is { } cue ? spoken.Text[cue.Start..cue.End] : "", string.Join(" | ", attribution.Content.Select(span => spoken.Text[span.Start..span.End]))));
        Assert.Equal(attributions.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Texts))]
    public void Spans_lie_in_the_text_in_order_and_apart_from_their_cue(string file) => HoldsTogether(Speech.Read(Case(file).Blocks, null));

    [Fact]
    public void Whatever_is_read_holds_together()
    {
        string[] words = ["said", "that", "Ann", "Holt", "he", "she", "the", "President", "of", "Norland", ",", "\"", "“", "”", ".", ":", "adding", "noted", "and", "(", ")", "[Applause]", "According", "to",
            "expressed", "hope", "was", "told", "it", "It", "who", "MR.", "LIND", "Question", "–", "'s", "will", "build", "built", "«", "»", "\n", "<…>", "记者：", "\u0301", "\ud800"];
        Gen.Int[0, words.Length - 1].Select(i => words[i]).List[0, 60].Sample(list =>
        {
            var blocks = string.Join(' ', list).Split('\n').Select(text => new Block(text.Trim())).Where(block => block.Text.Length > 0).ToList();
            HoldsTogether(Speech.Read(blocks, "Ann Holt speaks"));
        }, iter: 1000);
    }

    [Theory]
    [InlineData("order\tverb-middle", "order")]
    [InlineData("script\tlatin", "order")]
    [InlineData("order\trun-on|script\than|verb\t说|not\t没有|role\t主席|direct\t希望", "skip")]
    [InlineData("order\tverb-last|script\thangul|not\t안|subject\t은", "verb")]
    [InlineData("order\tverb-last|script", "script")]
    [InlineData("order\tverb-last|script\thangul|verbs\t말했다", "verbs")]
    public void A_table_that_lacks_a_row_or_has_an_unknown_one_says_which(string rows, string row)
    {
        var error = Assert.Throws<InvalidOperationException>(() => new OtherTongues("sayings-xx.tsv", rows.Split('|')));
        Assert.StartsWith("sayings-xx.tsv: ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"\"{row}\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_of_a_million_characters_is_kept_whole()
    {
        var text = new StringBuilder();
        while (text.Length < 1_000_000) text.Append("the envoy said that Ann Holt, mayor of Lys, noted \"it\" and ");
        var spoken = Speech.Read([new Block(text.ToString().TrimEnd())], null);
        Assert.Equal(text.ToString().Count(c => c != ' '), spoken.Passages.Sum(passage => passage.Text.Count(c => c != ' ')));
    }

    [Fact(Timeout = 20_000)]
    public async Task A_subject_of_forty_offices_hangs_nothing()
    {
        var text = string.Concat(Enumerable.Repeat("The President and ", 40)) + "the Minister said that the road was open.";
        var spoken = await Task.Run(() => Speech.Read([new Block("President Ann Holt met Minister Jonas Lind in Karsk."), new Block(text)], null), TestContext.Current.CancellationToken);
        Assert.Equal(2, spoken.Passages.Count);
    }

    [Fact]
    public void A_name_alone_in_bold_opens_a_turn()
    {
        var spoken = Speech.Read([new Block("Ann Holt", Bold: 8), new Block("I am glad to see you."), new Block("Jonas Lind", Bold: 10), new Block("We are glad, too."), new Block("Ann Holt", Bold: 8), new Block("Let us begin.")], null);
        Assert.True(spoken.HasTurns);
        Assert.Equal(["Ann Holt", "Jonas Lind", "Ann Holt"], spoken.Passages.Select(passage => passage.Speaker));
    }

    [Theory]
    [InlineData("北岸台央视记者：请介绍访问安排。", "北岸台央视记者", "林岚：访问下周举行。我们期待交换意见。", "林岚")]
    [InlineData("诺兰通讯社：请谈谈渔业协定。", "诺兰通讯社", "林岚：我们希望双方继续对话。", "林岚")]
    [InlineData("Вопрос: Расскажите о визите.", "Вопрос", "А.В.Лодин: Визит начнётся завтра. Мы его ждём.", "А.В. Лодин")]
    [InlineData("Корреспондент НАН: Расскажите о визите.", "Корреспондент НАН", "Анна Холт: Визит начнётся завтра. Мы его ждём.", "Анна Холт")]
    [InlineData("노르란드통신 기자: 방문 일정을 말씀해 주십시오.", "노르란드통신 기자", "김린: 우리는 다음 주에 방문합니다.", "김린")]
    [InlineData("Pregunta: Cuente algo de la visita.", "Pregunta", "Ana Berg: La visita empieza mañana. Nosotros la esperamos.", "Ana Berg")]
    [InlineData("Reporter: Tell about the visit.", "Reporter", "Anna Berg: The visit begins tomorrow. We expect much of it.", "Anna Berg")]
    public void Who_asks_without_a_question_mark_asks_all_the_same(string question, string asker, string answer, string speaker)
    {
        var spoken = Speech.Read([new Block(question), new Block(answer), new Block(question), new Block(answer)], null);
        Assert.True(spoken.HasTurns);
        Assert.Equal([asker, speaker], spoken.Passages.Select(passage => passage.Speaker).Distinct());
        Assert.DoesNotContain(spoken.Passages, passage => passage.Text.Contains(asker, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("林岚对记者")]
    [InlineData("发言人告诉记者")]
    [InlineData("据诺兰通讯社")]
    [InlineData("reporter")]
    [InlineData("Reporter of the year")]
    public void Who_is_spoken_to_or_told_of_does_not_ask(string label) => Assert.False(LabelNames.IsQuestioner(label));

    [Fact]
    public void Two_persons_who_answer_each_other_take_turns()
    {
        var spoken = Speech.Read([new Block("Anna Berg: We welcome the agreement that was signed in Merrow."), new Block("Peter Holm: The harbour will open in May."), new Block("Anna Berg: I thank my colleague for his patience.")], null);
        Assert.Equal(["Anna Berg", "Peter Holm", "Anna Berg"], spoken.Passages.Select(passage => passage.Speaker));
    }

    [Fact]
    public void Persons_told_of_one_after_the_other_take_no_turns() =>
        Assert.False(Speech.Read([new Block("Anna Berg: The minister signed the agreement."), new Block("Peter Holm: The envoy left on Monday."), new Block("Anna Berg: The minister stayed.")], null).HasTurns);

    [Theory]
    [InlineData("Statement by Foreign Minister Anna Berg")]
    [InlineData("REMARKS BY ANNA BERG")]
    public void A_short_statement_is_hers_whom_its_headline_names(string headline)
    {
        var spoken = Speech.Read([new Block("I thank all delegations for coming to Merrow. We have worked for three days on this agreement.")], headline);
        Assert.All(spoken.Passages, passage => Assert.Equal("Anna Berg", passage.Speaker));
    }

    [Fact]
    public void One_person_is_one_over_all_forms_of_the_name()
    {
        var spoken = Speech.Read([new Block("Chairman of the State Council of Harland Pak Chol-su (retranslated): I thank you."), new Block("President of Norland Ann Holt: We thank you, Mr Pak."),
            new Block("Pak Chol-su: My pleasure.")], null);
        var person = Assert.Single(spoken.People, person => person.Name == "Pak Chol-su");
        Assert.Contains(person.Roles, role => role.StartsWith("Chairman of the State Council", StringComparison.Ordinal));
    }

    private static void HoldsTogether(Spoken spoken)
    {
        var last = 0;
        foreach (var passage in spoken.Passages)
        {
            Assert.Equal(passage.Text, spoken.Text[passage.Start..passage.End]);
            Assert.True(passage.Start >= last);
            last = passage.End;
        }
        foreach (var attribution in spoken.Attributions)
        {
            Assert.NotEmpty(attribution.Content);
            var end = 0;
            foreach (var span in attribution.Content)
            {
                Assert.True(span.Start >= end && span.End > span.Start && span.End <= spoken.Text.Length);
                Assert.False(attribution.Cue is { } cue && span.Overlaps(cue));
                end = span.End;
            }
            if (attribution.Source is { } source) Assert.True(source.Start >= 0 && source.End > source.Start && source.End <= spoken.Text.Length);
        }
    }

    private static (string? Headline, List<Block> Blocks, List<string> Speakers, List<string> Attributions) Case(string file)
    {
        string? headline = null;
        var blocks = new List<Block>();
        var speakers = new List<string>();
        var attributions = new List<string>();
        var behind = false;
        foreach (var line in File.ReadLines(Path.Combine(Folder(), file)))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal)) headline = line[2..];
            else if (line == "===") behind = true;
            else if (behind) attributions.Add(line);
            else
            {
                var text = new StringBuilder();
                for (var at = 0; at < line.Length;)
                {
                    var open = line.IndexOf('{', at);
                    if (open < 0) open = line.Length;
                    text.Append(line.AsSpan(at, open - at).TrimEnd());
                    if (open == line.Length) break;
                    var close = line.IndexOf('}', open);
                    if (close > open + 1) speakers.Add(line[(open + 1)..close]);
                    at = close + 1;
                }
                if (text.Length > 0) blocks.Add(new Block(text.ToString()));
            }
        }
        return (headline, blocks, speakers, attributions);
    }

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "tests", "corpora"))) folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "tests", "corpora", "speech");
    }
}
