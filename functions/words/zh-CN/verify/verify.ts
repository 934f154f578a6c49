import { kindCodes, kindPages } from '../report-kinds.ts'

/** The typed verification pages. */
export const verify = {
  archive: {
    title: kindPages.archive,
    code: kindCodes.archive,
    codeHint: '转递编号 16 位，由学校随档案提供；核验编号 15 位，由毕业生本人提供。',
  },
  hukou: {
    title: kindPages.hukou,
    code: kindCodes.hukou,
    codeHint: '核验编号 15 位，由毕业生本人提供。',
  },
  lead: '请按报告或档案材料上的内容输入，两项须一致。',
  name: '学籍姓名',
  nameHint: '与学籍信息一致；少数民族姓名中的间隔点可用任意一种“·”。',
  free: '不区分大小写，可以带空格。也可以直接用扫码枪扫描报告上的二维码。',
  submit: '查询',
  cancel: '取消',
  recorded: '每次查询都会记录，并供毕业生本人查看。',
  scan: '扫描二维码或核验电子版报告',
  otherArchive: '核验档案转递信息',
  receipt: '核验回执核对',
  otherHukou: '核验户口迁移信息',
  ask: (support: string) => `查不到或对结果有疑问的，请咨询：${support}`,
} as const
