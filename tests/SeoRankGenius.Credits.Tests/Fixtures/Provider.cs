using System.Reflection;
using Xunit.Sdk;

namespace SeoRankGenius.Credits.Tests.Fixtures;

public enum Provider
{
    Sqlite,
    SqlServer,
}

/// <summary>
/// One row of a theory for each database, before the row's own values. With <c>[SkippableTheory]</c>: the row of a
/// database that is not configured is reported as skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EachDatabaseAttribute(params object?[] row) : DataAttribute
{
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) =>
        Enum.GetValues<Provider>().Select(provider => (object?[])[provider, .. row]);
}
