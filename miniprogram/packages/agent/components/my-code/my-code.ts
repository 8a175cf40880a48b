import { COPY } from '../../../../contract/copy/phone';
import { appPorts } from '../../../../platform/customer';
import { savePicture } from '../../../../platform/save-picture';
import {
  readOwnCode,
  rotateOwnCode,
  type OwnCode,
} from '../../../../services/agent-code';
import { CallError } from '../../../../services/call';
import type { Cancel } from '../../../../services/ports';
import { personView } from '../../../../views/person';
import { agentDesk } from '../../desk';

/** A picture that is not there yet is looked for again. */
const AGAIN_MS = 10_000;

/** His exclusive code: to show, to save, to change. */
Component({
  data: {
    phase: 'loading' as 'loading' | 'ready' | 'failed',
    code: null as OwnCode | null,
    person: personView('', ''),
    name: '',
    specialty: '',
    waiting: '',
    error: '',
    busy: false,
    copy: {
      how: COPY.codeHow,
      save: COPY.codeSave,
      rotate: COPY.codeRotate,
      failed: COPY.loadFailed,
      retry: COPY.retry,
    },
  },
  lifetimes: {
    attached() {
      const staff = agentDesk().store.get().staff;
      const { name = '', avatar = '', specialty = '' } = staff ?? {};
      this.setData({ name, specialty, person: personView(name, avatar) });
      void this.load();
    },
    detached() {
      timerOf(this).cancel?.();
    },
  },
  methods: {
    load() {
      return this.ask(() => readOwnCode(agentDesk()));
    },
    async ask(read: () => Promise<OwnCode>) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      try {
        this.show(await read());
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        appPorts().log.warn('code', error);
        this.fail(error.message);
      } finally {
        this.setData({ busy: false });
      }
    },
    show(code: OwnCode) {
      const failed = code.state === 'failed';
      const waiting = failed ? COPY.codeFailed : COPY.codePainting;
      this.setData({ phase: 'ready', code, waiting: code.url ? '' : waiting });
      timerOf(this).cancel?.();
      if (code.url) return;
      const again = () => void this.load();
      timerOf(this).cancel = appPorts().clock.after(AGAIN_MS, again);
    },
    /** A code that is shown already stays. */
    fail(message: string) {
      if (this.data.code) wx.showToast({ title: message, icon: 'none' });
      else this.setData({ phase: 'failed', error: message });
    },
    onRetry() {
      this.setData({ phase: 'loading' });
      void this.load();
    },
    onPreview() {
      const { url } = this.data.code ?? {};
      if (url) wx.previewImage({ urls: [url] });
    },
    onSave() {
      const { url } = this.data.code ?? {};
      if (url) void savePicture(url);
    },
    onRotate() {
      const { code } = this.data;
      if (!code) return;
      wx.showModal({
        content: COPY.codeRotateAsk,
        confirmText: COPY.codeRotateDo,
        success: ({ confirm }) => {
          if (confirm) void this.rotate(code.codeId);
        },
      });
    },
    async rotate(codeId: string) {
      await this.ask(() => rotateOwnCode(agentDesk(), codeId));
      if (this.data.code?.codeId === codeId) return;
      wx.showToast({ title: COPY.codeRotated, icon: 'none' });
    },
  },
});

const timerOf = (component: object) => component as { cancel?: Cancel };
