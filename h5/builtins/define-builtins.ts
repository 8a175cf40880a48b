import {
  domOf,
  type ComponentSpace,
  type EngineComponent,
} from '../runtime/engine';
import { BuiltinNode, any, rememberInstance, text } from './builtin';
import type { Builtin, LiveBuiltin, PropertySpec } from './builtin';
import { button } from './button';
import { checkbox, checkboxGroup } from './checkbox';
import { form } from './form';
import { icon } from './icon';
import { coverImage, image } from './image';
import { input } from './input';
import { label } from './label';
import { navigator } from './navigator';
import { pageContainer, pageMeta } from './page-level';
import { picker } from './picker';
import { progress } from './progress';
import { radio, radioGroup } from './radio';
import { richText } from './rich-text';
import { rootPortal } from './root-portal';
import { scrollView } from './scroll-view';
import { slider } from './slider';
import { swiper, swiperItem } from './swiper';
import { switchTag } from './switch';
import { textarea } from './textarea';

/**
 * Tags with behaviour. The others (`view`, `text`, `cover-view`) are plain
 * elements: they are many, and cheap.
 */
const BUILTINS: readonly Builtin[] = [
  button,
  checkbox,
  checkboxGroup,
  coverImage,
  form,
  icon,
  image,
  input,
  label,
  navigator,
  pageContainer,
  pageMeta,
  picker,
  progress,
  radio,
  radioGroup,
  richText,
  rootPortal,
  scrollView,
  slider,
  swiper,
  swiperItem,
  switchTag,
  textarea,
];

/** What every tag takes. */
const COMMON: Record<string, PropertySpec> = {
  hoverClass: text('none'),
  disabled: any(false),
  ariaLabel: text(),
  ariaRole: text(),
  ariaHidden: any(''),
  ariaLive: text(),
  ariaChecked: any(''),
  ariaDisabled: any(''),
};

export function defineBuiltins(space: ComponentSpace): void {
  for (const builtin of BUILTINS) {
    const definition = defineBuiltin(space, builtin);
    space.setGlobalUsingComponent(builtin.tag, definition as never);
  }
}

function defineBuiltin(space: ComponentSpace, builtin: Builtin): unknown {
  const live = new WeakMap<EngineComponent, LiveBuiltin>();
  const properties = { ...COMMON, ...builtin.properties };
  const names = Object.keys(properties);
  const update = (component: EngineComponent, name: string) => {
    applyCommon(component, name);
    live.get(component)?.update?.(name);
  };
  return space.defineComponent({
    is: `wx-${builtin.tag}`,
    properties,
    lifetimes: {
      attached(this: unknown) {
        const component = this as EngineComponent;
        if (live.has(component)) return;
        const node = new BuiltinNode(component);
        rememberInstance(node);
        live.set(component, builtin.create(node));
        for (const name of names) update(component, name);
      },
      detached(this: unknown) {
        live.get(this as EngineComponent)?.detached?.();
      },
    },
    observers: names.map((name) => ({
      fields: name,
      observer(this: unknown) {
        const component = this as EngineComponent;
        // A page that was left may still set data: there is nothing to draw on.
        if (live.has(component) && domOf(component)) update(component, name);
      },
    })),
  } as never);
}

const ATTRIBUTES: Record<string, string> = {
  ariaLabel: 'aria-label',
  ariaRole: 'role',
  ariaHidden: 'aria-hidden',
  ariaLive: 'aria-live',
  ariaChecked: 'aria-checked',
  ariaDisabled: 'aria-disabled',
};

function applyCommon(component: EngineComponent, name: string): void {
  const node = new BuiltinNode(component);
  const attribute = ATTRIBUTES[name];
  if (attribute) {
    const value = node.text(name);
    if (value === '') node.dom.removeAttribute(attribute);
    else node.dom.setAttribute(attribute, value);
  }
  if (name === 'disabled')
    node.dom.toggleAttribute('disabled', node.flag(name));
}
