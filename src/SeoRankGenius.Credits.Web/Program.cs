using SeoRankGenius.Credits.Web;

try
{
    await using var app = CreditsApp.Build(new WebApplicationOptions { Args = Commands.Options(args) });
    if (Commands.Name(args) is { } command)
        return await Commands.RunAsync(app, command, Commands.Arguments(args));

    await app.PrepareDatabaseAsync();
    await app.RunAsync();
    return 0;
}
catch (InvalidConfiguration bad)
{
    await Console.Error.WriteLineAsync(bad.Message);
    return 1;
}
