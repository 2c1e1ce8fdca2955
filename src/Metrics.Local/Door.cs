using System.Reflection;
using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Local;

/// <summary>
/// A function found by its attributes: a public method of a public class, with one trigger. Anything that this
/// launcher does not serve exactly as the Functions host would is refused when the host starts.
/// </summary>
public sealed class Door
{
    static readonly Type[] _results =
        [typeof(IResult), typeof(IActionResult), typeof(Task<IResult>), typeof(Task<IActionResult>)];

    readonly Type _type;
    readonly MethodInfo _method;
    readonly ObjectFactory _create;

    Door(Type type, MethodInfo method)
    {
        (_type, _method, Name) = (type, method, method.GetCustomAttribute<FunctionAttribute>()!.Name);
        Trigger = FindTrigger();
        foreach (var parameter in method.GetParameters())
            Check(parameter);
        var fits = Trigger is HttpTriggerAttribute ? _results.Contains(method.ReturnType) : method.ReturnType == typeof(Task);
        if (!fits)
            throw Refused($"returns {method.ReturnType.Name}, expected an IResult or IActionResult of an HTTP door, a Task of any other");
        if (Trigger is HttpTriggerAttribute http && !WebDoors.All.Any(d => Serves(d, http)))
            throw Refused("is no row of the table of doors: name, method, route and key must be the same there");
        _create = ActivatorUtilities.CreateFactory(type, []);
    }

    /// <summary>Name of the function.</summary>
    public string Name { get; }

    /// <summary>One of the three trigger attributes.</summary>
    public Attribute Trigger { get; }

    /// <summary>The doors among <paramref name="types"/>.</summary>
    /// <exception cref="InvalidOperationException">A door that this launcher, or the host, would not serve as written.</exception>
    public static IReadOnlyList<Door> Find(IEnumerable<Type> types) =>
    [
        .. from type in types
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
           where method.IsDefined(typeof(FunctionAttribute))
           select new Door(type, method),
    ];

    /// <summary>Calls the door: <paramref name="trigger"/> goes where the trigger stands, route values by name.</summary>
    public async Task<object?> CallAsync(
        IServiceProvider services, object trigger, IReadOnlyDictionary<string, object?> route, CancellationToken stop)
    {
        var arguments = _method.GetParameters().Select(p =>
            p.GetCustomAttributes().Any(IsTrigger) ? trigger
            : p.ParameterType == typeof(CancellationToken) ? stop
            : route.GetValueOrDefault(p.Name!)).ToArray();
        var result = _method.Invoke(_create(services, []), BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (result is not Task task)
            return result;
        await task;
        return task is Task<IResult> http ? http.Result : (task as Task<IActionResult>)?.Result;
    }

    static bool IsTrigger(Attribute attribute) =>
        attribute is HttpTriggerAttribute or TimerTriggerAttribute or QueueTriggerAttribute;

    Attribute FindTrigger()
    {
        if (!_type.IsPublic || _type.IsNested || !_method.IsPublic || _method.IsStatic)
            throw Refused("expected a public instance method of a public class that is not nested");
        Attribute[] found = [.. _method.GetParameters().SelectMany(p => p.GetCustomAttributes()).Where(IsTrigger)];
        return found.Length == 1 ? found[0] : throw Refused($"has {found.Length} triggers, expected one");
    }

    void Check(ParameterInfo parameter)
    {
        var foreign = parameter.GetCustomAttributes().FirstOrDefault(a => !IsTrigger(a) && !IsCompilers(a));
        if (foreign is not null)
            throw Refused($"parameter {parameter.Name} has the attribute {foreign.GetType().Name}, expected a trigger or none");
        var trigger = parameter.GetCustomAttributes().FirstOrDefault(IsTrigger);
        var expected = trigger switch
        {
            HttpTriggerAttribute => typeof(HttpRequest),
            TimerTriggerAttribute => typeof(TimerInfo),
            QueueTriggerAttribute => typeof(string),
            _ => parameter.ParameterType == typeof(CancellationToken) ? typeof(CancellationToken) : typeof(string),
        };
        if (parameter.ParameterType != expected)
            throw Refused($"parameter {parameter.Name} is {parameter.ParameterType.Name}, expected {expected.Name}");
        if (trigger is null && expected == typeof(string) && !IsRouteValue(parameter.Name!))
            throw Refused($"parameter {parameter.Name} is no value of the route");
    }

    bool Serves(WebDoor door, HttpTriggerAttribute http) =>
        (door.Name, door.Route, door.NeedsKey) == (Name, http.Route, http.AuthLevel == AuthorizationLevel.Function)
        && http.Methods is [var method] && method.Equals(door.Method, StringComparison.OrdinalIgnoreCase);

    bool IsRouteValue(string name) =>
        Trigger is HttpTriggerAttribute { Route: { } route }
        && (route.Contains($"{{{name}}}", StringComparison.Ordinal) || route.Contains($"{{*{name}}}", StringComparison.Ordinal));

    static bool IsCompilers(Attribute attribute) =>
        attribute.GetType().Namespace is "System.Runtime.CompilerServices" or "System.Runtime.InteropServices";

    InvalidOperationException Refused(string why) => new($"Door {_type.Name}.{_method.Name} {why}.");
}
