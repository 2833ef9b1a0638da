namespace SeoRankGenius.Credits.Tests.Architecture;

/// <summary>Rules on structure and style that the compiler does not check.</summary>
public sealed class ArchitectureTests
{
    private const string Library = "src/SeoRankGenius.Credits", Web = "src/SeoRankGenius.Credits.Web";

    private static IEnumerable<string> OurCode => Sources.Under("src", ".cs").Concat(Sources.Under("tests", ".cs"));

    [Fact]
    public void Only_the_agreed_things_are_at_the_top() =>
        Assert.Subset(
            new HashSet<string?>
            {
                "Directory.Build.props", "README.md", "global.json", "SeoRankGenius.Credits.sln", "docs", "src",
                "tests",
            },
            Directory.EnumerateFileSystemEntries(Sources.Root).Select(Path.GetFileName)
                .Where(name => !name!.StartsWith('.')).ToHashSet());

    [Fact]
    public void A_file_has_at_most_250_lines() =>
        None(OurCode.Concat(Sources.Under("src", ".cshtml", ".js")).Where(file => Sources.Lines(file).Length > 250));

    [Fact]
    public void A_folder_of_the_product_has_at_most_a_dozen_files() =>
        None(Sources.Under("src", ".cs").CountBy(file => Path.GetDirectoryName(file)!)
            .Where(folder => folder.Value > 12)
            .Select(folder => FormattableString.Invariant($"{folder.Key}: {folder.Value} files")));

    [Fact]
    public void A_line_has_at_most_120_characters() => None(OurCode.Matches("^.{121,}$"));

    [Fact]
    public void No_class_is_a_manager_a_helper_or_a_util() =>
        None(OurCode.Matches(@"\b(class|record|struct|interface)\s+\w*(Manager|Helper|Util)s?\b"));

    [Fact]
    public void Time_comes_from_a_time_provider() =>
        None(OurCode.Matches(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b"));

    [Fact]
    public void Nothing_waits_by_sleeping() => None(OurCode.Matches(@"\bThread\.Sleep\b"));

    [Fact]
    public void Only_Data_names_a_database_provider() =>
        None(Sources.Under(Library, ".cs").Where(file => !In(file, "Data"))
            .Concat(Sources.Under(Web, ".cs", ".cshtml"))
            .Matches(@"\b\w*(Sqlite|SqlServer|SqlClient)\w*\b"));

    [Fact]
    public void Only_Billing_names_Stripes_types() =>
        None(Sources.Under(Library, ".cs").Where(file => !In(file, "Billing"))
            .Matches(@"^\s*using Stripe\b|\bStripe\.[A-Z]"));

    [Theory]
    [InlineData("Ledger", "Notifications|BackOffice|Billing|Catalog|Licensing|Usage")]
    [InlineData("Catalog", "Notifications|BackOffice|Billing|Licensing|Usage")]
    [InlineData("Licensing", "Notifications|BackOffice|Billing|Usage")]
    [InlineData("Billing", "Notifications|BackOffice|Usage")]
    [InlineData("Usage", "Notifications|BackOffice|Billing")]
    [InlineData("Mailing", "Notifications|BackOffice|Billing|Catalog|Usage|Ledger")]
    public void A_module_does_not_know_the_modules_above_it(string module, string others) =>
        None(Sources.Under($"{Library}/{module}", ".cs").Matches($@"\bCredits\.({others})\b|^\s*using ({others})\b"));

    [Fact]
    public void The_library_does_not_know_the_web() =>
        None(Sources.Under(Library, ".cs").Matches(@"\bCredits\.(Web|Demo)\b|\bAspNetCore\.(Http|Mvc|Builder)\b"));

    [Fact]
    public void The_web_does_not_know_the_demo() =>
        None(Sources.Under(Web, ".cs", ".cshtml").Matches(@"\bCredits\.Demo\b"));

    [Fact]
    public void The_web_never_saves() =>
        None(Sources.Under(Web, ".cs", ".cshtml").Matches(@"\b(SaveChanges|ExecuteUpdate|ExecuteDelete|ExecuteSql)"));

    [Fact]
    public void Pages_have_no_script_or_style_inline() =>
        None(Sources.Under(Web, ".cshtml").Matches(@"<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)"));

    [Fact]
    public void There_is_no_mediator_mapper_or_mock() =>
        None(Sources.Under("src", ".csproj", ".props").Concat(Sources.Under("tests", ".csproj"))
            .Matches("(?i)MediatR|Mediator|AutoMapper|Mapster|Mapperly|Moq|NSubstitute|FakeItEasy"));

    [Fact]
    public void The_databases_in_memory_and_EnsureCreated_are_not_used() =>
        None(OurCode.Where(file => !In(file, "tests/SeoRankGenius.Credits.Tests/Architecture"))
            .Matches(@"\.EnsureCreated|UseInMemoryDatabase|:memory:|Mode=Memory"));

    [Fact]
    public void A_picture_has_at_most_150_KB() =>
        None(Sources.Under("docs", ".png")
            .Where(file => new FileInfo(Path.Combine(Sources.Root, file)).Length > 150 * 1024));

    private static bool In(string file, string folder) =>
        file.StartsWith($"{folder}/", StringComparison.Ordinal)
        || file.StartsWith($"{Library}/{folder}/", StringComparison.Ordinal);

    private static void None(IEnumerable<string> matches)
    {
        var found = string.Join('\n', matches);
        Assert.True(found.Length == 0, found);
    }
}
