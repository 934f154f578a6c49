import { viaWords } from '../via.ts'
import { verdictStates } from '../verdicts.ts'
import { kindCards } from '../report-kinds.ts'

export const lookups = {
  title: '核验记录',
  lead: '每一次用您的核验编号、转递编号或报告二维码进行的查询都记录在这里，包括未通过的。',
  empty: '还没有人核验过',
  emptySays: '把核验编号或核验报告交给接收部门后，对方每次查询都会出现在这里。',
  kinds: kindCards,
  transfer: '转递编号（学校随档案提供）',
  verdicts: verdictStates,
  via: viaWords,
  from: (origin: string) => `来自${origin}`,
  fromNowhere: '来源未知',
  anonymous: '查询方未登录',
  receipt: '回执',
  repeats: (count: number) => `同一来源在十分钟内又查询了 ${count} 次，结果相同`,
  sealed: (place: number) => `已封存 · 第 ${place} 条`,
  unsealed: '待封存',
  disown: {
    go: '不是我授权的',
    title: '确认这次查询不是您授权的？',
    live: '确认后，这次查询所用的核验编号立即冻结，任何人都不能再查询，报告和二维码同时失效。冻结不能恢复；仍需核验的，可重新授权，系统会生成新的编号。',
    dead: '这次查询所用的核验编号已不在生效中，没有需要冻结的。确认后只作标记。',
    school: '转递编号由学校提供，不会因此停用。确认后只作标记，请联系学校就业部门说明情况。',
    confirm: '确认，不是我授权的',
    confirmLive: '确认并冻结编号',
    cancel: '取消',
    marked: (at: string) => `已于 ${at} 标记“不是我授权的”`,
    done: {
      frozen: '核验编号已冻结，不能再查询。',
      dead: '已标记。所用的核验编号此前已不在生效中。',
      school: '已标记。转递编号由学校提供，请联系学校就业部门说明情况。',
    },
    again: '重新授权核验',
  },
  ledger: {
    title: '封存与导出',
    says: '查询记录和核验编号的变化（生效、改期、停止等）依次封存，改动、删除任何一条都会被发现。',
    how: '如何防止改动',
    check: '检查记录是否完整',
    checking: '正在计算……',
    noted: '以前抄下的校验值（可不填）',
    notedHint: '64 位，来自导出的文件或上次检查。填写后可检查当时的记录是否都还在。',
    notedWrong: '校验值应为 64 位数字和字母 a–f，请核对后再试。',
    whole: (count: number) => `已封存 ${count} 条，链完整`,
    none: '还没有封存的记录',
    head: '最新校验值，请抄下或保存导出的文件：',
    found: (place: number) =>
      place === 0
        ? '抄下的校验值是起点，当时还没有记录。'
        : `抄下的校验值仍在链中：第 ${place} 条及以前的记录都在。`,
    lost: '抄下的校验值不在链中',
    lostSays:
      '当时的记录可能有缺失或改动，也可能抄错了。请先核对校验值；确认无误的，请保留当时的文件并联系我们。',
    broken: {
      changed: (place: number) => `第 ${place} 条与封存时不符`,
      missing: (place: number) => `缺少第 ${place} 条`,
      mark: (place: number) => `第 ${place} 条的标记与封存时不符`,
    },
    brokenSays: '封存之后有记录被改动或删除。请导出文件保存，并联系我们。',
    json: '导出文件（JSON，可校验）',
    csv: '导出表格（CSV）',
  },
  more: '更早的记录',
  all: '没有更早的记录了',
  back: '返回核验授权',
} as const
