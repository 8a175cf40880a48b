import { COPY } from '../contract/copy';

interface Target {
  id: string;
  text: string;
  state: string;
}

interface Actions {
  resend(id: string): void;
  discard(id: string): void;
}

/** What a long press on a message offers. */
export function messageMenu(target: Target, actions: Actions): void {
  const failed = target.state === 'failed';
  const items = failed ? [COPY.copy, COPY.resend, COPY.discard] : [COPY.copy];
  wx.showActionSheet({
    itemList: items,
    success({ tapIndex }) {
      if (tapIndex === 0) copyText(target.text);
      if (tapIndex === 1) actions.resend(target.id);
      if (tapIndex === 2) actions.discard(target.id);
    },
  });
}

function copyText(data: string): void {
  wx.setClipboardData({
    data,
    success: () => wx.showToast({ title: COPY.copied, icon: 'none' }),
  });
}
