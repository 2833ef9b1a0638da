namespace Stripe;

public class AnyOf<T1, T2> : IAnyOf
{
    public AnyOf(T1 value) => Value = value;

    public AnyOf(T2 value) => Value = value;

    public object Value { get; }

    public static implicit operator AnyOf<T1, T2>(T1 value) => value == null ? null : new(value);

    public static implicit operator AnyOf<T1, T2>(T2 value) => value == null ? null : new(value);
}

// For the encoder, which needs the value whatever its two types.
internal interface IAnyOf
{
    object Value { get; }
}
