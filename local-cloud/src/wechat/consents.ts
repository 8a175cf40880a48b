import type { Memory } from './memory';
import type { Template } from './templates';

interface Consent {
  /** Messages that the person still agreed to. */
  balance: number;
  /** Set to "refuse" in the settings or in the message's own menu. */
  refused: boolean;
}

/**
 * What WeChat knows of each person's consents. One accept is one message of a
 * one-time template, and lasts for a long-term one.
 */
export interface Consents {
  grant(openid: string, template: Kind, count: number): void;
  /** Messages left; for a long-term template 1 while the consent lasts. */
  balance(openid: string, templateId: string): number;
  /** Nothing more may be sent until the next accept. */
  refuse(openid: string, templateId: string): void;
  /** Uses one consent; false when there is none. */
  spend(openid: string, template: Kind): boolean;
  /** The person's main switch for subscribe messages. */
  setMainSwitch(openid: string, on: boolean): void;
  mainSwitch(openid: string): boolean;
}

/** What of a template decides how a consent is used. */
export type Kind = Pick<Template, 'id' | 'kind'>;

export function createConsents(memory: Memory): Consents {
  const consents = memory.topic<Consent>('consents');
  const mainSwitches = memory.topic<boolean>('main-switches');
  const keyOf = (openid: string, templateId: string): string =>
    JSON.stringify([openid, templateId]);
  const read = (key: string): Consent =>
    consents.get(key) ?? { balance: 0, refused: false };
  const open = (openid: string): boolean => mainSwitches.get(openid) ?? true;

  return {
    grant(openid, { id, kind }, count) {
      const key = keyOf(openid, id);
      const { balance, refused } = read(key);
      const sum = Math.max(0, balance + count);
      consents.put(key, {
        balance: kind === 'long-term' ? Math.min(1, sum) : sum,
        refused: refused && count <= 0,
      });
    },
    balance: (openid, templateId) => read(keyOf(openid, templateId)).balance,
    refuse(openid, templateId) {
      consents.put(keyOf(openid, templateId), { balance: 0, refused: true });
    },
    spend(openid, { id, kind }) {
      const key = keyOf(openid, id);
      const { balance, refused } = read(key);
      if (refused || balance < 1 || !open(openid)) return false;
      if (kind === 'one-time')
        consents.put(key, { balance: balance - 1, refused });
      return true;
    },
    setMainSwitch: (openid, on) => mainSwitches.put(openid, on),
    mainSwitch: open,
  };
}
