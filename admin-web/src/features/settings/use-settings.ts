import { computed, ref, shallowRef } from 'vue';
import type { OutputOf } from '../../../../domain/actions/index';
import type {
  Settings,
  SettingsSection,
} from '../../../../domain/settings/schema';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';
import { useStaffNames } from '../../components/use-staff-names';
import { mayChangeSettings } from '../session/roles';
import { checkSettings, sentenceFor, type FieldErrors } from './settings-check';
import { diffWords, type Change } from './settings-diff';
import { changesToSend, clashesOf, mergeSettings } from './settings-merge';
import { SETTINGS_COPY } from '../../../../domain/ui/copy/settings';

type InForce = OutputOf<'settings.get'>;

/** Somebody else was quicker. Nothing of one's own is lost by it. */
export interface Overtaken {
  name: string;
  changes: readonly Change[];
  /** What both have changed. */
  clashes: ReadonlySet<string>;
}

/** What was saved a moment ago, and how to undo it. */
export interface JustSaved {
  count: number;
  /** The revision before it, and the one that it became. */
  before: number;
  rev: number;
}

const NO_ERRORS: FieldErrors = new Map();

/** The settings in force, what somebody makes of them, and saving it. */
export function useSettings(context: AppContext) {
  const { call, session } = context;
  const inForce = shallowRef<InForce | null>(null);
  const draft = shallowRef<Settings | null>(null);
  const failure = shallowRef<RequestFailed | null>(null);
  const busy = ref(false);
  /** What went wrong with saving, where no field is to blame. */
  const refusal = shallowRef<RequestFailed | null>(null);
  const refused = shallowRef<FieldErrors>(NO_ERRORS);
  const overtaken = shallowRef<Overtaken | null>(null);
  const justSaved = shallowRef<JustSaved | null>(null);
  const { staff, names } = useStaffNames(context);
  const mayChange = computed(() => mayChangeSettings(session.role.value));
  const nameOf = (staffId: string) =>
    names.value.get(staffId) ?? SETTINGS_COPY.unknownPerson;

  const changes = computed(() =>
    inForce.value && draft.value
      ? diffWords(inForce.value.settings, draft.value, nameOf)
      : []
  );
  const dirty = computed(
    () =>
      inForce.value !== null &&
      draft.value !== null &&
      changesToSend(inForce.value.settings, draft.value).length > 0
  );
  /** Also where only something is different that has no words. */
  const count = computed(() => (dirty.value ? changes.value.length || 1 : 0));

  async function load(): Promise<void> {
    try {
      take(await call('settings.get', {}));
      failure.value = null;
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    }
  }

  /** `since`: what the draft was made of; what differs from it stays. */
  function take(answer: InForce, since = inForce.value?.settings): void {
    draft.value =
      draft.value && since
        ? mergeSettings(since, draft.value, answer.settings)
        : answer.settings;
    inForce.value = answer;
  }

  function change<S extends SettingsSection>(
    section: S,
    values: Partial<Record<keyof Settings[S], unknown>>
  ): void {
    if (!draft.value || !mayChange.value) return;
    const changed = { ...draft.value[section], ...values };
    draft.value = { ...draft.value, [section]: changed };
    justSaved.value = null;
    refused.value = without(refused.value, section, Object.keys(values));
  }

  function discard(): void {
    draft.value = inForce.value?.settings ?? null;
    refused.value = NO_ERRORS;
    refusal.value = null;
    overtaken.value = null;
  }

  /** @returns the field to look at, '' where all of it was saved, else null */
  async function save(): Promise<string | null> {
    const from = inForce.value;
    if (busy.value || !from || !draft.value) return null;
    refused.value = checkSettings(from.settings, draft.value);
    const [first] = refused.value.keys();
    if (first !== undefined) return first;
    busy.value = true;
    refusal.value = null;
    const saving = count.value;
    try {
      await send(from, draft.value);
      overtaken.value = null;
      const { rev } = inForce.value ?? from;
      justSaved.value = { count: saving, before: from.rev, rev };
      return '';
    } catch (cause) {
      return await explain(asRequestFailed(cause));
    } finally {
      busy.value = false;
    }
  }

  /** All of it at once; what is typed meanwhile stays a change. */
  async function send({ settings, rev }: InForce, sent: Settings) {
    const changes = changesToSend(settings, sent);
    if (changes.length === 0) return;
    take(await call('settings.update', { changes, rev }), sent);
  }

  async function explain(cause: RequestFailed): Promise<string | null> {
    if (cause.code === 'SETTINGS_CHANGED') {
      await beOvertaken();
      return null;
    }
    if (!cause.field) {
      refusal.value = cause;
      return null;
    }
    const sentence = sentenceFor(cause.field);
    refused.value = new Map([[cause.field, sentence]]);
    return cause.field;
  }

  /** Theirs is taken in below one's own, so that saving again works. */
  async function beOvertaken(): Promise<void> {
    const from = inForce.value;
    const mine = draft.value;
    if (!from || !mine) return;
    try {
      const theirs = await call('settings.get', {});
      const { revisions } = await call('settings.history', {});
      const { settings } = theirs;
      overtaken.value = {
        name: revisions[0]?.name ?? '',
        changes: diffWords(from.settings, settings, nameOf),
        clashes: new Set(clashesOf(from.settings, mine, settings)),
      };
      take(theirs);
    } catch (cause) {
      refusal.value = asRequestFailed(cause);
    }
  }

  /** Rejects with SETTINGS_CHANGED where somebody has changed more since. */
  async function undo(): Promise<void> {
    const saved = justSaved.value;
    if (!saved) return;
    justSaved.value = null;
    const { before: rev, rev: onlyAt } = saved;
    take(await call('settings.restore', { rev, onlyAt }));
  }

  /** Unsaved changes stay. Rejects like `undo`, then with what is so now. */
  async function restore(rev: number): Promise<void> {
    justSaved.value = null;
    const onlyAt = inForce.value?.rev ?? 0;
    try {
      take(await call('settings.restore', { rev, onlyAt }));
    } catch (cause) {
      if (asRequestFailed(cause).code === 'SETTINGS_CHANGED') await load();
      throw cause;
    }
  }

  void load();
  return {
    inForce,
    draft,
    failure,
    busy,
    refusal,
    refused,
    overtaken,
    justSaved,
    staff,
    nameOf,
    mayChange,
    changes,
    dirty,
    count,
    load,
    change,
    discard,
    save,
    undo,
    restore,
    acknowledge: () => (overtaken.value = null),
    /** The sentence below a field or anything within it. */
    errorAt: (path: string): string => refused.value.get(path) ?? '',
  };
}
export type SettingsForm = ReturnType<typeof useSettings>;

function without(
  errors: FieldErrors,
  section: string,
  keys: readonly string[]
): FieldErrors {
  const about = keys.map((key) => `${section}.${key}`);
  const kept = [...errors].filter(
    ([field]) =>
      !about.some((path) => field === path || field.startsWith(`${path}.`))
  );
  return new Map(kept);
}
