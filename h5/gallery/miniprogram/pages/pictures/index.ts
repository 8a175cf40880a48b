Page({
  data: {
    hill: '/assets/hill.svg',
    images: ['/assets/hill.svg', '/assets/hill.svg'],
    icons: [
      'microphone',
      'smile',
      'add-circle',
      'notification',
      'swap',
      'check',
      'user-transmit',
      'user-talk',
      'lock-on',
      'chevron-right',
    ],
    viewer: false,
    log: '',
  },
  // The page's own onLoad, and the picture's load: same name, two meanings.
  onLoad(
    event: Record<string, string | undefined> | WechatMiniprogram.CustomEvent
  ) {
    if ('type' in event && event.type === 'load') {
      this.setData({ log: '图片到了' });
    }
  },
  open() {
    this.setData({ viewer: true });
  },
  close() {
    this.setData({ viewer: false, log: '关了' });
  },
  onChange(event: WechatMiniprogram.CustomEvent<{ index: number }>) {
    this.setData({ log: `第 ${event.detail.index + 1} 张` });
  },
});
