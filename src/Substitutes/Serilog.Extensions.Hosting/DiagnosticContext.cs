using Serilog.Core;
using Serilog.Events;

namespace Serilog
{
    /// <summary>Collects properties for the one event that closes a request.</summary>
    public interface IDiagnosticContext
    {
        void Set(string propertyName, object value, bool destructureObjects = false);

        void SetException(Exception exception);
    }
}

namespace Serilog.Extensions.Hosting
{
    public sealed class DiagnosticContext(ILogger logger) : IDiagnosticContext
    {
        private readonly AsyncLocal<DiagnosticContextCollector> _current = new();

        public DiagnosticContextCollector BeginCollection() =>
            _current.Value = new DiagnosticContextCollector(() => _current.Value = null);

        public void Set(string propertyName, object value, bool destructureObjects = false)
        {
            if (_current.Value is { } collector
                && (logger ?? Log.Logger).BindProperty(propertyName, value, destructureObjects, out var property))
                collector.AddOrUpdate(property);
        }

        public void SetException(Exception exception) => _current.Value?.SetException(exception);
    }

    public sealed class DiagnosticContextCollector(Action end) : IDisposable
    {
        private readonly Lock _lock = new();
        private Dictionary<string, LogEventProperty> _properties = [];
        private Exception _exception;

        public void AddOrUpdate(LogEventProperty property)
        {
            lock (_lock)
                _properties?[property.Name] = property;
        }

        public void SetException(Exception exception)
        {
            lock (_lock)
                _exception = exception;
        }

        public bool TryComplete(out IEnumerable<LogEventProperty> properties)
        {
            var open = TryComplete(out properties, out _);
            return open;
        }

        public bool TryComplete(out IEnumerable<LogEventProperty> properties, out Exception exception)
        {
            lock (_lock)
            {
                properties = _properties?.Values;
                exception = _exception;
                _properties = null;
                Dispose();
                return properties is not null;
            }
        }

        public void Dispose() => end();
    }
}
