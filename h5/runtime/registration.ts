import type { AppInstance } from './app-lifecycle';
import type { CodeSpace } from './engine';

interface Definition {
  behaviors?: unknown[];
  [key: string]: unknown;
}

const BUILTIN_BEHAVIORS = [
  'form-field',
  'form-field-button',
  'form-field-group',
  'component-export',
  'proxy-scroll-view',
];

/**
 * `Page`, `Component`, `Behavior` and `App`. A component registers under the
 * key of the module that runs, which each module announces with `enter`.
 */
export class Registration {
  private current = '';
  private readonly named: Map<string, unknown>;
  app: AppInstance = {};

  constructor(private readonly space: CodeSpace) {
    this.named = new Map(
      BUILTIN_BEHAVIORS.map((name) => [
        `wx://${name}`,
        space.behavior().definition({}).register(),
      ])
    );
  }

  enter(key: string): void {
    this.current = key;
  }

  install(target: Record<string, unknown>): void {
    target['App'] = (definition: Definition) => {
      this.app = Object.assign(Object.create(definition), definition);
    };
    target['getApp'] = () => this.app;
    target['Page'] = (definition: Definition) =>
      this.space
        .component(this.current)
        .pageDefinition(this.withBehaviors(definition) as never)
        .register();
    target['Component'] = (definition: Definition) =>
      this.space
        .component(this.current)
        .definition(this.withBehaviors(definition) as never)
        .register();
    target['Behavior'] = (definition: Definition) =>
      this.space
        .behavior()
        .definition(this.withBehaviors(definition) as never)
        .register();
  }

  /** The framework wants behaviors as objects; `wx://…` are strings. */
  private withBehaviors(definition: Definition): Definition {
    if (!definition.behaviors) return definition;
    const behaviors = definition.behaviors.map((behavior) => {
      if (typeof behavior !== 'string') return behavior;
      const known = this.named.get(behavior);
      if (!known) throw new Error(`behavior ${behavior} is not provided`);
      return known;
    });
    return { ...definition, behaviors };
  }
}
