import { COPY } from '../../contract/copy/phone';

/** What people often ask, one tap each. Event: `ask` {text}. */
Component({
  properties: { questions: { type: Array, value: [] as string[] } },
  data: { title: COPY.commonQuestions },
  methods: {
    onAsk(event: WechatMiniprogram.TouchEvent) {
      const { text } = event.currentTarget.dataset as { text: string };
      this.triggerEvent('ask', { text });
    },
  },
});
