/**
 * Runs before all templates. Marks what a WXS module exports (so that an event
 * can tell a WXS handler from a method), routes property changes and events
 * to the host, and gives WXS the functions it has beside JavaScript. Without any
 * WXS the compiler writes no `D`.
 */
export const WXS_RUNTIME = `
if (typeof D === 'function') {
  var DefineWxs = D;
  D = function (name, load) {
    var get = DefineWxs(name, load);
    return function () {
      var exported = get();
      for (var key in exported)
        if (typeof exported[key] === 'function') exported[key].__wxs = true;
      return exported;
    };
  };
}
Q.A = function (handler) { return globalThis.__h5.onWxsProperty(handler); };
Q.C = function (caller, event, handler) {
  return globalThis.__h5.onEvent(caller, event, handler);
};
var __wxsConstructor = function (x) {
  if (x === null || x === undefined) return undefined;
  if (Array.isArray(x)) return 'Array';
  if (typeof x === 'function') return 'Function';
  if (x instanceof Date) return 'Date';
  if (x instanceof RegExp) return 'RegExp';
  if (typeof x === 'object') return 'Object';
  if (typeof x === 'string') return 'String';
  return typeof x === 'number' ? 'Number' : 'Boolean';
};
var getRegExp = function (pattern, flags) { return new RegExp(pattern, flags); };
var getDate = function () {
  return new (Function.prototype.bind.apply(Date, [null].concat([].slice.call(arguments))))();
};
`;
