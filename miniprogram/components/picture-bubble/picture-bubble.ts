import { COPY } from '../../contract/copy/phone';
import type { FileView } from '../../views/file-view';

const NOTHING = { progress: -1 } as FileView;

/** A picture of a message. Events: `act` {act: 'open' | 'broken' | 'cancel'}. */
Component({
  properties: {
    file: { type: Object, value: NOTHING },
    failed: { type: Boolean, value: false },
  },
  data: {
    broken: false,
    brokenWord: COPY.pictureBroken,
    cancelWord: COPY.uploadCancel,
  },
  lifetimes: {
    created() {
      Object.assign(this, { errors: 0 });
    },
  },
  observers: {
    'file.src'() {
      if (this.data.broken) this.setData({ broken: false });
    },
  },
  methods: {
    onTap() {
      const act = this.data.broken ? 'broken' : 'open';
      this.triggerEvent('act', { act });
    },
    onCancel() {
      this.triggerEvent('act', { act: 'cancel' });
    },
    /** An address ends after a while: once it is asked for anew by itself. */
    onError() {
      const memory = this as unknown as { errors: number };
      memory.errors += 1;
      if (memory.errors === 1) this.triggerEvent('act', { act: 'broken' });
      else this.setData({ broken: true });
    },
  },
});
