import Toast from 'tdesign-miniprogram/toast/index';

Page({
  data: {
    popup: false,
    sheet: false,
    dialog: false,
    notice: true,
    loading: true,
    items: [{ label: '在线' }, { label: '忙碌' }, { label: '离线' }],
    log: '',
  },
  openPopup() {
    this.setData({ popup: true });
  },
  onPopup(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    this.setData({ popup: event.detail.visible });
  },
  openSheet() {
    this.setData({ sheet: true });
  },
  closeSheet() {
    this.setData({ sheet: false });
  },
  onSelect(
    event: WechatMiniprogram.CustomEvent<{ selected: { label: string } }>
  ) {
    this.setData({ sheet: false, log: `选了 ${event.detail.selected.label}` });
  },
  openDialog() {
    this.setData({ dialog: true });
  },
  onConfirm() {
    this.setData({ dialog: false, log: '确认了' });
  },
  onCancel() {
    this.setData({ dialog: false, log: '取消了' });
  },
  openToast() {
    Toast({
      context: this as never,
      selector: '#t-toast',
      message: '已复制',
      theme: 'success',
    });
  },
  closeNotice() {
    this.setData({ notice: false });
  },
  stopLoading() {
    this.setData({ loading: false });
  },
});
