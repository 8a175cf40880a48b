import { COPY } from '../../../../contract/copy/phone';
import { patchOf } from '../../../../platform/patch';
import {
  replyRows,
  type ReplyGroup,
  type ReplyRow,
} from '../../../../views/reply-rows';
import { agentReplies } from '../../desk';

/**
 * Canned replies above the composer: one tap opens it, one more fills the
 * field. Events: `take` {id}, `close`.
 */
Component({
  properties: {
    /** Typed behind a slash in the composer. */
    slash: { type: String, value: '' },
    customer: { type: String, value: '' },
    agent: { type: String, value: '' },
  },
  data: {
    phase: 'loading',
    group: 'shared' as ReplyGroup,
    rows: [] as ReplyRow[],
    counts: { recent: 0, own: 0, shared: 0 },
    search: '',
    taken: '',
    empty: '',
    tabs: [
      { group: 'recent', word: COPY.repliesRecent },
      { group: 'own', word: COPY.repliesOwn },
      { group: 'shared', word: COPY.repliesShared },
    ],
    copy: {
      title: COPY.replies,
      search: COPY.repliesSearch,
      failed: COPY.loadFailed,
      retry: COPY.retry,
    },
  },
  observers: {
    'slash, customer, agent'() {
      this.draw();
    },
  },
  lifetimes: {
    attached() {
      const draw = () => this.draw();
      stopOf(this).stop = agentReplies().store.subscribe(draw);
      // He finds first what he took last, where there is any.
      const recent = agentReplies().store.get().recent.length > 0;
      this.setData({ group: recent ? 'recent' : 'shared' });
      this.draw();
      void this.load();
    },
    detached() {
      stopOf(this).stop?.();
    },
  },
  methods: {
    async load() {
      await agentReplies().load();
      const { recent, shared } = this.data.counts;
      if (this.data.group === 'recent' && recent === 0) {
        this.setData({ group: shared > 0 ? 'shared' : 'own' });
        this.draw();
      }
    },
    draw() {
      const { slash, group, customer, agent } = this.data;
      const search = this.data.search || slash;
      const state = agentReplies().store.get();
      const names = { customer, agent };
      const { rows, counts } = replyRows(state, group, search, names);
      const none = search ? COPY.repliesNone : COPY.repliesEmpty;
      const empty = rows.length === 0 ? none : '';
      const view = { phase: state.phase, rows, counts, empty };
      const patch = patchOf(this.data, view);
      if (Object.keys(patch).length > 0) this.setData(patch);
    },
    onGroup(event: WechatMiniprogram.TouchEvent) {
      const { group } = event.currentTarget.dataset as { group: ReplyGroup };
      this.setData({ group, search: '' });
      this.draw();
    },
    onSearch(event: WechatMiniprogram.Input) {
      this.setData({ search: event.detail.value });
      this.draw();
    },
    onTake(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      this.triggerEvent('take', { id });
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});

const stopOf = (component: object) => component as { stop?: () => void };
