using Variorum.Bench;

return args switch
{
    ["speech", var shared] => SpeechScore.Run(shared),
    ["pages", var shared, ..] => PagesScore.Run(shared),
    ["links", var shared, ..] => LinksScore.Run(shared),
    ["pages-speed", var shared] => PagesSpeed.Run(shared),
    ["learn-pages", var shared] => PagesLearning.Run(shared),
    ["learn-links", var shared] => LinksLearning.Run(shared),
    ["pairs"] => PairsCheck.Run(),
    ["show", var a, var b] => Show.Run(a, b),
    ["background", var words, var table] => BackgroundTable.Run(words, table),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Variorum.Bench speech|pages|pages-speed|links|learn-pages|learn-links SHARED");
    return 2;
}
