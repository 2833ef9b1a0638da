namespace SeoRankGenius.Credits.Tests.WordPress;

/// <summary>
/// What is written for WordPress uses nothing that PHP 7.4 does not know. It is checked by the tokens of the installed
/// PHP, because Debian has only one: a list of what came with 8.0 to 8.4, not a run of 7.4.
/// </summary>
public sealed class PhpCompatibilityTests
{
    [SkippableFact]
    public async Task Client_and_plugin_use_nothing_newer_than_PHP_7_4()
    {
        Php.Require();

        foreach (var file in (string[])[Php.Client, Php.Plugin])
            Assert.Equal("", await Php.RunAsync("compatible.php", [file], []));
    }

    [SkippableTheory]
    [InlineData("$a = match($b) { 1 => 2 };", "match")]
    [InlineData("$a?->b();", "?->")]
    [InlineData("f(a: 1);", "a named argument")]
    [InlineData("class A { function __construct(private $a) {} }", "a promoted property")]
    [InlineData("function f(int|string $a) {}", "a union type")]
    [InlineData("enum A { case B; }", "enum")]
    [InlineData("class A { public readonly int $a; }", "readonly")]
    [InlineData("$a = $b ?? throw new E();", "throw as an expression")]
    [InlineData("#[A] function f() {}", "#[")]
    [InlineData("class A { function f(): static {} }", "static as a type")]
    [InlineData("function f(): mixed {}", "mixed")]
    [InlineData("function f($a,) {}", "a comma after the last parameter")]
    [InlineData("str_contains($a, $b);", "str_contains()")]
    public async Task The_check_finds_what_is_newer(string code, string found)
    {
        Php.Require();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"<?php {code}");

        Assert.Equal($"1: {found}\n", await Php.RunAsync("compatible.php", [file], []));
        File.Delete(file);
    }
}
