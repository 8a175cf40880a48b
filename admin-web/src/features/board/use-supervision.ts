import { MessagePlugin } from 'tdesign-vue-next';
import { ref } from 'vue';
import { BOARD_COPY } from '../../../../domain/ui/copy/board';
import { fill } from '../../../../domain/ui/copy/fill';
import type { OutputOf } from '../../../../domain/actions/index';
import { newMessageId } from '../../../../domain/values/message-id';
import type { AppContext } from '../../app-context';
import { asRequestFailed } from '../../cloud/request-failed';

export type Row = OutputOf<'record.list'>['records'][number];
export type Supervision = ReturnType<typeof useSupervision>;

/** What a supervisor does from the board; each refusal is a sentence. */
export function useSupervision(
  { call, session }: AppContext,
  refresh: () => Promise<void>
) {
  const busy = ref(false);

  async function attempt(work: () => Promise<string>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    try {
      void MessagePlugin.success(await work());
      void refresh();
      return true;
    } catch (cause) {
      void MessagePlugin.error(asRequestFailed(cause).message);
      return false;
    } finally {
      busy.value = false;
    }
  }

  const assign = (
    conversationId: string,
    to: { staffId: string; name: string },
    force: boolean
  ) =>
    attempt(async () => {
      const { staffId, name } = to;
      await call('desk.assign', { conversationId, staffId, force });
      return fill(BOARD_COPY.assigned, { name });
    });

  /** Himself, however many he has: he has decided it. */
  const takeOver = (conversationId: string) =>
    attempt(async () => {
      const staffId = session.staff.value?.staffId ?? '';
      await call('desk.assign', { conversationId, staffId, force: true });
      return BOARD_COPY.takenOver;
    });

  const nudge = (conversationId: string, name: string) =>
    attempt(async () => {
      const { nudged } = await call('desk.nudge', { conversationId });
      return nudged ? fill(BOARD_COPY.nudged, { name }) : BOARD_COPY.notNudged;
    });

  /** What only staff read. The same words again are one note, not two. */
  const note = (conversationId: string, text: string) =>
    attempt(async () => {
      const noteId = sameId(`${conversationId} ${text}`);
      await call('desk.note', { conversationId, noteId, text });
      noted = null;
      return BOARD_COPY.noted;
    });

  let noted: { of: string; id: string } | null = null;
  function sameId(of: string): string {
    const now = Date.now() + session.clockOffset.value;
    if (noted?.of !== of) noted = { of, id: newMessageId(now, Math.random) };
    return noted.id;
  }

  /** What somebody has open now; rejects with RequestFailed. */
  async function openOnesOf(staffId: string): Promise<Row[]> {
    const [active, waiting] = await Promise.all([
      call('record.list', { staffId, state: 'active' }),
      call('record.list', { staffId, state: 'waiting' }),
    ]);
    return [...active.records, ...waiting.records];
  }

  return { busy, assign, takeOver, nudge, note, openOnesOf };
}
