Page({
  data: {
    tab: 'waiting',
    bar: 'chats',
    log: '',
    refreshing: false,
    texts: ['下拉刷新', '松手刷新', '正在刷新', '刷新完成'],
    people: [
      { name: '王芳', text: '上传失败 37 份', unread: 2, waiting: true },
      { name: '赵敏', text: '谢谢', unread: 0, waiting: true },
      { name: '李强', text: '已处理', unread: 0, waiting: false },
    ],
  },
  onTab(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({
      tab: event.detail.value,
      log: `标签 ${event.detail.value}`,
    });
  },
  onBar(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ bar: event.detail.value });
  },
  onCell() {
    this.setData({ log: '点了一行' });
  },
  onAction(event: WechatMiniprogram.TouchEvent) {
    const { action } = event.currentTarget.dataset as { action: string };
    this.setData({ log: `动作 ${action}` });
  },
  onRefresh() {
    this.setData({ refreshing: true });
    setTimeout(() => this.setData({ refreshing: false, log: '刷新了' }), 300);
  },
  onPick(event: WechatMiniprogram.CustomEvent<{ times: number }>) {
    this.setData({ log: `卡片 ${event.detail.times}` });
  },
  onBack() {
    this.setData({ log: '返回' });
  },
});
