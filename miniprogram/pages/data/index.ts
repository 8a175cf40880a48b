import { COPY, fill } from '../../contract/copy/phone';
import { appPorts, customerChat, myData } from '../../platform/customer';
import { patchOf } from '../../platform/patch';
import { textStyle } from '../../platform/text-size';
import { dataView, type DataView } from './data-view';

/** What cannot be undone may be confirmed only after this. */
const ARMING_SECONDS = 5;

const WORDS = {
  title: COPY.myData,
  exportTitle: COPY.exportTitle,
  exportHow: COPY.exportHow,
  exportWorking: COPY.exportWorking,
  exportReady: COPY.exportReady,
  eraseTitle: COPY.eraseTitle,
  eraseHow: COPY.eraseHow,
  eraseLead: COPY.eraseLead,
  eraseUnsent: COPY.eraseUnsent,
  eraseCancel: COPY.eraseCancel,
  eraseWorking: COPY.eraseWorking,
  erased: COPY.erased,
  certificate: COPY.certificate,
  certificateCopy: COPY.certificateCopy,
  erasedAt: COPY.erasedAt,
  back: COPY.backToChat,
  retry: COPY.retry,
};

type Data = DataView & {
  textStyle: string;
  sheet: boolean;
  armed: boolean;
  confirmWords: string;
  copy: typeof WORDS;
};

/** What is kept of a person, a copy of it, and the end of it. */
Page<Data, WechatMiniprogram.IAnyObject>({
  data: {
    textStyle: textStyle(),
    ...dataView(myData().store.get(), Date.now()),
    sheet: false,
    armed: false,
    confirmWords: COPY.eraseConfirm,
    copy: WORDS,
  },
  onLoad() {
    this.stop = myData().store.subscribe(() => this.draw());
    void myData().open();
    this.draw();
  },
  onUnload() {
    this.stop();
    this.disarm?.();
    myData().stop();
  },
  draw() {
    const now = customerChat().serverClock.now();
    const patch = patchOf(this.data, dataView(myData().store.get(), now));
    if (Object.keys(patch).length > 0) this.setData(patch);
  },
  onRetry() {
    void myData().open();
  },
  onExport() {
    if (this.data.copying !== 'working') void myData().copy();
  },
  onFile(event: WechatMiniprogram.TouchEvent) {
    const { url } = event.currentTarget.dataset as { url: string };
    this.toClipboard(url);
  },
  onErase() {
    this.setData({ sheet: true });
    this.arm(ARMING_SECONDS);
  },
  arm(seconds: number) {
    const armed = seconds === 0;
    const confirmWords = armed
      ? COPY.eraseConfirm
      : fill(COPY.eraseArming, { n: seconds });
    this.setData({ armed, confirmWords });
    if (armed) return;
    this.disarm = appPorts().clock.after(1_000, () => this.arm(seconds - 1));
  },
  onCancel() {
    this.disarm?.();
    this.setData({ sheet: false, armed: false });
  },
  onConfirm() {
    if (!this.data.armed) return;
    this.setData({ sheet: false, armed: false });
    void myData().erase();
  },
  onCertificate() {
    this.toClipboard(this.data.certificate?.id ?? '');
  },
  onBack() {
    wx.reLaunch({ url: '/pages/chat/index' });
  },
  toClipboard(data: string) {
    wx.setClipboardData({
      data,
      success: () => wx.showToast({ title: COPY.copied, icon: 'none' }),
    });
  },
});
