import type { Builtin } from './builtin';
import { FIELD_PROPERTIES, createField } from './text-field';

const MODES: Record<string, string> = {
  number: 'numeric',
  digit: 'decimal',
  idcard: 'text',
  tel: 'tel',
};

export const input: Builtin = {
  tag: 'input',
  properties: FIELD_PROPERTIES,
  create(node) {
    const field = document.createElement('input');
    const live = createField(node, field, {
      confirms: () => true,
      changed: () => undefined,
    });
    return {
      update: (changed) => {
        live.update?.(changed);
        if (changed !== 'type' && changed !== 'password') return;
        const type = node.text('type');
        const secret = node.flag('password') || type === 'safe-password';
        field.type = secret ? 'password' : 'text';
        field.inputMode = MODES[type] ?? 'text';
      },
    };
  },
};
