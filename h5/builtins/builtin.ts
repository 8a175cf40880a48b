import { domOf, nodeOf } from '../runtime/engine';
import type { EngineComponent } from '../runtime/engine';

type PropertyType =
  StringConstructor | NumberConstructor | BooleanConstructor | null;

export interface PropertySpec {
  type: PropertyType;
  value: unknown;
}

/** What a live built-in tag reacts to. */
export interface LiveBuiltin {
  /** Called once at the start and after each change of a property. */
  update?: (changed: string) => void;
  detached?: () => void;
}

/** One native component: its properties and how an instance comes alive. */
export interface Builtin {
  tag: string;
  properties: Record<string, PropertySpec>;
  create(node: BuiltinNode): LiveBuiltin;
}

/** An instance: typed reading of properties, its element, its events. */
export class BuiltinNode {
  constructor(readonly component: EngineComponent) {}

  get dom(): HTMLElement {
    const element = domOf(this.component);
    if (!element) throw new Error('a built-in tag without an element');
    return element;
  }

  text(name: string): string {
    const value = this.raw(name);
    return value === null || value === undefined ? '' : String(value);
  }

  number(name: string): number {
    return Number(this.raw(name));
  }

  /** WeChat takes `disabled="false"` for false. */
  flag(name: string): boolean {
    const value = this.raw(name);
    return (
      value === true ||
      (typeof value === 'string' && value !== 'false' && value !== '')
    );
  }

  raw(name: string): unknown {
    return (this.component.data as Record<string, unknown>)[name];
  }

  /** Writes a property; a `model:` binding carries it to the owner. */
  set(name: string, value: unknown): void {
    this.component.setData({ [name]: value });
  }

  /** Native events do not bubble, but for those that say so. */
  trigger(name: string, detail: unknown = {}, bubbles = false): void {
    this.component.triggerEvent(name, detail, { bubbles, composed: bubbles });
  }

  /**
   * An element in this tag's own DOM with classes of whoever uses the tag, as
   * `placeholder-class` gives them; scopes and external classes apply.
   */
  elementWithClass(classes: string): HTMLElement {
    const owner = this.component.ownerShadowRoot;
    if (!owner) return document.createElement('div');
    const node = owner.createNativeNode('view');
    node.setNodeClass(classes);
    return domOf(node) ?? document.createElement('div');
  }
}

export const text = (value = ''): PropertySpec => ({ type: String, value });
export const number = (value = 0): PropertySpec => ({ type: Number, value });
export const flag = (value = false): PropertySpec => ({
  type: Boolean,
  value,
});
export const any = (value: unknown = null): PropertySpec => ({
  type: null,
  value,
});

const instances = new WeakMap<EngineComponent, BuiltinNode>();

export function rememberInstance(node: BuiltinNode): void {
  instances.set(node.component, node);
}

/** The built-in instance that a DOM element belongs to. */
export function builtinOf(dom: Element | null): BuiltinNode | undefined {
  const node = nodeOf(dom);
  return node ? instances.get(node as EngineComponent) : undefined;
}
