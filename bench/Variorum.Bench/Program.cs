Console.WriteLine("usage: Variorum.Bench learn|score");
