using Variorum.Bench;

return args switch
{
    ["speech", var shared] => SpeechScore.Run(shared),
    ["pages", var shared, ..] => PagesScore.Run(shared),
    ["links", var shared] => LinksScore.Run(shared, null),
    ["links", var shared, var collations] => LinksScore.Run(shared, collations),
    ["pages-speed", var shared] => PagesSpeed.Run(shared),
    ["learn-pages", var shared] => PagesLearning.Run(shared),
    ["learn-links", var shared] => LinksLearning.Run(shared),
    ["collation-speed", var a, var b] => CollationSpeed.Run(a, b),
    ["background", var words, var table] => BackgroundTable.Run(words, table),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage, from the project's root; SHARED is the folder with the measuring data:
          links SHARED [FOLDER]      are the links right? each pair scored with weights learnt without it; the collations to FOLDER
          speech SHARED              who says what, figures, dates: scored on gold/speech and on bench's labelled texts
          pages SHARED               main text, titles, dates of real pages
          learn-links SHARED         learn and write the weights of the links, with their figures
          learn-pages SHARED         learn and write the weights of reading, with their figures
          pages-speed SHARED         reading against parsing, in one run
          collation-speed A B        time and memory of a collation, and how they grow
          background WORDS TABLE     the table of stems from a table of words
        """);
    return 2;
}
