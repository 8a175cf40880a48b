import { CLOUD_ENV } from './config';

App({
  onLaunch() {
    wx.cloud.init(CLOUD_ENV ? { env: CLOUD_ENV } : {});
  },
});
