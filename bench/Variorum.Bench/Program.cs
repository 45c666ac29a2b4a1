using System.Globalization;
using Variorum.Bench;

return args switch
{
    ["evaluate", .. var arguments] => Evaluation.Run(arguments),
    ["reading-speed", var shared, var engine] => ReadingSpeed.Run(shared, engine),
    ["speech", var shared] => SpeechMeasures.Run(shared),
    ["pages", var shared, ..] => PagesScore.Run(shared),
    ["links", var shared] => LinksScore.Run(shared, null),
    ["links", var shared, var collations] => LinksScore.Run(shared, collations),
    ["substitutions", var shared] => SubstitutionsScore.Run(shared),
    ["pages-speed", var shared] => PagesSpeed.Run(shared),
    ["learn-pages", var shared] => PagesLearning.Run(shared),
    ["learn-links", var shared] => LinksLearning.Run(shared),
    ["search-speed", var folder] => SearchSpeed.Run(folder, 1),
    ["search-speed", var folder, var times] => SearchSpeed.Run(folder, int.Parse(times, CultureInfo.InvariantCulture)),
    ["collation-speed", var a, var b] => CollationSpeed.Run(a, b),
    ["across"] => AcrossScore.Run(null),
    ["across", var shared] => AcrossScore.Run(shared),
    ["table", var shared] => TableScore.Run(shared),
    ["table-speed", var a, var b] => TableSpeed.Run(a, b),
    ["warc-speed", .. var files] when files.Length > 0 => WarcSpeed.Run(files),
    ["background", var words, var table] => BackgroundTable.Run(words, table),
    ["fuzz", var seconds] => FuzzRun.Run(int.Parse(seconds, CultureInfo.InvariantCulture), 1),
    ["fuzz", var seconds, var seed] => FuzzRun.Run(int.Parse(seconds, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture)),
    ["fuzz-case", var file] => FuzzRun.Case(file),
    ["fuzz-worker", var folder, var seed, var from, var seconds] => new FuzzWorker(folder).Run(int.Parse(seed, CultureInfo.InvariantCulture),
        long.Parse(from, CultureInfo.InvariantCulture), TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))),
    ["archive-truth", var corpus, var folder] => ArchiveTruth.Run(corpus, folder),
    ["archive-speed", var folder] => ArchiveSpeed.Run(folder),
    ["watch-week", var folder] => WatchWeek.Run(folder, new WeekShape(1)),
    ["watch-week", var folder, var seed] => WatchWeek.Run(folder, new WeekShape(int.Parse(seed, CultureInfo.InvariantCulture))),
    ["watch-week", var folder, var seed, var sources] => WatchWeek.Run(folder, new WeekShape(int.Parse(seed, CultureInfo.InvariantCulture), int.Parse(sources, CultureInfo.InvariantCulture))),
    ["watch-schedules"] => WatchSchedules.Run(),
    ["press-sites", var port] => PressSites.Run(int.Parse(port, CultureInfo.InvariantCulture)),
    ["watch-plan", var folder] => WatchPlan.Run(folder, 1),
    ["watch-plan", var folder, var times] => WatchPlan.Run(folder, int.Parse(times, CultureInfo.InvariantCulture)),
    ["sample", var folder] => SampleSpeed.Run(folder),
    ["sample-pictures", var folder] => SamplePictures.Run(folder),
    ["pictures", var count] => PicturesScore.Run(int.Parse(count, CultureInfo.InvariantCulture)),
    ["events-scale", var documents, var folder] => EventsScale.Run(documents, folder, int.MaxValue),
    ["events-scale", var documents, var folder, var most] => EventsScale.Run(documents, folder, int.Parse(most, CultureInfo.InvariantCulture)),
    ["events-order", var documents, var folder, var most] => EventsScale.Order(documents, folder, int.Parse(most, CultureInfo.InvariantCulture)),
    ["events-learn", var shared, var synthetic] => EventsLearning.Run(shared, synthetic),
    ["events-load", var corpus, var path] => EventLoad.Run(corpus, path),
    ["events-score", .. var sets] when sets.Length > 0 => EventsScore.Run(sets),
    ["related-score", .. var sets] when sets.Length > 0 => RelatedScore.Run(sets),
    ["digests-score", .. var sets] when sets.Length > 0 => DigestsScore.Run(sets),
    ["copies-score", var shared] => CopiesScore.Run(shared, null, false),
    ["copies-score", var shared, "--errors"] => CopiesScore.Run(shared, null, true),
    ["copies-score", var shared, var corpus] => CopiesScore.Run(shared, corpus, false),
    ["copies-score", var shared, var corpus, "--errors"] => CopiesScore.Run(shared, corpus, true),
    ["claims-sample", var shared, var what, var count, var seed] => ClaimsSample.Run(shared, what, int.Parse(count, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture)),
    ["names-score"] => NamesScore.Run(null),
    ["names-score", var corpus] => NamesScore.Run(corpus),
    ["growth", var characters] => Growth.Run("", int.Parse(characters, CultureInfo.InvariantCulture)),
    ["growth", var characters, var only] => Growth.Run(only, int.Parse(characters, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage, from the project's root; SHARED is the folder with the measuring data:
          evaluate [SHARED]          everything below that tells how right the program is, in one table; --worst, --check, --write;
                                     SHARED is ../shared where it is not given
          links SHARED [FOLDER]      are the links right? each pair scored with weights learnt without it; the collations to FOLDER
          substitutions SHARED       which marked differences are told, which are told that are none
          speech SHARED              who says what, figures, dates: on gold/speech and on bench's labelled texts, and on which texts worst
          pages SHARED               main text, titles, dates of real pages
          learn-links SHARED         learn and write the weights of the links, with their figures
          learn-pages SHARED         learn and write the weights of reading, with their figures
          events-scale DOCS DIR [N]  JSON lines with the event of each, the first N of them, grouped as they arrive: time, memory, the index, and how right
          events-order DOCS DIR N    the first N of them grouped in two orders: how alike the events are
          events-learn SHARED FILE   learn and write the weights of grouping, with their figures
          events-score SHARED|FILE.. grouping against what people said: on the development sets, or on files of JSON lines that have an event each
          digests-score FILE..       are digests told from accounts? on files of JSON lines that have an event, and on digests made of them
          related-score FILE..       of accounts of two events that are near, how many are of one story, on files of JSON lines that have an event and a story
          events-load CORPUS FILE    a synthetic corpus as such a file
          pages-speed SHARED         reading against SmartReader and the parse, and its stages, in one run
          collation-speed A B        time and memory of a collation, and how they grow
          across [SHARED]            are the links between two languages right? on invented events of known statements
          table SHARED               are the rows of a table of statements right? on events of six witnesses made of aligned pairs
          table-speed A B            time of a table of statements, and how it grows with witnesses and statements
          warc-speed FILE...         reading WARC files against inflating them alone, in one run
          search-speed FOLDER [N]    the search index of a folder of WARC files, put in N times, or of an archive's first N versions: its size, how long it takes to make and to ask
          background WORDS TABLE     the table of stems from a table of words
          fuzz SECONDS [SEED]        damaged pages and texts, on from where the run of this seed stopped; what it finds to artifacts/fuzz/SEED
          fuzz-case FILE             one case that was found
          archive-truth CORPUS DIR   import a synthetic corpus into a new archive: pages a second, memory, and what was found of its truth
          archive-speed FOLDER       opening, finding, histories of an archive, and how large its database is against its text
          watch-week DIR [SEED [SOURCES]]
                                     a week of 500 sources on a clock moved by hand: edits and withdrawals that were seen, requests, delays kept, against fixed visits
          watch-schedules            the same for revisits alone, over weeks of other shapes
          press-sites PORT           serves sites for a reading room to follow, at 127.1.0.1:PORT and on
          watch-plan DIR [N]         how long a watch of an archive takes to plan its visits, and in how much memory; with N as if it held as many times its pages
          pictures COUNT             pictures drawn by chance, coded and sized as servers do and changed as editors do: are they told apart, and how clearly?
          sample FOLDER              fill a folder with the sample archive, and group its events: how long each takes
          sample-pictures FOLDER     draw the pictures of the sample archive
          copies-score SHARED [CORPUS] [--errors]
                                     which accounts are copies and versions of which, on the gold; with a synthetic corpus, its reprints and versions too
          claims-sample SHARED commitments|instruments COUNT SEED
                                     what is found of them in real texts, with the sentences, for a person to judge
          names-score [CORPUS]       do spellings of one name share a key and those of two none; with a synthetic corpus, events in several languages by names alone
          growth CHARACTERS [NAME]   characters per millisecond of hard texts, doubled up to this length; of those alone whose name has NAME
        """);
    return 2;
}
