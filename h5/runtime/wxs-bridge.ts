import { domOf } from './engine';
import type { Caller, Element, EngineComponent } from './engine';

type WxsFunction = ((...args: unknown[]) => unknown) & { __wxs?: true };

interface EngineEvent {
  type: string;
  currentTarget: Element & { _$?: EngineComponent };
}

/** The descriptor a WXS handler gets for a node; same node, same object. */
const descriptors = new WeakMap<object, Record<string, unknown>>();

/** `change:prop="{{module.fn}}"`: called after the property was drawn. */
export function onWxsProperty(handler: unknown) {
  if (typeof handler !== 'function') return () => undefined;
  return (
    value: unknown,
    old: unknown,
    host: EngineComponent,
    node: Element
  ): void => {
    queueMicrotask(() =>
      handler(value, old, describe(host, host), describe(node, host))
    );
  };
}

/** Runs the handler of a bound event, a method or a function of a WXS file. */
export function runHandler(
  caller: Caller,
  event: EngineEvent,
  handler: WxsFunction
): unknown {
  if (!handler.__wxs) return handler.apply(caller, [event]);
  const host = caller._$;
  const target = event.currentTarget;
  const wxsEvent = Object.assign(Object.create(event), {
    ...copyOf(event),
    instance: describe(target._$ ?? target, host),
  });
  return handler(wxsEvent, describe(host, host));
}

/** WXS reads own fields, and the event's live on its prototype. */
function copyOf(event: object): Record<string, unknown> {
  const fields = ['touches', 'changedTouches', 'detail', 'type', 'timeStamp'];
  return Object.fromEntries(
    fields.map((field) => [field, Reflect.get(event, field)])
  );
}

function describe(
  node: Element,
  host: EngineComponent
): Record<string, unknown> {
  const known = descriptors.get(node);
  if (known) return known;
  const fresh = createDescriptor(node, host);
  descriptors.set(node, fresh);
  return fresh;
}

function createDescriptor(node: Element, host: EngineComponent) {
  const state = {};
  const find = (selector: string) =>
    host.getShadowRoot()?.querySelectorAll(selector) ?? [];
  const chain = (run: () => void) => {
    run();
    return descriptors.get(node);
  };
  return {
    selectComponent: (selector: string) => {
      const [first] = find(selector);
      return first ? describe(first, host) : null;
    },
    selectAllComponents: (selector: string) =>
      find(selector).map((found) => describe(found, host)),
    getState: () => state,
    getDataset: () => node.dataset,
    setStyle: (style: string | Record<string, unknown>) =>
      chain(() => node.setNodeStyle(styleText(style), WXS_STYLE)),
    addClass: (name: string) => chain(() => toggleClass(node, name, true)),
    removeClass: (name: string) => chain(() => toggleClass(node, name, false)),
    hasClass: (name: string) => node.classList?.contains(name) ?? false,
    callMethod: (name: string, args: unknown) => {
      const caller = host.getMethodCaller() as unknown as Caller;
      const method = caller[name];
      if (typeof method === 'function') method.call(caller, args);
    },
    triggerEvent: (name: string, detail: unknown, options: object) =>
      node.triggerEvent(name, detail, options),
    requestAnimationFrame: (run: FrameRequestCallback) =>
      requestAnimationFrame(run),
    getBoundingClientRect: () => domOf(node)?.getBoundingClientRect(),
    getComputedStyle: (names: string[]) => computed(node, names),
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
    clearTimeout: (timer: number) => clearTimeout(timer),
  };
}

/** The framework keeps styles in segments; this one is for WXS. */
const WXS_STYLE = 3;

function toggleClass(node: Element, name: string, on: boolean): void {
  node.classList?.toggle(name, on);
}

function styleText(style: string | Record<string, unknown>): string {
  if (typeof style === 'string') return style;
  return Object.entries(style)
    .map(([name, value]) => `${dashed(name)}:${String(value)}`)
    .join(';');
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function computed(node: Element, names: string[]): Record<string, string> {
  const dom = domOf(node);
  if (!dom) return {};
  const style = getComputedStyle(dom);
  return Object.fromEntries(
    names.map((name) => [name, style.getPropertyValue(dashed(name))])
  );
}
