import { describe, expect, it } from 'vitest';
import { ServiceError } from '../errors';
import { changedValues, changeSection } from './change';
import { readSettings } from './read';
import { DEFAULT_SETTINGS, type SettingsSection } from './schema';

describe('[B-98] settings that were stored by another version', () => {
  it('are the defaults where nothing was stored', () => {
    expect(readSettings()).toEqual({ settings: DEFAULT_SETTINGS, broken: [] });
    expect(readSettings({})).toEqual(readSettings());
  });

  it('keep what is known and leave out what is not', () => {
    const stored = { push: { perHour: 5, colour: 'red' }, weather: { on: 1 } };
    const { settings, broken } = readSettings(stored);
    expect(settings.push).toEqual({ ...DEFAULT_SETTINGS.push, perHour: 5 });
    expect(settings).not.toHaveProperty('weather');
    expect(broken).toEqual([]);
  });

  it('fall back value by value, the rest stays', () => {
    const { settings, broken } = readSettings({
      push: { perHour: 'many', mergeMinutes: 9 },
      conversation: null,
      hours: { timeZone: 'Mars', weekly: [], exceptions: [] },
      limits: { uploadMegabytes: 3 },
    });
    expect(settings.push.perHour).toBe(DEFAULT_SETTINGS.push.perHour);
    expect(settings.push.mergeMinutes).toBe(9);
    expect(settings.conversation).toEqual(DEFAULT_SETTINGS.conversation);
    expect(settings.hours).toEqual(DEFAULT_SETTINGS.hours);
    expect(settings.limits.uploadMegabytes).toBe(3);
    expect(broken).toContain('push.perHour');
    expect(broken).toContain('conversation');
  });
});

describe('[B-98] a change of a section', () => {
  it('keeps the values that were not given', () => {
    const push = changeSection('push', DEFAULT_SETTINGS, { perHour: 5 });
    expect(push).toEqual({ ...DEFAULT_SETTINGS.push, perHour: 5 });
  });

  const wrong: [SettingsSection, Record<string, unknown>, string][] = [
    ['push', { perHour: -1 }, 'push.perHour'],
    ['push', { perHour: { $inc: 1 } }, 'push.perHour'],
    ['push', { perhour: 3 }, 'push.perhour'],
    ['push', { toString: 3 }, 'push.toString'],
    ['autoReplies', { welcome: { on: 'x' } }, 'autoReplies.welcome.on'],
    ['records', { auditDays: 183 }, 'records.auditDays'],
    [
      'hours',
      { weekly: [[{ from: '9', to: '12:00' }], [], [], [], [], [], []] },
      'hours.weekly.0.0.from',
    ],
  ];
  for (const [section, values, field] of wrong) {
    it(`is refused where ${field} is wrong`, () => {
      try {
        changeSection(section, DEFAULT_SETTINGS, values);
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(ServiceError);
        expect(error).toMatchObject({ code: 'INVALID_INPUT', field });
      }
    });
  }

  it('names what differs, and nothing else', () => {
    const after = {
      ...DEFAULT_SETTINGS,
      push: { ...DEFAULT_SETTINGS.push, perHour: 5 },
      safety: { ...DEFAULT_SETTINGS.safety, words: ['x'] },
    };
    expect(changedValues(DEFAULT_SETTINGS, after)).toEqual([
      'push.perHour',
      'safety.words',
    ]);
    expect(changedValues(after, after)).toEqual([]);
  });
});
