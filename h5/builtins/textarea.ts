import { flag, text } from './builtin';
import type { Builtin, BuiltinNode } from './builtin';
import { FIELD_PROPERTIES, createField } from './text-field';

const CONFIRMING = new Set(['send', 'search', 'next', 'go', 'done']);

export const textarea: Builtin = {
  tag: 'textarea',
  properties: {
    ...FIELD_PROPERTIES,
    placeholderClass: text('textarea-placeholder'),
    confirmType: text('return'),
    autoHeight: flag(),
    fixed: flag(),
    showConfirmBar: flag(true),
    disableDefaultPadding: flag(),
  },
  create(node) {
    const field = document.createElement('textarea');
    field.rows = 1;
    const height = new AutoHeight(node, field);
    const live = createField(node, field, {
      confirms: () => CONFIRMING.has(node.text('confirmType')),
      changed: () => height.follow(),
    });
    // In the next frame: who changes what he observes is told of a loop.
    const observer = new ResizeObserver(() =>
      requestAnimationFrame(() => height.follow())
    );
    observer.observe(node.dom);
    return {
      update: (changed) => {
        live.update?.(changed);
        if (changed === 'autoHeight') height.follow();
      },
      detached: () => observer.disconnect(),
    };
  },
};

/** Grows with its lines; how far, the owner's `max-height` says. */
class AutoHeight {
  private last = -1;

  constructor(
    private readonly node: BuiltinNode,
    private readonly field: HTMLTextAreaElement
  ) {}

  follow(): void {
    // A frame later its page may be gone.
    if (!this.field.isConnected || !this.node.flag('autoHeight')) return;
    const height = this.contentHeight();
    if (height === this.last || height === 0) return;
    this.last = height;
    this.node.dom.style.height = `${height}px`;
    const lineCount = Math.max(1, Math.round(height / this.lineHeight()));
    this.node.trigger('linechange', { height, lineCount, heightRpx: 0 });
  }

  /** Of the lines; what surrounds them counts only in a border-box. */
  private contentHeight(): number {
    const { field } = this;
    field.style.height = '0';
    const lines = field.scrollHeight;
    field.style.height = '';
    const style = getComputedStyle(this.node.dom);
    if (lines === 0 || style.boxSizing !== 'border-box') return lines;
    return [
      style.borderTopWidth,
      style.borderBottomWidth,
      style.paddingTop,
      style.paddingBottom,
    ]
      .map((width) => Number.parseFloat(width) || 0)
      .reduce((sum, width) => sum + width, lines);
  }

  private lineHeight(): number {
    const style = getComputedStyle(this.field);
    return (
      Number.parseFloat(style.lineHeight) ||
      Number.parseFloat(style.fontSize) * 1.4 ||
      20
    );
  }
}
