import type { Caller, CodeSpace } from './engine';

/**
 * The framework never fires `ready`. Components that were attached together
 * become ready together, children before parents, and then what waits for
 * them (the page's `onReady`) runs.
 */
export class ReadyQueue {
  private waiting: Caller[] = [];
  private after: (() => void)[] = [];
  private scheduled = false;

  watch(space: CodeSpace): void {
    const add = (caller: Caller) => {
      this.waiting.push(caller);
      this.schedule();
    };
    const behavior = space.getComponentSpace().defineBehavior({
      lifetimes: {
        attached(this: unknown) {
          add(this as Caller);
        },
      },
    });
    space.setOverallBehavior(behavior as never);
  }

  /** Runs once everything attached so far is ready. */
  then(run: () => void): void {
    this.after.push(run);
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => this.flush());
  }

  private flush(): void {
    this.scheduled = false;
    const callers = this.waiting.reverse();
    const after = this.after;
    this.waiting = [];
    this.after = [];
    for (const caller of callers) {
      const component = caller._$ ?? caller;
      component.triggerLifetime('ready', []);
    }
    for (const run of after) run();
  }
}
