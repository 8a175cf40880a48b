import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LONG, message, ONE, openWechat } from './test-wechat';

const SEND = 'subscribeMessage.send';

describe('the account’s templates', () => {
  it('[WX-23] are listed as WeChat lists them, and one is deleted', async () => {
    const { wechat, call } = openWechat();
    wechat.settings.set('templates', [ONE, LONG]);
    expect(await call('subscribeMessage.getTemplateList')).toMatchObject({
      errcode: 0,
      data: [
        {
          priTmplId: 'T1',
          title: '回复提醒',
          content: '内容:{{thing1.DATA}}\n状态:{{phrase2.DATA}}\n',
          example: '内容:你好\n状态:处理中\n',
          type: 2,
        },
        { priTmplId: 'L1', type: 3 },
      ],
    });
    const remove = (id: string) =>
      call('subscribeMessage.deleteTemplate', { pri_tmpl_id: id });
    expect(await remove('T1')).toMatchObject({ errcode: 0 });
    expect(await remove('T1')).toMatchObject({ errcode: 200014 });
    expect(wechat.settings.get('templates')).toMatchObject([{ id: 'L1' }]);
  });

  it('[WX-28] are chosen from the library that the account was given', async () => {
    const { wechat, call } = openWechat();
    const keywords = [
      { kid: 1, name: '内容', rule: 'thing', example: '你好' },
      { kid: 4, name: '时间', rule: 'time', example: '15:01' },
    ];
    const titles = [{ tid: 99, title: '回复提醒', categoryId: 7, keywords }];
    const categories = [{ id: 7, name: '工具' }];
    wechat.settings.set('library', { categories, titles });
    expect(await call('subscribeMessage.getCategory')).toMatchObject({
      data: categories,
    });
    const list = (ids: string, rest = {}) =>
      call('subscribeMessage.getPubTemplateTitleList', { ids, ...rest });
    expect(await list('7')).toMatchObject({
      count: 1,
      data: [{ tid: 99, title: '回复提醒', type: 2, categoryId: '7' }],
    });
    expect(await list('')).toMatchObject({ errcode: 200018 });
    expect(await list('8')).toMatchObject({ errcode: 200019 });
    expect(await list('7', { start: -1 })).toMatchObject({ errcode: 200016 });
    expect(await list('7', { limit: 31 })).toMatchObject({ errcode: 200017 });
    const words = 'subscribeMessage.getPubTemplateKeyWordsById';
    expect(await call(words, { tid: '99' })).toMatchObject({
      count: 2,
      data: keywords,
    });
    const add = (rest: Record<string, unknown>) =>
      call('subscribeMessage.addTemplate', {
        tid: '99',
        kid_list: [4, 1],
        ...rest,
      });
    expect(await add({ tid: '98' })).toMatchObject({ errcode: 200014 });
    expect(await add({ kid_list: [4] })).toMatchObject({ errcode: 200020 });
    expect(await add({ kid_list: [4, 5] })).toMatchObject({ errcode: 200020 });
    const scene_desc = '长'.repeat(16);
    expect(await add({ scene_desc })).toMatchObject({ errcode: 200021 });
    expect(wechat.settings.get('templates')).toBeNull();
    const { priTmplId } = await add({});
    wechat.grantCredit('o1', String(priTmplId), 1);
    const data = { time4: { value: '15:01' }, thing1: { value: '好' } };
    expect(
      await call(SEND, message(data, { template_id: priTmplId }))
    ).toMatchObject({ errcode: 0 });
    for (let more = 1; more < 25; more += 1) await add({});
    expect(await add({})).toMatchObject({ errcode: 200012 });
  });

  it('[WX-24] come from wechat-doubles.json, over which the door stands', () => {
    const project = mkdtempSync(join(tmpdir(), 'wechat-'));
    const file = join(project, 'wechat-doubles.json');
    writeFileSync(file, JSON.stringify({ templates: [ONE] }));
    const { settings } = openWechat({ project }).wechat;
    expect(settings.get('templates')).toMatchObject([{ id: 'T1' }]);
    settings.set('templates', [LONG]);
    expect(settings.get('templates')).toMatchObject([{ id: 'L1' }]);
    settings.set('templates', null);
    expect(settings.get('templates')).toMatchObject([{ id: 'T1' }]);
    writeFileSync(file, JSON.stringify({ templats: [] }));
    expect(() => openWechat({ project })).toThrow('what is templats?');
    rmSync(project, { recursive: true });
  });

  it.each([
    ['x', 'must be a list'],
    [[{ id: '' }], 'needs an id'],
    [[{ id: 'a', fields: [] }], 'needs fields'],
    [[{ id: 'a', fields: ['keyword1'] }], 'field of no kind: keyword1'],
    [[{ id: 'a', kind: 'daily', fields: ['thing1'] }], 'one-time or long-term'],
    [[ONE, ONE], 'stands twice'],
  ])('[WX-24] refuses %j: %s', (templates, why) => {
    const { settings } = openWechat().wechat;
    expect(() => settings.set('templates', templates)).toThrow(why);
    expect(settings.get('templates')).toBeNull();
  });
});
