Component({
  properties: { title: String },
  data: { times: 0, shown: '', readyDone: false },
  lifetimes: {
    ready() {
      this.setData({ readyDone: true });
    },
  },
  pageLifetimes: {
    show() {
      this.setData({ shown: '在前' });
    },
  },
  methods: {
    onTap() {
      const times = this.data.times + 1;
      this.setData({ times });
      this.triggerEvent('pick', { times });
    },
  },
});
