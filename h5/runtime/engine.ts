import * as adapter from 'glass-easel-miniprogram-adapter';

/**
 * The one door to WeChat's component framework. Its three packages are pinned
 * to one version: on an upgrade, run the gallery test.
 */
export const glassEasel = adapter.glassEasel;
export const { MiniProgramEnv } = adapter;
export const { ComponentCaller } = adapter.component;

export type Element = adapter.glassEasel.Element;
export type EngineComponent = adapter.glassEasel.GeneralComponent;
export type ComponentSpace = adapter.glassEasel.ComponentSpace;
export type CodeSpace = ReturnType<
  InstanceType<typeof MiniProgramEnv>['createCodeSpace']
>;
export type Backend = ReturnType<
  InstanceType<typeof MiniProgramEnv>['associateBackend']
>;
export type Root = ReturnType<Backend['createRoot']>;

/** What the author's code sees as `this`: data, methods and lifecycles. */
export interface Caller {
  _$: EngineComponent;
  data: Record<string, unknown>;
  setData(data: Record<string, unknown>, done?: () => void): void;
  [member: string]: unknown;
}

/** DOM element of a node, null for a virtual host. */
export function domOf(node: Element | null | undefined): HTMLElement | null {
  return (node?.getBackendElement() as HTMLElement | null | undefined) ?? null;
}

/** The framework node that drew a DOM element, searched upward. */
export function nodeOf(target: EventTarget | null): Element | undefined {
  for (
    let dom = target as (Node & { __wxElement?: Element }) | null;
    dom;
    dom = dom.parentNode
  ) {
    if (dom.__wxElement) return dom.__wxElement;
  }
  return undefined;
}
