import { COPY } from '../../contract/copy/phone';
import { knowsPrivacy, openPrivacyGuide } from '../../platform/privacy-guide';

const LINES = [
  { icon: 'chat', what: COPY.consentText, how: COPY.consentTextHow },
  { icon: 'user', what: COPY.consentIdentity, how: COPY.consentIdentityHow },
  { icon: 'notification', what: COPY.consentPush, how: COPY.consentPushHow },
];

/** Asked at the first use, not at the entry. Events: `agree`, `refuse`. */
Component({
  properties: { visible: { type: Boolean, value: false } },
  data: {
    lines: LINES,
    title: COPY.consentTitle,
    lead: COPY.consentLead,
    more: COPY.consentMore,
    guide: COPY.consentGuide,
    no: COPY.consentNo,
    yes: COPY.consentYes,
    /** An old WeChat has no such button: a plain tap is the answer. */
    native: knowsPrivacy(),
  },
  methods: {
    onGuide() {
      openPrivacyGuide();
    },
    onAgree() {
      this.triggerEvent('agree');
    },
    onRefuse() {
      this.triggerEvent('refuse');
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('refuse');
    },
  },
});
