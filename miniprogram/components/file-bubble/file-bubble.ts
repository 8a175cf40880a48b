import { COPY } from '../../contract/copy/phone';
import type { FileView } from '../../views/file-view';

const NOTHING = { progress: -1, name: '', size: '' } as FileView;

/** A file of a message. Event: `act` {act: 'open' | 'cancel'}. */
Component({
  properties: {
    file: { type: Object, value: NOTHING },
  },
  data: { cancelWord: COPY.uploadCancel },
  methods: {
    onTap() {
      this.triggerEvent('act', { act: 'open' });
    },
    onCancel() {
      this.triggerEvent('act', { act: 'cancel' });
    },
  },
});
