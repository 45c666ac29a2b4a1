using Variorum;

var accounts = args.Select(path => Reader.Read(new Page(File.ReadAllBytes(path), path))).ToArray();
var collation = Collator.Collate(accounts);
Console.WriteLine($"{collation.Links.Count} links, {collation.Variants.Count} variants");
