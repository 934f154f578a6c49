import { authorize } from '../../graduate/authorize.ts'
import { lookups } from '../../graduate/lookups.ts'
import { picture } from '../../graduate/picture.ts'
import { sheetWords } from '../../sheet.ts'
import { named, type Question } from '../question.ts'

const toAuthorize = { href: '/graduate/authorize/', text: authorize.title }
const toLookups = { href: '/graduate/lookups/', text: lookups.title }

export const stepUpQuestions: readonly Question[] = [
  {
    ask: '什么时候需要实人验证',
    say: ({ provider }) => [
      `设置或延长有效期之前，会转到${provider}进行人脸识别，通过后自动回到本网站。缩短有效期和停止核验不需要。`,
      '通过后十分钟内可为两项核验设置有效期，超过后需要重新验证。',
    ],
    go: [toAuthorize],
  },
  {
    ask: '人脸识别不通过',
    say: ({ provider }) => [
      `验证由${provider}进行，本网站不采集、不保存人脸图像。`,
      '请在光线均匀处正对屏幕，摘下帽子、墨镜和口罩后重试。',
    ],
  },
  {
    ask: '不便或不愿使用人脸识别',
    say: () => [
      `携带身份证件到学校就业部门，在手机的${named(authorize.title)}页面点击${named(authorize.stepUp.inPerson.go)}，出示六位数字，由两名工作人员先后当面核验。`,
      '六位数字三十分钟内有效，超过后可重新获取。核验通过后，手机上会自动进入下一步。',
    ],
    go: [toAuthorize],
  },
]

export const codeQuestions: readonly Question[] = [
  {
    ask: '怎样授权核验',
    say: () => [
      `在${named(authorize.title)}页面点击${named(authorize.set)}，完成实人验证，选择有效期并勾选同意。档案和户口各有一个核验编号，分别授权。`,
      `把姓名和编号告诉接收部门即可，也可以点击${named(authorize.report)}，在报告页面${named(sheetWords.print)}、${named(sheetWords.download)}或${named(picture.title)}。`,
    ],
    go: [toAuthorize],
  },
  {
    ask: '有效期最长到什么时候',
    say: () => [
      '从当天起任选，最晚到毕业时间加六个月的最后一天；到期当天 23:59:59 自动停止。过了这一天，不再提供查询核验服务。',
      `生效期间可以${named(authorize.change)}。`,
    ],
    go: [toAuthorize],
  },
  {
    ask: '核验编号过期了',
    say: () => [
      `过期的编号不能延长。请点击${named(authorize.setAgain)}，会生成新的编号，请把新编号交给接收部门。`,
    ],
    go: [toAuthorize],
  },
  {
    ask: '不想再让人查询',
    say: () => [
      `点击${named(authorize.end)}，下一次查询起就查不到。以后仍需核验的，点击${named(authorize.setAgain)}，会生成新的编号。`,
    ],
    go: [toAuthorize],
  },
  {
    ask: '编号失效了',
    say: () => [
      `显示${named(authorize.states.superseded[2])}的，是授权之后登记信息或基本信息有更新，或提交了信息有误，或标记过${named(lookups.disown.go)}。`,
      `页面会写明是哪一种。处理后点击${named(authorize.setAgain)}，会生成新的编号。`,
    ],
    go: [toAuthorize],
  },
  {
    ask: '核验编号和转递编号有什么不同',
    say: () => [
      '核验编号（15 位）由毕业生授权后生成，显示授权当时的信息；转递编号（16 位）由学校随档案提供，不需要授权，显示当前的信息，有效到毕业时间的第二年 3 月 31 日。',
    ],
  },
  {
    ask: '谁查询过我的信息',
    say: () => [
      `${named(lookups.title)}列出每一次查询：时间、方式、结果，登录的部门还有名称。`,
      `有不认识的查询，点击${named(lookups.disown.go)}，再点击${named(lookups.disown.confirmLive)}，所用的核验编号立即冻结，任何人不能再查询。冻结不能恢复，仍需核验的可重新授权。`,
      '用转递编号进行的查询只作标记，请联系学校就业部门说明情况。',
    ],
    go: [toLookups, { href: '/help/lookup-ledger/', text: lookups.ledger.how }],
  },
]
