/** In the order in which F6 goes through them. */
const PANES = [
  '.app-rail',
  '.desk-list',
  '.desk-thread',
  '.desk-composer',
  '.desk-customer',
];
/** Where work goes on, and else whatever comes first. */
const WANTED = [
  'textarea',
  '[aria-current="true"], [aria-current="page"]',
  'a[href], button:enabled, input:enabled, [tabindex="0"]',
];

/** The keyboard goes to the next pane that is seen, after the last the first. */
export function focusNextPane(step: 1 | -1): void {
  const panes = PANES.flatMap((one) => document.querySelector(one) ?? []);
  const seen = panes.filter(isSeen);
  const at = seen.findIndex((one) => one.contains(document.activeElement));
  const first = step > 0 ? 0 : seen.length - 1;
  const next = at < 0 ? first : (at + step + seen.length) % seen.length;
  focusIn(seen[next]);
}

export function focusCustomer(): void {
  focusIn(document.querySelector('.desk-customer') ?? undefined);
}

function focusIn(pane: Element | undefined): void {
  if (!(pane instanceof HTMLElement)) return;
  if (pane.tabIndex === 0) return pane.focus();
  for (const wanted of WANTED) {
    const found = [...pane.querySelectorAll<HTMLElement>(wanted)].find(isSeen);
    if (found) return found.focus();
  }
}

const isSeen = (one: Element) => one.getClientRects().length > 0;
