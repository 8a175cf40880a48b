import { patchOf } from '../../platform/patch';
import type { ThreadItem } from '../../views/thread-view';

/**
 * A few neighbouring items of a thread. They are given by a call: the thread
 * changes its list of chunks without handing every message on again.
 */
Component({
  data: { items: [] as ThreadItem[] },
  methods: {
    show(items: readonly ThreadItem[]) {
      const patch = patchOf(this.data, { items });
      if (Object.keys(patch).length > 0) this.setData(patch);
    },
  },
});
