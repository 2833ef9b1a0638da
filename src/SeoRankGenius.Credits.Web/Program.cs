using SeoRankGenius.Credits.Web.Commands;

return await CommandLine.RunAsync(args);
