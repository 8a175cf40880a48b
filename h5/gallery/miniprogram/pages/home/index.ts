Page({
  data: {
    links: [
      { route: 'lists', title: '列表与导航' },
      { route: 'feedback', title: '反馈' },
      { route: 'forms', title: '表单' },
      { route: 'pictures', title: '图片与图标' },
      { route: 'native', title: '原生组件' },
      { route: 'plain', title: '默认导航栏' },
    ],
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { route } = event.currentTarget.dataset as { route: string };
    void wx.navigateTo({ url: `../${route}/index?from=home&raw=a%20b` });
  },
});
