import { COPY, fill } from '../../../../contract/copy/phone';
import { appPorts } from '../../../../platform/customer';
import { createAgentCase } from '../../../../services/agent-case';
import type { AgentDesk } from '../../../../services/agent-desk';
import type { Receiver } from '../../../../services/agent-handover';
import { CallError } from '../../../../services/call';
import { agentDesk, agentHandover, agentHeld, usedTags } from '../../desk';
import type { RowAct } from '../conversation-row/conversation-row';

export type Sheet = 'filter' | RowAct;
type CloseReason = Parameters<AgentDesk['close']>[1];

/** The part of the component that these methods touch. */
interface Host {
  data: { target: string; busy: boolean };
  setData(patch: Record<string, unknown>): void;
  busily(work: () => Promise<void>): Promise<void>;
}

/** What a swipe or a long press on a row begins, each with its sheet. */
export const rowActs = {
  async begin(this: Host, id: string, act: RowAct): Promise<void> {
    if (act !== 'tag') return this.setData({ sheet: act, target: id });
    const file = caseOf(id);
    if (!file) return;
    await this.busily(async () => {
      const { case: found } = await agentDesk().call('desk.case', {
        conversationId: id,
      });
      const knownTags = usedTags().list();
      this.setData({ sheet: act, target: id, tags: found.tags, knownTags });
    });
  },
  async onTagged(
    this: Host,
    { detail }: WechatMiniprogram.CustomEvent<{ tags: string[] }>
  ): Promise<void> {
    const file = caseOf(this.data.target);
    if (!file) return;
    await this.busily(async () => {
      await file.tag(detail.tags);
      usedTags().add(detail.tags);
      this.setData({ sheet: '' });
      say(COPY.saved);
    });
  },
  async onTransfer(
    this: Host,
    {
      detail: { to, name, note },
    }: WechatMiniprogram.CustomEvent<{
      to: Pick<Receiver, 'id' | 'kind'>;
      name: string;
      note: string;
    }>
  ): Promise<void> {
    await this.busily(async () => {
      await agentHandover().transfer(this.data.target, to, note);
      this.setData({ sheet: '' });
      say(fill(COPY.transferDone, { name }));
    });
  },
  /** The server is told when he did not undo it. */
  onEnd(
    this: Host,
    { detail }: WechatMiniprogram.CustomEvent<{ reason: CloseReason }>
  ): void {
    const { target: id } = this.data;
    const name = agentDesk().store.get().conversations[id]?.customerCard.nick;
    this.setData({ sheet: '' });
    const words = fill(COPY.closeHeld, { name: name || COPY.customer });
    agentHeld().hold(words, () => {
      agentDesk().close(id, detail.reason).catch(tell);
    });
  },
  async busily(this: Host, work: () => Promise<void>): Promise<void> {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      await work();
    } catch (error) {
      tell(error);
    } finally {
      this.setData({ busy: false });
    }
  },
};

function caseOf(id: string) {
  const conversation = agentDesk().store.get().conversations[id];
  return conversation && createAgentCase(appPorts(), agentDesk(), conversation);
}

function tell(error: unknown): void {
  if (!(error instanceof CallError)) throw error;
  say(error.message);
}

const say = (title: string) => wx.showToast({ title, icon: 'none' });
