import { COPY } from '../../contract/copy';

Page({
  data: {
    title: COPY.mine,
    brand: COPY.brandService,
    about: COPY.aboutText,
    guide: COPY.consentGuide,
    staff: COPY.staffSignIn,
  },
  onGuide() {
    wx.openPrivacyContract({});
  },
  onStaff() {
    wx.navigateTo({ url: '/packages/agent/pages/list/index' });
  },
});
