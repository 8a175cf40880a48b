Page({
  data: { log: '' },
  onLoad(query: Record<string, string | undefined>) {
    this.note(`加载 ${query.raw ?? ''}`);
  },
  onShow() {
    this.note('显示');
  },
  onReady() {
    this.note('就绪');
  },
  onHide() {
    this.note('隐藏');
  },
  note(what: string) {
    this.setData({ log: `${this.data.log} ${what}`.trim() });
  },
});
