import { department } from '../../department/department.ts'
import { authorize } from '../../graduate/authorize.ts'
import { kindPages } from '../../report-kinds.ts'
import { outcomeWords } from '../../verify/outcomes.ts'
import { qr } from '../../verify/qr.ts'
import { receipt } from '../../verify/receipt.ts'
import { scan } from '../../verify/scan.ts'
import { named, type Question } from '../question.ts'

const byKind = [
  { href: '/verify/archive/', text: kindPages.archive },
  { href: '/verify/hukou/', text: kindPages.hukou },
]
const toScan = { href: '/verify/scan/', text: scan.title }

export const verifyingQuestions: readonly Question[] = [
  {
    ask: '怎样核验',
    say: ({ scanWith }) => [
      `在${named(kindPages.archive)}或${named(kindPages.hukou)}输入学籍姓名和编号。不需要登录。`,
      `也可以用${scanWith}扫描报告上的二维码；在电脑上，可用扫码枪扫入编号框，或打开${named(scan.title)}，用摄像头、照片或下载的报告文件核验。`,
    ],
    go: [...byKind, toScan],
  },
  {
    ask: '查不到',
    say: () => [
      `显示${named(outcomeWords.unknown.title)}的，请核对姓名与编号是否都与报告一致，以及是否选对了档案或户口的入口。`,
      '核验编号请向毕业生本人核对，转递编号请向毕业生所在学校核对。',
    ],
  },
  {
    ask: '查询次数受限',
    say: () => [
      `连续多次查不到会暂停查询，页面显示${named(outcomeWords.limited.title)}，并说明何时可以再查。扫描报告上的二维码，或由已登录的接收部门查询，都不受这一限制。`,
      `经常核验的部门，可申请开通部门账号，在${named(department.title)}查询、${named(department.bulk)}；每天的次数会显示在页面上，0 时恢复。`,
    ],
    go: [toScan, { href: '/department/', text: department.title }],
  },
  {
    ask: '怎样证明进行过核验',
    say: ({ host }) => [
      `在核验结果下方点击${named(qr.printReceipt)}。回执编号与毕业生看到的相同。`,
      `任何人可在 ${host}/verify/receipt/ 输入回执编号和查询时使用的编号，核对回执是否属实。`,
    ],
    go: [{ href: '/verify/receipt/', text: receipt.title }],
  },
  {
    ask: '显示已过期、已停止或已变化',
    say: () => [
      `请毕业生在${named(authorize.title)}重新设置有效期，提供新的编号或核验报告。过期的编号不能延长。`,
      '转递编号过期或停止的，请联系毕业生所在学校。',
    ],
  },
]
