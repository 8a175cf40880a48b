import { h } from './dom';
import type { Demo, DemoCustomer, DemoStaff } from './stage-api';

interface Choices {
  customer: (person: DemoCustomer) => void;
  staff: (person: DemoStaff) => void;
  scan: (scene: string) => void;
}

/** Who is who, and one click to hand a phone to somebody else. */
export function renderPeople(
  root: HTMLElement,
  demo: Demo,
  choices: Choices
): void {
  root.replaceChildren(
    h(
      'div',
      { class: 'card' },
      h('h3', {}, '左边是客户'),
      list(
        demo.customers,
        (person) => [person.note, person.handle],
        choices.customer
      ),
      ...codePart(demo.code, choices.scan)
    ),
    h(
      'div',
      { class: 'card' },
      h('h3', {}, '右边是客服'),
      list(
        demo.staff,
        (person) => [
          `${person.note}，密码 ${person.password}`,
          person.staffCode,
        ],
        choices.staff
      )
    ),
    hints()
  );
}

function list<P extends { name: string; avatarTint: number }>(
  people: P[],
  words: (person: P) => [note: string, handle: string],
  choose: (person: P) => void
): HTMLElement {
  const rows = people.map((person, index) => {
    const [note, handle] = words(person);
    const row = h(
      'button',
      {
        type: 'button',
        class: 'person',
        'aria-pressed': String(index === 0),
        click: () => {
          for (const other of rows) {
            other.setAttribute('aria-pressed', String(other === row));
          }
          choose(person);
        },
      },
      h(
        'span',
        { class: `avatar tint-${person.avatarTint}`, 'aria-hidden': 'true' },
        person.name.slice(0, 1)
      ),
      h(
        'span',
        { class: 'who' },
        h('b', {}, person.name),
        h('small', {}, note)
      ),
      h('code', {}, handle)
    );
    return row;
  });
  return h('div', { class: 'people' }, ...rows);
}

function codePart(
  code: Demo['code'],
  scan: (scene: string) => void
): HTMLElement[] {
  if (!code) return [];
  const picture = h('img', {
    src: code.picture,
    alt: `${code.staffName}的专属码`,
    width: '84',
    height: '84',
  });
  return [
    h(
      'button',
      {
        type: 'button',
        class: 'scan',
        'data-scan': code.scene,
        click: () => scan(code.scene),
      },
      picture,
      h(
        'span',
        {},
        h('b', {}, `${code.staffName}的专属码`),
        h('small', {}, '点一下，等于用左边的手机扫码')
      )
    ),
  ];
}

function hints(): HTMLElement {
  return h(
    'div',
    { class: 'card' },
    h('h3', {}, '试试看'),
    h(
      'ol',
      {},
      h('li', {}, '左边发一句话，看右边多快出现'),
      h('li', {}, '右边回复，再把左边断网、恢复'),
      h('li', {}, '杀掉本机云再启动，消息一条不少')
    )
  );
}
