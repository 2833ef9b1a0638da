using System.Diagnostics;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

/// <summary>
/// C# clients that Kiota and NSwag generate from the OpenAPI document, compiled in a project of their own. They spend,
/// and read an error's code as an enum. Slow, so it runs only where <c>CREDITS_GENERATORS</c> names the folder of the
/// tools: <c>dotnet tool install --tool-path FOLDER Microsoft.OpenApi.Kiota</c>, and <c>NSwag.ConsoleCore</c>.
/// </summary>
[Trait("speed", "slow")]
public sealed class GeneratedClientsTests : ApiTests
{
    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.Kiota.Abstractions" Version="2.1.2" />
            <PackageReference Include="Microsoft.Kiota.Http.HttpClientLibrary" Version="2.1.2" />
            <PackageReference Include="Microsoft.Kiota.Serialization.Form" Version="2.1.2" />
            <PackageReference Include="Microsoft.Kiota.Serialization.Json" Version="2.1.2" />
            <PackageReference Include="Microsoft.Kiota.Serialization.Multipart" Version="2.1.2" />
            <PackageReference Include="Microsoft.Kiota.Serialization.Text" Version="2.1.2" />
            <PackageReference Include="Newtonsoft.Json" Version="13.0.4" />
          </ItemGroup>
        </Project>
        """;

    private const string Program =
        """
        using Microsoft.Kiota.Abstractions;
        using Microsoft.Kiota.Abstractions.Authentication;
        using Microsoft.Kiota.Http.HttpClientLibrary;

        var (url, token) = (args[0], args[1]);

        var adapter = new HttpClientRequestAdapter(new BaseBearerTokenAuthenticationProvider(new Token(token)));
        adapter.BaseUrl = url;
        var kiota = new KiotaClient.CreditsClient(adapter);
        var spend = new KiotaClient.Models.SpendBody { Feature = "content-analysis", Credits = 15 };
        var one = await kiota.Api.V1.Credits.Spend.PostAsync(spend, call => call.Headers.Add("Idempotency-Key", "k-1"));
        Console.WriteLine($"kiota {one!.Charged!.Total}");
        try
        {
            spend.Quantity = 1000;
            await kiota.Api.V1.Credits.Spend.PostAsync(spend, call => call.Headers.Add("Idempotency-Key", "k-2"));
        }
        catch (KiotaClient.Models.Problem problem)
            when (problem.Code == KiotaClient.Models.ProblemCode.Insufficient_credits)
        {
            Console.WriteLine($"kiota {problem.Code} {problem.Available}");
        }

        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var nswag = new NSwagClient.CreditsClient(http) { BaseUrl = url };
        var two = await nswag.SpendCreditsAsync("n-1", new() { Feature = "content-analysis", Credits = 15 });
        Console.WriteLine($"nswag {two.Charged.Total}");
        try
        {
            await nswag.SpendCreditsAsync("n-2", new() { Feature = "content-analysis", Credits = 15, Quantity = 1000 });
        }
        catch (NSwagClient.ApiException<NSwagClient.Problem> problem)
            when (problem.Result.Code == NSwagClient.ProblemCode.Insufficient_credits)
        {
            Console.WriteLine($"nswag {problem.Result.Code} {problem.Result.Available}");
        }

        internal sealed class Token(string token) : IAccessTokenProvider
        {
            public AllowedHostsValidator AllowedHostsValidator { get; } = new();

            public Task<string> GetAuthorizationTokenAsync(
                Uri uri, Dictionary<string, object> context = default, CancellationToken cancellation = default) =>
                Task.FromResult(token);
        }
        """;

    private static readonly string? Tools = Environment.GetEnvironmentVariable("CREDITS_GENERATORS");

    [SkippableFact]
    public async Task They_compile_spend_and_read_codes_as_an_enum()
    {
        Skip.If(Tools is null, "CREDITS_GENERATORS does not name a folder with Kiota and NSwag.");
        var app = await ApiAsync();
        var (site, _) = await SiteAsync(app, shared: 3_450);
        using var browser = app.Visit();
        var folder = TemporaryFolder.Create("credits-clients-", inMemory: false);
        var document = (await browser.GetAsync("/openapi/v1.json")).Is(200).Body;
        await File.WriteAllTextAsync($"{folder}/openapi.json", document);
        await File.WriteAllTextAsync($"{folder}/Clients.csproj", Project);
        await File.WriteAllTextAsync($"{folder}/Program.cs", Program);

        await RunAsync(
            folder, Path.Combine(Tools, "kiota"), "generate", "-l", "CSharp", "-d", "openapi.json", "-n", "KiotaClient",
            "-c", "CreditsClient", "-o", "Kiota");
        await RunAsync(
            folder, Path.Combine(Tools, "nswag"), "openapi2csclient", "/input:openapi.json", "/output:NSwag.cs",
            "/classname:CreditsClient", "/namespace:NSwagClient", "/jsonLibrary:NewtonsoftJson");
        var printed = await RunAsync(
            folder, "dotnet", "run", "--property:WarningLevel=0", "--", app.Url.ToString().TrimEnd('/'), site.Token);

        Assert.Equal(
            ["kiota 15", "kiota Insufficient_credits 3435", "nswag 15", "nswag Insufficient_credits 3420"],
            printed.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line.StartsWith("kiota ", StringComparison.Ordinal)
                    || line.StartsWith("nswag ", StringComparison.Ordinal)));
        Assert.Equal(3_420, await app.World.BalanceAsync(site.License.Id));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["DOTNET_ROLL_FORWARD"] = "Major";
        using var running = Process.Start(start)!;
        var (printed, faults) = (running.StandardOutput.ReadToEndAsync(), running.StandardError.ReadToEndAsync());
        await running.WaitForExitAsync();
        Assert.True(running.ExitCode == 0, $"{program}: {await printed}{await faults}");
        return await printed;
    }
}
