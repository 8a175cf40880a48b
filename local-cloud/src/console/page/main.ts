import { render } from 'lit';
import { sentenceOf } from './door';
import type { Section } from './section';
import { callsSection } from './sections/calls';
import { clockSection } from './sections/clock';
import { collectionsSection } from './sections/collections';
import { faultsSection } from './sections/faults';
import { filesSection } from './sections/files';
import { overviewSection } from './sections/overview';
import { pushesSection } from './sections/pushes';
import { rulesSection } from './sections/rules';
import { switchesSection } from './sections/switches';
import { watchesSection } from './sections/watches';
import { createShell } from './shell';

const REFRESH_MS = 2_000;

const root = document.createElement('div');
root.id = 'app';
document.body.prepend(root);

const sections: Section[] = [
  overviewSection,
  collectionsSection,
  rulesSection,
  watchesSection,
  callsSection,
  pushesSection,
  filesSection,
  clockSection,
  faultsSection,
  switchesSection,
].map((create) => create(redraw));
const shell = createShell(sections);
let problem: string | null = null;
let asking = false;

function current(): Section {
  const id = location.hash.replace(/^#\//, '').split('/')[0];
  return sections.find((one) => one.id === id) ?? (sections[0] as Section);
}

function redraw(): void {
  const section = current();
  document.title = `${section.title} · 本地云控制台`;
  render(shell.view(section, problem), root);
}

/** While nobody looks, nobody is asked. */
async function refresh(): Promise<void> {
  if (asking || document.visibilityState !== 'visible') return;
  asking = true;
  try {
    await Promise.all([shell.refresh(), current().refresh?.()]);
    problem = null;
  } catch (error) {
    problem = sentenceOf(error);
  } finally {
    asking = false;
  }
  redraw();
}

window.addEventListener('hashchange', () => {
  redraw();
  shell.focusHeading();
  void refresh();
});
document.addEventListener('visibilitychange', () => void refresh());
setInterval(() => void refresh(), REFRESH_MS);
redraw();
void refresh();
