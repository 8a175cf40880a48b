import type { Actor } from './actor';

const QUESTIONS = [
  {
    question: '随访表上传失败怎么办',
    answer:
      '请先在“机构管理”里同步机构编码，再上传一次；仍失败请发截图给我们。',
  },
  {
    question: '家医签约批量导入模板在哪里',
    answer: '在“签约管理 › 导入”页面右上角下载。',
  },
  { question: '忘记系统登录密码', answer: '请联系本机构管理员重置。' },
  { question: '疫苗库存和冰箱里的对不上', answer: '' },
];
const SHORTCUTS = ['处理进度', '远程协助'];

/** What people often ask, as the administrator keeps it. */
export async function keepQuestions(admin: Actor): Promise<void> {
  const { rev } = await admin.ask('settings.get', {});
  await admin.ask('settings.update', {
    changes: [
      {
        section: 'autoReplies',
        values: { questions: QUESTIONS, shortcuts: SHORTCUTS },
      },
    ],
    rev,
  });
}
