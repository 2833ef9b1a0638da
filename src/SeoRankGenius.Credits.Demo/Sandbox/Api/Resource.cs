namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>A kind of object: how Stripe's errors call it and its id, where it is kept, how it is written.</summary>
internal sealed record Resource<T>(
    string Kind, string IdParameter, string[] Expandable, Func<SandboxState, List<T>> All,
    Func<SandboxState, T, Expansion, JsonObject> Write)
    where T : class, IStripeObject
{
    private static readonly string[] ListParameters =
    [
        "created", "created[gt]", "created[gte]", "created[lt]", "created[lte]", "ending_before", "expand[#]", "limit",
        "starting_after",
    ];

    /// <summary>The object that a path names; 404 when there is none.</summary>
    public T Find(SandboxState state, string id) =>
        All(state).Find(one => one.Id == id) ?? throw StripeError.Missing(Kind, id, IdParameter);

    /// <summary>The object that a parameter names; 400 when there is none.</summary>
    public T Require(SandboxState state, string id, string parameter, Func<T, bool>? where = null) =>
        All(state).Find(one => one.Id == id && where?.Invoke(one) != false)
        ?? throw StripeError.Missing(Kind, id, parameter, 400);

    /// <summary>A reference in another object: its id, or the object itself where it is expanded.</summary>
    public JsonNode? Reference(SandboxState state, string? id, Expansion? expand) => id is null ? null
        : expand is null ? id
        : Write(state, All(state).First(one => one.Id == id), expand);

    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<JsonObject> WriteAll(Store store, Func<T, bool>? where = null) => store.Read(state =>
        All(state).Where(where ?? (_ => true)).Select(one => Write(state, one, Expansion.None)).ToList());

    public JsonObject Get(SandboxState state, ApiCall call)
    {
        call.Fields.RefuseOthersThan("expand[#]");
        return Write(state, Find(state, call.Id), Expansion.Read(call.Fields, Expandable));
    }

    /// <summary>A page of a list, newest first. Refuses a parameter that is not named.</summary>
    public JsonObject List(
        SandboxState state, ApiCall call, string[] filters, Func<FormFields, Func<T, bool>> filter)
    {
        var fields = call.Fields;
        fields.RefuseOthersThan(ListParameters.Concat(filters));
        var isWanted = filter(fields);
        var isWithin = CreatedWithin(fields);
        var expand = Expansion.Read(fields, Expandable, isList: true);
        var found = All(state).AsEnumerable().Reverse().Where(one => isWanted(one) && isWithin(one.CreatedAt));
        return Lists.Page(call, Kind, [.. found], one => one.Id, one => Write(state, one, expand));
    }

    // Compared in whole seconds.
    private static Func<DateTimeOffset, bool> CreatedWithin(FormFields fields)
    {
        long? Bound(string name) => fields.Integer(name, 0, long.MaxValue);
        var (at, after, from) = (Bound("created"), Bound("created[gt]"), Bound("created[gte]"));
        var (before, to) = (Bound("created[lt]"), Bound("created[lte]"));
        return created =>
        {
            var seconds = created.ToUnixTimeSeconds();
            return !(seconds != (at ?? seconds) || seconds <= after || seconds < from || seconds >= before
                || seconds > to);
        };
    }
}

/// <summary>Pages of lists by <c>limit</c>, <c>starting_after</c> and <c>ending_before</c>.</summary>
internal static class Lists
{
    /// <summary>Refuses a limit outside 1 to 100, and a cursor that is not in the list.</summary>
    public static JsonObject Page<T>(
        ApiCall call, string kind, List<T> items, Func<T, string> id, Func<T, JsonObject> write)
    {
        var fields = call.Fields;
        var limit = Math.Min((int)(fields.Integer("limit", 1, 100) ?? 10), call.LargestPage);
        var (after, before) = (fields.Text("starting_after"), fields.Text("ending_before"));
        if (after is not null && before is not null)
            throw StripeError.Invalid("ending_before", "Received both ending_before and starting_after parameters. " +
                "Please pass in only one.");
        var from = after is null ? 0 : Position(after, "starting_after") + 1;
        var to = before is null ? items.Count : Position(before, "ending_before");
        var page = before is null ? items.Skip(from).Take(limit) : items.Take(to).TakeLast(limit);
        return Json.Of(Json.Page(page.Select(write), to - from > limit, call.Path));

        int Position(string cursor, string name)
        {
            var at = items.FindIndex(item => id(item) == cursor);
            return at >= 0 ? at : throw StripeError.Missing(kind, cursor, name, 400);
        }
    }
}
