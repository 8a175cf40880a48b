interface Press {
  at: number;
  text: string;
  /** How often the other screen showed the text at that moment. */
  shown: number;
}

/**
 * Measures from the press that sends (Enter, or a tap while something is
 * typed) to the moment the other phone's document shows the text. Both phones
 * are of this origin, so both are timed by this page's clock.
 */
export class Latency {
  private readonly documents: Record<string, Document> = {};
  private readonly presses: Record<string, Press> = {};

  constructor(private readonly measured: (ms: number) => void) {}

  /** `sender` and `reader` are two phones that talk to each other. */
  attach(sender: string, reader: string, page: Document): void {
    this.documents[sender] = page;
    const press = () => this.notePress(sender, reader, page);
    page.addEventListener('pointerdown', press, true);
    page.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Enter' && !event.isComposing) press();
      },
      true
    );
    new MutationObserver(() => this.compare(reader, page)).observe(page, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  }

  private notePress(sender: string, reader: string, page: Document): void {
    const text = typedText(page);
    const other = this.documents[reader];
    if (!text || !other) return;
    const shown = occurrences(other, text);
    this.presses[sender] = { at: performance.now(), text, shown };
  }

  private compare(sender: string, page: Document): void {
    const press = this.presses[sender];
    if (!press || occurrences(page, press.text) <= press.shown) return;
    delete this.presses[sender];
    this.measured(performance.now() - press.at);
  }
}

function typedText(page: Document): string {
  const fields = page.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>(
    'textarea, input:not([type=checkbox]):not([type=password])'
  );
  const typed = [...fields].find((field) => field.value.trim() !== '');
  return typed?.value.trim() ?? '';
}

function occurrences(page: Document, text: string): number {
  return (page.body.textContent ?? '').split(text).length - 1;
}
