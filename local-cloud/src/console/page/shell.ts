import { html, nothing, type TemplateResult } from 'lit';
import { ask } from './door';
import type { Section } from './section';
import { dateTime } from './text';

/** Frame around the sections: navigation, environment, the cloud's time. */
export function createShell(sections: Section[]) {
  let env = '';
  let now: number | null = null;

  async function refresh(): Promise<void> {
    const [health, clock] = await Promise.all([
      ask<{ env: string }>('GET', 'health'),
      ask<{ now: number }>('GET', 'clock'),
    ]);
    env = health.env;
    now = clock.now;
  }

  function view(section: Section, problem: string | null): TemplateResult {
    return html`
      <a class="skip" href="#main" @click=${skip}>跳到内容</a>
      <header class="bar">
        <strong class="brand">本地云控制台</strong>
        <span class="env" title="环境">${env}</span>
        <span class="spacer"></span>
        <span class="now" title="云的时间">
          ${now === null ? nothing : dateTime(now)}
        </span>
      </header>
      <nav class="nav" aria-label="栏目">${sections.map(link)}</nav>
      <main id="main" tabindex="-1">
        <h1 tabindex="-1">${section.title}</h1>
        ${
          problem
            ? html`<p class="note bad" role="alert">${problem}</p>`
            : nothing
        }
        ${section.view()}
      </main>
    `;

    function link({ id, title }: Section): TemplateResult {
      const here = id === section.id ? 'page' : nothing;
      return html`<a href="#/${id}" aria-current=${here}>${title}</a>`;
    }
  }

  return { refresh, view, focusHeading };
}

/** A person who reads with the ears hears where they have come to. */
function focusHeading(): void {
  document.querySelector('h1')?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  document
    .querySelector('[aria-current]')
    ?.scrollIntoView({ block: 'nearest', inline: 'center' });
}

function skip(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('main')?.focus();
}
