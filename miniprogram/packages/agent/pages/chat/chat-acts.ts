import { COPY, fill } from '../../../../contract/copy/phone';
import type { AgentCase } from '../../../../services/agent-case';
import type { AgentDesk } from '../../../../services/agent-desk';
import type { Receiver } from '../../../../services/agent-handover';
import { CallError } from '../../../../services/call';
import { openPlaces } from '../../../../views/reply-rows';
import { agentDesk, agentHandover, agentReplies, usedTags } from '../../desk';

type CloseReason = Parameters<AgentDesk['close']>[1];
type Event<T extends object> = WechatMiniprogram.CustomEvent<T>;

export type ChatSheet =
  '' | 'close' | 'transfer' | 'note' | 'customer' | 'tags' | 'customer-tags';

/** The part of the page that these methods touch. */
interface Host {
  data: { sheet: ChatSheet; busy: boolean; saved: number; tags: string[] };
  conversationId: string;
  kept: AgentCase | null;
  /** What the last canned reply left open. */
  unfilled: string[];
  setData(patch: Record<string, unknown>): void;
  keepDraft(text: string): void;
  busily(work: () => Promise<void>): Promise<void>;
  withCase(work: (kept: AgentCase) => Promise<void>): Promise<void>;
}

/** What an agent can do in a chat besides talking. */
export const chatActs = {
  onEnd(this: Host) {
    this.setData({ sheet: 'close' });
  },
  onTransferSheet(this: Host) {
    this.setData({ sheet: 'transfer' });
  },
  onNoteSheet(this: Host) {
    this.setData({ sheet: 'note', replying: false });
  },
  onCustomer(this: Host) {
    this.setData({ sheet: 'customer', replying: false });
    void this.kept?.load();
  },
  onTags(this: Host) {
    const knownTags = usedTags().list();
    this.setData({ sheet: 'tags', sheetTags: this.data.tags, knownTags });
  },
  onCustomerTags(this: Host) {
    const sheetTags = this.kept?.store.get().customer?.customer.tags ?? [];
    const knownTags = usedTags().list();
    this.setData({ sheet: 'customer-tags', sheetTags, knownTags });
  },
  onSheetClose(this: Host) {
    const back = this.data.sheet === 'customer-tags' ? 'customer' : '';
    this.setData({ sheet: back });
  },

  async onEndConfirmed(
    this: Host,
    { detail }: Event<{ reason: CloseReason }>
  ): Promise<void> {
    await this.busily(async () => {
      await agentDesk().close(this.conversationId, detail.reason);
      this.setData({ sheet: '' });
    });
  },
  async onTransfer(
    this: Host,
    {
      detail: { to, name, note },
    }: Event<{ to: Pick<Receiver, 'id' | 'kind'>; name: string; note: string }>
  ): Promise<void> {
    await this.busily(async () => {
      await agentHandover().transfer(this.conversationId, to, note);
      this.setData({ sheet: '' });
      say(fill(COPY.transferDone, { name }));
    });
  },
  async onNote(this: Host, { detail }: Event<{ text: string }>): Promise<void> {
    await this.withCase(async (kept) => {
      await kept.note(detail.text);
      this.setData({ sheet: '', saved: this.data.saved + 1 });
    });
  },
  async onTagged(
    this: Host,
    { detail: { tags } }: Event<{ tags: string[] }>
  ): Promise<void> {
    await this.withCase(async (kept) => {
      const ofCustomer = this.data.sheet === 'customer-tags';
      await (ofCustomer ? kept.tagCustomer(tags) : kept.tag(tags));
      usedTags().add(tags);
      this.setData({ sheet: ofCustomer ? 'customer' : '' });
    });
  },
  async onField(
    this: Host,
    { detail }: Event<{ name?: string; unit?: string }>
  ): Promise<void> {
    await this.withCase(async (kept) => {
      await kept.update(detail);
      say(COPY.saved);
    });
  },
  async onRemark(
    this: Host,
    { detail }: Event<{ text: string }>
  ): Promise<void> {
    await this.withCase(async (kept) => {
      await kept.remark(detail.text);
      this.setData({ saved: this.data.saved + 1 });
    });
  },
  async onRemarkRemoved(
    this: Host,
    { detail }: Event<{ id: string }>
  ): Promise<void> {
    await this.withCase((kept) => kept.removeRemark(detail.id));
  },
  onFileRetry(this: Host) {
    void this.kept?.load();
  },

  /** Fills the field and sends nothing. */
  async onReply(this: Host, { detail }: Event<{ id: string }>): Promise<void> {
    await this.busily(async () => {
      const id = this.conversationId;
      const text = await agentReplies().use(detail.id, id);
      this.unfilled = openPlaces(text);
      this.keepDraft(text);
      // The same draft twice would change nothing in the composer.
      this.setData({ draft: '' });
      this.setData({ draft: text, replying: false, slash: '' });
    });
  },

  async withCase(this: Host, work: (kept: AgentCase) => Promise<void>) {
    const { kept } = this;
    if (kept) await this.busily(() => work(kept));
  },
  async busily(this: Host, work: () => Promise<void>) {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      await work();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      say(error.message);
    } finally {
      this.setData({ busy: false });
    }
  },
};

const say = (title: string) => wx.showToast({ title, icon: 'none' });
