// The printed 去向登记信息表, for the graduate and for the school.
import { dayOf, showEnd } from '#model/calendar/caps.ts'
import type { Config } from '../platform/config.ts'
import type { Html } from '../print/page.ts'
import { transferKind } from '#model/report/kinds.ts'
import { kindPages } from '#words/report-kinds.ts'
import { sheetPage } from '../print/sheet-page.ts'
import type { ShownForm } from './show-registration-form.ts'

const voided: Record<Exclude<ShownForm['state'], 'active'>, { title: string; text: string }> = {
  expired: {
    title: '转递编号已过期',
    text: '查询截止到毕业时间的第二年3月31日，本表只作存档，不能再用于在线核验。',
  },
  held: {
    title: '转递编号暂停使用',
    text: '学校登记的毕业结论为延期毕业、休学或离校，暂不提供在线核验。',
  },
}

export interface FormPage {
  form: ShownForm
  config: Config
  back: { href: string; text: string }
  /** a saved copy: no buttons, no script */
  copy: boolean
}

export function registrationFormPage({ form, config, back, copy }: FormPage): Html {
  const until = showEnd(form.validUntil)
  const gone = form.state === 'active' ? undefined : voided[form.state]
  return sheetPage({
    title: '全国普通高等学校毕业生去向登记信息表',
    state: gone?.title ?? `转递编号有效期至 ${until}`,
    back,
    voided: gone,
    codeLabel: '转递编号',
    code: form.code,
    facts: [`登记信息日期：${dayOf(form.reportedAt)}`],
    qr: form.qr,
    blocks: form.blocks,
    notes: [
      `登记信息由${config.operatorName}提供，来自于毕业生离校时上报的信息，如有问题请联系毕业生所在学校。`,
      `核验方式：①前往${new URL(config.origin).host}，选择“${kindPages[transferKind]}”模块，正确输入毕业生姓名和转递编号进行核验；②使用${config.scanWith}的扫一扫功能扫描本表的二维码，输入毕业生姓名在线核验。`,
      '核验时显示的是查询当时的登记信息。打印之后登记信息有变更的，转递编号不变，以核验结果为准。',
      `转递编号的查询截止到毕业时间的第二年3月31日（${until}）。`,
      '档案接收单位收到或退回档案后，请在核验结果页面登记，毕业生和学校可以看到。',
    ],
    sandbox: config.sandbox,
    copy,
  })
}
