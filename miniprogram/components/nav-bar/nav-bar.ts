import { navMetrics } from '../../platform/nav-metrics';

const HOME = '/pages/chat/index';

/** An own bar beside WeChat's capsule: back, person, two lines. */
Component({
  options: { multipleSlots: true },
  properties: {
    title: { type: String, value: '' },
    second: { type: String, value: '' },
    chip: { type: String, value: '' },
    /** null: no avatar. */
    person: { type: Object, value: null as unknown as object },
    presence: { type: String, value: '' },
    brand: { type: Boolean, value: false },
    /** No surface and no line: the page's own ground. */
    bare: { type: Boolean, value: false },
    /** false: this page is where one arrives, so nothing leads back. */
    back: { type: Boolean, value: true },
    /** Where back leads when there is no page before this one. */
    home: { type: String, value: HOME },
  },
  data: { top: 0, height: 44, capsule: 96, first: false },
  lifetimes: {
    attached() {
      const first = getCurrentPages().length <= 1;
      this.setData({ ...navMetrics(), first });
    },
  },
  methods: {
    onBack() {
      if (this.data.first) wx.reLaunch({ url: this.data.home });
      else wx.navigateBack();
    },
    onTitle() {
      this.triggerEvent('title');
    },
  },
});
