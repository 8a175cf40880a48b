import { defineBuiltins } from '../builtins/define-builtins';
import { BrowserBackend } from './backend';
import type { BootConfig } from './config';
import { listenToDom } from './dom-events';
import { MiniProgramEnv, glassEasel } from './engine';
import type { Backend, CodeSpace } from './engine';
import type { Gestures } from './gestures';
import { showPresses } from './hover';
import { replaceIntersectionObserver } from './intersection';
import type { Signal } from './signal';
import { writeIdsToDom } from './write-ids';

export interface Framework {
  /** Components and behaviors register here. */
  space: CodeSpace;
  /** Pages are drawn here. */
  backend: Backend;
}

/** The component framework, taught what it lacks, with the app's templates. */
export function startFramework(
  config: BootConfig,
  gestures: Gestures
): Framework {
  const env = new MiniProgramEnv();
  const space = env.createCodeSpace('main', true);
  const browser = new BrowserBackend();
  listenToDom(browser, gestures);
  showPresses(document.body);
  replaceIntersectionObserver();
  writeIdsToDom();
  const components = space.getComponentSpace();
  // A property called `data` (t-chat-list has one) must not hide this.data.
  components.updateComponentOptions({ writeFieldsToNode: false });
  defineBuiltins(components);
  for (const key of Object.keys(config.configs)) addSources(space, config, key);
  return { space, backend: env.associateBackend(browser) };
}

function addSources(space: CodeSpace, config: BootConfig, key: string): void {
  space.addComponentStaticConfig(key, config.configs[key] as never);
  const prefix = config.scopes[key];
  if (prefix) space.addStyleSheet(key, undefined, prefix);
  const content = config.templates[key];
  if (!content) return;
  space.addCompiledTemplate(key, {
    groupList: config.templates,
    content,
    // `bindtap` without a colon is common, also on plain elements.
    fallbackListenerOnNativeNode: true,
  } as never);
}

/** What the framework warns of although WeChat accepts it silently. */
const HARMLESS =
  /is not a valid (property|event binding)|keys are not unique|Use number as|the target of relation/;

/** Errors of the mini-program's code end here: told, and never thrown on. */
export function reportFrameworkErrors(failed: Signal<string>): void {
  glassEasel.addGlobalWarningListener((warning) => {
    const text = String((warning as { message?: unknown }).message ?? warning);
    return HARMLESS.test(text) ? false : undefined;
  });
  glassEasel.addGlobalErrorListener((error) => {
    console.error('[mini-program]', error);
    const stack = error instanceof Error ? error.stack : undefined;
    failed.emit(stack ?? String(error));
    return false;
  });
}
