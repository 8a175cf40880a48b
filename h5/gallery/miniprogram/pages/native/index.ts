interface Value<T> {
  value: T;
}

Page({
  data: {
    rows: Array.from({ length: 30 }, (_, index) => index),
    into: '',
    who: '',
    team: '',
    lines: 0,
    scrollTop: 0,
    html: '<p>安全 <b>粗体</b><script>window.hacked = 1</script></p><img src="x" onerror="window.hacked = 2">',
    log: '',
  },
  onUpper() {
    this.setData({ log: '到顶' });
  },
  onLower() {
    this.setData({ log: '到底' });
  },
  onScroll(event: WechatMiniprogram.CustomEvent<{ scrollTop: number }>) {
    this.data.scrollTop = event.detail.scrollTop;
  },
  onTap() {
    this.setData({ log: `${this.data.log}点` });
  },
  onOuter() {
    this.setData({ log: `${this.data.log}外` });
  },
  onLong() {
    this.setData({ log: `${this.data.log}长` });
  },
  onInput(event: WechatMiniprogram.CustomEvent<Value<string>>) {
    this.setData({ who: event.detail.value });
  },
  onFocus() {
    this.setData({ log: '聚焦' });
  },
  onLines(event: WechatMiniprogram.CustomEvent<{ lineCount: number }>) {
    this.setData({ lines: event.detail.lineCount });
  },
  onSwitch(event: WechatMiniprogram.CustomEvent<Value<boolean>>) {
    this.setData({ log: `开关 ${event.detail.value}` });
  },
  onKind(event: WechatMiniprogram.CustomEvent<Value<string>>) {
    this.setData({ log: `单选 ${event.detail.value}` });
  },
  onTeam(event: WechatMiniprogram.CustomEvent<Value<number>>) {
    this.setData({ team: String(event.detail.value) });
  },
  onSubmit(event: WechatMiniprogram.CustomEvent<Value<object>>) {
    this.setData({ log: JSON.stringify(event.detail.value) });
  },
  onReset() {
    this.setData({ log: '重置' });
  },
  onAgree() {
    this.setData({ log: '同意了' });
  },
  subscribe() {
    wx.requestSubscribeMessage({
      tmplIds: ['template-one'],
      success: (result) => this.setData({ log: JSON.stringify(result) }),
      fail: (error) => this.setData({ log: error.errMsg }),
    });
  },
  async modal() {
    const { confirm } = await wx.showModal({ title: '问', content: '好吗' });
    this.setData({ log: confirm ? '好' : '不好' });
  },
  async sheet() {
    try {
      const options = { itemList: ['复制', '引用'] };
      const { tapIndex } = await wx.showActionSheet(options);
      this.setData({ log: `第 ${tapIndex} 项` });
    } catch (error) {
      this.setData({ log: (error as { errMsg: string }).errMsg });
    }
  },
  onSlide(event: WechatMiniprogram.CustomEvent<{ current: number }>) {
    this.setData({ log: `第 ${event.detail.current} 页` });
  },
});
