import { COPY } from '../../contract/copy/phone';

const CHOICES = [
  { key: 'album', word: COPY.plusPicture, icon: 'image', api: 'chooseMedia' },
  { key: 'camera', word: COPY.plusCamera, icon: 'camera', api: 'chooseMedia' },
  {
    key: 'file',
    word: COPY.plusFile,
    icon: 'folder',
    api: 'chooseMessageFile',
  },
] as const;

/** What else can be sent. Event: `pick` {key}. */
Component({
  data: { choices: CHOICES.filter(({ api }) => wx.canIUse(api)) },
  methods: {
    onPick(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      this.triggerEvent('pick', { key });
    },
  },
});
