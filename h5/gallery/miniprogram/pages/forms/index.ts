interface Value<T> {
  value: T;
}

Page({
  data: {
    code: '',
    password: '',
    tips: '',
    words: '',
    query: '',
    on: false,
    score: 0,
    tag: false,
    busy: false,
    picker: false,
    time: '2026-11-21 09:30',
    files: [] as { url: string; name?: string; type?: string }[],
    log: '',
  },
  onPassword(event: WechatMiniprogram.CustomEvent<Value<string>>) {
    const password = event.detail.value;
    this.setData({ password, tips: password.length < 6 ? '密码太短' : '' });
  },
  onEnter() {
    this.setData({ log: '回车' });
  },
  onWords(event: WechatMiniprogram.CustomEvent<Value<string>>) {
    this.setData({ words: event.detail.value });
  },
  onSearch(event: WechatMiniprogram.CustomEvent<Value<string>>) {
    this.setData({ query: event.detail.value });
  },
  onSubmit() {
    this.setData({ log: `搜 ${this.data.query}` });
  },
  onSwitch(event: WechatMiniprogram.CustomEvent<Value<boolean>>) {
    this.setData({ on: event.detail.value });
  },
  onRate(event: WechatMiniprogram.CustomEvent<Value<number>>) {
    this.setData({ score: event.detail.value });
  },
  onTag(event: WechatMiniprogram.CustomEvent<{ checked: boolean }>) {
    this.setData({ tag: event.detail.checked });
  },
  onBusy() {
    this.setData({ busy: true, log: '登录' });
  },
  onDisabled() {
    this.setData({ log: '不该按到' });
  },
  openPicker() {
    this.setData({ picker: true });
  },
  closePicker() {
    this.setData({ picker: false });
  },
  onTime(event: WechatMiniprogram.CustomEvent<Value<string>>) {
    this.setData({ picker: false, log: `时间 ${event.detail.value}` });
  },
  onUpload(event: WechatMiniprogram.CustomEvent<{ files: { url: string }[] }>) {
    this.setData({ files: event.detail.files, log: '选了图片' });
  },
  onRemove() {
    this.setData({ files: [], log: '删了图片' });
  },
});
