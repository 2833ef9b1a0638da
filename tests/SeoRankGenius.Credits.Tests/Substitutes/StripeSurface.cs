using System.Globalization;
using System.Reflection;

namespace SeoRankGenius.Credits.Tests.Substitutes;

/// <summary>Prints the public surface of an assembly, a line for each type and member, in a stable order.</summary>
internal static class StripeSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
    };

    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetExportedTypes().SelectMany(LinesOf).Order(StringComparer.Ordinal);

    private static IEnumerable<string> LinesOf(Type type)
    {
        var name = $"{type.Namespace}.{NameOf(type)}";
        var members = type.GetConstructors(Declared).Where(IsVisible).Select(ConstructorLine)
            .Concat(type.GetMethods(Declared).Where(IsVisible).Where(IsWritten).Select(MethodLine))
            .Concat(type.GetProperties(Declared).Where(it => it.GetAccessors(true).Any(IsVisible)).Select(PropertyLine))
            .Concat(type.GetFields(Declared).Where(it => it.IsPublic || it.IsFamily).Select(FieldLine));

        return members.Select(member => $"{name}.{member}").Prepend($"{name} : {TypeLine(type)}");
    }

    private static string TypeLine(Type type)
    {
        var inherited = type.GetInterfaces().SelectMany(it => it.GetInterfaces())
            .Concat(type.BaseType?.GetInterfaces() ?? []);
        var bases = type.GetInterfaces().Where(it => it.IsVisible).Except(inherited)
            .Select(NameOf).Order(StringComparer.Ordinal).AsEnumerable();
        if (type.IsClass && type.BaseType != typeof(object))
            bases = bases.Prepend(NameOf(type.BaseType!));

        return string.Join(" : ", new[] { KindOf(type), string.Join(", ", bases) }.Where(part => part != ""))
            + Constraints(type.GetGenericArguments());
    }

    private static string KindOf(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string ConstructorLine(ConstructorInfo constructor) =>
        $"ctor({Parameters(constructor)})" + (constructor.IsFamily ? " : protected" : "");

    private static string MethodLine(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{List(method.GetGenericArguments())}>" : "";
        return $"{method.Name}{generic}({Parameters(method)}) : {Modifiers(method)}{NameOf(method.ReturnType)}"
            + (method.IsGenericMethod ? Constraints(method.GetGenericArguments()) : "");
    }

    private static string PropertyLine(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(IsVisible)
            .Select(it => it.Name.StartsWith("get_", StringComparison.Ordinal) ? "get;" : "set;");
        var modifiers = Modifiers(property.GetAccessors(true).First(IsVisible));
        return $"{property.Name} : {modifiers}{NameOf(property.PropertyType)} {{ {string.Join(' ', accessors)} }}";
    }

    private static string FieldLine(FieldInfo field) => field.IsLiteral
        ? $"{field.Name} : const {NameOf(field.FieldType)} = {Value(field.GetRawConstantValue())}"
        : $"{field.Name} : {(field.IsStatic ? "static " : "")}{NameOf(field.FieldType)}";

    private static string Modifiers(MethodBase method) =>
        (method.IsFamily ? "protected " : "")
        + (method.IsStatic ? "static " : "")
        + method switch
        {
            { DeclaringType.IsInterface: true } => "",
            { IsAbstract: true } => "abstract ",
            MethodInfo it when it.GetBaseDefinition() != it => "override ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(it =>
            $"{NameOf(it.ParameterType)} {it.Name}" + (it.HasDefaultValue ? $" = {DefaultOf(it)}" : "")));

    private static string DefaultOf(ParameterInfo parameter) =>
        parameter is { DefaultValue: null, ParameterType.IsValueType: true }
            ? "default"
            : Value(parameter.DefaultValue);

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Constraints(IEnumerable<Type> arguments) => string.Concat(
        from argument in arguments
        where argument.IsGenericParameter && argument.GetGenericParameterConstraints().Length > 0
        select $" where {argument.Name} : {List(argument.GetGenericParameterConstraints())}");

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return NameOf(underlying) + "?";
        if (!type.IsGenericType)
            return Keywords.GetValueOrDefault(type, type.Name);

        return $"{type.Name[..type.Name.IndexOf('`')]}<{List(type.GetGenericArguments())}>";
    }

    private static string List(IEnumerable<Type> types) => string.Join(", ", types.Select(NameOf));

    private static bool IsVisible(MethodBase method) =>
        method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // Accessors are told by their property; operators are special names too, but methods of their own.
    private static bool IsWritten(MethodInfo method) =>
        !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal);
}
