import { reportFields } from '../report-fields.ts'
import { kindCards, kindPages } from '../report-kinds.ts'

/** The page a report's QR code opens. Kept small: its script carries these sentences. */
export const qr = {
  title: '扫码核验',
  ready:
    '请用手机扫描核验报告上的二维码打开本页。本页打开过一次后，没有网络时也能判断二维码是否由本网站签发。',
  transfer: '这是去向登记信息表的转递编号。编号已填好，请输入毕业生的学籍姓名后查询。',
  working: '正在核验，请稍候……',
  checked: '核验时间',
  validUntil: '有效期至',
  receipt: '回执',
  printReceipt: '打印回执',
  noScript: '扫码核验需要浏览器允许运行脚本。您也可以输入姓名和编号核验：',
  typedArchive: kindPages.archive,
  typedHukou: kindPages.hukou,
  again: '重新核验',
  noArchive: '毕业生授权核验时尚未登记档案转递信息，因此不显示该项。',
  sources: '登记信息来自于毕业生离校时上报的信息，如有问题请联系毕业生核实。',
  malformed: [
    '二维码内容不完整',
    '没有读到完整的核验内容，也没有向服务器发送。请重新扫描报告或登记信息表上的二维码，或输入姓名和编号查询。',
  ],
  foreign: [
    '不是本网站签发的二维码',
    '可能是其他网站的，或内容不完整、被改动。没有向服务器发送任何内容。请重新扫描；仍不成功的，请改用姓名和核验编号查询。',
  ],
  noKeys: [
    '暂时无法判断',
    '本机保存的核验资料太旧或没有，须联网更新后才能判断这份报告是否属实。报告内容没有发送。请连接网络后重新核验。',
  ],
  noCrypto: [
    '此浏览器无法核验二维码',
    '请更新浏览器，或换一个浏览器打开；也可以改用姓名和核验编号查询。报告内容没有发送。',
  ],
  unreached: {
    offline: '二维码由本网站签发，已在本机验证。没有连接到服务器。',
    failed: '二维码由本网站签发，已在本机验证。服务器暂时不能答复。',
  },
  local: {
    in_force: {
      look: 'wait',
      title: '二维码属实，目前状态未能核实',
      line: (asOf: string) => `截至 ${asOf} 未停止、未变更；此后的情况须联网核验。`,
    },
    newer: {
      look: 'wait',
      title: '二维码属实，目前状态未能核实',
      line: (asOf: string) => `报告在本机保存的资料（截至 ${asOf}）之后出具，资料里还没有它。请联网核验。`,
    },
    out_of_date: {
      look: 'wait',
      title: '二维码属实，目前状态未能核实',
      line: (asOf: string) => `本机保存的资料截至 ${asOf}，已经过期，不能说明目前的情况。请联网核验。`,
    },
    no_list: {
      look: 'wait',
      title: '二维码属实，目前状态未能核实',
      line: () => '本机没有保存的资料，不能说明是否已停止或变更。请联网核验。',
    },
    ended: {
      look: 'stop',
      title: '二维码属实，但核验已停止或过期',
      line: (asOf: string) => `截至 ${asOf} 已经停止或过期。如仍需核验，请毕业生重新授权。`,
    },
    frozen: {
      look: 'stop',
      title: '二维码属实，但核验授权已冻结',
      line: (asOf: string) => `截至 ${asOf} 已被冻结，不表示登记信息有误。请联系毕业生了解情况。`,
    },
    changed: {
      look: 'stop',
      title: '二维码属实，但登记信息已发生变化',
      line: (asOf: string) => `截至 ${asOf} 登记信息已有变化。请毕业生重新授权，提供新的核验报告。`,
    },
    specimen: {
      look: 'wait',
      title: '二维码属实，是样张',
      line: () => '样张的状态须联网后才能显示。',
    },
    service_ended: {
      look: 'stop',
      title: '查询核验服务已截止',
      line: () => '服务截止到毕业时间加六个月。如需核实，请联系毕业生所在学校。',
    },
  },
  specimen: {
    title: '这是样张。',
    says: '它不属于任何毕业生，也不能用于办理业务，只供练习辨认。',
    back: '返回样张列表',
  },
  oldKeys: '本机保存的资料已超过 48 小时没有更新，其间的变化本机不知道。',
  paper: '二维码不含姓名等内容：纸上所写是否一致，须联网核验后对照。',
  kind: '报告种类',
  basis: '本机核验依据',
  technical: '技术细节',
  cap: '查询核验服务截止',
  keysAt: '公钥更新时间',
  listAt: '状态清单更新时间',
  never: '还没有',
  blocks: reportFields,
  kinds: kindCards,
  empty: '--',
} as const
