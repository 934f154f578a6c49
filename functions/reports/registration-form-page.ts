// The printed 去向登记信息表, for the graduate and for the school.
import { dayOf, showEnd } from '#model/calendar/caps.ts'
import type { Config } from '../platform/config.ts'
import type { Html } from '../print/fill-page.ts'
import { transferKind } from '#model/report/kinds.ts'
import { kindPages } from '#words/report-kinds.ts'
import { sheetPage } from '../print/sheet-page.ts'
import type { ShownForm } from './show-registration-form.ts'
import { formWords as words } from '#words/reports.ts'

const voided: Record<Exclude<ShownForm['state'], 'active'>, { title: string; text: string }> = words.voided

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
    title: words.title,
    state: gone?.title ?? words.active(until),
    back,
    voided: gone,
    codeLabel: words.code,
    code: form.code,
    facts: [words.asOf(dayOf(form.reportedAt))],
    qr: form.qr,
    blocks: form.blocks,
    notes: words.notes({
      operator: config.operatorName,
      host: new URL(config.origin).host,
      scanWith: config.scanWith,
      page: kindPages[transferKind],
      until,
    }),
    sandbox: config.sandbox,
    copy,
  })
}
